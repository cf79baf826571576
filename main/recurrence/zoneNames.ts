/**
 * The zones that events name: IANA's names and aliases, Windows' names, fixed offsets, and what other programs
 * make of them. Unknown names are never guessed: `zoneOf` returns null and the caller falls back.
 */
import { fixedZone, ianaZone, utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { windowsRegions } from './windowsRegions.ts';
import { windowsZones } from './windowsZones.ts';

/** `UTC+02:00` and the like, under a name that `Intl` understands too. */
function fixedOffset(sign: 1 | -1, minutes: number): Zone {
  const hours = Math.floor(minutes / 60);
  const clock = `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  // The signs of Etc/GMT zones are turned round.
  const wholeHours = minutes % 60 === 0 && hours <= 12;
  const name = wholeHours ? `Etc/GMT${sign > 0 ? '-' : '+'}${hours}` : `${sign > 0 ? '+' : '-'}${clock}`;
  return fixedZone(minutes === 0 ? 'UTC' : name, sign * minutes * 60_000);
}

const zones = new Map<string, Zone | null>([
  ['UTC', utc],
  ['Z', utc],
  ['Etc/UTC', utc],
]);
/** Hostile data could bring any number of names, of any length. */
const MOST_NAMES = 4000;
const LONGEST_NAME = 200;
/** No zone is further from UTC. */
const MOST_MINUTES = 18 * 60;

/** `+0100`, `GMT+1`, `UTC−05:30`, `UTC+01.00`, as other programs write an offset. */
const offsetPattern =
  /^(?:UTC|GMT|UT|Z|Coordinated Universal Time)?\s*([+\-\u2212])\s*(\d{1,2})(?:[:.]?(\d{2}))?(?::?00)?$/i;
/** The prefix of what Windows shows in its list: `(UTC+01:00) Amsterdam, Berlin, …`, in any language. */
const displayPattern = /^\((?:UTC|GMT)\s*(?:([+\-\u2212])\s*(\d{1,2})[:.](\d{2}))?\)\s*(.*)$/i;

const minutesOf = (sign: string, hours: string, minutes = '0'): number =>
  (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));

function findZone(given: string): Zone | null {
  if (given.length > LONGEST_NAME) return null;
  // Quotes stand around a name and are no part of it; hosts and versions stand before it.
  const name = given
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/\\([,;:])/g, '$1')
    .replace(/^tzone:\/\/Microsoft\//i, '')
    .trim()
    .replace(/\s+/g, ' ');
  if (name === '') return null;
  const [, sign, hours, minutes] = offsetPattern.exec(name) ?? [];
  if (sign !== undefined && hours !== undefined) {
    const offset = minutesOf(sign, hours, minutes);
    return Math.abs(offset) <= MOST_MINUTES ? fixedOffset(offset < 0 ? -1 : 1, Math.abs(offset)) : null;
  }
  const display = displayPattern.exec(name);
  if (display !== null) {
    const [, sign, hours, minutes, text = ''] = display;
    return shownZone(text, sign === undefined || hours === undefined ? 0 : minutesOf(sign, hours, minutes));
  }
  return plainZone(name) ?? windowsZone(name) ?? regionZone(name) ?? zoneBehindPath(name);
}

/** Mozilla, Evolution and libical put a host and more before it: /mozilla.org/20050126_1/Europe/Berlin. */
function zoneBehindPath(name: string): Zone | null {
  const parts = name.split('/');
  if (parts.length < 2 || (parts[0] !== '' && parts[0]?.includes('.') !== true)) return null;
  for (let from = 1; from < parts.length; from += 1) {
    const zone = plainZone(parts.slice(from).join('/'));
    if (zone !== null) return zone;
  }
  return null;
}

/** What ICU knows beside IANA's names, and takes for another place than the people who write it: BST for Dhaka. */
const misread = new Set('ACT AGT ART AST BET BST CNT CTT ECT IET MIT NET NST PLT PNT PRT SST VST'.split(' '));

function plainZone(name: string): Zone | null {
  if (misread.has(name.toUpperCase())) return null;
  try {
    return ianaZone(windowsZones[name.toLowerCase()] ?? name.replaceAll(' ', '_'));
  } catch {
    return null; // Intl throws a RangeError for names it does not know.
  }
}

/** A Windows name as Outlook changes it: its summer half, or one of several with the same name (`… 1`). */
function windowsZone(name: string): Zone | null {
  const plain = name
    .toLowerCase()
    .replace(/ \d$/, '')
    .replace(/ (?:daylight|summer) time\b/, ' standard time');
  const found = windowsZones[plain];
  return found === undefined ? null : ianaZone(found);
}

function regionZone(text: string): Zone | null {
  const region = text
    .toLowerCase()
    .replace(/ ?\(us (?:&|&amp;|and) canada\)/, '')
    .replace(/^coordinated universal time$/, 'utc');
  const found = windowsZones[windowsRegions[region] ?? region];
  return found === undefined ? null : ianaZone(found);
}

const continents = ['Europe', 'America', 'Asia', 'Africa', 'Australia', 'Pacific', 'Atlantic', 'Indian'];

/**
 * The zone that Windows shows by a region or by cities, of which IANA names some. The first that has the offset
 * shown, in minutes, is taken.
 */
function shownZone(text: string, offset: number): Zone | null {
  const whole = regionZone(text) ?? plainZone(text) ?? windowsZone(text);
  if (whole !== null) return whole;
  const [, sign, hours] = offsetPattern.exec(text) ?? [];
  if (sign !== undefined && hours !== undefined) return findZone(text);
  const cities = text
    .split(/[,/:;]/)
    .map((city) => city.trim().replaceAll(' ', '_'))
    .filter((city) => /^[A-Za-z_.'-]{3,40}$/.test(city));
  const zones = cities.slice(0, 10).flatMap((city) => continents.map((name) => plainZone(`${name}/${city}`)));
  const known = zones.filter((zone) => zone !== null);
  // Where no place has that offset any more, its government has changed it since.
  return known.find((zone) => hasStandardOffset(zone, offset)) ?? known[0] ?? null;
}

/** Whether clocks in a zone are so many minutes ahead of UTC in a winter or a summer of these years. */
const hasStandardOffset = (zone: Zone, minutes: number): boolean =>
  [0, 6].some((month) => zone.offsetAt(Date.UTC(2026, month, 1)) === minutes * 60_000);

/** The zone of an IANA name, alias, Windows name or fixed offset; null when nobody knows it. */
export function zoneOf(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = findZone(name);
  if (zones.size >= MOST_NAMES) zones.clear();
  zones.set(name, zone);
  return zone;
}

/** As `zoneOf`, or UTC: for the viewer's zone, which has nothing further to fall back to. */
export const zoneOrUtc = (name: string): Zone => zoneOf(name) ?? utc;
