/**
 * Maps Google's times to the app's [S25]. All-day dates stay dates. Zone names are stored as Google sends them;
 * aliases and unknown names are resolved in main/recurrence. Pure.
 */
import type { EventId, EventTime } from '../../shared/model.ts';
import { addDays } from '../../shared/text/days.ts';
import { ianaZone } from '../../shared/zone.ts';
import type { Flaws } from './mapText.ts';
import type { WireTime } from './wireEvent.ts';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
/** The format of nearly all of Google's times, which every JavaScript engine can parse. */
const usualDateTime =
  /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const dateTimePattern =
  /^(\d{4}-\d{2}-\d{2})[Tt ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/;

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isDate = (text: string): boolean => datePattern.test(text) && isRealDay(text);

/** Returns whether a text in the format of a date is a day that exists. */
const isRealDay = (text: string): boolean => {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (monthLengths[month - 1] ?? 0);
};

/**
 * Returns the epoch milliseconds of a local time in a zone, the earlier of two if it is ambiguous; null for unknown
 * zones.
 */
const inZone = (local: string, zone: string): number | null => {
  try {
    return ianaZone(zone).toMs(Date.parse(`${local}Z`));
  } catch {
    return null;
  }
};

/** Zone names are short and printable; anything else is not a zone name. */
const zoneName = (raw: string | undefined): string | null => {
  const trimmed = raw?.trim() ?? '';
  return trimmed !== '' && trimmed.length <= 100 && /^[\x20-\x7e]+$/.test(trimmed) ? trimmed : null;
};

const zoneOf = (wire: WireTime, calendarZone: string, flaws: Flaws): string => {
  if (!wire.timeZone) return calendarZone;
  const zone = zoneName(wire.timeZone);
  if (zone === null) flaws.add('The time zone had no usable name.');
  return zone ?? calendarZone;
};

/**
 * Maps one of Google's times; null if it cannot be read. A `dateTime` without an offset is a local time in its own
 * zone, or else in the calendar's.
 */
export const toTime = (wire: WireTime | undefined, calendarZone: string, flaws: Flaws): EventTime | null => {
  if (wire === undefined) return null;
  if (wire.date !== undefined) return isDate(wire.date) ? { kind: 'date', date: wire.date } : null;
  const usual = wire.dateTime ?? '';
  if (usualDateTime.test(usual) && isRealDay(usual)) {
    return { kind: 'timed', ms: Date.parse(usual), zone: zoneOf(wire, calendarZone, flaws) };
  }
  const [, date, clock, fraction, offset] = dateTimePattern.exec(usual.trim()) ?? [];
  if (date === undefined || !isRealDay(date)) return null;
  const zone = zoneOf(wire, calendarZone, flaws);

  const local = `${date}T${clock}.${(fraction ?? '').slice(0, 3).padEnd(3, '0')}`;
  if (offset !== undefined) {
    const colon = offset.length === 5 ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset.toUpperCase();
    const ms = Date.parse(local + colon);
    return Number.isNaN(ms) ? null : { kind: 'timed', ms, zone };
  }
  const ms = inZone(local, zone);
  if (ms !== null) return { kind: 'timed', ms, zone };
  flaws.add('The time zone is unknown; the calendar’s own was used.');
  const fallback = inZone(local, calendarZone) ?? inZone(local, 'UTC');
  return fallback === null ? null : { kind: 'timed', ms: fallback, zone: calendarZone };
};

/**
 * Returns the exclusive end for a start. If it is missing, before the start or of the other kind, it is repaired
 * [F23]: a date then lasts one day, a timed event ends when it starts.
 */
export const toEnd = (
  start: EventTime,
  wire: WireTime | undefined,
  calendarZone: string,
  flaws: Flaws,
): EventTime => {
  const end = toTime(wire, calendarZone, flaws);
  if (start.kind === 'date') {
    if (end?.kind === 'date' && end.date > start.date) return end;
    flaws.add('The end was missing or not after the start; the event was given one day.');
    return { kind: 'date', date: addDays(start.date, 1) };
  }
  if (end?.kind === 'timed' && end.ms >= start.ms) return end;
  flaws.add('The end was missing or before the start; the event ends as it starts.');
  return start;
};

/**
 * Returns what an instance's id alone tells, `<master>_YYYYMMDD[THHMMSSZ]` [S15]; null for other ids, including the
 * `_R…` ids of series created by "this and following".
 */
export const instanceFromId = (
  id: string,
  calendarZone: string,
): { readonly masterId: EventId; readonly originalStart: EventTime } | null => {
  const [, master, year, month, day, clock] = /^(.+)_(\d{4})(\d{2})(\d{2})(?:T(\d{6})Z)?$/.exec(id) ?? [];
  if (master === undefined) return null;
  const date = `${year}-${month}-${day}`;
  if (!isDate(date)) return null;
  const masterId = master as EventId;
  if (clock === undefined) return { masterId, originalStart: { kind: 'date', date } };
  const [hour, minute, second] = clock.match(/\d\d/g) ?? [];
  const ms = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(ms) ? null : { masterId, originalStart: { kind: 'timed', ms, zone: calendarZone } };
};
