/**
 * What a word is for the search, and which words match which. Pure. One rule for everything: it fills the index,
 * compares rows that are not indexed yet, and marks matches.
 *
 * - Letters and digits form words; everything between them separates words. Case, accents and width do not count (`É`
 *   is `e`, `ß` is `ss`), nor do invisible characters within a word (searchLetters.ts). `Müller` is `muller` and
 *   `mueller`.
 * - Words with a hyphen or an apostrophe between them are also one word: `e-mail` is `e`, `mail` and `email`.
 * - Scripts without spaces between words (Chinese, Japanese, Thai …) are read in pairs of characters. A long mark at
 *   the end of a Japanese word may be missing: `サーバー` is `サーバ`.
 * - Pictographs are words by themselves.
 */
import { LONG_MARK, unitsIn, type Units } from './searchLetters.ts';

export interface Word {
  /** The folded form, which is compared. */
  readonly text: string;
  /** Its position in the text it was found in, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** True for a script without spaces and for a pictograph: found by its beginning, whatever its length. */
  readonly dense: boolean;
  /** The characters of the text, and the range that belongs to the word; null for ASCII text. */
  readonly units: { readonly of: Units; readonly first: number; readonly end: number } | null;
  /** The same word again, with its umlauts written out. */
  readonly spelled?: true;
}

/** A word of a query, in any of its spellings. */
export interface QueryWord {
  readonly spellings: readonly string[];
  readonly dense: boolean;
  /** The parts of a word with hyphens. Matching all of them counts as matching the word. */
  readonly parts?: readonly QueryWord[];
}

/** Longer words are cut off: nobody types more than this. */
const MOST_LETTERS = 40;
/** Further words would not narrow the result noticeably. */
const MOST_QUERY_WORDS = 12;
/** The same limit for the parts of one word with hyphens. */
const MOST_PARTS = 6;
/** Nobody types more than this to find something. */
const MOST_QUERY = 500;
/** Words of at least this length are also found inside the words of titles and places. */
export const INNER_LETTERS = 3;
/** Japanese words of at least this length may be written without the long mark at the end; `コピー` never is. */
const LONG_WORD = 4;

/** To be raised when the rule produces other words than before. The index is then filled again. */
export const WORD_RULE = 2;

const simplePattern = /[a-z0-9]+/g;
// eslint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** Never cuts through a surrogate pair. */
const cutLetters = (text: string): string => text.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, '');

const isDigit = (text: string | undefined): boolean => text !== undefined && text >= '0' && text <= '9';

/**
 * Words joined by single hyphens or apostrophes, or one word that stands alone. Each has one spelling, or two if its
 * umlauts are also written out.
 */
type Chain = (readonly [Word, ...Word[]])[];
/** What a text consists of: chains, and runs of a script without spaces (units `from` to `to`). */
type Piece = { readonly chain: Chain } | { readonly from: number; readonly to: number };
interface Pieces {
  readonly units: Units | null;
  readonly pieces: readonly Piece[];
}

/** Joins the words of a chain into one; null for a single word. */
const joinedOf = (chain: Chain): [Word, ...Word[]] | null => {
  const [first] = chain;
  const last = chain.at(-1);
  if (first === undefined || last === undefined || last === first) return null;
  const [{ start, units }] = first;
  const [{ end, units: lastUnits }] = last;
  const whole = units && lastUnits && { ...units, end: lastUnits.end };
  const joined = (text: string): Word => ({ text: cutLetters(text), start, end, dense: false, units: whole });
  const plain = joined(chain.map(([word]) => word.text).join(''));
  if (chain.every((spellings) => spellings.length === 1)) return [plain];
  const spelled = chain.map(([word, other]) => (other ?? word).text).join('');
  return [plain, { ...joined(spelled), spelled: true }];
};

const asciiPieces = (text: string): Pieces => {
  const lower = text.toLowerCase();
  const pieces: Piece[] = [];
  let chain: Chain = [];
  let end = -1;
  for (const match of lower.matchAll(simplePattern)) {
    const start = match.index;
    const isJoined =
      start === end + 1 && isJoiner(lower[end]) && !(isDigit(lower[end - 1]) && isDigit(lower[start]));
    if (!isJoined) {
      chain = [];
      pieces.push({ chain });
    }
    end = start + match[0].length;
    chain.push([{ text: match[0].slice(0, MOST_LETTERS), start, end, dense: false, units: null }]);
  }
  return { units: null, pieces };
};

const isJoiner = (character: string | undefined): boolean =>
  character === '-' || character === "'" || character === '`';

