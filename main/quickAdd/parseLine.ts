/**
 * Reads one typed line, English or German, as a new event: "Lunch with Mia tomorrow 12:30 1h at Café Quince",
 * "Mi 14–15 Uhr Planung wöchentlich". Pure; clock and zone are arguments, and nothing leaves the machine [W36].
 *
 * The order is that of certainty: addresses first, places last. What a reader takes is hidden from the next one. The
 * line is bounded (`LONGEST_LINE`), and so is every repetition in the patterns.
 */
import { HOUR_MS, MINUTE_MS } from '../../shared/durations.ts';
import type { IsoDate } from '../../shared/model.ts';
import {
  LONGEST_LINE,
  type KnownPerson,
  type QuickAssumption,
  type QuickBase,
  type QuickLine,
} from '../../shared/quickAdd.ts';
import type { DraftTime } from '../../shared/writing.ts';
import { addDays, addMonths, dateOf, daysBetween, startOfDate } from '../../shared/text/days.ts';
import { ianaZone, msToWall, type Zone } from '../../shared/zone.ts';
import { readDays } from './dates.ts';
import { weekdayOfDate, type FoundDay } from './dayCandidates.ts';
import { readGuests } from './guests.ts';
import { readFromNow, readLength } from './lengths.ts';
import { createLine, END, START, titleOf, type Line } from './line.ts';
import { readPlace } from './places.ts';
import { readRepetition, ruleOf, type Repetition } from './repeats.ts';
import { readTime, timeFromLength, type TimeOfDay } from './times.ts';
import type { Language } from './vocabulary.ts';

export interface LineOptions {
  readonly nowMs: number;
  /** The viewer's IANA zone, in which the line's times are meant. */
  readonly zone: string;
  /** The language of the app, preferred where a line can be read in either. */
  readonly language: Language;
  readonly hour12: boolean;
  /** In `3/4`, the month comes first. */
  readonly monthFirst: boolean;
  readonly people?: readonly KnownPerson[];
  readonly base?: QuickBase;
}

const USUAL_LENGTH_MINUTES = 60;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const DAY_MINUTES = 24 * 60;

const wholeDay = new RegExp(
  `${START}(?:all[- ]day|whole day|ganztägig(?:e[rns]?)?|(?:den )?ganzen tag)${END}`,
  'iu',
);
const rightNow = new RegExp(`${START}(?:right now|now|jetzt|sofort)${END}`, 'iu');

/** Never throws. A line that is too long, or that says nothing about time, is a title at the usual time. */
export const parseLine = (text: string, options: LineOptions): QuickLine => {
  const line = createLine(text.slice(0, LONGEST_LINE));
  const guests = readGuests(line, options.people ?? []);
  const repetition = readRepetition(line);
  const allDay = takeFirst(line, wholeDay, 'allDay');
  const fromNow = readFromNow(line) ?? (takeFirst(line, rightNow, 'time') ? 0 : null);
  // Before the lengths: the end of "14h–15h30" is no length.
  let time = fromNow === null ? readTime(line, options.hour12) : null;
  const length = readLength(line);
  if (time === null && fromNow === null && length?.unit === 'minutes') {
    const start = timeFromLength(line, length.part);
    if (start !== null) time = plainTime(start);
  }
  const minutes = length?.unit === 'minutes' && line.parts.includes(length.part) ? length.count : null;
  const days = length?.unit === 'days' ? length.count : null;
  const today = dateOf(options.nowMs, options.zone);
  const language = repetition?.language ?? time?.language ?? options.language;
  const { day, until } = readDays(line, repetition !== null, {
    today,
    monthFirst: options.monthFirst,
    language,
  });
  if (time === null && fromNow === null && !allDay && day?.minute != null) time = timeWithDay(day.minute);
  const place = readPlace(line, day?.language ?? language);
  const said = { day, time, fromNow, minutes, days, allDay, repetition };
  const { when, assumed } = whenOf(said, today, options);
  const first = when.allDay ? when.from : when.start.slice(0, 10);
  const rule =
    repetition === null ? null : ruleOf(repetition, weekdayOfDate(first), untilOf(until, when, options.zone));
  return {
    title: titleOf(line),
    when,
    repeat: rule,
    guests,
    place,
    parts: line.parts,
    assumed: [...new Set(assumed)],
  };
};

