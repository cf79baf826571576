/** What counts as the same for a search, in the scripts that people write titles in. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchesAll, indexText, matchesOf } from '../../main/store/search/searchText.ts';
import { queryWordsIn, wordsIn } from '../../main/store/search/searchWords.ts';
import { reportsOf } from '../cases/publicReports.ts';

const rowOf = (title: string) => ({ title, location: null, body: null });

const finds = (title: string, query: string): boolean => {
  const queryWords = queryWordsIn(query);
  return queryWords.length > 0 && matchesAll(rowOf(title), queryWords);
};

/** Returns the title with the matches in brackets. */
const marked = (title: string, query: string): string => {
  const [match] = matchesOf(rowOf(title), queryWordsIn(query));
  let out = match?.text ?? '';
  for (const [start, end] of match?.spans.toReversed() ?? [])
    out = `${out.slice(0, start)}[${out.slice(start, end)}]${out.slice(end)}`;
  return out;
};

describe('what people reported about other calendars', () => {
  const reports = reportsOf('search', 'search-width').filter(
    ({ input }) => !['smith', 'pat.smith'].includes((input as { query: string }).query),
  );
  test.each(reports)('$id ($source)', ({ input, expected }) => {
    const { title, query } = input as { readonly title: string; readonly query: string };
    expect(expected).toBe('found');
    expect(finds(title, query)).toBe(true);
  });

  test.each(reportsOf('search').filter(({ id }) => id.includes('smith')))('$id ($source)', ({ input }) => {
    // It is in a guest's address, not in the title.
    const { title, query } = input as { readonly title: string; readonly query: string };
    const guest = { email: 'pat.smith@example.com', response: 'accepted', resource: false, self: false };
    const body = JSON.stringify({ attendees: [guest] });
    expect(matchesAll({ ...rowOf(title), body }, queryWordsIn(query))).toBe(true);
  });
});

const nfd = (text: string): string => text.normalize('NFD');

