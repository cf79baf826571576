/**
 * The zones of a feed's times. A known name (IANA's, Windows', an offset) means that zone, whatever the feed says
 * about it. Another name means what its VTIMEZONE defines, matched with a known zone, so that later years are correct
 * as well. Pure.
 */
import ICAL from 'ical.js';
import { fixedZone, ianaZone } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { windowsZones } from '../recurrence/windowsZones.ts';
import { zoneOf } from '../recurrence/zoneNames.ts';
import { nameOf } from './components.ts';

/** One zone's definition, as lines without its BEGIN and END. */
type Lines = readonly string[];

/** Rules of clock changes are yearly and name a day of a month; others could take forever to expand. */
const yearlyRule =
  /^RRULE:(?=[^:]*FREQ=YEARLY)(?:(?:FREQ=YEARLY|INTERVAL=1|WKST=[A-Z]{2}|BYMONTH=\d{1,2}|BYDAY=[+-]?\d?[A-Z]{2}|BYMONTHDAY=-?\d{1,2}(?:,-?\d{1,2}){0,6}|UNTIL=\d{8}(?:T\d{6}Z?)?|COUNT=\d{1,3})(?:;|$))+$/i;
const mostLines = 400;

const textOf = (lines: Lines, name: string): string | null => {
  const line = lines.find((each) => nameOf(each) === name);
  return line === undefined ? null : line.slice(line.indexOf(':') + 1).trim();
};

export const tzidOf = (lines: Lines): string | null => textOf(lines, 'TZID');

/** Returns the offsets from UTC at some instants, in milliseconds; null if the definition cannot be read. */
const offsetsOf = (lines: Lines, instants: readonly number[]): readonly number[] | null => {
  const readable = lines.filter((line) => nameOf(line) !== 'RRULE' || yearlyRule.test(line));
  if (readable.length > mostLines || !readable.some((line) => nameOf(line) === 'BEGIN')) return null;
  try {
    const component = ICAL.Component.fromString(
      ['BEGIN:VTIMEZONE', ...readable, 'END:VTIMEZONE'].join('\r\n'),
    );
    const zone = new ICAL.Timezone({ component, tzid: tzidOf(lines) ?? 'zone' });
    return instants.map((ms) => offsetAt(zone, ms));
  } catch {
    return null;
  }
};

/** The library returns the offset of a local time, not of an instant. */
const offsetAt = (zone: ICAL.Timezone, ms: number): number => {
  const offsetOfWall = (wall: number): number => {
    const date = new Date(wall);
    const time = ICAL.Time.fromData({
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: 0,
      isDate: false,
    });
    return zone.utcOffset(time) * 1000;
  };
  return offsetOfWall(ms + offsetOfWall(ms));
};

/** The middles of the months around a time: far from clock changes, and enough of them to tell rules apart. */
const samplesAround = (ms: number): readonly number[] => {
  const year = new Date(ms).getUTCFullYear();
  return Array.from({ length: 36 }, (_, month) => Date.UTC(year - 1, month, 15, 12));
};

const candidates = [...new Set(Object.values(windowsZones))];

/** Calls `Intl` once or twice for each zone: comparing every zone's rules would take longer than reading the feed. */
const startsWith = (name: string, offset: number, ms: number): boolean => {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  const shown = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours, minutes = '0'] = /^GMT(?:([+-])(\d{2}):(\d{2}))?$/.exec(shown) ?? [];
  const known =
    sign === undefined ? 0 : (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
  return known === offset;
};

/** Returns the known zone that a definition matches; null if there is none. */
export const zoneFromDefinition = (lines: Lines, nowMs: number): Zone | null => {
  const named = textOf(lines, 'X-LIC-LOCATION');
  const located = named === null ? null : zoneOf(named);
  if (located !== null) return located;
  const samples = samplesAround(nowMs);
  const offsets = offsetsOf(lines, samples);
  const [first] = offsets ?? [];
  if (offsets === null || first === undefined) return null;
  if (offsets.every((offset) => offset === first)) return fixed(first);
  const matches = (name: string): boolean =>
    startsWith(name, first, samples[0] ?? nowMs) &&
    samples.every((ms, index) => ianaZone(name).offsetAt(ms) === offsets[index]);
  const found = candidates.find(matches);
  return found === undefined ? null : ianaZone(found);
};

const fixed = (offset: number): Zone => {
  const minutes = Math.abs(offset) / 60_000;
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return zoneOf(`UTC${offset < 0 ? '-' : '+'}${clock}`) ?? fixedZone('UTC', 0);
};
