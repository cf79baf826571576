/** The days that chrono-node reads in either language, and which of its readings are meant as a day. Pure. */
import * as chronoDe from 'chrono-node/de';
import * as chronoEn from 'chrono-node/en';
import type { IsoDate } from '../../shared/model.ts';
import type { QuickAssumption } from '../../shared/quickAdd.ts';
import {
  exists,
  nextOfYear,
  nextWeekday,
  plain,
  weekdayOfDate,
  type Candidate,
  type DayOptions,
  type FoundDay,
} from './dayCandidates.ts';
import type { Language } from './vocabulary.ts';

/** Written so that chrono reads them, with the same number of characters. */
const rewritten: readonly (readonly [RegExp, string])[] = [
  [/sonnabend/giu, 'samstag  '],
  [/uebermorgen/giu, 'übermorgen '],
  // A greeting, not a day.
  [/gute[nr] morgen/giu, '¦¦¦¦¦¦¦¦¦¦¦¦'],
  [/kommende([mn])(?=\s)/giu, 'diese$1   '],
  [/[–—]/gu, '-'],
  [/[\u00a0\u2000-\u200a\u202f\u3000]/gu, ' '],
];

const forChrono = (text: string): string =>
  rewritten.reduce((line, [pattern, to]) => line.replaceAll(pattern, to), text);

type Parsed = ReturnType<typeof chronoEn.parse>[number];
type Components = Parsed['start'];

const readers = {
  de: (text: string, noon: Date) => chronoDe.casual.parse(text, noon, { forwardDate: true }),
  en: (text: string, noon: Date) => chronoEn.casual.parse(text, noon, { forwardDate: true }),
};

export const chronoDays = (text: string, language: Language, options: DayOptions): readonly Candidate[] => {
  const [year, month, day] = options.today.split('-').map(Number) as [number, number, number];
  // chrono counts in this process's zone. At noon, no clock change moves a day.
  const noon = new Date(year, month - 1, day, 12);
  return readers[language](forChrono(text), noon).flatMap(
    (parsed) => candidateOf(parsed, text, language, options) ?? [],
  );
};

const candidateOf = (
  { index, text: matched, start: from, end: to }: Parsed,
  text: string,
  language: Language,
  { today }: DayOptions,
): Candidate | null => {
  const [start, end] = widened(text, index, index + matched.length);
  const own = text.slice(start, end);
  const base = { ...plain, start, end, language };
  const day = dayIn(from, today);
  if (day === null) return null;
  if (day.weekday !== null && !isMeantAsWeekday(own, text, start, end)) return null;
  const last = to == null ? null : lastIn(to, day.first, today);
  const next = day.weekday !== null && /(?:next|chste[nmr]?)\s/iu.test(own) && !/woche|week/iu.test(own);
  return {
    ...base,
    first: day.first,
    last: last !== null && last > day.first ? last : null,
    again: day.again,
    weekday: day.weekday,
    minute: minuteIn(from),
    isWeek: /(?:next|this|nächste[nr]?|naechste[nr]?|diese[nr]?|kommende[nr]?|in)\s.*(?:week|woche)/iu.test(
      own,
    ),
    assumed: [...day.assumed, ...(next ? (['nextWeekday'] as const) : [])],
    strength: day.weekday === null ? 3 : 2,
  };
};

const minuteIn = (components: Components): number | null => {
  const hour = components.get('hour') ?? 24;
  return components.isCertain('hour') && hour < 24 ? hour * 60 + (components.get('minute') ?? 0) : null;
};

interface Day {
  readonly first: IsoDate;
  readonly again: FoundDay['again'];
  readonly weekday: number | null;
  readonly assumed: readonly QuickAssumption[];
}

const dayIn = (components: Components, today: IsoDate): Day | null => {
  const value = (part: 'day' | 'month' | 'year'): number => components.get(part) ?? 0;
  const [day, month, year] = [value('day'), value('month'), value('year')];
  if (components.isCertain('day')) {
    if (components.isCertain('year') || !components.isCertain('month')) {
      const first = exists(year, month, day);
      return first === null ? null : { first, again: null, weekday: null, assumed: [] };
    }
    const first = nextOfYear(today, month, day);
    if (first === null) return null;
    const later = first.slice(0, 4) > today.slice(0, 4);
    return { first, again: 'year', weekday: null, assumed: later ? ['nextYear'] : [] };
  }
  // A month or a year alone is no day: it stays in the title.
  if (!components.isCertain('weekday') || components.isCertain('month')) return null;
  const first = exists(year, month, day);
  if (first === null) return null;
  return { first, again: first === today ? 'week' : null, weekday: weekdayOfDate(first), assumed: [] };
};

const lastIn = (components: Components, first: IsoDate, today: IsoDate): IsoDate | null => {
  const weekday = components.get('weekday');
  if (components.isCertain('weekday') && !components.isCertain('day') && weekday !== null)
    return nextWeekday(first, (weekday + 6) % 7);
  if (!components.isCertain('day')) return null;
  const day = components.get('day') ?? 0;
  const month = components.get('month') ?? 0;
  return components.isCertain('year')
    ? exists(components.get('year') ?? 0, month, day)
    : nextOfYear(first > today ? first : today, month, day);
};

/** The dot of an abbreviation, and the spaces of a word that was rewritten, belong to the part. */
const widened = (text: string, start: number, end: number): readonly [number, number] => {
  let [from, to] = [start, end];
  while (/^\p{L}{2}$/u.test(text.slice(to - 1, to + 1))) to += 1;
  while (from < to && /[\s,(]/u.test(text[from] ?? '')) from += 1;
  while (to > from && /[\s,)]/u.test(text[to - 1] ?? '')) to -= 1;
  const isShort = /(?<![\p{L}\p{N}])\p{L}{2,4}$/u.test(text.slice(Math.max(from, to - 5), to));
  if (isShort && text[to] === '.' && !/^\.\d/u.test(text.slice(to, to + 2))) to += 1;
  return [from, to];
};

const alwaysDays = /^(?:mon|tues?|wed|thu(?:rs?)?|fri)\.?$/iu;

/**
 * "So", "Do", "Mi", "Sun" and "Sat" are words, too. They are a day before or after something else that was
 * understood, after a word that leads to a day, at the end, or as German writes them before a noun.
 */
const isMeantAsWeekday = (own: string, text: string, start: number, end: number): boolean => {
  const word = own.replace(/^(?:on|am|this|next)\s+/iu, '');
  if (word.replace(/\.$/u, '').length > 3 || word !== own || alwaysDays.test(word)) return true;
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (/(?:^|\s)(?:on|am|bis|ab|jeden|every|next|this)\s+$/iu.test(before)) return true;
  if (/^[\s,.]*(?:$|¦)/u.test(after) || /¦[\s,]*$/u.test(before)) return true;
  if (!/^\p{Lu}/u.test(own)) return false;
  return /^\.?,?\s+(?:\p{Lu}|\d|mit\s|bei\s|im\s|in\s|um\s|ab\s|with\s|at\s)/u.test(after);
};
