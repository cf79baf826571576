/**
 * Finds the end of a link in running text. RFC 3986 allows only ASCII in a link, but people also write addresses such
 * as `https://ja.wikipedia.org/wiki/日本語`, and in scripts without spaces between words the sentence continues directly
 * after a link. So punctuation that is not ASCII always ends a link, and letters of other scripts belong to it only
 * if they begin a segment of their own. Pure and linear.
 *
 * linkify-it was tried for this (6.1.0): it ends links at foreign punctuation too, but includes letters of every
 * script, even Hangul particles after a Meet link.
 */
import { decodeEntities } from './entities.ts';
import { meetingService } from '../../shared/text/joinService.ts';

/** Never part of a link in a text, though a URL parser may accept them. */
const ends = new Set(' \t\n\v\f\r<>"\'`|\\^{}');
const closing: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
]);

/** A Latin letter, or an accent written as a character of its own. */
const latin = /[\p{Script=Latin}\u0300-\u034e\u0350-\u036f]/u;
const word = /[\p{L}\p{M}\p{N}]/u;
/* Variation selectors and others that are shown only as a part of what surrounds them. */
const unseen = /\p{Default_Ignorable_Code_Point}/u;
/* Full-width forms of ASCII and Hangul fillers: letters by their class, but never typed in an address. */
const neverInLinks = /[\uff01-\uff5e\u115f\u1160\u3164\uffa0]/;
const joiner = /[\u200c\u200d]/;
/** After these, a word of another script may begin. */
const beginsSegment = new Set('/-_=&?#~+@:.');
/** The ones among them after which a sentence continues if the link is already a complete meeting link. */
const betweenWords = new Set('-_~');

