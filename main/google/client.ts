/**
 * Google Calendar over HTTP as a `Source`. Owns the exact request parameters [S1–S5], deadlines, the single refresh
 * after a 401 [S34] and the reading of pages. Repeats nothing else: that is up to the engine. Never throws, never
 * logs; failures contain only codes (security property 11).
 *
 * Google's client library builds the requests; its own retries and sign-in are disabled.
 */
import { calendar } from 'googleapis/build/src/apis/calendar/index.js';
import type { CalendarId, EventId, RemoteChange } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { CalendarListPage, EventsPage, EventsRequest, Source, SourceFailure } from '../sync/ports.ts';
import { classifyReply } from './classify.ts';
import { requireSafe } from './endpoints.ts';
import { requestDeadlineMs, underDeadline, untilAborted, withBodyLimit } from '../http/request.ts';
import type { Fetch } from '../http/request.ts';
import { longestReply } from './http.ts';
import type { HttpReply } from './http.ts';
import { toCalendarListItem, toReminders } from './mapCalendar.ts';
import { idOf, toChange } from './mapEvent.ts';
import { readPage } from './pageText.ts';
import { calendarListPage, eventsPage } from './wire.ts';

/** Where access tokens come from (tokens.ts). */
export interface AccountTokens {
  accessToken(): Promise<Result<string, SourceFailure>>;
  /** Returns a token other than `usedToken`. Concurrent callers share one refresh [S34]. */
  refreshAfter401(usedToken: string): Promise<Result<string, SourceFailure>>;
}

export interface GoogleSourceOptions {
  readonly accountTokens: AccountTokens;
  /** An origin to use instead of Google's; the path /calendar/v3 stays. https, or http on loopback. */
  readonly apiRoot?: string;
  /** Electron's `net.fetch`, which knows the system's proxies; Node's own by default. */
  readonly fetch?: Fetch;
  readonly deadlineMs?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * The parameters that every request of a listing repeats, including incremental ones [S2, S5]. `showDeleted` is never
 * sent: a full listing should not contain deleted masters, and with a token deletions come anyway and `false` is
 * forbidden [S3]. There is no `fields` mask either: gzip saves most of what it would, and a mask with a missing or
 * wrong field would make every listing made with its token fail or lack data. 1000 events per page instead of the
 * 2500 that Google allows: as little as possible should be decoded at once [F20].
 */
const eventsParameters = { singleEvents: false, maxResults: 1000 } as const;
/** Hidden calendars are always listed: with a token they cannot be left out [S32]. */
const calendarListParameters = { showHidden: true, maxResults: 250 } as const;

/** Mapping runs no longer than this before other work gets a turn [F20]. */
const sliceMs = 8;
/** Lets waiting events run first. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface CallOptions {
  readonly headers: Record<string, string>;
  readonly signal: AbortSignal;
}

type Call = (options: CallOptions) => Promise<{ status: number; data: unknown; headers: unknown }>;

export const createGoogleSource = (options: GoogleSourceOptions): Source => {
  const { accountTokens, deadlineMs = requestDeadlineMs, now = Date.now } = options;
  const doFetch = withBodyLimit(options.fetch ?? globalThis.fetch, longestReply);
  const api = calendar({
    version: 'v3',
    ...(options.apiRoot !== undefined && { rootUrl: requireSafe(options.apiRoot) }),
    // Fixed, because an environment variable could otherwise make the library send requests elsewhere.
    universeDomain: 'googleapis.com',
    retry: false,
    // Otherwise the library creates a Node agent for the environment's proxy, and fails if it cannot read its
    // address.
    noProxy: [/^/],
    responseType: 'text',
    validateStatus: () => true,
    // Only what a GET needs, and no redirects: Google's API has none, and the token must not follow one.
    fetchImplementation: (url: string | URL | Request, init?: RequestInit) =>
      doFetch(url, {
        method: 'GET',
        headers: init?.headers ?? {},
        signal: init?.signal ?? null,
        redirect: 'manual',
      }),
  });
  /** The calendars' zones from the last listings, used to read a single event. */
  const zones = new Map<CalendarId, string>();

  const send = (call: Call, token: string, signal: AbortSignal): Promise<Result<HttpReply, SourceFailure>> =>
    underDeadline({ deadlineMs, signal }, async (bounded) => {
      const reply = await call({ headers: { authorization: `Bearer ${token}` }, signal: bounded });
      const { 'retry-after': retryAfter = null } = reply.headers as Record<string, string>;
      return { status: reply.status, body: String(reply.data ?? ''), retryAfter };
    });