const wordOf = (units: Units, first: number, to: number, spelled: boolean): Word => {
  let text = '';
  for (let at = first; at < to && text.length < MOST_LETTERS; at += 1)
    text += (spelled ? units.spelled.get(at) : undefined) ?? units.texts[at] ?? '';
  return {
    text: cutLetters(text),
    start: units.starts[first] ?? 0,
    end: units.ends[to - 1] ?? 0,
    dense: false,
    units: { of: units, first, end: to },
    ...(spelled ? { spelled } : {}),
  };
};

const unitPieces = (text: string): Pieces => {
  const units = unitsIn(text);
  const { kinds, texts, spelled } = units;
  const pieces: Piece[] = [];
  let chain: Chain = [];
  let chainEnd = -1;
  for (let from = 0, to = 0; from < kinds.length; from = to) {
    const kind = kinds[from];
    to = from + 1;
    if (kind === 'letter') {
      let hasSpelled = spelled.has(from);
      for (; kinds[to] === 'letter'; to += 1) hasSpelled ||= spelled.has(to);
      const isJoined =
        from === chainEnd + 1 &&
        kinds[chainEnd] === 'joiner' &&
        !(isDigit(texts[chainEnd - 1]) && isDigit(texts[from]));
      if (!isJoined) {
        chain = [];
        pieces.push({ chain });
      }
      const word = wordOf(units, from, to, false);
      chain.push(hasSpelled ? [word, wordOf(units, from, to, true)] : [word]);
      chainEnd = to;
    } else if (kind === 'kana' || kind === 'dense') {
      while (kinds[to] === 'kana' || kinds[to] === 'dense') to += 1;
      pieces.push({ from, to });
    } else if (kind === 'sign') pieces.push({ from, to });
  }
  return { units, pieces };
};

const piecesOf = (text: string): Pieces => (isAscii(text) ? asciiPieces(text) : unitPieces(text));

/** Makes a word of two characters of a run. The last character is a word alone (`second` is -1). */
const pairOf = (units: Units, first: number, second: number): Word => ({
  text: (units.texts[first] ?? '') + (units.texts[second] ?? ''),
  start: units.starts[first] ?? 0,
  end: units.ends[second] ?? units.ends[first] ?? 0,
  dense: true,
  units: { of: units, first, end: Math.max(first, second) + 1 },
});

/** Returns whether a long mark ends a Japanese word that is also written without it. */
const isLooseMark = ({ kinds, texts }: Units, from: number, at: number): boolean => {
  if (texts[at] !== LONG_MARK || kinds[at + 1] === 'kana' || at - from < LONG_WORD - 1) return false;
  for (let before = 1; before < LONG_WORD; before += 1) if (kinds[at - before] !== 'kana') return false;
  return true;
};

/** `会議室` is `会議`, `議室`, `室`: a pair starting at each character. */
const addPairs = (units: Units, from: number, to: number, words: Word[]): void => {
  for (let at = from; at < to; at += 1) {
    words.push(pairOf(units, at, at + 1 < to ? at + 1 : -1));
    if (at + 1 < to && isLooseMark(units, from, at + 1))
      words.push(pairOf(units, at, at + 2 < to ? at + 2 : -1));
  }
};

/** Returns the words of a text, in order. */
export const wordsIn = (text: string): readonly Word[] => {
  const { units, pieces } = piecesOf(text);
  const words: Word[] = [];
  for (const piece of pieces) {
    if ('chain' in piece) {
      if (piece.chain.length > 1) words.push(...(joinedOf(piece.chain) ?? []));
      for (const spellings of piece.chain) for (const word of spellings) words.push(word);
    } else if (units !== null) addPairs(units, piece.from, piece.to, words);
  }
  return words;
};

/** Returns whether a folded word has fewer than INNER_LETTERS characters. */
const isShort = (text: string): boolean => [...text.slice(0, 6)].length < INNER_LETTERS;

const queryWordOf = (words: readonly Word[]): QueryWord => ({
  spellings: words.map(({ text }) => text),
  dense: words[0]?.dense === true,
});

const queryWordsOfChain = (chain: Chain): readonly QueryWord[] => {
  const joined = joinedOf(chain);
  const parts = chain.slice(0, MOST_PARTS).map((spellings) => queryWordOf(spellings));
  return joined === null ? parts : [{ ...queryWordOf(joined), parts }];
};

const queryWordsOfRun = (units: Units, from: number, to: number): readonly QueryWord[] => {
  const kept: number[] = [];
  for (let at = from; at < to; at += 1) if (!isLooseMark(units, from, at)) kept.push(at);
  // The last character is already the second half of a pair.
  const firsts = kept.length > 1 ? kept.slice(0, -1) : kept;
  return firsts.map((at, index) => queryWordOf([pairOf(units, at, kept[index + 1] ?? -1)]));
};

