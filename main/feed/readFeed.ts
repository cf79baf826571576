/**
 * Converts the events of a feed to Google's resources: one for each event, series and changed instance, however often
 * and in whatever order the feed contains them. Ids are made from the UID and the slot in the series, so that they
 * stay the same from one reading to the next. Runs in steps, like text.ts.
 */
import { createHash } from 'node:crypto';
import { DAY_MS } from '../../shared/durations.ts';
import type { EventId } from '../../shared/model.ts';
import { dayOfWall } from '../recurrence/civil.ts';
import { readEvent } from './events.ts';
import type { FeedEvent } from './events.ts';
import { partSeries } from './following.ts';
import { periodsOf } from './periods.ts';
import { colorOf } from './colors.ts';
import { contentOf } from './resource.ts';
import type { Reader, Resource } from './resource.ts';
import { stampOf, text, timeAt, toWire, wallOf } from './times.ts';
import type { FeedTime } from './times.ts';

/** An event for the shared mapping, with what the mapping does not know. */
export interface FeedResource {
  readonly resource: Resource;
  readonly color: string | null;
}

export interface FeedContent {
  readonly resources: readonly FeedResource[];
  /** Components without anything to show, and lines that could not be read. */
  readonly broken: number;
  /** Broken ones with a name: they are still in the feed, so their stored rows stay. */
  readonly unreadable: readonly EventId[];
}

/** All components with one UID. */
interface Family {
  whole: FeedEvent | null;
  readonly instances: Map<string, FeedEvent>;
}

export function* readFeed(
  components: readonly (readonly string[])[],
  reader: Reader,
): Generator<void, FeedContent> {
  const families = new Map<string, Family>();
  const unreadable: EventId[] = [];
  let broken = 0;
  for (const lines of components) {
    const read = yield* readEvent(lines, reader.zones);
    broken += read.broken;
    if (read.event !== null) addTo(families, read.event);
    else if (read.uid !== null) unreadable.push(idOf(read.uid));
    yield;
  }
  const resources: FeedResource[] = [];
  for (const [name, family] of families) {
    for (const resource of resourcesOf(idOf(name), family, reader)) {
      resources.push(resource);
      yield;
    }
    yield;
  }
  return { resources, broken, unreadable };
}

const idOf = (name: string): EventId =>
  `f${createHash('sha256').update(name).digest('hex').slice(0, 32)}` as EventId;

const isNewer = (
  { version: [one, oneText] }: FeedEvent,
  { version: [other, otherText] }: FeedEvent,
): boolean => (one !== other ? one > other : oneText >= otherText);

const addTo = (families: Map<string, Family>, event: FeedEvent): void => {
  const name = event.uid ?? `${stampOf(event.start)} ${text(event.properties.get('summary')?.[0]) ?? ''}`;
  const family = families.get(name) ?? { whole: null, instances: new Map<string, FeedEvent>() };
  families.set(name, family);
  if (event.original === null) {
    const { whole } = family;
    if (whole !== null && areOthers(whole, event)) {
      // Some programs give many events the same name: better two meetings than one that hides the other.
      families.set(`${name} ${stampOf(event.start)}`, { whole: event, instances: new Map() });
    } else if (whole === null || isNewer(event, whole)) family.whole = event;
    return;
  }
  const place = stampOf(event.original);
  const known = family.instances.get(place);
  if (known === undefined || isNewer(event, known)) family.instances.set(place, event);
};

/** Two single events with the same name and version, at different times. */
const areOthers = (one: FeedEvent, other: FeedEvent): boolean =>
  one.version[0] === other.version[0] &&
  one.recurrence.length + other.recurrence.length === 0 &&
  stampOf(one.start) !== stampOf(other.start);

/** One part of a series, or the whole series if it was not cut. */
interface Part {
  readonly id: EventId;
  readonly event: FeedEvent;
  /** Its first slot, and how far its slots are from those that instances name. */
  readonly fromWall: number;
  readonly shiftMs: number;
}

