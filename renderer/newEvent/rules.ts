/** The repetitions that the form offers, and how any of ours is said. Pure. */
import type { IsoDate, Repeat, RepeatPattern } from '../../shared/model.ts';
import { daysBetween } from '../../shared/text/days.ts';
import type { DraftTime } from '../../shared/writing.ts';
import { eventTimes, firstDay } from './localTime.ts';

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** 0 = Monday. */
const weekdayOf = (date: IsoDate): number => ((daysBetween('1970-01-05', date) % 7) + 7) % 7;

/** Rules for an event on this day, from the most to the least frequent. */
export const offeredRules = (date: IsoDate): readonly string[] => [
  'RRULE:FREQ=DAILY',
  'RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  weeklyOn(date),
  `RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=${codes[weekdayOf(date)]}`,
  'RRULE:FREQ=MONTHLY',
  'RRULE:FREQ=YEARLY',
];

const weeklyOn = (date: IsoDate): string => `RRULE:FREQ=WEEKLY;BYDAY=${codes[weekdayOf(date)]}`;

/** A rule that names just the weekday of the first day, after that day was changed. */
export const ruleOnDay = (rule: string, before: IsoDate, after: IsoDate): string => {
  const [own, next] = [codes[weekdayOf(before)], codes[weekdayOf(after)]];
  return rule.replace(new RegExp(`;BYDAY=${own}(?=;|$)`, 'u'), `;BYDAY=${next}`);
};

/** Returns the parts of a rule as `readLine` and this form write it; `pattern` is null for any other. */
export const repeatOf = (rule: string, when: DraftTime): Repeat => {
  const parts = new Map(
    rule
      .replace(/^RRULE:/u, '')
      .split(';')
      .map((part) => part.split('=') as [string, string]),
  );
  const until = parts.get('UNTIL')?.slice(0, 8);
  return {
    pattern: patternOf(parts, firstDay(when)),
    until: until === undefined ? null : `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6, 8)}`,
    count: parts.has('COUNT') ? Number(parts.get('COUNT')) : null,
    moreRules: false,
    moreDates: false,
    exceptions: false,
    start: eventTimes(when).start,
  };
};

const patternOf = (parts: ReadonlyMap<string, string>, date: IsoDate): RepeatPattern | null => {
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const days = parts.get('BYDAY')?.split(',') ?? [];
  const day = Number(date.slice(8));
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return { interval, unit: 'day' };
    case 'WEEKLY': {
      const weekdays = days.length === 0 ? [weekdayOf(date)] : days.map((code) => codes.indexOf(code));
      return { interval, unit: 'week', weekdays: weekdays.toSorted((a, b) => a - b) };
    }
    case 'MONTHLY': {
      const [one] = days;
      if (one === undefined) return { interval, unit: 'month', days: [{ kind: 'date', date: day }] };
      const position = Number.parseInt(one, 10);
      return {
        interval,
        unit: 'month',
        days: [{ kind: 'weekday', weekday: codes.indexOf(one.slice(-2)), position }],
      };
    }
    case 'YEARLY':
      return {
        interval,
        unit: 'year',
        months: [Number(date.slice(5, 7))],
        days: [{ kind: 'date', date: day }],
      };
    default:
      return null;
  }
};