/** Returns the words of a query. Without words, nothing is searched for. */
export const queryWordsIn = (query: string): readonly QueryWord[] => {
  const { units, pieces } = piecesOf(query.slice(0, MOST_QUERY));
  const queryWords = pieces.flatMap((piece) => {
    if ('chain' in piece) return queryWordsOfChain(piece.chain);
    return units === null ? [] : queryWordsOfRun(units, piece.from, piece.to);
  });
  return queryWords.slice(0, MOST_QUERY_WORDS);
};

/** Where in a word a query may match: titles and places also match inside their words. */
export type Reach = 'inside' | 'start' | 'whole';

/**
 * Returns where a query's word is found in a folded word, or null. `reach` depends on the field: `inside` for titles
 * and places, `start` for people, and `whole` for descriptions, where one or two letters do not count as a beginning.
 */
export const foundIn = (
  word: Word,
  queryWord: QueryWord,
  reach: Reach,
): readonly [from: number, to: number] | null => {
  if (word.dense !== queryWord.dense) return null;
  for (const spelling of queryWord.spellings) {
    const length = spelling.length;
    if (word.dense || !isShort(spelling)) {
      if (word.text.startsWith(spelling)) return [0, length];
      if (word.dense || reach !== 'inside') continue;
      const inside = word.text.indexOf(spelling, 1);
      if (inside > 0) return [inside, inside + length];
    } else if (reach === 'whole' ? word.text === spelling : word.text.startsWith(spelling))
      return [0, length];
  }
  return null;
};

/** Returns the query's words and the parts that may be matched instead of them. */
export const withParts = (queryWords: readonly QueryWord[]): readonly QueryWord[] =>
  queryWords.flatMap((one) => [one, ...(one.parts ?? [])]);

/** Returns whether everything was found, given the words that are still `open`. */
export const isSatisfied = (queryWords: readonly QueryWord[], open: ReadonlySet<QueryWord>): boolean =>
  queryWords.every((one) => !open.has(one) || (one.parts?.every((part) => !open.has(part)) ?? false));

/** Converts a part of a folded word to offsets in the text where the word was found. */
export const spanOf = (
  text: string,
  word: Word,
  [from, to]: readonly [number, number],
): readonly [start: number, end: number] => {
  const offset = word.units === null ? word.start : 0;
  const units = word.units?.of ?? unitsIn(text.slice(word.start, word.end));
  const last = word.units?.end ?? units.texts.length;
  let length = 0;
  let start: number | null = null;
  let end = word.start;
  for (let at = word.units?.first ?? 0; at < last && length < to; at += 1) {
    const folded = (word.spelled ? units.spelled.get(at) : undefined) ?? units.texts[at] ?? '';
    if (start === null && length + folded.length > from) start = (units.starts[at] ?? 0) + offset;
    length += folded.length;
    end = (units.ends[at] ?? 0) + offset;
  }
  return [start ?? word.start, end];
};

// No folded word begins with these marks, so the kinds of entries in the index can be told apart.
const INNER = '\u00a6';
const SHORT = '\u00b9';
const DENSE = '\u00a7';
const CALENDAR = '\u1d9c';

/** Adds the index entries of a word in a field with that reach. */
export const addEntries = (entries: Set<string>, word: Word, reach: Reach): void => {
  const { text } = word;
  entries.add(word.dense ? DENSE + text : text);
  if (word.dense || reach === 'whole') return;
  const letters = [...text];
  entries.add(SHORT + letters[0]);
  if (letters.length > 1) entries.add(SHORT + letters[0] + letters[1]);
  if (reach !== 'inside') return;
  for (let from = 1; from + INNER_LETTERS <= letters.length; from += 1) {
    entries.add(INNER + (letters.length === text.length ? text.slice(from) : letters.slice(from).join('')));
  }
};

export const calendarEntry = (calendarKey: number): string => CALENDAR + calendarKey;

// Entries consist of folded letters, digits and pictographs, so nothing can end the quotes.
const exactly = (entry: string): string => `"${entry}"`;
const beginning = (entry: string): string => `"${entry}"*`;

const expressionOf = ({ spellings, dense, parts }: QueryWord): string => {
  const any = spellings.flatMap((spelling) => {
    if (dense) return [beginning(DENSE + spelling)];
    if (isShort(spelling)) return [exactly(SHORT + spelling), exactly(spelling)];
    return [beginning(spelling), beginning(INNER + spelling)];
  });
  if (parts !== undefined) any.push(`(${parts.map(expressionOf).join(' AND ')})`);
  return `(${any.join(' OR ')})`;
};

/** Returns the query in FTS5's syntax: all the words, and none of the hidden calendars. */
export const matchExpression = (queryWords: readonly QueryWord[], hidden: readonly number[]): string => {
  const wanted = queryWords.map(expressionOf).join(' AND ');
  return hidden.length === 0
    ? wanted
    : `(${wanted}) NOT (${hidden.map((key) => exactly(calendarEntry(key))).join(' OR ')})`;
};
