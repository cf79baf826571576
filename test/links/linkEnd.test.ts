/** Where a link ends in running text, in every script that people write around one. */
import { describe, expect, test } from 'vitest';
import { joinUrl } from '../../main/links/joinLinks.ts';
import { linksIn } from '../../main/links/linkEnd.ts';

const zoom = 'https://example.zoom.us/j/81234567890?pwd=AbC.1';
const found = (text: string): string[] => [...linksIn(text)].map(({ from, end }) => text.slice(from, end));
const joined = (text: string, place: 'location' | 'description'): string | null =>
  joinUrl({
    conference: { entryPoints: [] },
    hangoutLink: null,
    location: null,
    description: null,
    [place]: text,
  });

/* linkifyjs#408 and #460, linkify-it#116, mastodon#6031, ox-content#1138: punctuation after a link. */
const around: readonly (readonly [what: string, before: string, after: string])[] = [
  ['a full-width full stop', '', '。よろしく'],
  ['an ideographic comma', '', '、パスコードは別です'],
  ['full-width brackets', '会議（', '）に参加'],
  ['corner brackets', '「', '」です'],
  ['double corner brackets', '『', '』'],
  ['lenticular brackets', '【', '】'],
  ['angle brackets of a book', '《', '》'],
  ['a full-width question mark', '', '？'],
  ['a full-width exclamation mark', '', '！ぜひ'],
  ['a full-width semicolon', '', '；密码'],
  ['a full-width comma', '', '，密码'],
  ['a full-width colon', '', '：123'],
  ['a half-width corner bracket', '｢', '｣'],
  ['full-width letters', '', 'ＡＢＣ'],
  ['a Hangul filler', '', '\u3164next'],
  ['an ideographic space', '', '\u3000次'],
  ['a Hangul particle', '', '에서 만나요'],
  ['a Japanese particle', '', 'で参加'],
  ['a Chinese word', '', '请准时参加'],
  ['a Thai word', '', 'ครับ'],
  ['a Cyrillic word', '', 'в'],
  ['an Arabic comma', 'رابط ', '، شكرا'],
  ['an Arabic semicolon', '', '؛'],
  ['an Arabic question mark', '', '؟'],
  ['an Arabic full stop', '', '۔'],
  ['a Hebrew word', '', 'כאן'],
  ['a danda', 'बैठक ', '। धन्यवाद'],
  ['a double danda', '', '॥'],
  ['an Armenian full stop', '', '։'],
  ['an Ethiopic full stop', '', '።'],
  ['a Khmer full stop', '', '។'],
  ['guillemets', '«', '»'],
  ['German quotes', '„', '“'],
  ['curly quotes', '“', '”'],
  ['an apostrophe', "'", "'"],
  ['straight quotes', '"', '"'],
  ['an ellipsis', '', '…'],
  ['an em dash', '', '—bring a pen'],
  ['an arrow', '', '→'],
  ['an emoji', '', '👈'],
  ['a zero-width space', '', '\u200bnext'],
  ['a left-to-right mark', '\u200e', '\u200e'],
  ['a no-break space', '', '\u00a0see you'],
  ['angle brackets', '<', '>'],
  ['square brackets', '[', ']'],
  ['a bracket and a full stop', '(see ', ').'],
  ['a bracket and a word', '(', ')and more'],
  ['a Markdown link', '[Join](', ')'],
  ['a Markdown link twice', '[', `](${zoom})`],
  ['a Markdown title', '[Join](', ' "Zoom")'],
  ['bold', '**', '**'],
  ['underscores', '_', '_'],
  ['a backtick', '`', '`'],
  ['a bar (a link of Slack)', '<', '|Join>'],
  ['a line break spelled out', '', '\\nMeeting ID'],
  ['an anchor that lost its start', '', '</a>'],
  ['a comma', '', ', then'],
  ['a question mark', '', '?'],
  ['three full stops', '', '... '],
  // Variation selectors and other marks have no letter of their own to stand on.
  ['a variation selector', '', '\ufe0f'],
  ['a combining grapheme joiner', '', '\u034f'],
  ['a Thai mark', '', '\u0e3a'],
  ['a keycap emoji', '', '2\ufe0f\u20e3'],
  ['the end of a BBCode tag', '[url]', '[/url]'],
  // tobiasz-p/next-event#14; places are joined with `;` (Outlook) and `,`.
  ['another place', 'Room 1;', ';Room 2'],
  ['another place after a comma', 'Room 1,', ',Room 2'],
  ['another link', '', 'https://meet.jit.si/Other'],
  ['another link after a comma', '', ',https://meet.jit.si/Other'],
  ['another link after a semicolon', '', ';https://meet.jit.si/Other'],
  ['a character reference encoded twice', '&amp;lt;', '&amp;gt;'],
  ['a quotation mark encoded twice', '&amp;quot;', '&amp;quot; now'],
  ['a no-break space encoded twice', 'Join&amp;nbsp;', '&amp;nbsp;now'],
  ['a tag encoded twice', '&amp;lt;a href=&amp;quot;', '&amp;quot;&amp;gt;Join&amp;lt;/a&amp;gt;'],
];
/* They become signs only when the description or place is decoded. */
const encoded = (before: string, after: string): boolean => /&amp;/.test(before + after);

