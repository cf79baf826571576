/** Converts a feed's times to the app's: dates, instants in a zone, durations. Pure. */
import { DAY_MS } from '../../shared/durations.ts';
import { msToWall } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { dayOfIso, dayOfWall, isoOfDay } from '../recurrence/civil.ts';

/** A date, or an instant with the zone in which repetitions are counted. */
export type FeedTime =
  | { readonly kind: 'date'; readonly day: number }
  | { readonly kind: 'timed'; readonly ms: number; readonly zone: Zone };

/** A property as ical.js reads it: name, parameters, type, values. */
export type Property = readonly [string, Readonly<Record<string, string | string[]>>, string, ...unknown[]];

export const parameter = ([, parameters]: Property, name: string): string | null => {
  const value = parameters[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
};

const unescaped = (_: string, letter: string): string => (/n/i.test(letter) ? '\n' : letter);

export const text = (property: Property | undefined): string | undefined => {
  const value = property?.[3];
  if (typeof value !== 'string') return undefined;
  // Of properties that it does not know, ical.js leaves the value as it is written.
  return property?.[2] === 'unknown' ? value.replace(/\\([\\;,nN])/g, unescaped) : value;
};

/** How the feed's zones are found. */
export interface Zones {
  /** Returns the zone of a TZID; null if it is unknown. */
  readonly named: (tzid: string) => Zone | null;
  /** The zone of times without one: the calendar's own, or else the viewer's. */
  readonly own: Zone;
}

const timePattern = /^(\d{4}-?\d{2}-?\d{2})(?:T(\d{2}):?(\d{2})(?::?(\d{2}))?(Z)?)?$/i;

/** Returns null if it cannot be read. `utcIn`: the zone to show a UTC time in. */
export const readTime = (property: Property, zones: Zones, utcIn: Zone): FeedTime | null => {
  const [, date, hour, minute, second = '0', z] = timePattern.exec(text(property)?.trim() ?? '') ?? [];
  const day = date === undefined ? null : dayOfIso(date);
  if (day === null) return null;
  if (hour === undefined) return { kind: 'date', day };
  if (Number(hour) > 24 || Number(minute) > 59 || Number(second) > 60) return null;
  const wall =
    day * DAY_MS + (Number(hour) * 3600 + Number(minute) * 60 + Math.min(Number(second), 59)) * 1000;
  if (z !== undefined) return { kind: 'timed', ms: wall, zone: utcIn };
  const tzid = parameter(property, 'tzid');
  const zone = (tzid === null ? null : zones.named(tzid)) ?? zones.own;
  return { kind: 'timed', ms: zone.toMs(wall), zone };
};

export const wallOf = (time: FeedTime): number =>
  time.kind === 'date' ? time.day * DAY_MS : msToWall(time.zone, time.ms);

/** Returns the time of the same kind and zone as `like` with the local time `wall`. */
export const timeAt = (wall: number, like: FeedTime): FeedTime =>
  like.kind === 'date'
    ? { kind: 'date', day: dayOfWall(wall) }
    : { kind: 'timed', ms: like.zone.toMs(wall), zone: like.zone };

/** Days are counted by the calendar, the rest by the clock; null if it is not a duration. */
export interface Duration {
  readonly days: number;
  readonly ms: number;
}

const durationPattern =
  /^([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?$/i;

export const readDuration = (raw: string): Duration | null => {
  const match = durationPattern.exec(raw.trim());
  if (match === null || /[PT]$/i.test(raw.trim())) return null;
  const [sign, weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => part ?? '');
  const factor = sign === '-' ? -1 : 1;
  return {
    days: factor * (Number(weeks) * 7 + Number(days)),
    ms: factor * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000,
  };
};

export const durationMs = ({ days, ms }: Duration): number => days * DAY_MS + ms;

/** Returns when something of this length ends. */
export const after = (start: FeedTime, { days, ms }: Duration): FeedTime => {
  if (start.kind === 'date') return { kind: 'date', day: start.day + days + Math.ceil(ms / DAY_MS) };
  if (days === 0) return { ...start, ms: start.ms + ms };
  return { ...start, ms: start.zone.toMs(wallOf(start) + days * DAY_MS) + ms };
};

/** Returns Google's form, which the shared mapping reads. */
export const toWire = (
  time: FeedTime,
): { readonly date: string } | { readonly dateTime: string; readonly timeZone: string } =>
  time.kind === 'date'
    ? { date: isoOfDay(time.day) }
    : { dateTime: `${new Date(time.ms).toISOString().slice(0, 19)}Z`, timeZone: time.zone.name };

/** `20261124` or `20261124T090000Z`, as in ids and rules. */
export const stampOf = (time: FeedTime): string => {
  if (time.kind === 'date') return isoOfDay(time.day).replaceAll('-', '');
  return `${new Date(time.ms).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
};
