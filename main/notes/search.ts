/**
 * Finds notes by their words, with the rule of the search for events (store/search/searchWords.ts). Pure.
 *
 * A note's words are kept folded, each once, separated by spaces, so that comparing a note costs no more than a search
 * in a string.
 */
import type { FoundNote } from '../../shared/notes.ts';
import { plainText, toLine } from '../../shared/text/plainText.ts';
import { excerptWith } from '../store/search/searchText.ts';
import { INNER_LETTERS, wordsIn, type QueryWord } from '../store/search/searchWords.ts';

/** No folded word begins with it. It marks scripts without spaces, whose words are found by their beginning. */
const DENSE = '\u00a7';
/** Matches further on are found too, but not shown. */
const MOST_EXCERPTED = 100_000;

/** Returns what is kept of a note's title and text. */
export const wordsToKeep = (title: string, text: string): string => {
  const words = new Set<string>();
  for (const part of [title, text])
    for (const word of wordsIn(part)) words.add(word.dense ? DENSE + word.text : word.text);
  return ` ${[...words].join(' ')} `;
};

/** Words of one or two letters must match completely, longer ones match the beginning of a word. */
const hasWord = (kept: string, { spellings, dense, parts }: QueryWord): boolean =>
  spellings.some((spelling) => {
    if (dense) return kept.includes(` ${DENSE}${spelling}`);
    return kept.includes([...spelling].length < INNER_LETTERS ? ` ${spelling} ` : ` ${spelling}`);
  }) ||
  (parts?.every((part) => hasWord(kept, part)) ?? false);

export const hasAllWords = (kept: string, queryWords: readonly QueryWord[]): boolean =>
  queryWords.every((one) => hasWord(kept, one));

/** Returns the part of the text with the most matches; its beginning if only the title matches. */
export const excerptOfNote = (text: string, queryWords: readonly QueryWord[]): FoundNote['match'] => {
  const line = toLine(text.slice(0, MOST_EXCERPTED));
  return excerptWith(line, queryWords, 'whole') ?? { text: plainText(line, 140), spans: [] };
};
