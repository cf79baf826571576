/**
 * A feed, or a file with the same content, as a `Source`. There is no incremental listing: the server tells whether the feed has changed, by a 304 or
 * by its content (a file by its time and size), and a changed feed is read in full. The store then writes what differs and sweeps what is gone,
 * with the same guard as for any full listing [S12].
 *
 * A token contains the last state of the feed: the server's validators, a digest of the events, and what they were
 * read with.
 */
import { createHash } from 'node:crypto';
import type { CalendarId, EventId, RemoteCalendar, RemoteChange, Reminder } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { CalendarListPage, EventsPage, EventsRequest, Source, SourceFailure } from '../sync/ports.ts';
import { compileSeries } from '../recurrence/series.ts';
import { zoneOf, zoneOrUtc } from '../recurrence/zoneNames.ts';
import { mailboxOf } from '../agenda/ownership.ts';
import { partComponents } from './components.ts';
import type { Components } from './components.ts';
import { download } from './download.ts';
import type { DownloadTools, Validators } from './download.ts';
import { factsOf } from './facts.ts';
import type { FeedFacts } from './facts.ts';
import { pathOf, readCalendarFile } from './file.ts';
import { readFeed } from './readFeed.ts';
import type { FeedResource } from './readFeed.ts';
import { inSlices } from './slices.ts';
import { decodeFeed } from './text.ts';
import { tzidOf, zoneFromDefinition } from './timeZones.ts';
import type { Zones } from './times.ts';

/** To be raised when feeds are read differently: all are then read again. */
const readingVersion = 2;
const pageSize = 500;
/** A feed that was just downloaded is used for the full listing that it requires. */
const keptMs = 60_000;
/** Feeds contain no default reminders; people still want reminders of meetings, as in a new calendar. */
const defaultReminders: readonly Reminder[] = [{ method: 'popup', minutes: 10 }];

/** The person's choices, and the feed's facts when it was added. */
export interface FeedChoice {
  readonly address: string;
  readonly name: string;
  readonly color: string;
  readonly ownAddresses: readonly string[];
}

export interface FeedTools extends DownloadTools {
  readonly now: () => number;
  /** The viewer's zone. */
  readonly timeZone: () => string;
  /** The shared mapping of Google's resources. */
  readonly toChange: (
    resource: unknown,
    context: { readonly calendarZone: string },
  ) => Result<RemoteChange, string>;
}

export interface FeedSourceOptions {
  readonly id: CalendarId;
  readonly choice: () => FeedChoice;
  /** Called when the feed has a new address. */
  readonly onMoved: (address: string) => void;
  readonly tools: FeedTools;
  /** What was read when the feed was added. */
  readonly first?: Snapshot;
}

/** A downloaded feed that has not been interpreted yet. */
export interface Snapshot {
  readonly components: Components;
  readonly facts: FeedFacts;
  readonly validators: Validators;
  readonly atMs: number;
}

interface Token {
  readonly validators: Validators;
  readonly digest: string;
  /** What else the reading depends on. */
  readonly reading: string;
  readonly intervalMs: number;
}

const aborted = fail({ kind: 'aborted' } as const);

/**
 * Downloads or reads a feed and checks that it is one, and complete. Returns null if it has not changed, as the server
 * says or the file's time and size.
 */
export const takeSnapshot = async (
  address: string,
  validators: Validators | null,
  tools: FeedTools,
  signal: AbortSignal,
): Promise<
  Result<{ readonly snapshot: Snapshot | null; readonly movedTo: string | null }, SourceFailure>
> => {
  const file = pathOf(address);
  const downloaded =
    file === null
      ? await download(address, validators, tools, signal)
      : await readCalendarFile(file, validators, signal);
  if (!downloaded.ok) return downloaded;
  const { movedTo } = downloaded.value;
  if (downloaded.value.kind === 'unchanged') return ok({ snapshot: null, movedTo });
  const { chunks, charset } = downloaded.value;
  const pieces = await inSlices(decodeFeed(chunks, charset), signal);
  const components = pieces && (await inSlices(partComponents(pieces), signal));
  if (components === null) return aborted;
  if (!components.isCalendar) {
    const isEmpty = chunks.every((chunk) => chunk.length === 0);
    const other = file === null ? 'notACalendar' : 'fileNotACalendar';
    return fail({ kind: 'feedFailed', cause: isEmpty ? 'cut' : other });
  }
  if (components.isCut) return fail({ kind: 'feedFailed', cause: 'cut' });
  const snapshot = {
    components,
    facts: factsOf(components),
    validators: downloaded.value.validators,
    atMs: tools.now(),
  };
  return ok({ snapshot, movedTo });
};