describe('finds', () => {
  test.each([
    ['half-width kana, its voiced marks apart', 'ﾐｰﾃｨﾝｸﾞ 定例', 'ミーティング'],
    ['half-width kana in the query', 'ガイド付きパーティー', 'ｶﾞｲﾄﾞ ﾊﾟｰﾃｨｰ'],
    ['voiced marks of their own', 'か\u3099いと\u3099', 'がいど'],
    ['spacing voiced marks', 'ウ゛ィラ', 'ヴィラ'],
    ['hiragana for katakana', 'みーてぃんぐ', 'ミーティング'],
    ['a half-width long mark', 'ﾃﾞｰﾀ', 'データ'],
    ['a hyphen for a long mark', 'デ－タ整理', 'データ'],
    ['a minus sign for a long mark', 'デ−タ', 'データ'],
    ['a wave for a long mark', 'ら〜めん', 'ラーメン'],
    ['a word without the long mark at its end', 'サーバ移行', 'サーバー'],
    ['a word with the long mark at its end', 'サーバー移行', 'サーバ移行'],
    ['what begins with the end of such a word', 'サーバー移行', 'バー移行'],
    ['a long mark between digits as the hyphen that it is', '二丁目2ー3', '2-3'],
    ['a hyphen between digits', '二丁目2-3', '2ー3'],
    ['names with a dot or without', 'ジョン・スミス', 'ジョンスミス'],
    ['one sign for several letters', '㍿山田', '株式会社'],
    ['units in one sign', '５㌔走', 'キロ'],
    ['small ke', '一ヶ月レビュー', '一ケ月'],
    ['kangxi radicals', '⼯事', '工事'],
    ['variation selectors between characters', '葛\u{e0100}城市', '葛城'],
    ['circled digits', '第①回', '第1回'],
    ['full-width letters and digits', 'Ｑ３　Ｒｅｖｉｅｗ', 'q3 review'],
    ['full-width query', 'Q3 review', 'Ｑ３　ｒｅｖｉｅｗ'],
    ['styled letters', '𝓣𝓮𝓪𝓶 ⓢⓨⓝⓒ', 'team sync'],
    ['ligatures', 'ﬁnance oﬃce', 'finance office'],
    ['superscripts and subscripts', 'H₂O m²', 'h2o m2'],
    ['Roman numerals', 'Kapitel Ⅳ', 'iv'],
    ['fractions', '½ day', '1/2 day'],
    ['numero', '№5 tasting', 'no5'],
    ['umlauts in two characters', nfd('Müller'), 'mueller'],
    ['umlauts in two characters in the query', 'Mueller', nfd('Müller')],
    ['a Scandinavian ring', 'Århus', 'aarhus'],
    ['a Scandinavian stroke', 'Øresund', 'oeresund'],
    ['capital sharp s', 'STRAẞE', 'strasse'],
    ['long s', 'ſtraße', 'strasse'],
    ['dotless i', 'ısparta', 'ISPARTA'],
    ['dotted capital i', 'DİYARBAKIR', 'diyarbakır'],
    ['final sigma', 'ΟΔΟΣ', 'οδός'],
    ['Vietnamese in any form', nfd('Nguyễn Văn Đức'), 'nguyễn đức'],
    ['Hangul in parts', nfd('주간회의'), '회의'],
    ['Hangul in parts in the query', '주간회의', nfd('회의')],
    ['Hangul while it is typed', '한국어', '한구'],
    ['Arabic stretched', 'مـــوعد', 'موعد'],
    ['Arabic with points', 'مُحَمَّد', 'محمد'],
    ['Arabic with points in the query', 'محمد', 'مُحَمَّد'],
    ['forms of alef', 'أحمد إجتماع آخر ٱلآن', 'احمد اجتماع اخر الان'],
    ['ta marbuta', 'مدرسة', 'مدرسه'],
    ['alef maksura', 'على', 'علي'],
    ['Persian letters typed on an Arabic keyboard', 'کتاب فارسی', 'كتاب فارسي'],
    ['Arabic presentation forms', 'ﻣﺤﻤﺪ', 'محمد'],
    ['Arabic and Persian digits', 'خطة ٢٠٢٦ و ۲۰۲۷', '2026 2027'],
    ['Persian joined by a character of no width', 'می\u200cخواهم', 'میخواهم'],
    ['Hebrew with points', 'שָׁלוֹם', 'שלום'],
    ['Hebrew with points in the query', 'שלום', 'שָׁלוֹם'],
    ['Hebrew quotes', 'ישיבת צה״ל', 'צה"ל'],
    ['Thai without tone marks', 'ไปกินข้าว', 'ขาว'],
    ['Thai sara am in parts', 'กำหนด', 'กํ\u0e32หนด'],
    ['Devanagari with a joiner', 'नमस्\u200dते', 'नमस्ते'],
    ['Devanagari with a dot below', 'क़लम', 'कलम'],
    ['Ukrainian apostrophes', 'комп’ютер', 'компʼютер'],
    ['names with apostrophes', 'O’Brien', "o'brien"],
    ['names whose apostrophe was left out', 'O’Brien', 'obrien'],
    ['soft hyphens', 'Donau\u00addampf', 'donaudampf'],
    ['zero-width spaces and joiners', 'te\u200ba\u2060m\ufeff', 'team'],
    ['hyphens of all kinds', 'Wi‑Fi follow–up', 'wi-fi follow‐up'],
    ['what the hyphen parts, in one word', 'e-mail wi‑fi', 'email wifi'],
    ['in one word what the query parts', 'Email über WiFi', 'e-mail wi-fi'],
    ['e-mail addresses', 'with pat.smith+x@example.com', 'pat.smith@example.com'],
    ['pictographs with and without their variant', '☎ ❤️', '☎️ ❤'],
    ['pictographs of any skin', '👍 ok', '👍🏽'],
    ['flags', '🇩🇪 Treffen', '🇩🇪'],
    ['signs', '★ VIP ✓', '★ ✓'],
    ['scripts side by side', 'zoom会議A', '会議a zoom'],
  ])('%s: %s ← %s', (_, title, query) => {
    expect(finds(title, query)).toBe(true);
  });
});

