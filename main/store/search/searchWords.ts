/**
 * What a word is to the search, and which words answer to which. Pure. One rule for everything: the index is
 * filled by it, rows that are not indexed yet are compared by it, and matches are marked by it.
 *
 * - Letters and digits make words; everything between them parts words. Case, accents and width do not count
 *   (`É` is `e`, `ß` is `ss`), nor do invisible characters within a word (searchLetters.ts). `Müller` is `muller`
 *   and `mueller`.
 * - Words with a hyphen or an apostrophe between them are one word too: `e-mail` is `e`, `mail` and `email`.
 * - Scripts that put no spaces between words (Chinese, Japanese, Thai …) are read in pairs of characters. A long
 *   mark at the end of a Japanese word may be missing: `サーバー` is `サーバ`.
 * - Pictographs are words by themselves.
 */
import { LONG_MARK, unitsIn, type Units } from './searchLetters.ts';

export interface Word {
  /** Folded: what is compared. */
  readonly text: string;
  /** Where it stands in the text it was found in, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Of a script without spaces, or a pictograph: found by its beginning, whatever its length. */
  readonly dense: boolean;
  /** The characters of the text and which of them are the word's; null for a text of ASCII. */
  readonly units: { readonly of: Units; readonly first: number; readonly end: number } | null;
  /** The same word once more, its umlauts written out. */
  readonly spelled?: true;
}

/** A word of a query, by any of its spellings. */
export interface Asked {
  readonly spellings: readonly string[];
  readonly dense: boolean;
  /** Of a word with hyphens: these, all of them, are as good. */
  readonly parts?: readonly Asked[];
}

/** Beyond this a word is cut: nobody types more of it. */
const MOST_LETTERS = 40;
/** Words beyond these narrow nothing that a person would notice. */
const MOST_ASKED = 12;
/** The same for the parts of one word with hyphens. */
const MOST_PARTS = 6;
/** Nobody types more than this to find something. */
const MOST_QUERY = 500;
/** From this length on a word is also found inside the words of titles and places. */
export const INNER_LETTERS = 3;
/** From this length on a Japanese word may be written without the long mark at its end; `コピー` never is. */
const LONG_WORD = 4;

/** To be raised when other words come out than before: the index is then filled anew. */
export const WORD_RULE = 2;

const simplePattern = /[a-z0-9]+/g;
// eslint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** Never through the middle of a surrogate pair. */
const cutLetters = (text: string): string => text.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, '');

const isDigit = (text: string | undefined): boolean => text !== undefined && text >= '0' && text <= '9';

/**
 * Words with one hyphen or apostrophe between each two, or one word that stands alone. The spellings of each: one,
 * or the one with its umlauts written out as well.
 */
type Chain = (readonly [Word, ...Word[]])[];
/** What stands in a text: chains, and runs of a script without spaces (`from` to `to` of the units). */
type Piece = { readonly chain: Chain } | { readonly from: number; readonly to: number };
interface Pieces {
  readonly units: Units | null;
  readonly pieces: readonly Piece[];
}

/** The words of a chain as one; null for a word that stands by itself. */
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

/** Two characters of a run as a word; the last one is a word alone (`second` is -1). */
const pairOf = (units: Units, first: number, second: number): Word => ({
  text: (units.texts[first] ?? '') + (units.texts[second] ?? ''),
  start: units.starts[first] ?? 0,
  end: units.ends[second] ?? units.ends[first] ?? 0,
  dense: true,
  units: { of: units, first, end: Math.max(first, second) + 1 },
});

/** Whether a long mark ends a Japanese word that is written without it as well. */
const isLooseMark = ({ kinds, texts }: Units, from: number, at: number): boolean => {
  if (texts[at] !== LONG_MARK || kinds[at + 1] === 'kana' || at - from < LONG_WORD - 1) return false;
  for (let before = 1; before < LONG_WORD; before += 1) if (kinds[at - before] !== 'kana') return false;
  return true;
};

/** `会議室` is `会議`, `議室`, `室`: a pair from each character on. */
const addPairs = (units: Units, from: number, to: number, words: Word[]): void => {
  for (let at = from; at < to; at += 1) {
    words.push(pairOf(units, at, at + 1 < to ? at + 1 : -1));
    if (at + 1 < to && isLooseMark(units, from, at + 1))
      words.push(pairOf(units, at, at + 2 < to ? at + 2 : -1));
  }
};

