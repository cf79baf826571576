/**
 * Where a link ends that stands in running text. RFC 3986 allows only ASCII in a link, but people also write
 * addresses such as `https://ja.wikipedia.org/wiki/日本語`, and in scripts that put no space between words the
 * sentence goes on right behind a link. So punctuation that is not ASCII always ends a link; letters of other
 * scripts belong to it only where they begin a segment of their own. Pure and linear.
 *
 * linkify-it was tried for this (6.1.0): it ends links at foreign punctuation too, but takes letters of every
 * script into them, Hangul particles behind a Meet link included.
 */
import { decodeEntities } from './entities.ts';
import { meetingService } from '../../shared/text/joinService.ts';
import { LONGEST_URL } from './safeLinks.ts';

/** Never part of a link as it is written in a text, though a parser of URLs may accept it. */
const ends = new Set(' \t\n\v\f\r<>"\'`|\\^{}');
const closing: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
]);

const latin = /[\p{Script=Latin}\p{M}]/u;
const word = /[\p{L}\p{M}\p{N}]/u;
/* Full-width forms of ASCII and Hangul fillers: letters by their class, but never typed in an address. */
const neverInLinks = /[\uff01-\uff5e\u115f\u1160\u3164\uffa0]/;
const joiner = /[\u200c\u200d]/;
/** Behind these a word of another script may begin. */
const beginsSegment = new Set('/-_=&?#~+@:.');
/** Of those, the ones behind which a sentence goes on where the link is a meeting's already. */
const betweenWords = new Set('-_~');

/** Whether the text is a meeting's link as it stands; its scheme may be missing. */
const isMeeting = (text: string): boolean => {
  const link = /^https:/i.test(text) ? text : `https://${text}`;
  return URL.canParse(link) && meetingService(new URL(link)) !== null;
};

/** The mark behind which a word of another script begins at `at`; empty where it stands right behind a word. */
function markBefore(text: string, at: number): string {
  // `_(東京)`: a bracket opens a segment where one may begin in front of it.
  const mark = text[text[at - 1] === '(' ? at - 2 : at - 1] ?? '';
  return beginsSegment.has(mark) ? mark : '';
}

/**
 * The index behind the last character of the link that starts at `from`, before sentence marks are taken off;
 * `body` is where its host begins. A link that is longer than any link may be ends where the run of its
 * characters ends, so that nobody reads a piece of it.
 */
function runEnd(text: string, from: number, body: number): number {
  const open = new Map([
    ['(', 0],
    ['[', 0],
  ]);
  let inHost = true;
  let foreign = false;
  /** Known once it matters: whether a sentence may go on behind a slash. */
  let meeting: boolean | null = null;
  const mayBegin = (at: number): boolean => {
    const mark = markBefore(text, at);
    if (mark === '.') return inHost;
    if (mark === '') return false;
    if (inHost || betweenWords.has(mark)) return true;
    meeting ??= isMeeting(text.slice(from, at));
    return !meeting;
  };
  let at = body;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(code);
    if (code < 0x80) {
      if (ends.has(char) || code < 0x20 || code === 0x7f) break;
      const opening = closing.get(char);
      if (opening !== undefined) {
        const count = open.get(opening) ?? 0;
        if (count === 0) break;
        open.set(opening, count - 1);
      } else if (open.has(char)) open.set(char, (open.get(char) ?? 0) + 1);
      if (char === '/' || char === '?' || char === '#') inHost = false;
      foreign = false;
    } else if (joiner.test(char)) {
      if (!foreign) break;
    } else if (neverInLinks.test(char) || !word.test(char)) break;
    else if (!foreign && !latin.test(char)) {
      if (at - from > LONGEST_URL || !mayBegin(at)) break;
      foreign = true;
    }
    at += char.length;
  }
  return at;
}

/** Sentence marks, and brackets that opened behind the link. */
const trailing = new Set('.,;:!?*([');

/**
 * The index behind the link that starts at `from` and whose host begins at `body`: a full stop, a comma or a
 * bracket that closes around it is the sentence's, not the link's.
 */
export function linkEnd(text: string, from: number, body: number): number {
  let end = runEnd(text, from, body);
  const before = text[from - 1];
  while (end > body) {
    const last = text[end - 1] ?? '';
    // `_https://…_` and `~https://…~` are emphasis; else both may end a passcode.
    const emphasis = (last === '_' || last === '~') && last === before;
    if (!trailing.has(last) && !emphasis) break;
    end -= 1;
  }
  return end;
}

/** Where links with their scheme begin in a text, each with its end. A link never begins within another one. */
export function* linksIn(text: string): Generator<{ readonly from: number; readonly end: number }> {
  const scheme = /https:\/\//gi;
  for (let match = scheme.exec(text); match !== null; match = scheme.exec(text)) {
    const body = match.index + match[0].length;
    const end = linkEnd(text, match.index, body);
    yield { from: match.index, end };
    scheme.lastIndex = Math.max(end, body);
  }
}

/** As much of a location as is looked at. */
const LONGEST_LOCATION = 65_536;
const MOST_LINKS = 200;

const LONGEST_HOST = 255;

const hostCharacter = /[a-z0-9.-]/i;
const host = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}$/i;

/** Where the host begins that ends at this slash; the slash itself where there is none. */
function hostStart(text: string, slash: number): number {
  let from = slash;
  while (from > 0 && slash - from <= LONGEST_HOST && hostCharacter.test(text[from - 1] ?? '')) from -= 1;
  // Dots and dashes in front of a host are a list's or a sentence's.
  while (from < slash && /[.-]/.test(text[from] ?? '')) from += 1;
  return from;
}

/**
 * The addresses of a location, as links; people type a meeting's address there without its scheme, too. Google draws a
 * location as it is, but what is imported from elsewhere may carry character references, and in a link `&amp;` never
 * means itself.
 */
export function linksInLocation(location: string): readonly string[] {
  const links: string[] = [];
  const text = decodeEntities(location.slice(0, LONGEST_LOCATION));
  let slash = text.indexOf('/');
  while (slash >= 0 && links.length < MOST_LINKS) {
    const body = hostStart(text, slash);
    let next = slash + 1;
    if (host.test(text.slice(body, slash))) {
      const hasScheme = /^https:\/\/$/i.test(text.slice(Math.max(body - 8, 0), body));
      const from = hasScheme ? body - 8 : body;
      // What another scheme or a mail address precedes is not the start of an address.
      if (hasScheme || !/[\w/@:]/.test(text[from - 1] ?? ' ')) {
        const end = linkEnd(text, from, body);
        const link = text.slice(from, end);
        links.push(hasScheme ? link : `https://${link}`);
        next = Math.max(next, end);
      }
    }
    slash = text.indexOf('/', next);
  }
  return links;
}
