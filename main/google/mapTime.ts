/**
 * Google's times into the app's [S25]. All-day dates stay dates. Zones are kept as Google names them; an
 * alias or an unknown name is resolved in main/recurrence. Pure.
 */
import type { EventId, EventTime } from '../../shared/model.ts';
import { addDays } from '../../shared/text/days.ts';
import { ianaZone } from '../../shared/zone.ts';
import type { Flaws } from './mapText.ts';
import type { WireTime } from './wireEvent.ts';

const datePattern = /^(\d{4})-(\d{2})-(\d{2})$/;
/** As Google writes nearly all of its times, and as every engine reads them. */
const usualDateTime =
  /^\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const dateTimePattern =
  /^(\d{4}-\d{2}-\d{2})[Tt ]((?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?([Zz]|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/;

const monthLengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isDate = (text: string): boolean => datePattern.test(text) && isRealDay(text);

/** Whether a text of the form of a date names a day that there is. */
const isRealDay = (text: string): boolean => {
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10))];
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (monthLengths[month - 1] ?? 0);
};

/** Epoch milliseconds of a wall-clock time in a zone, the earlier of two in a fold; null for unknown zones. */
const inZone = (local: string, zone: string): number | null => {
  try {
    return ianaZone(zone).toMs(Date.parse(`${local}Z`));
  } catch {
    return null;
  }
};

/** Zone names are short and printable; anything else is no name. */
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
 * One of Google's times, or null when there is none to be read. A `dateTime` without an offset is a
 * wall-clock time in its own zone, else in the calendar's.
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
 * The end that goes with a start, exclusive. A missing, earlier or ill-matched one is repaired [F23]: a
 * date then lasts its day, a time ends as it starts.
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
 * What an instance's id tells by itself, `<master>_YYYYMMDD[THHMMSSZ]` [S15]; null for other ids, among
 * them the `_R…` ids of series that "this and following" split off.
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
