/**
 * What a client that follows the protocol must have, computed from the replies it got and nothing else: plain maps of
 * Google's own resources, updated by the rules in the order of the replies. Shares no code with main/google,
 * main/sync, main/store or main/recurrence. Slow and literal on purpose.
 */
import type { CalendarListEntryResource, EventResource } from '../../main/googleModel/resources.ts';
import { readSeries, slotOf } from '../../main/googleModel/naiveRule.ts';
import { dayMs, hourMs } from '../../main/googleModel/zoneTime.ts';
import type { CalendarModel } from '../../main/googleModel/serverModel.ts';
import { NO_TIME } from './noTime.ts';

/** An item of a listing as it was sent: an event, or little more than the id of a cancelled one. */
export type Item = EventResource | (Partial<EventResource> & { readonly id: string });

export interface KnownEvent {
  readonly kind: 'single' | 'master' | 'exception' | 'cancelled';
  readonly id: string;
  readonly masterId: string | null;
  /** The slot in its series: an instant, or a date's UTC midnight. */
  readonly slotMs: number | null;
  readonly slotIsDate: boolean;
  /** Null for a cancelled instance, of which only the slot has a meaning [S15]. */
  readonly event: EventResource | null;
}

export type Events = ReadonlyMap<string, KnownEvent>;

const place = (time: EventResource['originalStartTime']) => ({
  slotMs: time === undefined ? null : slotOf(time),
  slotIsDate: time?.date !== undefined,
});

type Place = Omit<KnownEvent, 'id' | 'kind' | 'event'>;

/** An instance's id contains its master and slot [S15]. */
const guessed = (id: string): Place | null => {
  const [, masterId, day, time] = /^(.+)_(\d{8})(T\d{6}Z)?$/.exec(id) ?? [];
  if (masterId === undefined || day === undefined) return null;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const clock = time && `T${time.slice(1, 3)}:${time.slice(3, 5)}:${time.slice(5, 7)}Z`;
  return { masterId, slotMs: Date.parse(date + (clock ?? 'T00:00:00Z')), slotIsDate: clock === undefined };
};

const baseOf = (masterId: string): string => masterId.replace(/_R\d{8}(T\d{6})?$/, '');

/**
 * In a split series, ids of instances of either part begin with the first part's. What only an id tells belongs to
 * the part that has the slot: the named one, else the first, else the latest.
 */
const ofPart = (before: Events, told: Place): Place => {
  const { masterId, slotMs, slotIsDate } = told;
  const base = baseOf(masterId!);
  const owners = [...before.values()]
    .filter(({ id, kind }) => kind === 'master' && baseOf(id) === base)
    .filter(({ event }) => {
      // Every series here has its own zone, or none.
      const series = readSeries(event!, 'UTC');
      return series.allDay === slotIsDate && [...series.slots(slotMs!, slotMs! + 1)].includes(slotMs!);
    })
    .toSorted((one, other) => slotOf(other.event!.start) - slotOf(one.event!.start))
    .map(({ id }) => id);
  const owner = [masterId, base].find((id) => id !== null && owners.includes(id));
  return { ...told, masterId: owner ?? owners[0] ?? masterId };
};

/** What a listing has contained so far. */
export interface Listed {
  /** Other than tombstones. */
  readonly alive: Set<string>;
  /** Instances that were cancelled by nothing but their ids, and the master that each was assigned to. */
  readonly byId: Map<string, string>;
}
export const nothingListed = (): Listed => ({ alive: new Set(), byId: new Map() });

/**
 * When a part is added or removed, what was assigned to a part by ids alone in the same listing moves to the one that
 * has it now.
 */
const takeOver = (after: Map<string, KnownEvent>, part: string, { byId }: Listed): void => {
  for (const [id, masterId] of byId) {
    const one = after.get(id);
    if (one?.kind !== 'cancelled' || baseOf(masterId) !== baseOf(part)) continue;
    after.set(id, { ...one, masterId: ofPart(after, { ...one, masterId }).masterId });
  }
};

/** It cannot be read: its stored state stays [F23]. */
export const isUnreadable = (item: Item): boolean =>
  (item.status as string) !== 'cancelled' && item.start?.dateTime === NO_TIME;