const takeFirst = (line: Line, pattern: RegExp, kind: 'allDay' | 'time'): boolean => {
  const found = pattern.exec(line.open());
  if (found === null) return false;
  line.take(kind, found.index, found.index + found[0].length);
  return true;
};

const plainTime = (start: number): TimeOfDay => ({
  start,
  end: null,
  guessedAfternoon: false,
  mayBeLater: false,
  partOfDay: false,
  today: false,
  language: null,
});

/** "Tomorrow 3" is in the afternoon, as "at 3" is. */
const timeWithDay = (minute: number): TimeOfDay => {
  const isEarly = minute % 60 === 0 && minute >= 60 && minute < 7 * 60;
  return { ...plainTime(isEarly ? minute + 12 * 60 : minute), guessedAfternoon: isEarly };
};

interface Said {
  readonly day: FoundDay | null;
  readonly time: TimeOfDay | null;
  /** Minutes from now on. */
  readonly fromNow: number | null;
  readonly minutes: number | null;
  readonly days: number | null;
  readonly allDay: boolean;
  readonly repetition: Repetition | null;
}

interface Chosen {
  readonly when: DraftTime;
  readonly assumed: readonly QuickAssumption[];
}

const whenOf = (said: Said, today: IsoDate, options: LineOptions): Chosen => {
  const zone = ianaZone(options.zone);
  if (said.fromNow !== null) {
    const nowMs = Math.floor(options.nowMs / MINUTE_MS) * MINUTE_MS;
    const startMs = nowMs + said.fromNow * MINUTE_MS;
    const length = (said.minutes ?? USUAL_LENGTH_MINUTES) * MINUTE_MS;
    return { when: timed(startMs, startMs + length, zone), assumed: [] };
  }
  const { base } = options;
  const hasDay = said.day !== null || said.repetition !== null || said.days !== null;
  if (
    said.allDay ||
    (said.time === null &&
      (said.days !== null || (hasDay && said.minutes === null && base?.startMinute === undefined)))
  )
    return wholeDays(said, today, options);
  if (said.time === null && base?.startMinute === undefined && !hasDay)
    return atUsualTime(said, today, options, zone);
  return atTime(said, today, options, zone);
};

const wholeDays = (said: Said, today: IsoDate, { base }: LineOptions): Chosen => {
  const day = said.day?.first ?? base?.date ?? today;
  const from = onWeekday(day, said.repetition);
  const last = said.day?.last ?? (said.days === null ? from : addDays(from, said.days - 1));
  const assumed: QuickAssumption[] = [...(said.day?.assumed ?? [])];
  if (!said.allDay && said.days === null) assumed.push('allDay');
  const to = addDays(last < from ? from : last, 1);
  if (to <= today) assumed.push('past');
  return { when: { allDay: true, from, to }, assumed };
};

/** Nothing was said about time: the chosen day at nine, or today from the next half-hour on. */
const atUsualTime = (said: Said, today: IsoDate, options: LineOptions, zone: Zone): Chosen => {
  const date = options.base?.date ?? today;
  const startMs =
    date === today
      ? Math.ceil(options.nowMs / HALF_HOUR_MS) * HALF_HOUR_MS
      : zone.toMs(startOfDate(date, 'UTC') + 9 * HOUR_MS);
  const length = (said.minutes ?? USUAL_LENGTH_MINUTES) * MINUTE_MS;
  return { when: timed(startMs, startMs + length, zone), assumed: [] };
};

