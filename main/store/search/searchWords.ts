/**
 * What a word is for the search, and which words match which. Pure. One rule for everything: it fills the index,
 * compares rows that are not indexed yet, and marks matches.
 *
 * - Letters and digits form words; everything between them separates words. Case, accents and width do not count (`É`
 *   is `e`, `ß` is `ss`), nor do invisible characters within a word (searchLetters.ts). `Müller` is `muller` and
 *   `mueller`.
 * - Words with a hyphen, an apostrophe or a full stop between them are also one word: `e-mail` is `e`, `mail` and
 *   `email`. The parts of a word that numbers and capitals make are words too: `KickOff15` is `kick`, `off` and `15`.
 * - Scripts without spaces between words (Chinese, Japanese, Thai …) are read in pairs of characters. A space between
 *   two names does not part them: `山田 太郎` is `山田太郎`. The long mark of a longer Japanese word may be missing:
 *   `サーバー` is `サーバ`.
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
  /** A part of a word, made by a number or a capital. In descriptions short ones do not count: `q` is not `q3`. */
  readonly isTurn?: true;
}

/** A word of a query, in any of its spellings. */
export interface QueryWord {
  readonly spellings: readonly string[];
  readonly dense: boolean;
  /** The parts of a word with hyphens, numbers or capitals. Matching all of them counts as matching the word. */
  readonly parts?: readonly QueryWord[];
  /** Matches only itself, not what begins with it: `q3` is not `quarter 31`. */
  readonly exact?: true;
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
/** Japanese words of at least this length may be written without the long mark that ends them; `コピー` never is. */
const LONG_WORD = 4;
/** A word with more parts of letters, numbers and capitals is an identifier, whose parts nobody types. */
const MOST_TURNS = 3;

/** To be raised when the rule produces other words than before. The index is then filled again. */
export const WORD_RULE = 3;

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
type Piece =
  | { readonly chain: Chain }
  | {
      readonly from: number;
      readonly to: number;
      /** The last character of the run before, if only a space or a dot is between; otherwise -1. */
      readonly after: number;
    };
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
  character === '-' || character === "'" || character === '`' || character === '.';

/** What people write between two words of a script without spaces, most often names. */
const isBetweenNames = (text: string): boolean => /^[\s\u00b7\u2022\u2027\u22c5]$/u.test(text);

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
  const { kinds, texts, spelled, starts, ends } = units;
  const pieces: Piece[] = [];
  let chain: Chain = [];
  let chainEnd = -1;
  let runEnd = -1;
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
      const isNext =
        runEnd >= 0 && from === runEnd + 1 && isBetweenNames(text.slice(starts[runEnd], ends[runEnd]));
      pieces.push({ from, to, after: isNext ? runEnd - 1 : -1 });
      runEnd = to;
    } else if (kind === 'sign') pieces.push({ from, to, after: -1 });
  }
  return { units, pieces };
};

const piecesOf = (text: string): Pieces => (isAscii(text) ? asciiPieces(text) : unitPieces(text));

/**
 * Makes a word of two characters of a run, in both spellings if there are two. The last character is a word alone
 * (`second` is -1).
 */
const pairOf = (units: Units, first: number, second: number): [Word, ...Word[]] => {
  const { texts, spelled, starts, ends } = units;
  const pair: Word = {
    text: (texts[first] ?? '') + (texts[second] ?? ''),
    start: starts[first] ?? 0,
    end: ends[second] ?? ends[first] ?? 0,
    dense: true,
    units: { of: units, first, end: Math.max(first, second) + 1 },
  };
  if (!spelled.has(first) && !spelled.has(second)) return [pair];
  const other = (at: number): string => spelled.get(at) ?? texts[at] ?? '';
  return [pair, { ...pair, text: other(first) + other(second), spelled: true }];
};

/** Returns whether a long mark ends a Japanese word, or one that others follow, that is also written without it. */
const isLooseMark = ({ kinds, texts }: Units, from: number, at: number): boolean => {
  if (texts[at] !== LONG_MARK || at - from < LONG_WORD - 1) return false;
  for (let before = 1; before < LONG_WORD; before += 1) if (kinds[at - before] !== 'kana') return false;
  return true;
};

