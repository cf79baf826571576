/**
 * Strangers' text is read in time that grows linearly with its length (security property 12). Four times the text may
 * take at most ten times as long: linear reading takes four times, a pattern that tries again at each character
 * sixteen times.
 */
import { describe, expect, test } from 'vitest';
import { toDescription, toHttpsUrl, toLocation, toName, toTitle } from '../../main/google/mapText.ts';
import { descriptionParts } from '../../main/links/description.ts';
import { hiddenHost } from '../../main/links/hiddenHost.ts';
import { joinUrl, waysIn, type Joinable } from '../../main/links/joinLinks.ts';
import { linksIn, linksInLocation } from '../../main/links/linkEnd.ts';
import { httpsUrl, unwrapLink } from '../../main/links/safeLinks.ts';
import { asAccount } from '../../main/meetings/googleAccount.ts';
import { indexText } from '../../main/store/search/searchText.ts';
import { foldedParts } from '../../renderer/detail/foldedParts.ts';
import { withoutDeception } from '../../shared/text/deceptive.ts';
import { joinService } from '../../shared/text/joinService.ts';
import { placeText } from '../../shared/text/place.ts';
import { plainText, toLine } from '../../shared/text/plainText.ts';
import { costMs } from '../support/processorTime.ts';

const event = (fields: Partial<Joinable>): Joinable => ({
  conference: { entryPoints: [] },
  hangoutLink: null,
  location: null,
  description: null,
  ...fields,
});

const readers: Readonly<Record<string, (text: string) => unknown>> = {
  descriptionParts,
  'descriptionParts of HTML': (text) => descriptionParts(`<p>${text}</p>`),
  'descriptionParts of an anchor': (text) => descriptionParts(`<a href="https://example.com">${text}</a>`),
  'descriptionParts of attributes': (text) => descriptionParts(`<a ${text}>x</a>`),
  'descriptionParts behind a link': (text) => descriptionParts(`https://example.com ${text}\nx`),
  'joinUrl of a description': (text) => joinUrl(event({ description: `https:// ${text}` })),
  'joinUrl of a location': (text) => joinUrl(event({ location: text })),
  waysIn: (text) => waysIn(event({ location: text, description: text })),
  linksIn: (text) => [...linksIn(text)],
  'linksIn one link': (text) => [...linksIn(`https://example.com/${text}`)],
  'linksIn a link in angle brackets': (text) => [...linksIn(`<https://example.com/${text}`)],
  linksInLocation,
  hiddenHost: (text) => hiddenHost(text, 'https://example.com/'),
  foldedParts: (text) => foldedParts([{ kind: 'text', text }], 1200, 20),
  unwrapLink: (text) => unwrapLink(`https://www.google.com/url?q=${text}`),
  httpsUrl,
  asAccount: (text) => asAccount(`https://meet.google.com/?${text}`, 'me@example.com'),
  joinService: (text) => joinService(`https://zoom.us/${text}`),
  withoutDeception,
  'withoutDeception behind a flag': (text) => withoutDeception(`\u{1f3f4}${text}`),
  plainText: (text) => plainText(text),
  toLine,
  placeText,
  toTitle: (text) => toTitle(text, new Set()),
  toLocation: (text) => toLocation(text, new Set()),
  toDescription: (text) => toDescription(text, new Set()),
  toName: (text) => toName(text),
  toHttpsUrl,
  indexText: (text) =>
    indexText({ title: text, location: text, body: JSON.stringify({ description: text }) }, 1),
};

const shapes: Readonly<Record<string, string>> = {
  blanks: ' ',
  tabs: '\t',
  'no-break spaces': '\u00a0',
  'blanks and letters': '  x',
  'line breaks': '\n',
  'line breaks and blanks': '\n \t',
  'carriage returns': '\r',
  'opening brackets': '(',
  'closing brackets': ')',
  'square brackets': '[](',
  'angle brackets': '<',
  'closing angle brackets': '>',
  ampersands: '&',
  'character references': '&amp;',
  'character references without an end': '&#x',
  dots: '.',
  'labels of hosts': 'a.',
  hyphens: 'a-',
  'percent signs': '%',
  'percent signs and digits': '%2',
  tags: '<b>',
  'nested anchors': '<div><a href="https://example.com">',
  'tags without an end': '<a ',
  'tags with attributes without an end': '<a href="',
  'attributes without an end': ' href="x href=',
  'soft breaks': 'x<wbr>',
  images: '<a href="https://a.b"><img>',
  comments: '<!--',
  'closing tags': '</p',
  'combining marks': '\u0301',
  'letters with marks': 'e\u0301',
  'tag characters': '\u{e0061}',
  'flags without an end': '\u{1f3f4}\u{e0061}',
  'bidi overrides': '\u202e',
  'zero-width spaces': '\u200b',
  'zero-width joiners': '\u200d',
  quotes: '"',
  apostrophes: "'",
  underscores: '_',
  stars: '*',
  slashes: '/',
  colons: ':',
  'one long word': 'a',
  'hosts that are none': 'x.y/',
  'one long number': '7',
  'one long word of Japanese': '\u4f1a',
  schemes: 'https://',
  'short links': 'https://a.b/c ',
  'links right behind each other': 'https://a.b/c\u4f1a',
  'lines of a link': 'x\n',
  'commas in a link': 'x,',
  'JSON without an end': '={"a',
  'brackets of links': '<https://a.b/c\n',
  'segments of two scripts': 'a/\u4f1a',
  'hosts without a scheme': 'zoom.us/j/1 ',
  'mail addresses': 'a@b.c ',
  emoji: '\u{1f600}',
  'families of emoji': '\u{1f469}\u200d',
};

/** The fastest of several runs: compiling and garbage collection only add time. */
const costOf = (read: (text: string) => unknown, text: string, runs: number): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1)
    best = Math.min(
      best,
      costMs(() => read(text)),
    );
  return best;
};

const length = 16_384;
/** What one event may cost main: below this, growth is not noticeable. */
const unfeltMs = 50;
const mostGrowth = 10;
const mostTries = 3;

/** Returns how much longer four times the text takes; both are measured again if the first result is too high. */
const growthOf = (read: (text: string) => unknown, small: string, large: string): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let tries = 0; tries < mostTries && least >= mostGrowth; tries += 1) {
    const largeMs = costOf(read, large, 2);
    if (largeMs < unfeltMs) return 0;
    least = Math.min(least, largeMs / Math.max(costOf(read, small, 4), unfeltMs / mostGrowth));
  }
  return least;
};

describe.each(Object.entries(readers))('%s', (_, read) => {
  test.each(Object.entries(shapes))('reads %s in time that grows with their number', (_shape, unit) => {
    const small = unit.repeat(Math.ceil(length / unit.length));
    expect(growthOf(read, small, small.repeat(4))).toBeLessThan(mostGrowth);
  });
});