/** Applies one item [S11, S14, S15]. `listed`: what the listing contained before it. */
export const applied = (
  before: Events,
  item: Item,
  listed: Listed = nothingListed(),
): Map<string, KnownEvent> => {
  const after = new Map(before);
  if (isUnreadable(item)) return after;
  const { id } = item;
  const dropParts = ({ alive, byId }: Listed): void => {
    for (const one of before.values()) {
      const isKept = one.kind === 'exception' ? alive.has(one.id) : byId.has(one.id);
      if (one.masterId === id && !isKept) after.delete(one.id);
    }
  };
  if ((item.status as string) === 'cancelled') {
    const known = before.get(id);
    const fromId = guessed(id);
    const isBare = item.recurringEventId === undefined || item.originalStartTime === undefined;
    const stored = known === undefined ? fromId : known.masterId === null ? null : known;
    const told = isBare
      ? stored && ofPart(before, stored)
      : { masterId: item.recurringEventId, ...place(item.originalStartTime) };
    if (told === null) {
      after.delete(id);
      dropParts(listed);
      if (known?.kind === 'master') takeOver(after, id, listed);
    } else {
      if (isBare) listed.byId.set(id, stored!.masterId!);
      else listed.byId.delete(id);
      const { masterId, slotMs, slotIsDate } = told;
      after.set(id, { kind: 'cancelled', id, masterId, slotMs, slotIsDate, event: null });
    }
    return after;
  }
  const event = item as EventResource;
  const masterId = event.recurringEventId ?? null;
  const kind = masterId !== null ? 'exception' : event.recurrence?.length ? 'master' : 'single';
  if (kind === 'single') dropParts(nothingListed());
  after.set(id, { kind, id, masterId, ...place(event.originalStartTime), event });
  if (kind === 'master') takeOver(after, id, listed);
  return after;
};

const isAllDay = ({ event }: KnownEvent): boolean => event?.start.date !== undefined;

/**
 * Returns whether a listing from `timeMinMs` on could have contained it [S9]. A date counts if it does in every zone.
 */
export const isCovered = (one: KnownEvent, timeMinMs: number | null, zone: string): boolean => {
  if (timeMinMs === null) return true;
  if (one.event === null) return (one.slotMs ?? 0) - (one.slotIsDate ? dayMs : 0) > timeMinMs;
  const room = isAllDay(one) ? dayMs : 0;
  if (one.kind !== 'master') return slotOf(one.event.end) - room > timeMinMs;
  const series = readSeries(one.event, zone);
  for (const _ of series.slots(timeMinMs - series.durationMs + room + 1, Number.POSITIVE_INFINITY))
    return true;
  return false;
};

/** Returns whether some of it is upcoming. A series counts up to the end of its rule. */
const isUpcoming = (one: KnownEvent, nowMs: number, zone: string): boolean => {
  if (one.event === null) return false;
  if (one.kind !== 'master') return slotOf(one.event.end) > nowMs;
  const series = readSeries(one.event, zone);
  return series.lastSlot() + series.durationMs + (series.allDay ? 15 * hourMs : 0) > nowMs;
};

/** Upcoming events as a person counts them: singles, and series with an upcoming occurrence. */
const meetingsIn = (gone: readonly KnownEvent[], nowMs: number, zone: string): number => {
  const isToCome = (one: KnownEvent): boolean => {
    if (one.event === null) return false;
    if (one.kind !== 'master') return slotOf(one.event.end) > nowMs;
    const series = readSeries(one.event, zone);
    for (const _ of series.slots(nowMs - series.durationMs + 1, Number.POSITIVE_INFINITY)) return true;
    return false;
  };
  return new Set(gone.filter(isToCome).map(({ id, masterId }) => masterId ?? id)).size;
};

export const upcomingCount = (events: Events, nowMs: number, zone: string): number =>
  [...events.values()].filter((one) => isUpcoming(one, nowMs, zone)).length;

/** The state of a suspiciously large sweep [S12]. */
export interface SweepGuard {
  /** Rows that a full listing lacked and that were kept. */
  readonly held: number | null;
  readonly heldSinceMs: number | null;
  /** How many of them are upcoming, counting a series once. */
  readonly upcoming: number;
  /** The person chose to keep this many. */
  readonly kept: number | null;
  /** The person wants them removed. */
  readonly allowed: boolean;
}
export const noGuard: SweepGuard = { held: null, heldSinceMs: null, upcoming: 0, kept: null, allowed: false };

