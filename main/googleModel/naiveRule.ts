/**
 * A naive implementation of recurrence: it visits each day and checks whether the rule matches. Slow
 * and simple, so that it is easy to trust; it shares no code with the app's own expansion (main/recurrence).
 *
 * A *slot* is the start of an instance as the rules make it: an instant in ms, or for all-day series the UTC midnight
 * of its date. Frequencies below a day (HOURLY …) and BYWEEKNO are not modelled and throw.
 */
import { dayMs, dayOf, instantOf, wallOf, weekdayOf } from './zoneTime.ts';
import type { TimeResource } from './resources.ts';

export interface Series {
  readonly allDay: boolean;
  readonly durationMs: number;
  readonly firstSlot: number;
  /** Returns the last slot; Infinity if a rule has neither COUNT nor UNTIL. */
  lastSlot(): number;
  /** Yields the slots with `from` ≤ slot < `to`, ascending, without EXDATE and with RDATE. May be endless. */
  slots(from: number, to: number): Generator<number>;
}

interface Rule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number | null;
  /** The last slot that the rule may have. */
  readonly untilMs: number;
  readonly weekStart: number;
  readonly byMonth: readonly number[];
  readonly byMonthDay: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byDay: readonly { readonly nth: number; readonly weekday: number }[];
  readonly bySetPos: readonly number[];
}

interface Civil {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const neverMatchesAfterDays = 100 * 366;

const civilOf = (day: number): Civil => {
  const at = new Date(day * dayMs);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, date: at.getUTCDate() };
};
const dayOfCivil = (year: number, month: number, date: number): number =>
  Math.round(Date.UTC(year, month - 1, date) / dayMs);

/** Reads a series from the fields of a master. Throws if the recurrence is not modelled. */
export function readSeries(
  master: {
    readonly start: TimeResource;
    readonly end: TimeResource;
    readonly recurrence?: readonly string[];
  },
  calendarZone: string,
): Series {
  const allDay = master.start.date !== undefined;
  const zone = allDay ? 'UTC' : (master.start.timeZone ?? calendarZone);
  const firstSlot = slotOf(master.start);
  const durationMs = slotOf(master.end) - firstSlot;
  const toSlot = (wall: number): number => (allDay ? wall : instantOf(wall, zone));
  const firstWall = allDay ? firstSlot : wallOf(firstSlot, zone);

  const rules: Rule[] = [];
  const exRules: Rule[] = [];
  const rDates: number[] = [];
  const exDates = new Set<number>();
  for (const line of master.recurrence ?? []) {
    const colon = line.indexOf(':');
    const [name, ...parameters] = line.slice(0, colon).split(';');
    const value = line.slice(colon + 1);
    if (name === 'RRULE' || name === 'EXRULE') {
      (name === 'RRULE' ? rules : exRules).push(readRule(value, zone, allDay));
      continue;
    }
    if (name !== 'RDATE' && name !== 'EXDATE') throw new Error(`not modelled: ${line}`);
    const tzid = parameters.find((one) => one.startsWith('TZID='))?.slice(5) ?? zone;
    for (const stamp of value.split(',')) {
      if (stamp === '') continue;
      const slot = slotOfStamp(stamp, tzid, allDay);
      if (name === 'RDATE') rDates.push(slot);
      else exDates.add(slot);
    }
  }
  rDates.sort((a, b) => a - b);
  // DTSTART is an instance whatever the rule says, except if all rules end before it.
  const startsAtStart = rules.length === 0 || rules.some((rule) => rule.untilMs >= firstSlot);

  function* ruleSlots(rule: Rule, from: number): Generator<number> {
    const startDay = Math.floor(firstWall / dayMs);
    const timeOfDay = firstWall - startDay * dayMs;
    // A slot's local date is little more than a day away from its UTC date.
    const fromDay = Math.max(startDay, Number.isFinite(from) ? Math.floor(from / dayMs) - 2 : startDay);
    let made = 0;
    for (const day of ruleDays(rule, startDay, rule.count === null ? fromDay : startDay)) {
      const slot = toSlot(day * dayMs + timeOfDay);
      if (slot > rule.untilMs) return;
      if (rule.count !== null && ++made > rule.count) return;
      if (slot >= from) yield slot;
    }
  }

  function* slots(from: number, to: number): Generator<number> {
    const given = (startsAtStart ? [firstSlot, ...rDates] : rDates).toSorted((a, b) => a - b);
    const sources = [given.values(), ...rules.map((rule) => ruleSlots(rule, from))].map(withHead);
    const excluded = exRules.map((rule) => withHead(ruleSlots(rule, from)));
    let last = Number.NaN;
    for (;;) {
      const slot = Math.min(...sources.map((one) => one.head));
      if (!(slot < to)) return;
      for (const one of sources) if (one.head === slot) one.head = next(one.source);
      if (slot < from || slot === last || exDates.has(slot)) continue;
      for (const one of excluded) while (one.head < slot) one.head = next(one.source);
      if (excluded.some((one) => one.head === slot)) continue;
      last = slot;
      yield slot;
    }
  }
  function lastSlot(): number {
    const ends = rules.map((rule) => {
      if (rule.count === null) return rule.untilMs;
      return [...ruleSlots(rule, Number.NEGATIVE_INFINITY)].at(-1) ?? firstSlot;
    });
    return Math.max(...(startsAtStart ? [firstSlot] : []), ...rDates, ...ends);
  }

  return { allDay, durationMs, firstSlot, slots, lastSlot };
}