function* resourcesOf(id: EventId, { whole, instances }: Family, reader: Reader): Generator<FeedResource> {
  if (whole !== null && whole.isCancelled) return;
  if (whole === null || whole.recurrence.length === 0) {
    if (whole !== null) yield asResource(id, whole, reader, {});
    // A person invited only to some dates of a series sees no series.
    for (const [place, event] of instances) {
      if (!event.isCancelled) yield asResource(`${id}_${place}` as EventId, event, reader, {});
    }
    return;
  }
  const periods = periodsOf(whole, reader.zones);
  const { parts, cuts } = partsOf(id, whole, instances);
  for (const part of parts) {
    yield asResource(part.id, part.event, reader, { recurrence: part.event.recurrence });
  }
  // An instance of its own says more about the same slot.
  const others = periods.filter(({ start }) => !instances.has(stampOf(start)));
  for (const event of [...instances.values(), ...others]) {
    if (event.original === null || cuts.has(event)) continue;
    const original = placeIn(whole, event.original);
    const wall = wallOf(original);
    const part = parts.findLast(({ fromWall }) => wall >= fromWall) ?? parts[0];
    if (part === undefined) continue;
    const slot = part.shiftMs === 0 ? original : timeAt(wall + part.shiftMs, original);
    const instance = {
      recurringEventId: part.id,
      originalStartTime: toWire(slot),
      ...(event.isCancelled && { status: 'cancelled' }),
    };
    yield asResource(`${id}_${stampOf(slot)}` as EventId, event, reader, instance);
  }
}

/** How often a series may be parted: each costs a look at the whole of it, and nobody does it often. */
const mostCuts = 20;

/** Splits the series where an instance replaces all later ones. `cuts` are the instances that did so. */
const partsOf = (
  id: EventId,
  whole: FeedEvent,
  instances: Family['instances'],
): { readonly parts: readonly Part[]; readonly cuts: ReadonlySet<FeedEvent> } => {
  const following = [...instances.values()]
    .filter(({ isFollowing }) => isFollowing)
    .slice(0, mostCuts)
    .toSorted((one, other) => wallOf(one.original ?? one.start) - wallOf(other.original ?? other.start));
  const parts: Part[] = [{ id, event: whole, fromWall: -Infinity, shiftMs: 0 }];
  const cuts = new Set<FeedEvent>();
  for (const cut of following) {
    const last = parts.at(-1);
    if (last === undefined || cut.original === null) continue;
    const original = placeIn(whole, cut.original);
    const moved = last.shiftMs === 0 ? original : timeAt(wallOf(original) + last.shiftMs, original);
    const parted = partSeries(last.event, { ...cut, original: moved });
    if (parted === null) continue;
    cuts.add(cut);
    parts[parts.length - 1] = { ...last, event: { ...last.event, recurrence: parted.before } };
    if (cut.isCancelled) break;
    parts.push({
      id: `${id}_R${stampOf(moved).replace('Z', '')}` as EventId,
      event: { ...cut, recurrence: parted.following },
      fromWall: wallOf(original),
      shiftMs: last.shiftMs + parted.shiftMs,
    });
  }
  return { parts, cuts };
};

/** Returns the slot in the series' form: some programs write it as a date, others write a date as its midnight. */
const placeIn = ({ start }: FeedEvent, original: FeedTime): FeedTime => {
  if (start.kind === original.kind) return original;
  if (start.kind === 'date') return { kind: 'date', day: dayOfWall(wallOf(original)) };
  const wall = wallOf(start);
  return timeAt(wallOf(original) + (wall - dayOfWall(wall) * DAY_MS), start);
};

const asResource = (id: EventId, event: FeedEvent, reader: Reader, more: Resource): FeedResource => {
  const resource = {
    ...contentOf(event, reader),
    id,
    start: toWire(event.start),
    end: toWire(event.end),
    ...more,
  };
  // Distinguishes contents, like Google's.
  const etag = createHash('sha256').update(JSON.stringify(resource)).digest('base64url').slice(0, 20);
  return { resource: { ...resource, etag }, color: colorOf(text(event.properties.get('color')?.[0]) ?? '') };
};