/** The same, where people told or tested it of other programs, or where a standard says what is the same. */
describe('finds what others do not', () => {
  test.each([
    ['a number that was typed apart', 'iPhone15 launch', 'iphone 15', 'Lucene WordDelimiterGraphFilter'],
    ['a number that was typed together', 'Sprint 42 demo', 'sprint42', 'Lucene WordDelimiterGraphFilter'],
    ['a week', 'KW47 Planung', 'kw 47', 'Lucene WordDelimiterGraphFilter'],
    ['the time', 'Call 5 pm', '5pm', 'Lucene WordDelimiterGraphFilter'],
    ['a version without its letter', 'v2.0 release', '2.0', 'Etar-Group/Etar-Calendar#1843 family'],
    ['capitals within a word', 'WiFi setup', 'wi fi', 'Lucene WordDelimiterGraphFilter'],
    ['such a word in a query', 'Kick off', 'KickOff', 'Lucene WordDelimiterGraphFilter'],
    ['an abbreviation without its points', 'B.P.R.D. evening', 'bprd', 'GrandComicsDatabase/gcd-django#26'],
    ['an abbreviation with points', 'USC review', 'u.s.c.', 'ustaxcourt/ef-cms-flexion#8779'],
    ['a title with points', 'Ph.D. defense', 'phd', 'ustaxcourt/ef-cms-flexion#8779'],
    ['a name with a point in it', 'Node.js meetup', 'nodejs', 'fecgov/openFEC#5946'],
    ['initials', 'JP Morgan', 'j.p. morgan', 'NYPL/pic-app#49'],
    ['a Hebrew abbreviation without its sign', 'ישיבת צה״ל', 'צהל', 'urieli/jochre#88'],
    ['a Hebrew abbreviation in ASCII', 'ביקור בארה"ב', 'בארהב', 'urieli/jochre#88'],
    ['a Hebrew hyphen', 'ביתספר', 'בית־ספר', 'Unicode 16, U+05BE'],
    ['transliterated Arabic', 'Qurʾān class', 'quran', 'Unicode 16, U+02BE'],
    ['an apostrophe turned round', 'Sana‛a', 'sanaa', 'Unicode 16, U+201B'],
    ['a Japanese name with a space', '山田 太郎 面談', '山田太郎', 'jami-fhir-jp-wg/jp-core-v1x#88'],
    ['a Japanese name with a wide space', '山田　むらう', '山田むらう', 'VocaDB/vocadb#671'],
    ['a Chinese name with a dot', '约翰·史密斯', '约翰史密斯', 'w3c/clreq#150'],
    ['a Chinese name with a bullet', '卡莉娜•塞', '卡莉娜塞', 'liuli-moe/to-the-stars#137'],
    ['Thai with a space', 'ต่าง ๆ', 'ต่างๆ', 'Royal Institute: a space before ๆ'],
    ['Thai digits', 'ประชุม ๒๕๖๗', '2567', 'OCA/l10n-thailand#531'],
    ['Thai digits in the query', 'ประชุม 2567', '๒๕๖๗', 'OCA/l10n-thailand#531'],
    ['Lao, Khmer and Burmese digits', '໑ ២ ၃', '1 2 3', 'Unicode 16, Nd'],
    ['a compound without the mark', 'ユーザーテスト', 'ユーザテスト', 'pgsql-jp/jpug-doc#1207'],
    [
      'a compound with the mark',
      'グラフィカルユーザインタフェース',
      'ユーザーインターフェース',
      'vim-jp/vimdoc-ja#44',
    ],
    ['the months of か, ヶ and ヵ', '3ヶ月レビュー', '3か月', 'NFKC keeps them apart; 公用文 writes か'],
    [
      'the months of か, ヶ and ヵ again',
      '3カ月レビュー',
      '3ヶ月',
      'NFKC keeps them apart; 公用文 writes か',
    ],
    ['a repeated syllable', 'いすゞ', 'いすず', 'Unicode 16, U+309E'],
    ['the form of a name', '髙橋さん', '高橋', 'WorksApplications/office-maker#30'],
    ['the form of another name', '渡邊', '渡辺', 'WorksApplications/office-maker#30'],
    ['circled digits of every kind', '第❶回 ➁ ⓫ ⓪', '第1回 2 11 0', 'WorksApplications/office-maker#30'],
    ['a Korean syllable within a word', '주간회의', '회', 'wlsdks/ontology-atlas#1724'],
    ['a Korean syllable at the end', '자동차', '차', 'fonol/anki-search-inside-add-card#88'],
    ['a Korean syllable that is not complete', '장바구니', '장바ㄱ', 'wlsdks/ontology-atlas#1724'],
    ['Serbian in ASCII', 'Đorđe', 'djordje', 'ISO 9, Gaj’s alphabet without its letters'],
    ['Malayalam of either encoding', 'അവന്\u200d', 'അവൻ', 'Unicode 5.1, chillu letters'],
    ['a question in Armenian', 'ո՞վ', 'ով', 'Unicode 16, U+055E'],
    ['Persian parts with a space', 'کتاب\u200cها', 'کتاب ها', 'persian-tools/persian-tools#367'],
    ['Persian parts without one', 'کتاب ها', 'کتاب\u200cها', 'persian-tools/persian-tools#367'],
  ])('%s: %s ← %s (%s)', (_, title, query) => {
    expect(finds(title, query)).toBe(true);
  });
});

describe('does not find', () => {
  test.each([
    ['a quarter in other words', 'Questions about 31 things', 'q3'],
    ['a word by what a number follows', 'Review 2 years', 'v2'],
    ['a Korean vowel in a syllable', '주간회의', 'ㅗ'],
    ['a number of which a point is part', '2.0', '20'],
    ['other kana for their voiced mark', 'バス', 'パス'],
    ['characters that do not stand together', '你好世界', '你世'],
    ['Devanagari words of other vowels', 'काला', 'कल'],
    ['a short word for one with a long mark', 'ビル', 'ビール'],
    ['digits joined by a hyphen', '12', '1-2'],
    ['dates as one number', '2026-11-24', '20261124'],
    ['a letter for its umlaut written out', 'Mueller', 'muller'],
    ['one half of a hyphenated word', 'wire', 'wi-fi'],
  ])('%s: %s ← %s', (_, title, query) => {
    expect(finds(title, query)).toBe(false);
  });

  test.each(['', '  ', '%', '—', 'ー', '・', '\u0301', '\u200b', '’', '゛', "'-'"])(
    'anything for %j',
    (query) => {
      expect(queryWordsIn(query)).toEqual([]);
    },
  );
});