const withHead = (source: Iterator<number>) => ({ source, head: next(source) });

const next = (source: Iterator<number>): number => {
  const step = source.next();
  return step.done ? Number.POSITIVE_INFINITY : step.value;
};

/** Returns the slot (or end) of a time resource. */
export const slotOf = (time: TimeResource): number => {
  const ms = time.date !== undefined ? dayOf(time.date) * dayMs : Date.parse(time.dateTime ?? '');
  if (Number.isNaN(ms)) throw new Error('unreadable time');
  return ms;
};

function slotOfStamp(stamp: string, zone: string, allDay: boolean): number {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z?))?/.exec(stamp);
  if (!match) throw new Error(`unreadable stamp ${stamp}`);
  const [, y, mo, d, h, mi, s, utc] = match;
  if (allDay || h === undefined) {
    const wall = Date.UTC(Number(y), Number(mo) - 1, Number(d));
    return allDay ? wall : instantOf(wall, zone);
  }
  const wall = Date.UTC(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s));
  return utc ? wall : instantOf(wall, zone);
}

function readRule(value: string, zone: string, allDay: boolean): Rule {
  const part: Record<string, string> = {};
  for (const piece of value.split(';')) {
    const [name, content] = piece.split('=');
    if (name && content) part[name.toUpperCase()] = content.toUpperCase();
  }
  const numbers = (name: string): number[] => (part[name] ? part[name].split(',').map(Number) : []);
  for (const name of ['BYWEEKNO', 'BYHOUR', 'BYMINUTE', 'BYSECOND', 'BYEASTER'])
    if (part[name]) throw new Error(`not modelled: ${name}`);
  const freq = part['FREQ'];
  if (freq !== 'DAILY' && freq !== 'WEEKLY' && freq !== 'MONTHLY' && freq !== 'YEARLY')
    throw new Error(`not modelled: FREQ=${freq}`);
  const until = part['UNTIL'];
  return {
    freq,
    interval: Number(part['INTERVAL'] ?? 1),
    count: part['COUNT'] ? Number(part['COUNT']) : null,
    untilMs: until ? untilSlot(until, zone, allDay) : Number.POSITIVE_INFINITY,
    weekStart: weekdays.indexOf(part['WKST'] ?? 'MO'),
    byMonth: numbers('BYMONTH'),
    byMonthDay: numbers('BYMONTHDAY'),
    byYearDay: numbers('BYYEARDAY'),
    byDay: (part['BYDAY']?.split(',') ?? []).map((one) => ({
      nth: Number(one.slice(0, -2) || 0),
      weekday: weekdays.indexOf(one.slice(-2)),
    })),
    bySetPos: numbers('BYSETPOS'),
  };
}

/** A date as the UNTIL of a timed series includes the whole of that local day. */
function untilSlot(until: string, zone: string, allDay: boolean): number {
  if (allDay || until.length > 8) return slotOfStamp(until, zone, allDay);
  return instantOf(slotOfStamp(until, 'UTC', true) + dayMs, zone) - 1;
}

