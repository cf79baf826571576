/**
 * Classifies the characters of a text for the search. Pure. A text is normalized first (compatibility forms, case,
 * accents, widths, invisible characters) and only then split into words (searchWords.ts), since the class of a
 * character can depend on its normalized form: `㍿` is four letters, `ｸﾞ` is one, `ʼn` is an apostrophe and an n.
 *
 * Works character by character and looks only at the direct neighbours, so it is linear in the text. Each result
 * keeps its position in the original text.
 */

/**
 * - `letter`: of a script whose words are separated; digits too.
 * - `kana`: Japanese syllables; hiragana and katakana are the same.
 * - `dense`: of the other scripts without spaces.
 * - `sign`: a pictograph or the like, a word by itself.
 * - `joiner`: a hyphen or an apostrophe: separates words, and may join two into one (`e-mail`).
 * - `gap`: separates words.
 */
export type UnitKind = 'letter' | 'kana' | 'dense' | 'sign' | 'joiner' | 'gap';

/** The normalized characters of a text. Each list has one entry per character. */
export interface Units {
  readonly kinds: readonly UnitKind[];
  /** The folded form, which is compared. Empty for joiners and gaps. */
  readonly texts: readonly string[];
  /** The second spelling of letters with an umlaut, a ring or a stroke, by index: `ü` is `u` and `ue`. */
  readonly spelled: ReadonlyMap<number, string>;
  /** Their positions in the text as UTF-16 offsets, including combining marks. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** What a character does: it becomes units of its own, or changes the unit before it. */
interface Part {
  readonly kind:
    | UnitKind
    | 'nothing'
    | 'voicing'
    | 'diaeresis'
    | 'ring'
    | 'longMark'
    | 'line'
    | 'hyphen'
    | 'quote'
    | 'nonJoiner';
  readonly text: string;
  readonly spelled?: string;
}

export const LONG_MARK = 'ー';

/** The character before it once more: `いすゞ` is `いすず`. */
const REPETITION = 'ゝ';

/** Letters that Unicode does not decompose, and their replacements. */
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ħ: 'h',
  ı: 'i',
  ł: 'l',
  þ: 'th',
  ŧ: 't',
  ς: 'σ',
  // Common variants in written Arabic, and letters of Persian and Urdu that look the same to a reader.
  ٱ: 'ا',
  ى: 'ي',
  ی: 'ي',
  ة: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ە: 'ه',
  ک: 'ك',
  // Malayalam's final consonants, which older texts write as a consonant and a virama.
  ൺ: 'ണ\u0d4d',
  ൻ: 'ന\u0d4d',
  ർ: 'ര\u0d4d',
  ൽ: 'ല\u0d4d',
  ൾ: 'ള\u0d4d',
  // Forms of characters in Japanese names, which are typed in the form that everyone knows.
  髙: '高',
  﨑: '崎',
  𠮷: '吉',
  邊: '辺',
  邉: '辺',
  齋: '斎',
  齊: '斎',
  斉: '斎',
  濱: '浜',
  濵: '浜',
  嶋: '島',
  澤: '沢',
};
/** The second spellings of letters that Unicode does not decompose, and of the small `ヶ` in `3ヶ月`. */
const spelledLetters: Readonly<Record<string, string>> = { ø: 'oe', đ: 'dj', ヶ: 'け' };

const MARK_KINDS: ReadonlySet<string> = new Set(['voicing', 'diaeresis', 'ring']);
const KANA = /[\u3041-\u3096\u309d-\u309f\u31f0-\u31ff\u30f7-\u30ff]/u;
const DENSE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/**
 * Tatweel only stretches a word, a skin tone only changes a colour, Armenian writes the marks of a question or of
 * stress within a word; the others are invisible.
 */
const NOTHING = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Emoji_Modifier}\u0640\u055b\u055c\u055e]/u;
/** Persian writes it between the parts of a word, where others write a space or nothing. */
const NON_JOINER = '\u200c';
/**
 * Marks that do not change the word: accents, points and tones. The vowels of Indic and South-East Asian scripts are
 * marks too, but words without them are other words.
 */
