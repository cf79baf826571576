/** How little time there is to get from one meeting's place to the next one's. Pure. */
import { MINUTE_MS } from './durations.ts';
import { isBusyMeeting, timedOf, type TimedOccurrence } from './meetings.ts';
import type { Occurrence } from './model.ts';
import { plainPart, toLine } from './text/plainText.ts';

/** With more time than this, nobody needs to be told. */
export const travelMs = 30 * MINUTE_MS;

export interface TravelGap {
  /** The time between the end of one meeting and the start of the other. */
  readonly ms: number;
  /** The places, each short enough for a sentence. */
  readonly leave: string;
  readonly reach: string;
  readonly earlier: Occurrence;
  readonly later: Occurrence;
}

/**
 * Returns the short times between the meeting and those before and after it that are somewhere else; at most one of
 * each.
 */
export const travelGaps = (meeting: Occurrence, others: readonly Occurrence[]): readonly TravelGap[] => {
  const mine = placed(meeting);
  if (mine === null) return [];
  const known = others
    .filter((other) => !isSame(other, meeting))
    .map(placed)
    .filter((other) => other !== null);
  // The place that one comes from is that of the meeting that ends last, and so on.
  const before = known
    .filter(({ endMs }) => endMs <= mine.startMs)
    .toSorted((a, b) => b.endMs - a.endMs || b.startMs - a.startMs)[0];
  const after = known
    .filter(({ startMs }) => startMs >= mine.endMs)
    .toSorted((a, b) => a.startMs - b.startMs || a.endMs - b.endMs)[0];
  return [between(before, mine), between(mine, after)].filter((gap) => gap !== null);
};

interface Placed extends TimedOccurrence {
  readonly place: string;
}

const placed = (occurrence: Occurrence): Placed | null => {
  const timed = isBusyMeeting(occurrence) ? timedOf(occurrence) : null;
  const place = physicalPlace(occurrence.location);
  return timed === null || place === null || timed.endMs <= timed.startMs ? null : { ...timed, place };
};

const isSame = (one: Occurrence, other: Occurrence): boolean =>
  one.accountId === other.accountId && one.calendarId === other.calendarId && one.eventId === other.eventId;

const between = (one: Placed | undefined, next: Placed | undefined): TravelGap | null => {
  if (one === undefined || next === undefined) return null;
  const ms = next.startMs - one.endMs;
  if (ms >= travelMs || isSamePlace(one.place, next.place)) return null;
  const [leave, reach] = [shortPlace(one.place), shortPlace(next.place)];
  return { ms, leave, reach, earlier: one.occurrence, later: next.occurrence };
};

/** Names and words that people write as the place of a meeting to which nobody goes. */
const online =
  /^(?:online|remote|virtual|web|phone|call|tel|telefon|telefonisch|anruf|digital|home|home ?office|tbd|tba|zoom|skype|webex|jitsi|slack|discord|facetime|whatsapp|(?:microsoft |ms )?teams|google meet|meet)(?:[ -](?:meeting|call|besprechung|video|huddle|anruf|konferenz))*$/i;
const address = /\b(?:[a-z][a-z0-9+.-]*:\/\/|www\.|mailto:|tel:)\S*/gi;
const isNumber = /^[+()\d\s./-]+$/;

/** Returns the parts of a place that a person could go to; null if there are none. */
export const physicalPlace = (location: string | undefined): string | null => {
  const parts = partsOf(toLine(location ?? '').replace(address, ' '));
  const real = parts.filter((part) => !online.test(part) && !isNumber.test(part));
  return real.length === 0 ? null : real.join(', ');
};

const partsOf = (place: string): readonly string[] =>
  place
    .split(/[,;|()[\]·•]| [-–—/@] /)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');

const shortPlace = (place: string): string => plainPart(partsOf(place)[0] ?? place, 60);

/** A room or a floor says nothing about the building that it is in. */
const room =
  /\b(?:room|boardroom|auditorium|desk|floor|level|raum|zimmer|saal|stock|og|eg|ug|etage|ebene)\b|(?:raum|zimmer|saal)\b/i;
/** A street with its number, in either order; not a postcode with its town. */
const street = /^(?:\d{1,3}[a-z]? +\p{L}{2}.*|\p{L}{2}.* \d{1,4} ?[a-z]?(?:[-/]\d+)?)$/iu;

/**
 * Returns whether one need not leave the building: the same words, a street address in common, the same name in front,
 * or two rooms of which at most one names its building.
 */
export const isSamePlace = (one: string, other: string): boolean => {
  const [mine, theirs] = [partsOf(one).map(folded), partsOf(other).map(folded)];
  if (mine[0] === theirs[0]) return true;
  const buildings = (parts: readonly string[]): readonly string[] => parts.filter((part) => !room.test(part));
  const [myBuildings, theirBuildings] = [buildings(mine), buildings(theirs)];
  if (myBuildings.some((part) => street.test(part) && theirBuildings.includes(part))) return true;
  if (room.test(mine[0] ?? '') && room.test(theirs[0] ?? '')) {
    if (myBuildings.length === 0 || theirBuildings.length === 0) return true;
  }
  const [first] = myBuildings;
  return first !== undefined && first === theirBuildings[0];
};

const folded = (part: string): string =>
  part
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?:straße|strasse|str\.)/g, 'str')
    .replace(/\bstreet\b/g, 'st')
    .replace(/\.$/, '');
