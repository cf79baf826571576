/**
 * `RECURRENCE-ID;RANGE=THISANDFUTURE`: from one slot on a series continues differently, perhaps at other times. The
 * series is split there, as Google does it [S21]. Pure.
 */
import { DAY_MS } from '../../shared/durations.ts';
import { utc } from '../../shared/zone.ts';
import { dayOfWall, isoOfDay } from '../recurrence/civil.ts';
import { compileSeries, ENDLESS_MS } from '../recurrence/series.ts';
import type { Series } from '../recurrence/series.ts';
import { slotsIn, slotTime } from '../recurrence/slots.ts';
import type { FeedEvent } from './events.ts';
import { stampOf, timeAt, wallOf } from './times.ts';
import type { FeedTime } from './times.ts';

/** If no rule can express the second part, its dates are listed, at most this many. */
const mostDates = 1000;

export interface Parted {
  /** The lines of the part before the cut. */
  readonly before: readonly string[];
  /** The lines of the part from the cut on; it begins with the event that cuts. */
  readonly following: readonly string[];
  /** How much later, by local time, the part after the cut takes place. */
  readonly shiftMs: number;
}

/** Splits `series` at `cut.original`; null if that is not one of its slots. */
export const partSeries = (series: FeedEvent, cut: FeedEvent): Parted | null => {
  const { original } = cut;
  if (original === null || original.kind !== series.start.kind || cut.start.kind !== original.kind)
    return null;
  const whole = compiled(series, series.recurrence);
  const at = slotOf(original);
  if (at <= slotOf(series.start)) return null;
  const shiftMs = wallOf(cut.start) - wallOf({ ...original, ...zoneOf(cut.start) } as FeedTime);
  const rules = series.recurrence.filter((line) => /^RRULE/i.test(line));
  const moved = rules.map((rule) => movedRule(rule, series, original, shiftMs));
  const isRule = moved.every((rule) => rule !== null);
  const dates = (slots: readonly number[], name: string): readonly string[] =>
    slots.map((slot) => `${name}${asValue(slot, whole)}`);
  const later = (slot: number): number => shifted(slot, shiftMs, series.start);
  const extra = whole.extra.filter((slot) => slot !== whole.start);
  const following = isRule
    ? [
        ...moved,
        ...dates(extra.filter((slot) => slot > at).map(later), 'RDATE'),
        ...dates([...whole.excluded].filter((slot) => slot > at).map(later), 'EXDATE'),
      ]
    : dates(slotsFrom(whole, at).map(later), 'RDATE');
  return {
    before: [
      ...rules.map((rule) => endedBefore(rule, original)),
      ...series.recurrence.filter((line) => /^EX(?:DATE|RULE)/i.test(line)),
      ...dates(
        extra.filter((slot) => slot < at),
        'RDATE',
      ),
    ],
    following,
    shiftMs,
  };
};

const zoneOf = (time: FeedTime) => (time.kind === 'timed' ? { zone: time.zone } : {});

const slotOf = (time: FeedTime): number => (time.kind === 'date' ? time.day : time.ms);

const compiled = ({ start, end }: FeedEvent, recurrence: readonly string[]): Series =>
  compileSeries({
    start: slotAsTime(start),
    end: slotAsTime(end),
    recurrence,
    fallbackZone: 'UTC',
  });

const slotAsTime = (time: FeedTime) =>
  time.kind === 'date'
    ? ({ kind: 'date', date: isoOfDay(time.day) } as const)
    : ({ kind: 'timed', ms: time.ms, zone: time.zone.name } as const);

/** Returns a slot of the series moved by local time. */
const shifted = (slot: number, shiftMs: number, like: FeedTime): number => {
  if (like.kind === 'date') return slot + Math.round(shiftMs / DAY_MS);
  return slotOf(timeAt(wallOf({ ...like, ms: slot }) + shiftMs, like));
};

const asValue = (slot: number, series: Series): string => {
  const time = slotTime(series, slot);
  if (time.kind === 'date') return `;VALUE=DATE:${time.date.replaceAll('-', '')}`;
  return `:${stampOf({ kind: 'timed', ms: time.ms, zone: series.zone })}`;
};