const ACCENT =
  /[\u093c\u09bc\u0a3c\u0abc\u0b3c\u0c3c\u0cbc\u1037\u0e47-\u0e4e\u0ec8-\u0ece]|(?=\p{M})[\p{Script=Inherited}\p{Script=Common}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
/**
 * The apostrophes of keyboards, phones, writing systems and transliterations, the Catalan middle dot, and the full stop
 * (`U.S.`, `Node.js`).
 */
const APOSTROPHE = /['`.\u2018\u2019\u201b\u02b9-\u02bf\u02c8\u2032\ua78b\ua78c\u055a\u05f3\u00b7]/u;
/** Within a Hebrew word they mark an abbreviation. */
const QUOTE = /["\u05f4\u201c\u201d]/u;
const HEBREW = /\p{Script=Hebrew}/u;
const ARABIC = /\p{Script=Arabic}/u;
/** Written instead of a long mark between kana. */
const LINE = /[\u2014\u2015\u2500\u2501\u301c~]/u;
const HYPHEN = /[\u2010-\u2013\u2212\u05be\u058a-]/u;
const VOICING = /[\u3099\u309a]/u;
const LETTER = /[\p{L}\p{N}]/u;
const MARK = /\p{M}/u;
const SIGN = /[\p{Extended_Pictographic}\p{RI}\u25a0-\u27bf]/u;
/** The spacing forms decompose into a space and a mark. After kana the mark is meant. */
const spacing: Readonly<Record<string, string>> = { '\u309b': '\u3099', '\u309c': '\u309a', '\u00b4': "'" };

/** Returns a digit of any script as an ASCII digit: in every script the ten digits are consecutive. */
const digitOf = (digit: string): string => {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
  return String(value);
};

/** Circled digits that Unicode does not decompose, by the first character of each row and its number. */
const circledRows: readonly (readonly [first: number, last: number, value: number])[] = [
  [0x2776, 0x277f, 1],
  [0x2780, 0x2789, 1],
  [0x278a, 0x2793, 1],
  [0x24eb, 0x24f4, 11],
  [0x24f5, 0x24fe, 1],
  [0x24ff, 0x24ff, 0],
];
const circledNumber = (character: string): string | undefined => {
  const code = character.codePointAt(0) ?? 0;
  const row = circledRows.find(([first, last]) => code >= first && code <= last);
  return row && String(code - row[0] + row[2]);
};

const toHiragana = (letter: string): string => {
  // `ヶ` is read `か`, and so written too.
  if (letter === 'ヶ' || letter === 'ヵ') return 'か';
  const code = letter.charCodeAt(0);
  const isKatakana = (code >= 0x30a1 && code <= 0x30f6) || code === 0x30fd || code === 0x30fe;
  return isKatakana ? String.fromCharCode(code - 0x60) : letter;
};

/** Returns what one character of a decomposition does. */
const partOf = (character: string): Part => {
  if (character === LONG_MARK) return { kind: 'longMark', text: LONG_MARK };
  if (VOICING.test(character)) return { kind: 'voicing', text: character };
  if (character === '\u0308') return { kind: 'diaeresis', text: '' };
  if (character === '\u030a') return { kind: 'ring', text: '' };
  if (character === NON_JOINER) return { kind: 'nonJoiner', text: '' };
  // Stands between the words of a Japanese name.
  if (NOTHING.test(character) || ACCENT.test(character) || character === '・')
    return { kind: 'nothing', text: '' };
  if (HYPHEN.test(character)) return { kind: 'hyphen', text: '' };
  if (APOSTROPHE.test(character)) return { kind: 'joiner', text: '' };
  if (QUOTE.test(character)) return { kind: 'quote', text: '' };
  if (LINE.test(character)) return { kind: 'line', text: '' };
  if (/\p{Nd}/u.test(character)) return { kind: 'letter', text: digitOf(character) };
  const spelled = spelledLetters[character];
  const spelling = spelled === undefined ? {} : { spelled };
  if (DENSE.test(character)) {
    const text = alike[character] ?? toHiragana(character);
    return { kind: KANA.test(text) ? 'kana' : 'dense', text, ...spelling };
  }
  if (LETTER.test(character)) {
    const text = alike[character] ?? circledNumber(character) ?? character;
    return { kind: 'letter', text, ...spelling };
  }
  // A vowel sign belongs to the word that it is in.
  if (MARK.test(character)) return { kind: 'letter', text: character };
  if (SIGN.test(character)) return { kind: 'sign', text: character };
  return { kind: 'gap', text: '' };
};

/** By code point. Bounded, because a hostile text may contain every character there is. */
const known = new Map<number, readonly Part[]>();
const MOST_KNOWN = 8192;

const partsOf = (code: number): readonly Part[] => {
  const before = known.get(code);
  if (before !== undefined) return before;
  const character = String.fromCodePoint(code);
  const parts = Array.from((spacing[character] ?? character).normalize('NFKD').toLowerCase(), partOf);
  if (known.size < MOST_KNOWN) known.set(code, parts);
  return parts;
};

/** Returns the second spelling of a letter with that mark. */
const spelledWith = (letter: string | undefined, mark: 'diaeresis' | 'ring'): string | null => {
  if (mark === 'ring') return letter === 'a' ? 'aa' : null;
  return letter === 'a' || letter === 'o' || letter === 'u' ? `${letter}e` : null;
};

/** Returns the normalized characters of a text, in order. */
export const unitsIn = (text: string): Units => {
  const kinds: UnitKind[] = [];
  const texts: string[] = [];
  const spelled = new Map<number, string>();
  const starts: number[] = [];
  const ends: number[] = [];
  const add = (kind: UnitKind, folded: string, start: number, end: number): void => {
    kinds.push(kind);
    texts.push(folded);
    starts.push(start);
    ends.push(end);
  };
  /** True after a hyphen or dash that follows kana. It is a long mark if kana follow it too. */
  let isLine = false;
  // One character may become eighteen. A text of only such characters is cut off.
  const most = 2 * text.length + 200;
  let end = 0;
  for (let start = 0; start < text.length && kinds.length < most; start = end) {
    const code = text.codePointAt(start) ?? 0;
    end = start + (code > 0xffff ? 2 : 1);
    for (const part of partsOf(code)) {
      const last = kinds.length - 1;
      const lastKind = kinds[last];
      if (part.spelled !== undefined) spelled.set(last + 1, part.spelled);
      if (part.kind === 'letter') {
        add('letter', part.text, start, end);
      } else if (part.kind === 'kana') {
        if (isLine) [kinds[last], texts[last]] = ['kana', LONG_MARK];
        const isRepeated = part.text === REPETITION && lastKind === 'kana';
        add('kana', isRepeated ? ((texts[last] ?? '').normalize('NFD')[0] ?? '') : part.text, start, end);
      } else if (part.kind === 'longMark') {
        if (lastKind === 'kana') add('kana', LONG_MARK, start, end);
        else add('joiner', '', start, end);
      } else if (part.kind === 'line' || part.kind === 'hyphen') {
        add(part.kind === 'line' ? 'gap' : 'joiner', '', start, end);
        isLine = lastKind === 'kana';
        continue;
      } else if (part.kind === 'quote') {
        add(HEBREW.test(texts[last] ?? '') ? 'joiner' : 'gap', '', start, end);
      } else if (part.kind === 'nonJoiner' && ARABIC.test(texts[last] ?? '')) {
        add('joiner', '', start, end);
      } else if (part.kind === 'nothing' || part.kind === 'nonJoiner' || MARK_KINDS.has(part.kind)) {
        if (lastKind !== undefined && lastKind !== 'gap') ends[last] = end;
        if (part.kind === 'nothing' || part.kind === 'nonJoiner') continue;
        if (part.kind === 'voicing') {
          const voiced = lastKind === 'kana' ? ((texts[last] ?? '') + part.text).normalize('NFC') : '';
          if (voiced.length === 1) texts[last] = voiced;
        } else if (lastKind === 'letter' && (part.kind === 'diaeresis' || part.kind === 'ring')) {
          const other = spelledWith(texts[last], part.kind);
          if (other !== null) spelled.set(last, other);
        }
      } else add(part.kind as UnitKind, part.text, start, end);
      isLine = false;
    }
  }
  return { kinds, texts, spelled, starts, ends };
};
