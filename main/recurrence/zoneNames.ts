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
  /^(?:UTC|GMT|UT|Z|Coordinated Universal Time)?\s*([+\-\u2212\u2013\u00b1])\s*(\d{1,2})(?:[:.]?(\d{2}))?(?::?00)?$/i;
/** The prefix of entries in Windows' list and Google's: `(UTC+01:00) Amsterdam, Berlin, …`, in any language. */
const displayPattern =
  /^\(?(?:UTC|GMT)\s*(?:([+\-\u2212\u2013\u00b1])\s*(\d{1,2})(?:[:.]?(\d{2}))?)?(?:\)\s*|(?<=\d)\s+)(.*)$/i;

const minutesOf = (sign: string, hours: string, minutes = '0'): number =>
  (sign === '+' || sign === '\u00b1' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));

function findZone(given: string): Zone | null {
  if (given.length > LONGEST_NAME) return null;
  // Removes quotes around a name, and hosts and versions before it.
  const name = given
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .trim()
    .replace(/^(["'])(.*)\1$/, '$2')
    .replace(/\\([,;:/])/g, '$1')
    .replace(/^tzone:\/\/Microsoft\//i, '')
    .replace(/^(?:X-LIC-LOCATION|TZID|urn:tz)\s*[:=]\s*/i, '')
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
  return (
    plainZone(name) ??
    windowsZone(name) ??
    regionZone(name) ??
    zoneAfterPath(name) ??
    zoneWithNote(name) ??
    zoneOfCities(name, null)
  );
}

/**
 * Mozilla, Evolution and libical write a host and more before the name: /mozilla.org/20050126_1/Europe/Berlin. Others
 * write a folder: posix/Europe/Berlin.
 */
function zoneAfterPath(name: string): Zone | null {
  const parts = name.replace(/\/+$/, '').split('/');
  const isHost = parts[0] === '' || parts[0]?.includes('.') === true;
  // What follows an unknown word is trusted only if it is a continent and a place.
  const last = isHost ? parts.length - 1 : parts.length - 2;
  for (let from = isHost || parts.length < 2 ? 1 : 0; from <= last; from += 1) {
    const zone = plainZone(parts.slice(from).join('/'));
    if (zone !== null) return zone;
  }
  return null;
}

/** Returns the zone of a name with a note in parentheses, or of a name in them: `Europe/Berlin (CET)`. */
function zoneWithNote(name: string): Zone | null {
  const [, before = '', note = ''] = /^([^()]+?)\s*\(([^()]+)\)$/.exec(name) ?? [];
  if (before === '') return null;
  const isPlace = /^[A-Za-z]+\/[A-Za-z_/ -]+$/;
  if (isPlace.test(note)) return plainZone(note) ?? plainZone(before) ?? windowsZone(before);
  return isPlace.test(before) ? plainZone(before) : (windowsZone(before) ?? regionZone(before));
}

/** Names that ICU knows besides IANA's and reads as another place than the people who write them: BST as Dhaka. */
const ambiguousNames = new Set(
  'ACT AGT ART AST BET BST CNT CTT ECT IET MIT NET NST PLT PNT PRT SST VST'.split(' '),
);

/** Names of summer times, whose zones have no name of their own but that of their winter time. */
const summerNames: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  WEST: 'WET',
  CEST: 'CET',
  MESZ: 'CET',
  MEZ: 'CET',
  EEST: 'EET',
  EDT: 'EST5EDT',
  CDT: 'CST6CDT',
  MDT: 'MST7MDT',
  PDT: 'PST8PDT',
  AEDT: 'Australia/Sydney',
  NZDT: 'Pacific/Auckland',
  MSK: 'Europe/Moscow',
});

function plainZone(name: string): Zone | null {
  if (ambiguousNames.has(name.toUpperCase())) return null;
  try {
    const known = windowsZones[name.toLowerCase()] ?? summerNames[name.toUpperCase()];
    return ianaZone(known ?? name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(' ', '_'));
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
  return zoneOfCities(text, offset);
}

/** Returns the zone of the first city that IANA knows, with that offset if one has it; the offset may be unknown. */
function zoneOfCities(text: string, offset: number | null): Zone | null {
  const cities = text
    .split(offset === null ? /[,:;]/ : /[,/:;]|\s-\s/)
    .map((city) => city.trim().replaceAll(' ', '_'))
    .filter((city) => /^[\p{L}\p{M}_.'-]{3,40}$/u.test(city));
  const zones = cities.slice(0, 10).flatMap((city) => continents.map((name) => plainZone(`${name}/${city}`)));
  const known = zones.filter((zone) => zone !== null);
  // If none has that offset any more, a government has changed it since.
  const fitting = offset === null ? undefined : known.find((zone) => hasStandardOffset(zone, offset));
  return fitting ?? known[0] ?? null;
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