const slotsFrom = (series: Series, at: number): readonly number[] => {
  const fromMs = series.allDay ? at * DAY_MS : at;
  return slotsIn(
    series,
    fromMs,
    Math.min(series.lastMs, ENDLESS_MS - DAY_MS),
    utc,
    mostDates + 1,
    undefined,
    fromMs,
  ).filter((slot) => slot > at);
};

const partsOf = (rule: string): readonly (readonly [string, string])[] =>
  rule
    .slice(rule.indexOf(':') + 1)
    .split(';')
    .map((part) => part.split('='))
    .flatMap(([name = '', value = '']) =>
      value === '' ? [] : [[name.trim().toUpperCase(), value.trim()] as const],
    );

const asRule = (parts: readonly (readonly [string, string])[]): string =>
  `RRULE:${parts.map(([name, value]) => `${name}=${value}`).join(';')}`;

/** Returns the rule, ended at the slot before the cut. */
const endedBefore = (rule: string, cut: FeedTime): string => {
  const last: FeedTime = cut.kind === 'date' ? { ...cut, day: cut.day - 1 } : { ...cut, ms: cut.ms - 1000 };
  const parts = partsOf(rule);
  // Neither a count nor an end before the cut may be lost.
  const until = parts.find(([name]) => name === 'UNTIL')?.[1];
  if (until !== undefined && until.slice(0, 8) < stampOf(last).slice(0, 8)) return asRule(parts);
  const others = parts.filter(([name]) => name !== 'UNTIL' && name !== 'COUNT');
  return asRule([...others, ['UNTIL', stampOf(last)]]);
};

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const later = (weekday: string, days: number): string =>
  weekdays[(((weekdays.indexOf(weekday) + days) % 7) + 7) % 7] ?? weekday;

/** Returns the rule for the same slots from the cut on, moved; null if there is none. */
const movedRule = (rule: string, series: FeedEvent, cut: FeedTime, shiftMs: number): string | null => {
  const parts = new Map(partsOf(rule));
  const days = dayOfWall(wallOf(cut) + shiftMs) - dayOfWall(wallOf(cut));
  const limits = [...parts.keys()].filter((name) => name.startsWith('BY'));
  if (limits.some((name) => /^BY(?:HOUR|MINUTE|SECOND)$/.test(name))) return null;
  if (days !== 0) {
    const weekly = parts.get('FREQ')?.toUpperCase() === 'WEEKLY';
    if (
      limits.some((name) => name !== 'BYDAY') ||
      !(weekly || parts.get('FREQ')?.toUpperCase() === 'DAILY')
    ) {
      return null;
    }
    const named = parts.get('BYDAY')?.toUpperCase().split(',') ?? [];
    if (!named.every((weekday) => weekdays.includes(weekday))) return null;
    if (named.length > 0) parts.set('BYDAY', named.map((weekday) => later(weekday, days)).join(','));
    if (weekly) parts.set('WKST', later(parts.get('WKST')?.toUpperCase() ?? 'MO', days));
  }
  const count = parts.get('COUNT');
  if (count !== undefined) {
    const alone = compiled(series, [rule]);
    const toMs = cut.kind === 'date' ? cut.day * DAY_MS : cut.ms;
    const gone = slotsIn(alone, alone.firstMs, toMs, utc, 10_000).filter((slot) => slot < slotOf(cut)).length;
    parts.set('COUNT', String(Math.max(1, Number(count) - gone)));
  }
  const until = parts.get('UNTIL');
  if (until !== undefined && shiftMs > 0) {
    // An end between the old time and the new one would lose the last slot.
    const end = slotsFrom(compiled(series, [rule]), slotOf(cut)).at(-1);
    if (end === undefined) return null;
    const last: FeedTime =
      series.start.kind === 'date' ? { kind: 'date', day: end } : { ...series.start, ms: end };
    parts.set('UNTIL', stampOf(timeAt(wallOf(last) + shiftMs, last)));
  }
  return asRule([...parts]);
};