/** Yields the matching days from `fromDay` on. `fromDay` only saves work; intervals are counted from `startDay`. */
function* ruleDays(rule: Rule, startDay: number, fromDay: number): Generator<number> {
  if (rule.interval < 1) return;
  const start = civilOf(startDay);
  let positions = { period: Number.NaN, days: new Set<number>() };
  let lastMatch = fromDay;
  for (let day = fromDay; day - lastMatch < neverMatchesAfterDays; day++) {
    const civil = civilOf(day);
    if (!inPhase(rule, day, civil, startDay, start) || !matches(rule, day, civil, startDay, start)) continue;
    if (rule.bySetPos.length > 0) {
      const [first, end] = periodOf(rule, day, civil);
      if (positions.period !== first) {
        const all: number[] = [];
        for (let d = first; d < end; d++) if (matches(rule, d, civilOf(d), startDay, start)) all.push(d);
        const days = rule.bySetPos.map((n) => all[n > 0 ? n - 1 : all.length + n] ?? Number.NaN);
        positions = { period: first, days: new Set(days) };
      }
      if (!positions.days.has(day)) continue;
    }
    lastMatch = day;
    yield day;
  }
}

const weekOf = (day: number, weekStart: number): number => day - ((weekdayOf(day) - weekStart + 7) % 7);

/** Returns whether the day is in one of the days, weeks, months or years that INTERVAL selects. */
function inPhase(rule: Rule, day: number, civil: Civil, startDay: number, start: Civil): boolean {
  const { interval, weekStart } = rule;
  if (rule.freq === 'DAILY') return (day - startDay) % interval === 0;
  if (rule.freq === 'WEEKLY')
    return ((weekOf(day, weekStart) - weekOf(startDay, weekStart)) / 7) % interval === 0;
  if (rule.freq === 'MONTHLY')
    return (civil.year * 12 + civil.month - start.year * 12 - start.month) % interval === 0;
  return (civil.year - start.year) % interval === 0;
}

function periodOf(rule: Rule, day: number, civil: Civil): readonly [number, number] {
  if (rule.freq === 'DAILY') return [day, day + 1];
  if (rule.freq === 'WEEKLY') {
    const first = weekOf(day, rule.weekStart);
    return [first, first + 7];
  }
  if (rule.freq === 'MONTHLY')
    return [dayOfCivil(civil.year, civil.month, 1), dayOfCivil(civil.year, civil.month + 1, 1)];
  return [dayOfCivil(civil.year, 1, 1), dayOfCivil(civil.year + 1, 1, 1)];
}

/** Returns whether the day matches every BY part, with defaults from DTSTART. */
function matches(rule: Rule, day: number, civil: Civil, startDay: number, start: Civil): boolean {
  const { freq, byMonth, byMonthDay, byYearDay, byDay } = rule;
  if (byMonth.length > 0 && !byMonth.includes(civil.month)) return false;
  const monthFirst = dayOfCivil(civil.year, civil.month, 1);
  const monthLength = dayOfCivil(civil.year, civil.month + 1, 1) - monthFirst;
  if (byMonthDay.length > 0)
    if (!byMonthDay.some((n) => civil.date === (n > 0 ? n : monthLength + 1 + n))) return false;
  if (byYearDay.length > 0) {
    const yearFirst = dayOfCivil(civil.year, 1, 1);
    const yearEnd = dayOfCivil(civil.year + 1, 1, 1);
    if (!byYearDay.some((n) => day === (n > 0 ? yearFirst + n - 1 : yearEnd + n))) return false;
  }
  if (byDay.length > 0) {
    // An ordinal counts within the month, or within the year if a yearly rule has no month.
    const wholeYear = freq === 'YEARLY' && byMonth.length === 0;
    const first = wholeYear ? dayOfCivil(civil.year, 1, 1) : monthFirst;
    const end = wholeYear ? dayOfCivil(civil.year + 1, 1, 1) : monthFirst + monthLength;
    const matches = byDay.some(
      ({ nth, weekday }) =>
        weekday === weekdayOf(day) &&
        (nth === 0 ||
          freq === 'DAILY' ||
          freq === 'WEEKLY' ||
          (nth > 0
            ? Math.floor((day - first) / 7) === nth - 1
            : Math.floor((end - 1 - day) / 7) === -nth - 1)),
    );
    if (!matches) return false;
  }
  if (byDay.length > 0 || byMonthDay.length > 0 || byYearDay.length > 0 || freq === 'DAILY') return true;
  if (freq === 'WEEKLY') return weekdayOf(day) === weekdayOf(startDay);
  if (freq === 'MONTHLY') return civil.date === start.date;
  return civil.date === start.date && (byMonth.length > 0 || civil.month === start.month);
}