/** `会議室` is `会議`, `議室`, `室`: a pair starting at each character. */
const addPairs = (units: Units, from: number, to: number, words: Word[]): void => {
  for (let at = from; at < to; at += 1) {
    words.push(...pairOf(units, at, at + 1 < to ? at + 1 : -1));
    if (at + 1 < to && isLooseMark(units, from, at + 1))
      words.push(...pairOf(units, at, at + 2 < to ? at + 2 : -1));
  }
};

const isUpper = (character: string): boolean => character !== character.toLowerCase();

/** Returns whether a number begins or ends between two folded characters, or a capital follows a small letter. */
const turnsAt = (before: string, folded: string, sourceBefore: string, source: string): boolean =>
  isDigit(before) !== isDigit(folded) ||
  (isUpper(source) && sourceBefore !== sourceBefore.toUpperCase() && !isUpper(sourceBefore));

/**
 * Returns the parts of a word that letters and numbers or capitals make, each in one spelling or two; empty for other
 * words. `source` is the text that the word was found in.
 */
const turnsOf = (spellings: Chain[number], source: string): Chain => {
  const word = spellings.at(-1) ?? spellings[0];
  const { text, start, units } = word;
  const first = units?.first ?? 0;
  const end = units?.end ?? text.length;
  const foldedAt = (at: number): string => units?.of.texts[at] ?? text[at] ?? '';
  const sourceAt = (at: number): string =>
    units === null
      ? (source[start + at] ?? '')
      : String.fromCodePoint(source.codePointAt(units.of.starts[at] ?? 0) ?? 0);
  const begins = [first];
  for (let at = first + 1; at < end && begins.length <= MOST_TURNS; at += 1)
    if (turnsAt(foldedAt(at - 1), foldedAt(at), sourceAt(at - 1), sourceAt(at))) begins.push(at);
  if (begins.length < 2 || begins.length > MOST_TURNS) return [];
  return begins.map((at, index) => {
    const to = begins[index + 1] ?? end;
    if (units === null)
      return [{ ...word, text: text.slice(at, to), start: start + at, end: start + to, isTurn: true }];
    const turn = (spelled: boolean): Word => ({ ...wordOf(units.of, at, to, spelled), isTurn: true });
    return word.spelled ? [turn(false), turn(true)] : [turn(false)];
  });
};

/* A number or a capital directly after another character of a word, or a letter after a number. */
const asciiTurn = /[a-z](?=[A-Z\d])|[A-Z](?=\d)|\d(?=[A-Za-z])/g;
const anyTurn =
  /[\p{L}\p{M}\p{Cf}\p{Nl}](?=\p{N})|\p{N}(?=[\p{L}\p{M}\p{Cf}\p{Nl}])|[\p{Ll}\p{Lm}\p{M}\p{Cf}](?=[\p{Lu}\p{Lt}])/gu;

/**
 * Returns a function that tells, for the words of a text in order, whether one may have parts. Few do, and looking at
 * each character of a long description would take twice the time of finding its words.
 */
const turnFinder = (text: string, ascii: boolean): ((word: Word) => boolean) => {
  const pattern = new RegExp(ascii ? asciiTurn : anyTurn);
  let next = pattern.exec(text)?.index ?? Infinity;
  return ({ start, end }) => {
    while (next < start) next = pattern.exec(text)?.index ?? Infinity;
    return next < end;
  };
};

/** Returns the words of a text, in order. */
export const wordsIn = (text: string): readonly Word[] => {
  const { units, pieces } = piecesOf(text);
  const mayTurn = turnFinder(text, units === null);
  const words: Word[] = [];
  for (const piece of pieces) {
    if ('chain' in piece) {
      if (piece.chain.length > 1) words.push(...(joinedOf(piece.chain) ?? []));
      for (const spellings of piece.chain) {
        words.push(...spellings);
        if (!mayTurn(spellings[0])) continue;
        for (const turn of turnsOf(spellings, text)) words.push(...turn);
      }
    } else if (units !== null) {
      if (piece.after >= 0) words.push(...pairOf(units, piece.after, piece.from));
      addPairs(units, piece.from, piece.to, words);
    }
  }
  return words;
};

