/**
 * The texts of an event that are searched: title, place, people and description. Pure. Descriptions are read without
 * markup and only up to a limit. The person's own name is not among the people of their main calendar; otherwise it
 * would match everything.
 */
import type { FoundMatch } from '../../../shared/agenda.ts';
import { descriptionParts } from '../../links/description.ts';
import { toLine } from '../../../shared/text/plainText.ts';
import { toBody } from '../eventRow.ts';
import {
  addEntries,
  calendarEntry,
  foundIn,
  isSatisfied,
  withParts,
  spanOf,
  wordsIn,
  type QueryWord,
  type Reach,
} from './searchWords.ts';

/** The columns that are searched. */
export interface SearchedRow {
  readonly title: string | null;
  readonly location: string | null;
  readonly body: string | null;
  /** In other calendars than main ones, `self` is not the person but someone who may be searched for [S28]. */
  readonly is_primary?: 0 | 1 | null;
}

/** The expression for `is_primary`. */
export const primaryColumn =
  '(SELECT is_primary FROM calendars WHERE key = events.calendar_key) AS is_primary';

type Field = FoundMatch['field'];

/** Enough for the longest agenda that anyone reads. */
const MOST_DESCRIPTION = 16_000;
/** More than Google lists. */
const MOST_PEOPLE = 250;

const reaches: Readonly<Record<Field, Reach>> = {
  title: 'inside',
  place: 'inside',
  people: 'start',
  description: 'whole',
};

interface FieldTexts {
  readonly field: Field;
  /** One entry per place or person. */
  readonly texts: readonly string[];
}

const descriptionText = (description: string | null): string =>
  description === null
    ? ''
    : descriptionParts(description)
        .map(({ text }) => text)
        .join('')
        .slice(0, MOST_DESCRIPTION);

const personText = ({ name, email }: { readonly name?: string; readonly email?: string }): string =>
  name === undefined || name === email ? (email ?? '') : email === undefined ? name : `${name} (${email})`;

/** Yields the fields of a row, the cheapest to read first. */
function* fieldsOf(row: SearchedRow): Generator<FieldTexts> {
  yield { field: 'title', texts: row.title === null ? [] : [row.title] };
  const body = row.body === null ? null : toBody(row.body);
  const rooms = body === null ? [] : body.attendees.filter(({ resource }) => resource).map(personText);
  yield { field: 'place', texts: [...(row.location === null ? [] : [row.location]), ...rooms] };
  if (body === null) return;
  const isPerson = ({ self }: { readonly self: boolean }): boolean => self && row.is_primary !== 0;
  const people = body.attendees.filter((one) => !one.resource && !isPerson(one)).slice(0, MOST_PEOPLE);
  const organizer = body.organizer !== null && !isPerson(body.organizer) ? [body.organizer] : [];
  yield { field: 'people', texts: [...new Set([...organizer, ...people].map(personText))] };
  yield { field: 'description', texts: [descriptionText(body.description)] };
}

/** Returns what the index stores for a row, separated by spaces. */
export const indexText = (row: SearchedRow, calendarKey: number): string => {
  const entries = new Set<string>([calendarEntry(calendarKey)]);
  for (const { field, texts } of fieldsOf(row)) {
    for (const text of texts) for (const word of wordsIn(text)) addEntries(entries, word, reaches[field]);
  }
  return [...entries].join(' ');
};

/** Returns true if the row contains all the words. Finds exactly what the index finds. */
export const matchesAll = (row: SearchedRow, queryWords: readonly QueryWord[]): boolean => {
  const open = new Set(withParts(queryWords));
  for (const { field, texts } of fieldsOf(row)) {
    for (const text of texts) {
      for (const word of wordsIn(text)) {
        const before = open.size;
        for (const one of open) if (foundIn(word, one, reaches[field]) !== null) open.delete(one);
        if (open.size < before && isSatisfied(queryWords, open)) return true;
      }
    }
  }
  return false;
};