describe('a link ends before', () => {
  test.each(around)('%s', (_, before, after) => {
    const text = `${before}${zoom}${after}`;
    if (!encoded(before, after)) expect(found(text)[0]).toBe(zoom);
    for (const place of ['location', 'description'] as const) expect(joined(text, place)).toBe(zoom);
  });

  test('character references of such signs (gdata-provider#316)', () => {
    for (const after of ['&quot;', '&gt;', '&nbsp;x', '&#12290;', '&rarr;', '&#10;Meeting ID', '&#x3001;x'])
      expect([after, joined(`Join: ${zoom}${after}`, 'description')]).toEqual([after, zoom]);
  });
});

describe('a link includes', () => {
  test.each([
    'https://meet.jit.si/Bücherclub',
    'https://meet.jit.si/会議室',
    'https://ja.wikipedia.org/wiki/日本語',
    'https://ja.wikipedia.org/wiki/銀座_(東京都)',
    'https://ru.wikipedia.org/wiki/Москва',
    'https://de.wikipedia.org/wiki/Übergröße',
    'https://hi.wikipedia.org/wiki/हिन्दी',
    'https://fa.wikipedia.org/wiki/می\u200cشود',
    'https://例え.example/a',
    'https://en.wikipedia.org/wiki/A_(b)',
    'https://example.com/a?x[]=1&y=2',
    'https://example.com/a?pwd=AbC_',
    'https://example.com/a~b/@1,2;c=d!e$f+g',
    'https://example.com/q?term=привет&page=2',
    'https://urldefense.com/v3/__https://example.com/a__;!!x!y$',
    'https://web.archive.org/web/2020/https://example.com/a,b;c',
    'https://example.com/login?to=x%3Dhttps://example.org/a',
    'https://app.ovice.com/team/@102,105',
    'https://teams.microsoft.com/l/meetup-join/19:m@thread.v2/0?context={"Tid":"1","Oid":"2"}',
  ])('what belongs to it: %s', (link) => {
    expect(found(`See ${link} now`)).toEqual([link]);
    expect(found(`See ${link}.`)).toEqual([link]);
  });
});

test('a character reference within a link is decoded, even if encoded twice (MeetingBar#964)', () => {
  for (const amp of ['&amp;', '&amp;amp;', '&#38;', '&#x26;', '&amp;#38;'])
    for (const place of ['location', 'description'] as const)
      expect(joined(`Join: https://example.zoom.us/j/81234567890?omn=1${amp}pwd=AbC.1`, place)).toBe(
        'https://example.zoom.us/j/81234567890?omn=1&pwd=AbC.1',
      );
});

// RFC 3986, appendix C; mysociety's Alaveteli tests a link of Outlook that mail programs have broken like this.
test('a link in angle brackets may be broken over several lines', () => {
  for (const broken of ['\n', '\r\n'])
    expect(
      joined(`Join<https://example.zoom.us/j/8123${broken}4567890?pwd=${broken}AbC.1> now`, 'description'),
    ).toBe(zoom);
  // Not if the brackets do not close, or contain words.
  for (const after of ['\nMeeting', '\nMeeting ID>', ' \nx>'])
    expect(joined(`Join<${zoom}${after}`, 'description')).toBe(zoom);
  expect(joined(`Join ${zoom}\nx>`, 'description')).toBe(zoom);
});

test('a link begins at the last of several schemes', () => {
  for (const place of ['location', 'description'] as const)
    for (const scheme of ['https://', 'http://'])
      expect(joined(`${scheme}https://zoom.us/j/5551112222`, place)).toBe('https://zoom.us/j/5551112222');
});

test('in a location, an address without its scheme may follow a colon', () => {
  expect(joined('Zoom:zoom.us/j/5551112222', 'location')).toBe('https://zoom.us/j/5551112222');
});

test('two links directly after each other are two', () => {
  expect(found(`${zoom}、${zoom}`)).toEqual([zoom, zoom]);
  expect(found(`${zoom}\n${zoom}`)).toEqual([zoom, zoom]);
});