const atTime = (said: Said, today: IsoDate, options: LineOptions, zone: Zone): Chosen => {
  const { base } = options;
  const assumed: QuickAssumption[] = [...(said.day?.assumed ?? [])];
  const time = said.time ?? plainTime(base?.startMinute ?? 9 * 60);
  if (time.guessedAfternoon) assumed.push('afternoon');
  if (time.partOfDay) assumed.push('partOfDay');
  let start = time.start;
  let date = onWeekday(said.day?.first ?? (time.today ? today : (base?.date ?? today)), said.repetition);
  const isOver = (day: IsoDate, minute: number): boolean =>
    day < today || (day === today && zone.toMs(wallOf(day, minute)) < options.nowMs);
  if (isOver(date, start) && date === today) {
    if (said.repetition !== null) {
      date = onWeekday(addDays(date, 1), said.repetition);
    } else if (said.day === null && time.mayBeLater && !isOver(date, start + 12 * 60)) {
      start += 12 * 60;
      assumed.push('afternoon');
    } else if (said.day === null && !time.today && base === undefined) {
      date = addDays(date, 1);
      assumed.push('tomorrow');
    } else if (said.day?.again === 'week') {
      date = addDays(date, 7);
      assumed.push('nextWeek');
    } else if (said.day?.again === 'month') {
      date = sameDayNextMonth(date);
      assumed.push('nextMonth');
    } else if (said.day?.again === 'year') {
      date = addMonths(date, 12);
      assumed.push('nextYear');
    }
  }
  const startMs = zone.toMs(wallOf(date, start));
  const endMs = endOf(said, time, date, start, startMs, base, zone);
  if (msToWall(zone, startMs) !== wallOf(date, start)) assumed.push('clockChange');
  if (endMs <= options.nowMs) assumed.push('past');
  return { when: timed(startMs, endMs, zone), assumed };
};

const endOf = (
  said: Said,
  time: TimeOfDay,
  date: IsoDate,
  start: number,
  startMs: number,
  base: QuickBase | undefined,
  zone: Zone,
): number => {
  const shift = start - time.start;
  if (said.minutes !== null) return startMs + said.minutes * MINUTE_MS;
  // From a time on one day to a time on another one.
  const last = said.day?.last ?? null;
  const later = last === null ? 0 : daysBetween(said.day?.first ?? date, last) * DAY_MINUTES;
  if (time.end !== null) {
    const endMs = zone.toMs(
      wallOf(date, time.end + shift + (time.end > DAY_MINUTES ? Math.max(later - DAY_MINUTES, 0) : later)),
    );
    return endMs > startMs ? endMs : startMs + USUAL_LENGTH_MINUTES * MINUTE_MS;
  }
  if (said.time === null && base?.endMinute !== undefined && base.startMinute !== undefined)
    return startMs + Math.max(base.endMinute - base.startMinute, 5) * MINUTE_MS;
  return startMs + later * MINUTE_MS + USUAL_LENGTH_MINUTES * MINUTE_MS;
};

/** `YYYY-MM-DDTHH:MM` in the zone. */
const localText = (ms: number, zone: Zone): string => new Date(msToWall(zone, ms)).toISOString().slice(0, 16);

const timed = (startMs: number, endMs: number, zone: Zone): DraftTime => ({
  allDay: false,
  start: localText(startMs, zone),
  end: localText(endMs, zone),
  zone: zone.name,
});

const wallOf = (date: IsoDate, minute: number): number => startOfDate(date, 'UTC') + minute * MINUTE_MS;

/** Returns the first day from `date` on that the repetition names. */
const onWeekday = (date: IsoDate, repetition: Repetition | null): IsoDate => {
  const weekdays = repetition?.weekdays ?? [];
  if (weekdays.length === 0) return date;
  for (let later = 0; later < 62; later += 1) {
    const day = addDays(date, later);
    if (weekdays.includes(weekdayOfDate(day)) && isPosition(day, repetition?.position ?? null)) return day;
  }
  return date;
};

const isPosition = (date: IsoDate, position: number | null): boolean => {
  if (position === null) return true;
  const day = Number(date.slice(8));
  return position > 0 ? Math.ceil(day / 7) === position : addDays(date, 7).slice(5, 7) !== date.slice(5, 7);
};

/** The same day of the next month that has it. */
const sameDayNextMonth = (date: IsoDate): IsoDate => {
  for (let later = 1; later < 12; later += 1) {
    const next = addMonths(date, later);
    if (next.slice(8) === date.slice(8)) return next;
  }
  return date;
};

/** The last day, as a rule names it [W31]: a date for all-day events, otherwise its last second in UTC. */
const untilOf = (until: IsoDate | null, when: DraftTime, zone: string): string | null => {
  if (until === null) return null;
  if (when.allDay) return until.replaceAll('-', '');
  const lastMs = startOfDate(addDays(until, 1), zone) - 1000;
  return `${new Date(lastMs).toISOString().slice(0, 19).replaceAll(/[-:]/gu, '')}Z`;
};