type Span = readonly [start: number, end: number];

/** Returns where the words occur in a text, in order and without overlaps, and which word each match is. */
const spansIn = (
  text: string,
  queryWords: readonly QueryWord[],
  reach: Reach,
): { readonly span: Span; readonly queryWord: number }[] => {
  const found: { span: Span; queryWord: number }[] = [];
  const alternatives = withParts(queryWords);
  for (const word of wordsIn(text)) {
    alternatives.forEach((one, index) => {
      const part = foundIn(word, one, reach);
      if (part === null) return;
      const [start, end] = spanOf(text, word, part);
      const last = found.at(-1);
      if (last === undefined || start >= last.span[1]) found.push({ span: [start, end], queryWord: index });
      else last.span = [Math.min(start, last.span[0]), Math.max(end, last.span[1])];
    });
  }
  return found;
};

/** How many characters of a text are shown around a match. */
const EXCERPT = 140;
/** How many of them come before the first match. */
const LEAD = 30;
const MOST_SPANS = 16;
const MOST_OF_A_FIELD = 3;

/** Returns the part of the text with the most matches, with `…` where something was left out. */
const excerptOf = (
  text: string,
  found: readonly { readonly span: Span; readonly queryWord: number }[],
): Omit<FoundMatch, 'field'> => {
  let best = { first: 0, words: 0 };
  if (text.length > EXCERPT) {
    for (let first = 0; first < found.length; first += 1) {
      const until = (found[first]?.span[0] ?? 0) + EXCERPT - LEAD;
      const words = new Set<number>();
      for (let next = first; next < found.length && (found[next]?.span[1] ?? 0) <= until; next += 1)
        words.add(found[next]?.queryWord ?? 0);
      if (words.size > best.words) best = { first, words: words.size };
    }
  }
  const wanted = text.length <= EXCERPT ? 0 : Math.max(0, (found[best.first]?.span[0] ?? 0) - LEAD);
  // Starts at the beginning of a word if there is one nearby.
  const space = wanted === 0 ? -1 : text.slice(wanted, wanted + LEAD).search(/\s/);
  const from = wanted === 0 ? 0 : wellFormedAt(text, space === -1 ? wanted : wanted + space + 1);
  const to = text.length - from <= EXCERPT ? text.length : wellFormedAt(text, from + EXCERPT);
  const lead = from === 0 ? '' : '…';
  return {
    text: `${lead}${text.slice(from, to)}${to === text.length ? '' : '…'}`,
    spans: found
      .filter(({ span: [start, end] }) => start >= from && end <= to)
      .slice(0, MOST_SPANS)
      .map(({ span: [start, end] }) => [start - from + lead.length, end - from + lead.length]),
  };
};

/** Never cuts between the halves of a surrogate pair. */
const wellFormedAt = (text: string, at: number): number => {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
};

/** Returns an excerpt of one line with the query's words in it; null if it contains none. */
export const excerptWith = (
  text: string,
  queryWords: readonly QueryWord[],
  reach: Reach,
): Omit<FoundMatch, 'field'> | null => {
  const found = spansIn(text, queryWords, reach);
  return found.length === 0 ? null : excerptOf(text, found);
};

/** Returns why a row was found: short excerpts of the fields that contain any of the words. */
export const matchesOf = (row: SearchedRow, queryWords: readonly QueryWord[]): readonly FoundMatch[] => {
  const matches: FoundMatch[] = [];
  for (const { field, texts } of fieldsOf(row)) {
    let ofField = 0;
    for (const raw of texts) {
      const text = toLine(raw);
      const excerpt = excerptWith(text, queryWords, reaches[field]);
      if (excerpt === null) continue;
      matches.push({ field, ...excerpt });
      ofField += 1;
      if (ofField === MOST_OF_A_FIELD) break;
    }
  }
  return matches;
};
