/**
 * Parses a listing's JSON in pieces. A page of a thousand events with two hundred guests each is 20 MB; parsing it at
 * once would block everything else for longer than a person would overlook [F20]. Pure.
 */
import { parseJson } from './classify.ts';

/** Characters parsed at once: about two milliseconds. */
const PIECE = 256 * 1024;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;

const afterSpace = (text: string, from: number): number => {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
};

/** Returns the index after the closing quote of the string at `from`; the end of the text if there is none. */
const afterString = (text: string, from: number): number => {
  for (let at = from + 1; ;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return text.length;
    let escapes = quote;
    while (text.charCodeAt(escapes - 1) === BACKSLASH) escapes -= 1;
    if ((quote - escapes) % 2 === 0) return quote + 1;
    at = quote + 1;
  }
};

/**
 * Returns the index after the value at `from`. Only its end is determined; parsing it tells whether it is valid JSON.
 */
const afterValue = (text: string, from: number): number => {
  let depth = 0;
  for (let at = from; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = afterString(text, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === OPEN_OBJECT || code === OPEN_LIST) depth += 1;
    else if (code === CLOSE_OBJECT || code === CLOSE_LIST) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === COMMA || isSpace(code))) return at;
    at += 1;
  }
  return text.length;
};

/** Reads the list at `from`; yields after each piece. Returns null if it is not a list. */
function* readList(
  text: string,
  from: number,
  piece: number,
): Generator<void, { readonly items: unknown[]; readonly end: number } | null> {
  const items: unknown[] = [];
  let at = afterSpace(text, from + 1);
  if (text.charCodeAt(at) === CLOSE_LIST) return { items, end: at + 1 };
  for (let begin = at; ;) {
    const end = afterValue(text, at);
    if (end === at) return null;
    at = afterSpace(text, end);
    const isLast = text.charCodeAt(at) === CLOSE_LIST;
    if (!isLast && text.charCodeAt(at) !== COMMA) return null;
    if (isLast || end - begin >= piece) {
      const some = parseJson(`[${text.slice(begin, end)}]`);
      if (!Array.isArray(some)) return null;
      for (const item of some as readonly unknown[]) items.push(item);
      if (isLast) return { items, end: at + 1 };
      yield;
      begin = at + 1;
    }
    at = afterSpace(text, at + 1);
  }
}

/** Reads a whole object, its `items` in pieces. Returns undefined if anything is not as expected. */
function* readObject(text: string, piece: number): Generator<void, unknown> {
  const rest: string[] = [];
  let items: unknown[] | null = null;
  let at = afterSpace(text, 0);
  if (text.charCodeAt(at) !== OPEN_OBJECT) return undefined;
  do {
    const name = afterSpace(text, at + 1);
    if (text.charCodeAt(name) !== QUOTE) return undefined;
    const nameEnd = afterString(text, name);
    const colon = afterSpace(text, nameEnd);
    if (text.charCodeAt(colon) !== COLON) return undefined;
    const value = afterSpace(text, colon + 1);
    const key = text.slice(name, nameEnd);
    // It may be `items` in another spelling. In JSON the last member of a name counts.
    if (key.includes('\\')) return undefined;
    if (key === '"items"') items = null;
    if (key === '"items"' && text.charCodeAt(value) === OPEN_LIST) {
      const list = yield* readList(text, value, piece);
      if (list === null) return undefined;
      ({ items, end: at } = list);
    } else {
      at = afterValue(text, value);
      rest.push(text.slice(name, at));
    }
    at = afterSpace(text, at);
  } while (text.charCodeAt(at) === COMMA);
  if (text.charCodeAt(at) !== CLOSE_OBJECT || afterSpace(text, at + 1) !== text.length) return undefined;
  const others = parseJson(`{${rest.join(',')}}`);
  if (typeof others !== 'object' || others === null) return undefined;
  return items === null ? others : { ...others, items };
}

/**
 * Returns what `JSON.parse` would make of a listing's text; undefined if it is not JSON. Yields where other work may
 * run. A text shorter than a piece, or one that is not an object, is parsed at once.
 */
export function* readPage(text: string, piece = PIECE): Generator<void, unknown> {
  if (text.length <= piece) return parseJson(text);
  return (yield* readObject(text, piece)) ?? parseJson(text);
}