export const createFeedSource = ({ id, choice, onMoved, tools, first }: FeedSourceOptions): Source => {
  let kept: Snapshot | null = first ?? null;
  /** The pages of the current listing. */
  let listing: { readonly pages: readonly EventsPage[] } | null = null;
  let restsUntilMs: number | null = null;

  /** As a digest, because tokens are stored where the address must not be. */
  const reading = (): string => {
    const { address, ownAddresses } = choice();
    const inputs = JSON.stringify([readingVersion, tools.timeZone(), ownAddresses, address]);
    return createHash('sha256').update(inputs).digest('base64url').slice(0, 16);
  };

  const ask = async (
    validators: Validators | null,
    signal: AbortSignal,
  ): Promise<Result<Snapshot | null, SourceFailure>> => {
    const taken = await takeSnapshot(choice().address, validators, tools, signal);
    if (!taken.ok) return taken;
    const { snapshot, movedTo } = taken.value;
    // A feed has moved only if the new address really returns it.
    if (movedTo !== null) onMoved(movedTo);
    return ok(snapshot);
  };

  const rest = (intervalMs: number): void => {
    restsUntilMs = tools.now() + intervalMs;
  };

  const tokenOf = ({ validators, components, facts }: Snapshot): Token => ({
    validators,
    digest: components.digest,
    reading: reading(),
    intervalMs: facts.intervalMs,
  });

  const listChanges = async (
    syncToken: string,
    signal: AbortSignal,
  ): Promise<Result<EventsPage, SourceFailure>> => {
    const token = readToken(syncToken);
    if (token === null || token.reading !== reading()) return fail({ kind: 'fullSyncRequired' });
    const asked = await ask(token.validators, signal);
    if (!asked.ok) return asked;
    const snapshot = asked.value;
    if (snapshot !== null && snapshot.components.digest !== token.digest) {
      kept = snapshot;
      return fail({ kind: 'fullSyncRequired' });
    }
    const next = snapshot === null ? { ...token, reading: reading() } : tokenOf(snapshot);
    rest(next.intervalMs);
    return ok({ ...emptyPage, nextSyncToken: JSON.stringify(next) });
  };

  /** Returns the feed for a full listing: the one just downloaded, or the server's current one. */
  const current = async (signal: AbortSignal): Promise<Result<Snapshot, SourceFailure>> => {
    const fresh = kept !== null && Math.abs(tools.now() - kept.atMs) < keptMs ? kept : null;
    kept = null;
    if (fresh !== null) return ok(fresh);
    const asked = await ask(null, signal);
    if (!asked.ok) return asked;
    // It was not asked whether the feed has changed.
    return asked.value === null ? fail({ kind: 'feedFailed', cause: 'unavailable' }) : ok(asked.value);
  };

  /** Downloaded for the beginning listing, and read with its next page. */
  let downloaded: Snapshot | null = null;
  const listAll = async (
    { range, pageToken }: EventsRequest,
    signal: AbortSignal,
  ): Promise<Result<EventsPage, SourceFailure>> => {
    if (pageToken === null) {
      // Downloading and reading each have their own deadline, because the engine treats them as separate requests.
      listing = null;
      const snapshot = await current(signal);
      if (!snapshot.ok) return snapshot;
      downloaded = snapshot.value;
      return ok({ ...emptyPage, nextPageToken: '0' });
    }
    if (listing === null) {
      const snapshot = downloaded;
      downloaded = null;
      if (snapshot === null) return fail({ kind: 'fullSyncRequired' });
      const timeMinMs = range.kind === 'full' ? range.timeMinMs : null;
      const read = await readSnapshot(snapshot, timeMinMs, signal);
      if (read === null) return aborted;
      rest(snapshot.facts.intervalMs);
      const pages = inPages(read, JSON.stringify(tokenOf(snapshot)));
      const isEmptyExport = snapshot.components.events.length === 0;
      listing = { pages: isEmptyExport ? pages.map((page) => ({ ...page, isEmptyExport })) : pages };
    }
    const page = listing.pages[Number(pageToken)];
    if (page === undefined) return fail({ kind: 'fullSyncRequired' });
    if (page.nextPageToken === null) listing = null;
    return ok(page);
  };

  const readSnapshot = async (
    { components, facts }: Snapshot,
    timeMinMs: number | null,
    signal: AbortSignal,
  ): Promise<Reading | null> => {
    const zones = zonesOf(components, facts.zone ?? tools.timeZone(), tools.now());
    const own = new Set(choice().ownAddresses.flatMap((address) => mailboxOf(address) ?? []));
    const content = await inSlices(readFeed(components.events, { zones, own }), signal);
    if (content === null) return null;
    const mapping = mapAll(content.resources, zones.own.name, timeMinMs, tools.toChange);
    const mapped = await inSlices(mapping, signal);
    if (mapped === null) return null;
    return {
      changes: mapped.changes,
      quarantined: components.broken + content.broken + mapped.failed,
      unreadable: content.unreadable,
    };
  };

  return {
    // Looking at a file costs nothing.
    restsUntilMs: () => (pathOf(choice().address) === null ? restsUntilMs : null),
    listCalendars: async ({ syncToken }) => {
      const { name, color } = choice();
      const calendar: RemoteCalendar = {
        id,
        name,
        color,
        zone: zoneOrUtc(tools.timeZone()).name,
        accessRole: 'reader',
        // It is the person's own, unless its events say otherwise.
        primary: true,
        selected: true,
        hidden: false,
        defaultReminders,
      };
      const token = JSON.stringify([name, color, calendar.zone]);
      const items: CalendarListPage['items'] = token === syncToken ? [] : [{ type: 'calendar', calendar }];
      return ok({ items, nextPageToken: null, nextSyncToken: token });
    },
    listEvents: (request, signal) =>
      request.range.kind === 'incremental'
        ? listChanges(request.range.syncToken, signal)
        : listAll(request, signal),
    // A series that is not in the feed does not exist.
    getEvent: () => Promise.resolve(fail({ kind: 'notFound' })),
  };
};