/** `https://` directly behind these belongs to the link, as in `https://example.com/?u=https://…`. */
const notNewLink = '(?<![/=_:&#%?~(-]|%[\\da-f]{2})';
/** What does not belong to a link that it directly follows: another link, the end of a BBCode tag, a keycap emoji. */
const follower = new RegExp(`${notNewLink}https?://|\\[/|[\\d#*]\\ufe0f?\\u20e3`, 'iy');
const anyScheme = /https?:\/\//iy;
/** A character reference that was encoded twice, so that it is one even in the decoded text. */
const reference = /&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/iy;
/** `={"a":"b"}`: JSON as a parameter's value, as in Teams links that someone has decoded. */
const json = /(?<==)\{"[^\s<>{}]{1,500}\}/y;
/** The further lines of a link in angle brackets, which mail programs break. */
const furtherLines = /(?:\r?\n[^\s<>"]+)+(?=>)/y;
/** `@12,34` is a place in a virtual office. */
const place = /@-?[\d.]{1,6}$/;

/** Returns the length of what a pattern matches at exactly this place; 0 if it does not match there. */
function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/**
 * Returns how many characters from here on belong to a link together, starting with one of ASCII; 0 if the link ends
 * here.
 */
function unitLength(text: string, at: number): number {
  const char = text[at] ?? '';
  if (char === '{') return lengthAt(json, text, at);
  const referred = char === '&' ? lengthAt(reference, text, at) : 0;
  if (referred > 0) {
    const meant = decodeEntities(text.slice(at, at + referred));
    return ends.has(meant) || (meant > '\u007f' && !latin.test(meant)) ? 0 : referred;
  }
  const isControl = char < ' ' || char === '\u007f';
  return isControl || ends.has(char) || lengthAt(follower, text, at) > 0 ? 0 : 1;
}

/** Returns whether the text as it stands is a meeting's link; its scheme may be missing. */
const isMeeting = (text: string): boolean => {
  const link = /^https:/i.test(text) ? text : `https://${text}`;
  return URL.canParse(link) && meetingService(new URL(link)) !== null;
};

/** Returns the character after which a word of another script begins at `at`; empty if it directly follows a word. */
function markBefore(text: string, at: number): string {
  // `_(東京)`: a bracket begins a segment if one may begin before it.
  const mark = text[text[at - 1] === '(' ? at - 2 : at - 1] ?? '';
  return beginsSegment.has(mark) ? mark : '';
}

/**
 * Returns the index after the last character of the link that starts at `from`, before punctuation of the sentence is
 * removed; `body` is where its host begins. A link beyond the length limit ends where its run of characters ends, so
 * that no part of it is taken for a link.
 */
function runEnd(text: string, from: number, body: number): number {
  if (lengthAt(anyScheme, text, body) > 0) return body;
  const open = new Map([
    ['(', 0],
    ['[', 0],
  ]);
  let inHost = true;
  let foreign = false;
  /** Determined when first needed: whether what precedes a word or a comma is a meeting's link already. */
  let meeting: boolean | null = null;
  const isMeetingBefore = (at: number): boolean => (meeting ??= isMeeting(text.slice(from, at)));
  const mayBegin = (at: number): boolean => {
    const mark = markBefore(text, at);
    if (mark === '.') return inHost;
    if (mark === '') return false;
    return inHost || betweenWords.has(mark) || !isMeetingBefore(at);
  };
  const continuesSentence = (char: string, at: number): boolean =>
    (char === ',' || char === ';') &&
    !inHost &&
    !place.test(text.slice(Math.max(at - 8, from), at)) &&
    isMeetingBefore(at);
  const isBracketed = text[from - 1] === '<';
  let linesEnd = body;
  const continuesInNextLine = (at: number): boolean => {
    if (isBracketed && at >= linesEnd) linesEnd = at + lengthAt(furtherLines, text, at);
    return at < linesEnd;
  };
  let at = body;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    const char = String.fromCodePoint(code);
    let { length } = char;
    if (code < 0x80) {
      if ((char === '\n' || char === '\r') && continuesInNextLine(at)) {
        at += 1;
        continue;
      }
      length = unitLength(text, at);
      if (length === 0 || continuesSentence(char, at)) break;
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
    } else if (neverInLinks.test(char) || !word.test(char) || unseen.test(char)) break;
    else if (!foreign && !latin.test(char)) {
      if (!mayBegin(at)) break;
      foreign = true;
    }
    at += length;
  }
  return at;
}

/** Punctuation of a sentence, and brackets that were opened after the link. */
const trailing = new Set('.,;:!?*([');

/**
 * Returns the index after the link that starts at `from` and whose host begins at `body`. A full stop, a comma or a
 * closing bracket around it belongs to the sentence, not to the link.
 */
export function linkEnd(text: string, from: number, body: number): number {
  let end = runEnd(text, from, body);
  const before = text[from - 1];
  while (end > body) {
    const last = text[end - 1] ?? '';
    // `_https://…_` and `~https://…~` are emphasis; otherwise both characters may end a passcode.
    const emphasis = (last === '_' || last === '~') && last === before;
    if (!trailing.has(last) && !emphasis) break;
    end -= 1;
  }
  return end;
}

/** Yields where links with a scheme begin in a text, each with its end. A link never begins within another one. */
export function* linksIn(text: string): Generator<{ readonly from: number; readonly end: number }> {
  const scheme = /https:\/\//gi;
  for (let match = scheme.exec(text); match !== null; match = scheme.exec(text)) {
    const body = match.index + match[0].length;
    const end = linkEnd(text, match.index, body);
    yield { from: match.index, end };
    scheme.lastIndex = Math.max(end, body);
  }
}

/** Only this much of a location is read. */
const LONGEST_LOCATION = 65_536;
const MOST_LINKS = 200;

const LONGEST_HOST = 255;

const hostCharacter = /[a-z0-9.-]/i;
const host = /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,6}$/i;

/** Returns where the host that ends at this slash begins; the slash itself if there is none. */
function hostStart(text: string, slash: number): number {
  let from = slash;
  while (from > 0 && slash - from <= LONGEST_HOST && hostCharacter.test(text[from - 1] ?? '')) from -= 1;
  // Dots and dashes before a host belong to a list or a sentence.
  while (from < slash && /[.-]/.test(text[from] ?? '')) from += 1;
  return from;
}

/**
 * Returns the addresses in a location as links; people also type a meeting's address there without its scheme. Google
 * shows a location unchanged, but imported ones may contain character references, even encoded twice, and in a link
 * `&amp;` never means itself.
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
      // What follows another scheme or belongs to a mail address is not the start of an address.
      if (hasScheme || !/[\w/@]/.test(text[from - 1] ?? ' ')) {
        const end = linkEnd(text, from, body);
        const link = text.slice(from, end);
        links.push(decodeEntities(hasScheme ? link : `https://${link}`));
        next = Math.max(next, end);
      }
    }
    slash = text.indexOf('/', next);
  }
  return links;
}