/** Returns whether two letters are a Korean syllable without a consonant at its end, which says as much as three letters. */
const isSyllable = (letters: readonly string[]): boolean =>
  letters.length === 2 && /^[\u1100-\u1112][\u1161-\u1175]$/u.test(letters.join(''));

/** Returns whether a folded word has fewer than INNER_LETTERS characters. */
const isShort = (text: string): boolean => {
  const letters = [...text.slice(0, 6)];
  return letters.length < INNER_LETTERS && !isSyllable(letters);
};

const queryWordOf = (words: readonly Word[]): QueryWord => ({
  spellings: words.map(({ text }) => text),
  dense: words[0]?.dense === true,
});

const queryWordsOfChain = (chain: Chain, query: string): readonly QueryWord[] => {
  const joined = joinedOf(chain);
  const parts = chain.slice(0, MOST_PARTS).map((spellings) => queryWordOf(spellings));
  if (joined !== null) return [{ ...queryWordOf(joined), parts }];
  return chain.map((spellings) => {
    const turns = turnsOf(spellings, query);
    const exact = turns.map((turn): QueryWord => ({ ...queryWordOf(turn), exact: true }));
    return exact.length === 0 ? queryWordOf(spellings) : { ...queryWordOf(spellings), parts: exact };
  });
};

const queryWordsOfRun = (units: Units, from: number, to: number): readonly QueryWord[] => {
  const kept: number[] = [];
  for (let at = from; at < to; at += 1) if (!isLooseMark(units, from, at)) kept.push(at);
  // The last character is already the second half of a pair.
  const firsts = kept.length > 1 ? kept.slice(0, -1) : kept;
  return firsts.map((at, index) => queryWordOf(pairOf(units, at, kept[index + 1] ?? -1)));
};

/** Returns the words of a query. Without words, nothing is searched for. */
export const queryWordsIn = (query: string): readonly QueryWord[] => {
  const { units, pieces } = piecesOf(query.slice(0, MOST_QUERY));
  const queryWords = pieces.flatMap((piece) => {
    if ('chain' in piece) return queryWordsOfChain(piece.chain, query);
    return units === null ? [] : queryWordsOfRun(units, piece.from, piece.to);
  });
  return queryWords.slice(0, MOST_QUERY_WORDS);
};

/** Where in a word a query may match: titles and places also match inside their words. */
export type Reach = 'inside' | 'start' | 'whole';

const counts = ({ isTurn, text }: Word, reach: Reach): boolean =>
  isTurn !== true || reach !== 'whole' || !isShort(text);

/**
 * Returns where a query's word is found in a folded word, or null. `reach` depends on the field: `inside` for titles
 * and places, `start` for people, and `whole` for descriptions, where one or two letters do not count as a beginning.
 */
export const foundIn = (
  word: Word,
  queryWord: QueryWord,
  reach: Reach,
): readonly [from: number, to: number] | null => {
  if (word.dense !== queryWord.dense || !counts(word, reach)) return null;
  for (const spelling of queryWord.spellings) {
    const length = spelling.length;
    if (queryWord.exact === true) {
      if (word.text === spelling) return [0, length];
    } else if (word.dense || !isShort(spelling)) {
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
  if (!counts(word, reach)) return;
  entries.add(word.dense ? DENSE + text : text);
  if (word.dense || reach === 'whole') return;
  const letters = [...text];
  entries.add(SHORT + letters[0]);
  if (letters.length > 1) entries.add(SHORT + letters[0] + letters[1]);
  if (reach !== 'inside') return;
  for (let from = 1; from + INNER_LETTERS <= letters.length; from += 1) {
    entries.add(INNER + (letters.length === text.length ? text.slice(from) : letters.slice(from).join('')));
  }
  const last = letters.slice(-2);
  if (letters.length > 2 && isSyllable(last)) entries.add(INNER + last.join(''));
};

export const calendarEntry = (calendarKey: number): string => CALENDAR + calendarKey;

// Entries consist of folded letters, digits and pictographs, so nothing can end the quotes.
const exactly = (entry: string): string => `"${entry}"`;
const beginning = (entry: string): string => `"${entry}"*`;

const expressionOf = ({ spellings, dense, parts, exact }: QueryWord): string => {
  const any = spellings.flatMap((spelling) => {
    if (exact === true) return [exactly(spelling)];
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
