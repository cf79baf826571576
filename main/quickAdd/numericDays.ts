/** Days in digits that chrono does not read, or not as people here write them: `24.12.`, `3/4`, `am 3.`, `Fri 13th`. Pure. */
import type { IsoDate } from '../../shared/model.ts';
import { exists, nextOfMonth, nextOfYear, plain, type Candidate, type DayOptions } from './dayCandidates.ts';
import { END, START } from './line.ts';
import { monthNames, weekdayNames } from './vocabulary.ts';

/** `24.12.`, `24.12.26`, `24.12.–26.12.`; `24.12` only after a word that leads to a day. */
const DOTTED = String.raw`(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4}|\d{2})(?![\p{L}\p{N}])(?!\s?(?:uhr|[:.]\d))|\.(?![\p{L}\p{N}])|(?![\p{L}\p{N}.:]))`;
const dotted = new RegExp(
  String.raw`(?<![\p{L}\p{N}.,/:#-])(?:${DOTTED})(?:\s?(?:-|–|bis(?:\szum)?)\s?(?:${DOTTED}))?`,
  'giu',
);
const leadsToDay = new RegExp(
  `(?:${START}(?:am|ab|vom|zum|on|bis|den)|${START}(?:${weekdayNames.de}|${weekdayNames.en})[.,]?)\\s*,?\\s*$`,
  'iu',
);
/** `am 3.`, `den 3.`, `on the 3rd`, `Fri 13th`; not if a month follows. */
const dayOfMonth = new RegExp(
  `${START}(?:(?:am|den|zum|ab|bis(?:\\szum)?)\\s(?:${weekdayNames.de})?,?\\s?(\\d{1,2})\\.|(?:(?:on|until|till)?\\s?the\\s|(?<=${START}(?:${weekdayNames.en})[,.]?\\s))(\\d{1,2})(?:st|nd|rd|th))(?![\\p{L}\\p{N}.:-])(?!\\s?(?:of\\s)?(?:${monthNames}|month|monat|\\d{1,2}\\.)${END})`,
  'giu',
);

const yearOf = (text: string): number => (text.length === 2 ? 2000 + Number(text) : Number(text));

export const dottedDays = (text: string, today: IsoDate): readonly Candidate[] =>
  [...text.matchAll(dotted)].flatMap((found): readonly Candidate[] => {
    const [whole, day, month, year, lastDay, lastMonth, lastYear] = found;
    const start = found.index;
    const withDot = /^\d{1,2}\.\s?\d{1,2}\./u.test(whole);
    if (!withDot && !leadsToDay.test(text.slice(Math.max(start - 20, 0), start))) return [];
    const first =
      year === undefined
        ? nextOfYear(today, Number(month), Number(day))
        : exists(yearOf(year), Number(month), Number(day));
    if (first === null) return [];
    const to =
      lastDay === undefined
        ? null
        : lastYear === undefined
          ? nextOfYear(first, Number(lastMonth), Number(lastDay))
          : exists(yearOf(lastYear), Number(lastMonth), Number(lastDay));
    const later = year === undefined && first.slice(0, 4) > today.slice(0, 4);
    return [
      {
        ...plain,
        start,
        end: start + whole.length,
        first,
        last: to !== null && to > first ? to : null,
        again: year === undefined ? 'year' : null,
        assumed: later ? ['nextYear'] : [],
        language: 'de',
        strength: 3,
      },
    ];
  });

/** `3/12`, `24/12/2026`: the region decides, unless only one of the two can be a month. */
const slashed = /(?<![\p{L}\p{N}.,/:#-])(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d{2}))?(?![\p{L}\p{N}/:])/gu;

export const slashedDays = (text: string, { today, monthFirst }: DayOptions): readonly Candidate[] =>
  [...text.matchAll(slashed)].flatMap((found): readonly Candidate[] => {
    const [whole, one, two, year] = found;
    const [a, b] = [Number(one), Number(two)];
    const isMonthFirst = a > 12 ? false : b > 12 ? true : monthFirst;
    const [month, day] = isMonthFirst ? [a, b] : [b, a];
    const first = year === undefined ? nextOfYear(today, month, day) : exists(yearOf(year), month, day);
    if (first === null) return [];
    const later = year === undefined && first.slice(0, 4) > today.slice(0, 4);
    return [
      {
        ...plain,
        start: found.index,
        end: found.index + whole.length,
        first,
        again: year === undefined ? 'year' : null,
        assumed: [
          ...(later ? (['nextYear'] as const) : []),
          ...(a <= 12 && b <= 12 && a !== b ? (['dayMonthOrder'] as const) : []),
        ],
        strength: 3,
      },
    ];
  });

export const daysOfMonth = (text: string, today: IsoDate): readonly Candidate[] =>
  [...text.matchAll(dayOfMonth)].flatMap((found): readonly Candidate[] => {
    const german = found[1] !== undefined;
    const first = nextOfMonth(today, Number(found[1] ?? found[2]));
    if (first === null) return [];
    return [
      {
        ...plain,
        start: found.index,
        end: found.index + found[0].length,
        first,
        again: 'month',
        assumed: first.slice(0, 7) > today.slice(0, 7) ? ['nextMonth'] : [],
        language: german ? 'de' : 'en',
        strength: 3,
      },
    ];
  });