  /** Returns the JSON text of a successful response, not parsed. */
  const ask = async (
    call: Call,
    sentSyncToken: boolean,
    signal: AbortSignal,
  ): Promise<Result<unknown, SourceFailure>> => {
    const token = await untilAborted(accountTokens.accessToken(), signal);
    if (!token.ok) return token;
    let reply = await send(call, token.value, signal);
    if (reply.ok && reply.value.status === 401) {
      const fresh = await untilAborted(accountTokens.refreshAfter401(token.value), signal);
      if (!fresh.ok) return fresh;
      reply = await send(call, fresh.value, signal);
    }
    if (!reply.ok) return reply;
    if (reply.value.status !== 200) {
      return fail(classifyReply({ ...reply.value, sentSyncToken, nowMs: now() }));
    }
    const json = await readInPieces(reply.value.body, signal);
    if (!json.ok) return json;
    return json.value === undefined ? fail({ kind: 'unexpectedReply', detail: 'notJson' }) : json;
  };

  return {
    async listCalendars({ syncToken, pageToken }, signal) {
      const parameters = { ...calendarListParameters, ...given({ syncToken, pageToken }) };
      const reply = await ask((call) => api.calendarList.list(parameters, call), syncToken !== null, signal);
      if (!reply.ok) return reply;
      const page = calendarListPage.safeParse(reply.value);
      if (!page.success) return fail({ kind: 'unexpectedReply', detail: 'notACalendarList' });
      const items: CalendarListPage['items'][number][] = [];
      for (const resource of page.data.items ?? []) {
        const item = toCalendarListItem(resource);
        // An entry without an id names no calendar, so nothing is lost without it.
        if (!item.ok) continue;
        items.push(item.value);
        if (item.value.type === 'calendar') zones.set(item.value.calendar.id, item.value.calendar.zone);
      }
      return ok({ items, ...tokensOf(page.data) });
    },

    async listEvents({ calendarId, range, pageToken }, signal) {
      const parameters = {
        calendarId,
        ...eventsParameters,
        ...rangeParameters(range),
        ...given({ pageToken }),
      };
      const incremental = range.kind === 'incremental';
      const reply = await ask((call) => api.events.list(parameters, call), incremental, signal);
      if (!reply.ok) return reply;
      const page = eventsPage.safeParse(reply.value);
      if (!page.success) return fail({ kind: 'unexpectedReply', detail: 'notAnEventList' });
      const { items = [], timeZone, defaultReminders } = page.data;
      const calendarZone = timeZone || zones.get(calendarId) || 'UTC';
      zones.set(calendarId, calendarZone);
      const mapped = await mapInSlices(items, calendarZone, signal);
      if (!mapped.ok) return mapped;
      return ok({
        ...mapped.value,
        ...tokensOf(page.data),
        defaultReminders: defaultReminders === undefined ? null : toReminders(defaultReminders),
      });
    },

    async getEvent({ calendarId, eventId }, signal) {
      const reply = await ask((call) => api.events.get({ calendarId, eventId }, call), false, signal);
      if (!reply.ok) return reply;
      const change = toChange(reply.value, { calendarZone: zones.get(calendarId) ?? 'UTC' });
      if (change.ok) return change;
      // An event that cannot be read is treated as missing [F23]. Another format is not an event at all [S36].
      if (change.problem === 'startMissing') return fail({ kind: 'notFound' });
      return fail({ kind: 'unexpectedReply', detail: 'notAnEvent' });
    },
  };
};

const rangeParameters = (range: EventsRequest['range']): { syncToken?: string; timeMin?: string } => {
  if (range.kind === 'incremental') return { syncToken: range.syncToken };
  return range.timeMinMs === null ? {} : { timeMin: new Date(range.timeMinMs).toISOString() };
};

/** Returns only the parameters that have a value. */
const given = <K extends string>(parameters: Record<K, string | null>): { [key in K]?: string } =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null)) as {
    [key in K]?: string;
  };

/** If there is a next page there is no sync token, whatever the response says [S4]. */
const tokensOf = (page: {
  readonly nextPageToken: string | null;
  readonly nextSyncToken: string | null;
}): { readonly nextPageToken: string | null; readonly nextSyncToken: string | null } => ({
  nextPageToken: page.nextPageToken,
  nextSyncToken: page.nextPageToken === null ? page.nextSyncToken : null,
});

const readInPieces = async (text: string, signal: AbortSignal): Promise<Result<unknown, SourceFailure>> => {
  const reading = readPage(text);
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    await pause();
    if (signal.aborted) return fail({ kind: 'aborted' });
    const step = reading.next();
    if (step.done === true) return ok(step.value);
  }
};

const mapInSlices = async (
  resources: readonly unknown[],
  calendarZone: string,
  signal: AbortSignal,
): Promise<Result<Pick<EventsPage, 'changes' | 'quarantined' | 'unreadable'>, SourceFailure>> => {
  const changes: RemoteChange[] = [];
  const unreadable: EventId[] = [];
  let sliceStart = Number.NEGATIVE_INFINITY;
  for (const resource of resources) {
    if (performance.now() - sliceStart > sliceMs) {
      await pause();
      if (signal.aborted) return fail({ kind: 'aborted' });
      sliceStart = performance.now();
    }
    const change = toChange(resource, { calendarZone });
    if (change.ok) changes.push(change.value);
    else unreadable.push(...idOf(resource));
  }
  return ok({ changes, quarantined: resources.length - changes.length, unreadable });
};