const emptyPage: EventsPage = {
  changes: [],
  quarantined: 0,
  unreadable: [],
  nextPageToken: null,
  nextSyncToken: null,
  defaultReminders: null,
};

interface Reading {
  readonly changes: readonly RemoteChange[];
  readonly quarantined: number;
  readonly unreadable: readonly EventId[];
}

const inPages = ({ changes, quarantined, unreadable }: Reading, token: string): readonly EventsPage[] => {
  const count = Math.max(1, Math.ceil(changes.length / pageSize));
  return Array.from({ length: count }, (_, index) => {
    const isLast = index === count - 1;
    return {
      ...emptyPage,
      changes: changes.slice(index * pageSize, (index + 1) * pageSize),
      ...(index === 0 && { quarantined, unreadable }),
      nextPageToken: isLast ? null : String(index + 1),
      nextSyncToken: isLast ? token : null,
    };
  });
};

const readToken = (text: string): Token | null => {
  try {
    return JSON.parse(text) as Token;
  } catch {
    return null;
  }
};

const zonesOf = ({ timeZones }: Components, ownName: string, nowMs: number): Zones => {
  const definitions = new Map(timeZones.map((lines) => [tzidOf(lines) ?? '', lines] as const));
  const found = new Map<string, ReturnType<Zones['named']>>();
  return {
    own: zoneOrUtc(ownName),
    named: (tzid) => {
      const known = found.get(tzid);
      if (known !== undefined) return known;
      const definition = definitions.get(tzid);
      const zone = zoneOf(tzid) ?? (definition === undefined ? null : zoneFromDefinition(definition, nowMs));
      found.set(tzid, zone);
      return zone;
    },
  };
};

/** Yields the events that a listing from `timeMinMs` on contains, like Google's: series with all of their instances. */
function* mapAll(
  resources: readonly FeedResource[],
  calendarZone: string,
  timeMinMs: number | null,
  toChange: FeedTools['toChange'],
): Generator<void, { readonly changes: readonly RemoteChange[]; readonly failed: number }> {
  const changes: RemoteChange[] = [];
  /** Series that are over, listed because of an instance that was moved to a later time. */
  const over = new Map<EventId, RemoteChange>();
  const masters = new Set<EventId>();
  const instances: (readonly [EventId, RemoteChange])[] = [];
  let failed = 0;
  for (const { resource, color } of resources) {
    yield;
    const mapped = toChange(resource, { calendarZone });
    if (!mapped.ok) {
      failed += 1;
      continue;
    }
    const change = mapped.value;
    if (change.type === 'cancelledInstance') instances.push([change.masterId, change]);
    if (change.type !== 'event') continue;
    const event = color === null ? change.event : { ...change.event, color };
    const colored: RemoteChange = { type: 'event', event };
    const isOver = timeMinMs !== null && endOf(event, calendarZone) <= timeMinMs;
    if (event.kind === 'exception') {
      instances.push([event.masterId, colored]);
      const master = isOver ? undefined : over.get(event.masterId);
      if (master !== undefined && !masters.has(event.masterId)) {
        changes.push(master);
        masters.add(event.masterId);
      }
    } else if (event.kind === 'master' && isOver) over.set(event.id, colored);
    else if (!isOver) {
      changes.push(colored);
      if (event.kind === 'master') masters.add(event.id);
    }
  }
  // Series come before their instances, so all of them are known by now.
  for (const [masterId, change] of instances) if (masters.has(masterId)) changes.push(change);
  return { changes, failed };
}

const dayMs = 86_400_000;

/** Returns when an event is over for good; rather some hours late than early. */
const endOf = (event: Extract<RemoteChange, { type: 'event' }>['event'], fallbackZone: string): number => {
  if (event.kind === 'master') {
    const { start, end, recurrence } = event;
    return compileSeries({ start, end, recurrence, fallbackZone }).lastMs + dayMs;
  }
  return event.end.kind === 'date' ? Date.parse(`${event.end.date}T00:00:00Z`) + dayMs : event.end.ms;
};
