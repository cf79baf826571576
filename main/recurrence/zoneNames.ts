/**
 * The zone names in events: IANA names and aliases, Windows names, fixed offsets, and variants that other programs
 * write. Unknown names are never guessed: `zoneOf` returns null and the caller uses another zone.
 */
import { fixedZone, ianaZone, utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { windowsRegions } from './windowsRegions.ts';
import { windowsZones } from './windowsZones.ts';

/** Returns a fixed zone such as `UTC+02:00`, with a name that `Intl` understands too. */
function fixedOffset(sign: 1 | -1, minutes: number): Zone {
  const hours = Math.floor(minutes / 60);
  const clock = `${String(hours).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  // Etc/GMT zones have the opposite sign.
  const wholeHours = minutes % 60 === 0 && hours <= 12;
  const name = wholeHours ? `Etc/GMT${sign > 0 ? '-' : '+'}${hours}` : `${sign > 0 ? '+' : '-'}${clock}`;
  return fixedZone(minutes === 0 ? 'UTC' : name, sign * minutes * 60_000);
}

const zones = new Map<string, Zone | null>([
  ['UTC', utc],
  ['Z', utc],
  ['Etc/UTC', utc],
]);
/** Bounds for hostile data, which could contain any number of names of any length. */
const MOST_NAMES = 4000;
const LONGEST_NAME = 200;
/** No zone is further from UTC. */
const MOST_MINUTES = 18 * 60;

/** `+0100`, `GMT+1`, `UTC−05:30`, `UTC+01.00`, as other programs write an offset. */
const offsetPattern =
  /^(?:UTC|GMT|UT|Z|Coordinated Universal Time)?\s*([+\-\u2212])\s*(\d{1,2})(?:[:.]?(\d{2}))?(?::?00)?$/i;
/** The prefix of entries in Windows' list: `(UTC+01:00) Amsterdam, Berlin, …`, in any language. */
const displayPattern = /^\((?:UTC|GMT)\s*(?:([+\-\u2212])\s*(\d{1,2})[:.](\d{2}))?\)\s*(.*)$/i;

const minutesOf = (sign: string, hours: string, minutes = '0'): number =>
  (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));

function findZone(given: string): Zone | null {
  if (given.length > LONGEST_NAME) return null;
  // Removes quotes around a name, and hosts and versions before it.
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
    return zoneOfListEntry(
      text,
      sign === undefined || hours === undefined ? 0 : minutesOf(sign, hours, minutes),
    );
  }
  return plainZone(name) ?? windowsZone(name) ?? regionZone(name) ?? zoneAfterPath(name);
}

/** Mozilla, Evolution and libical write a host and more before the name: /mozilla.org/20050126_1/Europe/Berlin. */
function zoneAfterPath(name: string): Zone | null {
  const parts = name.split('/');
  if (parts.length < 2 || (parts[0] !== '' && parts[0]?.includes('.') !== true)) return null;
  for (let from = 1; from < parts.length; from += 1) {
    const zone = plainZone(parts.slice(from).join('/'));
    if (zone !== null) return zone;
  }
  return null;
}

/** Names that ICU knows besides IANA's and reads as another place than the people who write them: BST as Dhaka. */
const ambiguousNames = new Set(
  'ACT AGT ART AST BET BST CNT CTT ECT IET MIT NET NST PLT PNT PRT SST VST'.split(' '),
);

function plainZone(name: string): Zone | null {
  if (ambiguousNames.has(name.toUpperCase())) return null;
  try {
    return ianaZone(windowsZones[name.toLowerCase()] ?? name.replaceAll(' ', '_'));
  } catch {
    return null; // Intl throws a RangeError for unknown names.
  }
}

/**
 * Returns the zone of a Windows name as Outlook changes it: its summer time name, or one of several with the same
 * name (`… 1`).
 */
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
 * Returns the zone of an entry in Windows' list with a region or cities, some of which IANA knows. The first one with
 * the given offset, in minutes, is used.
 */
function zoneOfListEntry(text: string, offset: number): Zone | null {
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
  // If none has that offset any more, a government has changed it since.
  return known.find((zone) => hasStandardOffset(zone, offset)) ?? known[0] ?? null;
}

/** Returns whether the zone was this many minutes ahead of UTC in January or July of 2026. */
const hasStandardOffset = (zone: Zone, minutes: number): boolean =>
  [0, 6].some((month) => zone.offsetAt(Date.UTC(2026, month, 1)) === minutes * 60_000);

/** Returns the zone of an IANA name, alias, Windows name or fixed offset; null if it is unknown. */
export function zoneOf(name: string): Zone | null {
  const known = zones.get(name);
  if (known !== undefined) return known;
  const zone = findZone(name);
  if (zones.size >= MOST_NAMES) zones.clear();
  zones.set(name, zone);
  return zone;
}

/** Like `zoneOf`, but UTC if the name is unknown: for the viewer's zone, for which there is no other to use. */
export const zoneOrUtc = (name: string): Zone => zoneOf(name) ?? utc;