test('matches are marked where they are, whatever their form', () => {
  expect(marked('定例ﾐｰﾃｨﾝｸﾞ', 'ミーティング')).toBe('定例[ﾐｰﾃｨﾝｸﾞ]');
  expect(marked('ﾐｰﾃｨﾝｸﾞ', 'ミー')).toBe('[ﾐｰ]ﾃｨﾝｸﾞ');
  expect(marked(nfd('Café Müller'), 'muell')).toBe(`${nfd('Café ')}[${nfd('Müll')}]er`);
  expect(marked('Die ﬁnance', 'fi')).toBe('Die [ﬁ]nance');
  expect(marked('My e-mail', 'ema')).toBe('My [e-ma]il');
  expect(marked('Über e‑mail', 'email')).toBe('Über [e‑mail]');
  expect(marked('サーバ移行', 'サーバー')).toBe('[サーバ]移行');
  expect(marked('㍿山田', '会社')).toBe('[㍿]山田');
  expect(marked('The iPhone15', '15')).toBe('The iPhone[15]');
  expect(marked('Ｔｈｅ　ＫＷ４７', 'kw 47')).toBe('Ｔｈｅ　[ＫＷ][４７]');
  expect(marked('Our U.S. team', 'us')).toBe('Our [U.S]. team');
  expect(marked('山田　太郎と', '山田太郎')).toBe('[山田　太郎]と');
  expect(marked('3ヶ月', 'か月')).toBe('3[ヶ月]');
});

const letters = [
  ...'aéüßøıİKﬁ1２٣ '.split(''),
  ..."-'’.@/".split(''),
  ...'ミィーｸﾞﾟがば々会議株'.split(''),
  ...'회의한ㄱ'.split(''),
  ...'กำที่ข้'.split(''),
  ...'مُحأةـ'.split(''),
  ...'שָׁ״'.split(''),
  ...'हिन्दी'.split(''),
  '㍿',
  '👍',
  '🏽',
  '★',
  '\u0301',
  '\u0308',
  '\u3099',
  '\u200d',
  '\ufe0f',
  '\u{e0100}',
  '〜',
  '・',
];
const aText = fc.array(fc.constantFrom(...letters), { maxLength: 14 }).map((some) => some.join(''));

test('every text finds itself, its beginning in words and all its forms', () => {
  fc.assert(
    fc.property(aText, (text) => {
      for (const form of [
        text,
        text.normalize('NFC'),
        nfd(text),
        text.normalize('NFKC'),
        text.normalize('NFKD'),
      ]) {
        const queryWords = queryWordsIn(form);
        if (queryWords.length > 0)
          expect({ text, form, found: matchesAll(rowOf(text), queryWords) }).toMatchObject({ found: true });
      }
    }),
    { numRuns: 500 },
  );
});

test('words stay within the text, in order, and contain nothing that would end a quote', () => {
  fc.assert(
    fc.property(fc.oneof(aText, fc.string({ unit: 'binary', maxLength: 60 })), (text) => {
      for (const word of wordsIn(text)) {
        expect(word.start).toBeLessThan(word.end);
        expect(word.end).toBeLessThanOrEqual(text.length);
        expect(word.text).not.toMatch(/["\s*]|^$/);
      }
      expect(indexText(rowOf(text), 1)).not.toMatch(/["\n]/);
    }),
  );
});

// A long mark that may be missing makes one more pair, so signs for long words make the most.
test('the number of a text’s words is bounded by its length', () => {
  const shapes = [
    'ﷺ',
    'a-',
    "a'",
    'カ-',
    'ー',
    'サーバー',
    'ü',
    'ü-',
    'a1 ',
    'a.',
    'aB ',
    'カ ',
    'ヶ',
    'e\u0301',
    '\u0301',
    '㌖',
    '👍🏽',
    ' ',
    'ø',
  ];
  for (const shape of shapes) {
    const text = shape.repeat(16_000 / shape.length);
    const words = wordsIn(text);
    expect({ shape, times: words.length / text.length }).toSatisfy(({ times }) => times < 2.5);
    expect({ shape, longest: words.reduce((most, word) => Math.max(most, word.text.length), 0) }).toSatisfy(
      ({ longest }) => longest <= 40,
    );
  }
});
