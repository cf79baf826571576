/**
 * The zones that events name: IANA's names and aliases, Windows' names, fixed offsets, and what other programs
 * make of them. Unknown names are never guessed: `zoneOf` returns null and the caller falls back.
 */
import { fixedZone, ianaZone, utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
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
/** Hostile data could bring any number of names. */
const MOST_NAMES = 4000;

function findZone(given: string): Zone | null {
  const name = given.trim();
  if (name === '' || name.length > 100) return null;
  const fixed = /^(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(name);
  if (fixed) {
    const minutes = Number(fixed[2]) * 60 + Number(fixed[3] ?? 0);
    return minutes <= 18 * 60 ? fixedOffset(fixed[1] === '-' ? -1 : 1, minutes) : null;
  }
  if (!name.startsWith('/')) return plainZone(name);
  // Mozilla, Evolution and libical put their own name and more before it: /mozilla.org/20050126_1/Europe/Berlin.
  const parts = name.split('/');
  for (let from = 1; from < parts.length - 1; from += 1) {
    const zone = plainZone(parts.slice(from).join('/'));
    if (zone !== null) return zone;
  }
  return null;
}

function plainZone(name: string): Zone | null {
  try {
    return ianaZone(windowsZones[name.toLowerCase()] ?? name);
  } catch {
    return null; // Intl throws a RangeError for names it does not know.
  }
}

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
