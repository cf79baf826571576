/**
 * What a word is to the search, and which words answer to which. Pure. One rule for everything: the index is
 * filled by it, rows that are not indexed yet are compared by it, and matches are marked by it.
 *
 * - Letters and digits make words; everything between them parts words. Case, accents and width do not count
 *   (`É` is `e`, `ß` is `ss`), nor do invisible characters within a word. `Müller` is `muller` and `mueller`.
 * - Scripts that put no spaces between words (Chinese, Japanese, Thai …) are read in pairs of characters.
 * - Pictographs are words by themselves.
 */

export interface Word {
  /** Folded: what is compared. */
  readonly text: string;
  /** Where it stands in the text it was found in, as UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
  /** Of a script without spaces, or a pictograph: found by its beginning, whatever its length. */
  readonly dense: boolean;
  /** The same word once more, its umlauts written out. */
  readonly spelled?: true;
}

/** A word of a query, by any of its spellings. */
export interface Asked {
  readonly spellings: readonly string[];
  readonly dense: boolean;
}

/** Beyond this a word is cut: nobody types more of it. */
const MOST_LETTERS = 40;
/** Words beyond these narrow nothing that a person would notice. */
const MOST_ASKED = 12;
/** Nobody types more than this to find something. */
const MOST_QUERY = 500;
/** From this length on a word is also found inside the words of titles and places. */
export const INNER_LETTERS = 3;

const dense =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
/** Made for the first word: that takes a millisecond, which no start needs. */
let madePattern: RegExp | null = null;
const wordPattern = (): RegExp =>
  (madePattern ??= new RegExp(
    `([${dense}ー]+)|((?:(?![${dense}])[\\p{L}\\p{N}])(?:(?![${dense}])[\\p{L}\\p{M}\\p{N}\\p{Cf}])*)|(\\p{Extended_Pictographic}|\\p{RI})`,
    'gu',
  ));
const simplePattern = /[a-z0-9]+/g;
// Latin-1 letters beyond ASCII need folding; without any of them lower case is all there is to it.
// eslint-disable-next-line no-control-regex
const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/** Letters that no decomposition takes apart. */
const alike: Readonly<Record<string, string>> = {
  ß: 'ss',
  ẞ: 'ss',
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
};

const foldCharacter = (character: string): string =>
  character
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Extended_Pictographic}\p{RI}]/gu, '')
    .replace(/[^\u0000-\u007f]/gu, (letter) => alike[letter] ?? letter);

const folded = new Map<string, string>();
/** Character by character, so that a match can be led back to where it stands in the text. */
const fold = (character: string): string => {
  const known = folded.get(character);
  if (known !== undefined) return known;
  const made = foldCharacter(character);
  // Bounded: a hostile text may hold every character there is.
  if (folded.size < 4096) folded.set(character, made);
  return made;
};

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'ae', Ö: 'oe', Ü: 'ue' };
const spell = (character: string): string => umlauts[character] ?? fold(character);

const foldWord = (word: string, each: (character: string) => string): string => {
  if (isAscii(word)) return word.toLowerCase().slice(0, MOST_LETTERS);
  let text = '';
  for (const character of word) {
    text += each(character);
    if (text.length >= MOST_LETTERS) break;
  }
  // Never through the middle of a surrogate pair.
  return text.slice(0, MOST_LETTERS).replace(/[\ud800-\udbff]$/, '');
};

/** The words of a text, in its order. */
export const wordsIn = (text: string): Word[] => {
  const words: Word[] = [];
  if (isAscii(text)) {
    for (const match of text.toLowerCase().matchAll(simplePattern)) {
      const end = match.index + match[0].length;
      words.push({ text: match[0].slice(0, MOST_LETTERS), start: match.index, end, dense: false });
    }
    return words;
  }
  for (const match of text.matchAll(wordPattern())) {
    const [whole, run] = match;
    if (run !== undefined) pairsOf(run, match.index, words);
    else {
      const word = foldWord(whole, fold);
      const at = { start: match.index, end: match.index + whole.length };
      if (word !== '') words.push({ text: word, ...at, dense: match[3] !== undefined });
      if (/[äöü]/i.test(whole))
        words.push({ text: foldWord(whole, spell), ...at, dense: false, spelled: true });
    }
  }
  return words;
};

/** `会議室` is `会議`, `議室`, `室`: a pair from each character on. */
const pairsOf = (run: string, offset: number, words: Word[]): void => {
  const characters = [...run];
  let start = offset;
  characters.forEach((character, index) => {
    const next = characters[index + 1] ?? '';
    const text = fold(character) + fold(next);
    const end = start + character.length + next.length;
    if (text !== '') words.push({ text, start, end, dense: true });
    start += character.length;
  });
};

/** How many characters a folded word has, up to three. */
const isShort = (text: string): boolean => [...text.slice(0, 6)].length < INNER_LETTERS;

/** The words of a query, each once; without any, nothing is asked. */
export const askedIn = (query: string): readonly Asked[] => {
  const asked = new Map<number, Asked>();
  let before: Word | null = null;
  for (const word of wordsIn(query.slice(0, MOST_QUERY).normalize('NFC'))) {
    // The last character of a run is the second half of a pair already.
    const isHalf =
      word.dense && before?.dense === true && before.end === word.end && before.start < word.start;
    const known = asked.get(word.start);
    if (known !== undefined) asked.set(word.start, { ...known, spellings: [...known.spellings, word.text] });
    else if (!isHalf && asked.size < MOST_ASKED)
      asked.set(word.start, { spellings: [word.text], dense: word.dense });
    before = word;
  }
  return [...asked.values()];
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

/** A part of a folded word as offsets in the text that the word was found in. */
export const spanOf = (
  text: string,
  word: Word,
  [from, to]: readonly [number, number],
): readonly [start: number, end: number] => {
  let at = word.start;
  let length = 0;
  let start: number | null = null;
  for (const character of text.slice(word.start, word.end)) {
    const made = word.spelled ? spell(character) : fold(character);
    // What folds to nothing (an accent of its own) goes with the character before it.
    if (length >= to && made !== '') break;
    if (start === null && length + made.length > from) start = at;
    length += made.length;
    at += character.length;
  }
  return [start ?? word.start, at];
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

/** The query in FTS5's words: all that is asked, in none of the calendars that are hidden. */
export const matchExpression = (asked: readonly Asked[], hidden: readonly number[]): string => {
  const all = asked.map(({ spellings, dense: isDense }) => {
    const any = spellings.flatMap((spelling) => {
      if (isDense) return [beginning(DENSE + spelling)];
      if (isShort(spelling)) return [exactly(SHORT + spelling), exactly(spelling)];
      return [beginning(spelling), beginning(INNER + spelling)];
    });
    return `(${any.join(' OR ')})`;
  });
  const wanted = all.join(' AND ');
  return hidden.length === 0
    ? wanted
    : `(${wanted}) NOT (${hidden.map((key) => exactly(calendarEntry(key))).join(' OR ')})`;
};