export interface FullListing {
  readonly timeMinMs: number | null;
  readonly nowMs: number;
  readonly zone: string;
  /** Ids of the listing's items. */
  readonly seen: ReadonlySet<string>;
  readonly guard: SweepGuard;
}

const about = (count: number, other: number): boolean => Math.abs(count - other) <= Math.max(5, other * 0.1);

/** The end of a full listing: what it lacked is removed [S9], unless that is suspiciously much [S12]. */
export const swept = (
  before: Events,
  listing: FullListing,
): { readonly events: Map<string, KnownEvent>; readonly guard: SweepGuard } => {
  const { timeMinMs, nowMs, zone, seen, guard } = listing;
  const unseen = [...before.values()].filter(({ id }) => !seen.has(id));
  const covered = new Set(unseen.filter((one) => isCovered(one, timeMinMs, zone)));
  const deadMasters = new Set([...covered].filter(({ kind }) => kind === 'master').map(({ id }) => id));
  const gone = unseen.filter(
    (one) =>
      covered.has(one) ||
      (one.masterId !== null &&
        (deadMasters.has(one.masterId) || (one.kind === 'cancelled' && !before.has(one.masterId)))),
  );
  const upcoming = upcomingCount(before, nowMs, zone);
  const upcomingGone = gone.filter((one) => isUpcoming(one, nowMs, zone)).length;
  const suspect = upcomingGone >= 10 && upcomingGone > upcoming / 2;
  const { held, heldSinceMs, kept, allowed } = guard;
  const same = held !== null && about(gone.length, held);
  const untouched = new Map(before);
  if (gone.length > 0 && !(same && allowed)) {
    if (kept !== null && (gone.length <= kept || about(gone.length, kept))) {
      return { events: untouched, guard: { ...noGuard, kept } };
    }
    // A listing counts as a confirmation an hour later, or after the clock was set back.
    const ageMs = nowMs - (heldSinceMs ?? nowMs);
    const confirmed = same && kept === null && (ageMs < 0 || ageMs >= hourMs);
    if ((suspect || kept !== null) && !confirmed) {
      const sinceMs = same && kept === null ? (heldSinceMs ?? nowMs) : nowMs;
      const upcoming = meetingsIn(gone, nowMs, zone);
      const heldNow = { held: gone.length, heldSinceMs: sinceMs, upcoming, kept, allowed: false };
      return { events: untouched, guard: heldNow };
    }
  }
  for (const { id } of gone) untouched.delete(id);
  return { events: untouched, guard: noGuard };
};

export interface KnownCalendar {
  readonly entry: CalendarListEntryResource;
  /** Shown and synced. */
  readonly visible: boolean;
  readonly events: Events;
  readonly guard: SweepGuard;
  /** The last complete full listing: where it began, and the version of its token. */
  readonly lastFull: {
    readonly timeMinMs: number | null;
    readonly version: number;
    readonly atMs: number;
  } | null;
}

/** Records an item of a listing other than a tombstone. */
export const noteListed = ({ alive }: Listed, item: Item): void => {
  if ((item.status as string) !== 'cancelled' && !isUnreadable(item)) alive.add(item.id);
};

/** What is known, in the form that the expected occurrences are computed from. */
export const asModel = ({ entry, events }: KnownCalendar): CalendarModel => {
  const of = (kind: KnownEvent['kind']): EventResource[] =>
    [...events.values()].flatMap((one) => (one.kind === kind && one.event !== null ? [one.event] : []));
  const truth: ReturnType<CalendarModel['truth']> = {
    calendar: entry,
    singles: of('single'),
    masters: of('master'),
    exceptions: of('exception'),
    cancelled: [...events.values()]
      .filter(({ kind }) => kind === 'cancelled')
      .map(({ id, masterId, slotMs }) => ({ id, masterId: masterId ?? '', slot: slotMs ?? Number.NaN })),
  };
  return { truth: () => truth } as unknown as CalendarModel;
};
