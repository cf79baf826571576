/** Arithmetic with the times of a draft, which are local times of its zone without an offset. Pure. */
import { MINUTE_MS } from '../../shared/durations.ts';
import type { EventTime, IsoDate } from '../../shared/model.ts';
import { addDays, daysBetween } from '../../shared/text/days.ts';
import type { DraftTime } from '../../shared/writing.ts';
import { ianaZone, msToWall } from '../../shared/zone.ts';

/** The local time as if it were UTC, for arithmetic. */
const wallOf = (local: string): number => Date.parse(`${local.slice(0, 16)}Z`);
const textOf = (wall: number): string => new Date(wall).toISOString().slice(0, 16);

/** Returns the local time at an instant: `2026-11-24T09:00`. */
export const localOf = (ms: number, zone: string): string => textOf(msToWall(ianaZone(zone), ms));

/** Returns the instants of a draft's times. All-day ends are exclusive dates. */
export const eventTimes = (when: DraftTime): { readonly start: EventTime; readonly end: EventTime } => {
  if (when.allDay) return { start: { kind: 'date', date: when.from }, end: { kind: 'date', date: when.to } };
  const zone = ianaZone(when.zone);
  const timed = (local: string): EventTime => ({
    kind: 'timed',
    ms: zone.toMs(wallOf(local)),
    zone: when.zone,
  });
  return { start: timed(when.start), end: timed(when.end) };
};

export const endsAfterStart = (when: DraftTime): boolean =>
  when.allDay ? when.to > when.from : when.end > when.start;

/** The first day. */
export const firstDay = (when: DraftTime): IsoDate => (when.allDay ? when.from : when.start.slice(0, 10));
/** The last day, inclusive. */
export const lastDay = (when: DraftTime): IsoDate =>
  when.allDay ? addDays(when.to, -1) : when.end.slice(0, 10);

/** Moves the whole event to another first day. */
export const onDay = (when: DraftTime, date: IsoDate): DraftTime => {
  const days = daysBetween(firstDay(when), date);
  if (when.allDay) return { ...when, from: date, to: addDays(when.to, days) };
  return {
    ...when,
    start: `${date}${when.start.slice(10)}`,
    end: `${addDays(when.end.slice(0, 10), days)}${when.end.slice(10)}`,
  };
};

/** Changes the last day. It is not moved before the first one. */
export const untilDay = (when: DraftTime, date: IsoDate): DraftTime => {
  const last = date < firstDay(when) ? firstDay(when) : date;
  return when.allDay ? { ...when, to: addDays(last, 1) } : { ...when, end: `${last}${when.end.slice(10)}` };
};

/** Changes the time of day (`HH:MM`) at which it starts; its length stays. */
export const startingAt = (when: DraftTime, time: string): DraftTime => {
  if (when.allDay) return when;
  const start = `${when.start.slice(0, 10)}T${time}`;
  return { ...when, start, end: textOf(wallOf(start) + wallOf(when.end) - wallOf(when.start)) };
};

/** Changes the time of day at which it ends. One that is not after the start is on the next day. */
export const endingAt = (when: DraftTime, time: string): DraftTime => {
  if (when.allDay) return when;
  const end = `${when.end.slice(0, 10)}T${time}`;
  if (end > when.start) return { ...when, end };
  const sameDay = `${when.start.slice(0, 10)}T${time}`;
  return { ...when, end: sameDay > when.start ? sameDay : `${addDays(when.start.slice(0, 10), 1)}T${time}` };
};

const HOUR_MINUTES = 60;

/** Changes between whole days and times. A day becomes an hour in the morning of it. */
export const asAllDay = (when: DraftTime, allDay: boolean, zone: string): DraftTime => {
  if (when.allDay === allDay) return when;
  if (!when.allDay) return { allDay: true, from: firstDay(when), to: addDays(lastDay(when), 1) };
  const start = `${when.from}T09:00`;
  return { allDay: false, start, end: textOf(wallOf(start) + HOUR_MINUTES * MINUTE_MS), zone };
};