/** The words of a text, in its order. */
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

/** How many characters a folded word has, up to three. */
const isShort = (text: string): boolean => [...text.slice(0, 6)].length < INNER_LETTERS;

const askedFor = (words: readonly Word[]): Asked => ({
  spellings: words.map(({ text }) => text),
  dense: words[0]?.dense === true,
});

const askedOfChain = (chain: Chain): readonly Asked[] => {
  const joined = joinedOf(chain);
  const parts = chain.slice(0, MOST_PARTS).map((spellings) => askedFor(spellings));
  return joined === null ? parts : [{ ...askedFor(joined), parts }];
};

const askedOfRun = (units: Units, from: number, to: number): readonly Asked[] => {
  const kept: number[] = [];
  for (let at = from; at < to; at += 1) if (!isLooseMark(units, from, at)) kept.push(at);
  // The last character is the second half of a pair already.
  const firsts = kept.length > 1 ? kept.slice(0, -1) : kept;
  return firsts.map((at, index) => askedFor([pairOf(units, at, kept[index + 1] ?? -1)]));
};

/** The words of a query; without any, nothing is asked. */
export const askedIn = (query: string): readonly Asked[] => {
  const { units, pieces } = piecesOf(query.slice(0, MOST_QUERY));
  const asked = pieces.flatMap((piece) => {
    if ('chain' in piece) return askedOfChain(piece.chain);
    return units === null ? [] : askedOfRun(units, piece.from, piece.to);
  });
  return asked.slice(0, MOST_ASKED);
};

/** Where a word may stand: titles and places answer to what is inside their words too. */
export type Reach = 'inside' | 'start' | 'whole';

/**
 * Where in a folded word an asked one is found, or null. `reach` is the field's: `inside` for titles and
 * places, `start` for people, and `whole` for descriptions, where one or two letters are no beginning.
 */
export const foundIn = (
  word: Word,
  asked: Asked,
  reach: Reach,
): readonly [from: number, to: number] | null => {
  if (word.dense !== asked.dense) return null;
  for (const spelling of asked.spellings) {
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

/** An asked word and those that are as good as it. */
export const leavesOf = (asked: readonly Asked[]): readonly Asked[] =>
  asked.flatMap((one) => [one, ...(one.parts ?? [])]);

/** Whether all that is asked was found, when these are still open. */
export const isAnswered = (asked: readonly Asked[], open: ReadonlySet<Asked>): boolean =>
  asked.every((one) => !open.has(one) || (one.parts?.every((part) => !open.has(part)) ?? false));

/** A part of a folded word as offsets in the text that the word was found in. */
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

// Marks that no folded word can begin with, so that the index tells the sorts of its entries apart.
const INNER = '\u00a6';
const SHORT = '\u00b9';
const DENSE = '\u00a7';
const CALENDAR = '\u1d9c';

/** Adds what a word puts into the index, for a field of that reach. */
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

// Only folded letters, digits and pictographs come here: nothing that could end the quotes.
const exactly = (entry: string): string => `"${entry}"`;
const beginning = (entry: string): string => `"${entry}"*`;

const expressionOf = ({ spellings, dense, parts }: Asked): string => {
  const any = spellings.flatMap((spelling) => {
    if (dense) return [beginning(DENSE + spelling)];
    if (isShort(spelling)) return [exactly(SHORT + spelling), exactly(spelling)];
    return [beginning(spelling), beginning(INNER + spelling)];
  });
  if (parts !== undefined) any.push(`(${parts.map(expressionOf).join(' AND ')})`);
  return `(${any.join(' OR ')})`;
};

/** The query in FTS5's words: all that is asked, in none of the calendars that are hidden. */
export const matchExpression = (asked: readonly Asked[], hidden: readonly number[]): string => {
  const wanted = asked.map(expressionOf).join(' AND ');
  return hidden.length === 0
    ? wanted
    : `(${wanted}) NOT (${hidden.map((key) => exactly(calendarEntry(key))).join(' OR ')})`;
};
