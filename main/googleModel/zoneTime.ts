/**
 * Converts between local times and instants, for the model and the sample's plan. A local time is written as the
 * epoch milliseconds it would have in UTC, a date as its number of days since 1970-01-01. Based on `Intl` alone, on
 * purpose: the app computes its times in another way, so the two can be compared.
 */

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;
export const dayMs = 24 * hourMs;

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Returns the zone's offset from UTC at an instant, in ms. Throws RangeError for a zone that does not exist. */
export function offsetAt(ms: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const day = Math.floor(ms / dayMs) * dayMs;
  const atStart = offsetAtQuarter(day, zone);
  // No zone changes its offset twice within a day.
  if (atStart === offsetAtQuarter(day + dayMs, zone)) return atStart;
  // Nor within a quarter of an hour.
  return offsetAtQuarter(Math.floor(ms / (15 * minuteMs)) * 15 * minuteMs, zone);
}

function offsetAtQuarter(at: number, zone: string): number {
  let known = offsets.get(zone);
  if (!known) {
    known = new Map();
    offsets.set(zone, known);
  }
  let offset = known.get(at);
  if (offset === undefined) {
    const part: Record<string, number> = {};
    for (const { type, value } of formatOf(zone).formatToParts(at)) part[type] = Number(value);
    const { year = 0, month = 1, day, hour, minute, second } = part;
    offset = Date.UTC(year, month - 1, day, hour, minute, second) - at;
    known.set(at, offset);
  }
  return offset;
}

/** Returns the instant of a local time. In a gap the offset before it is used; in an overlap the first of the two. */
export function instantOf(wall: number, zone: string): number {
  const before = offsetAt(wall - dayMs, zone);
  const after = offsetAt(wall + dayMs, zone);
  if (before === after) return wall - before;
  if (offsetAt(wall - before, zone) === before) return wall - before;
  if (offsetAt(wall - after, zone) === after) return wall - after;
  return wall - before;
}

export const wallOf = (ms: number, zone: string): number => ms + offsetAt(ms, zone);

/** Returns the days since 1970-01-01 of the zone's date at an instant. */
export const localDay = (ms: number, zone: string): number => Math.floor(wallOf(ms, zone) / dayMs);

export const dayOf = (date: string): number => Math.round(Date.parse(`${date}T00:00:00Z`) / dayMs);

export const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);

/** 0 for Monday to 6 for Sunday. */
export const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** `2026-11-24T10:00:00+01:00`, as Google writes times. */
export function offsetDateTime(ms: number, zone: string): string {
  const offset = offsetAt(ms, zone);
  const digits = new Date(ms + offset).toISOString().slice(0, 19);
  if (offset === 0) return `${digits}Z`;
  const minutes = Math.round(Math.abs(offset) / minuteMs);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${digits}${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** `20261124T090000Z`: how instance ids and UNTIL write an instant. */
export const stampOf = (ms: number): string =>
  new Date(ms)
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d{3}/, '');
