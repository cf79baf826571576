/**
 * Google Calendar over HTTP as a `Source`. Owns the exact request parameters [S1–S5], deadlines, the one
 * refresh after a 401 [S34] and the reading of pages. Retries nothing else: the engine owns that policy.
 * Never throws, never logs; failures carry codes only (security property 11).
 *
 * Google's own client library builds the requests; its retrying and its sign-in are switched off.
 */
import { calendar } from 'googleapis/build/src/apis/calendar/index.js';
import type { CalendarId, EventId, RemoteChange } from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import type { CalendarListPage, EventsPage, EventsRequest, Source, SourceFailure } from '../sync/ports.ts';
import { classifyReply } from './classify.ts';
import { requireSafe } from './endpoints.ts';
import type { Fetch, HttpReply } from './http.ts';
import { longestReply, requestDeadlineMs, underDeadline, untilAborted, withBodyLimit } from './http.ts';
import { toCalendarListItem, toReminders } from './mapCalendar.ts';
import { idOf, toChange } from './mapEvent.ts';
import { readPage } from './pageText.ts';
import { calendarListPage, eventsPage } from './wire.ts';

/** Where access tokens come from (tokens.ts). */
export interface AccountTokens {
  accessToken(): Promise<Result<string, SourceFailure>>;
  /** A token that is not `usedToken`; parallel callers share one refresh [S34]. */
  refreshAfter401(usedToken: string): Promise<Result<string, SourceFailure>>;
}

export interface GoogleSourceOptions {
  readonly accountTokens: AccountTokens;
  /** Origin that replaces Google's; the path /calendar/v3 is kept. https, or http on loopback. */
  readonly apiRoot?: string;
  /** Electron's `net.fetch` knows the system's proxies; Node's own otherwise. */
  readonly fetch?: Fetch;
  readonly deadlineMs?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
}

/**
 * The parameters that every request of a listing repeats, the incremental ones included [S2, S5].
 * `showDeleted` is never sent: a full listing should not carry deleted masters, a token brings deletions
 * anyway and forbids `false` [S3]. No `fields` mask either: gzip saves most of what it would, and a
 * mask that misses or misnames one field fails or thins out every listing made with its token. 1000 events
 * a page, not the 2500 that Google allows: what is decoded at once should be as little as it may [F20].
 */
const eventsParameters = { singleEvents: false, maxResults: 1000 } as const;
/** Hidden calendars are listed always: with a token they cannot be left out [S32]. */
const calendarListParameters = { showHidden: true, maxResults: 250 } as const;

/** Mapping runs this long at most before others get their turn [F20]. */
const sliceMs = 8;
/** Lets what waits on the event loop go first. */
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
    // Pinned: the library would let an environment variable send the requests elsewhere.
    universeDomain: 'googleapis.com',
    retry: false,
    // Else the library makes an agent of Node's for the environment's proxy, and fails where it cannot read its address.
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
  /** Zones as the listings last told them: what a single event is read with. */
  const zones = new Map<CalendarId, string>();

  const send = (call: Call, token: string, signal: AbortSignal): Promise<Result<HttpReply, SourceFailure>> =>
    underDeadline({ deadlineMs, signal }, async (bounded) => {
      const reply = await call({ headers: { authorization: `Bearer ${token}` }, signal: bounded });
      const { 'retry-after': retryAfter = null } = reply.headers as Record<string, string>;
      return { status: reply.status, body: String(reply.data ?? ''), retryAfter };
    });

  /** The JSON of a successful response, still unread. */
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
        // An entry without an id names no calendar; there is nothing that could be lost with it.
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
      // An event that cannot be read is as good as not there [F23]; another shape is no event at all [S36].
      if (change.problem === 'startMissing') return fail({ kind: 'notFound' });
      return fail({ kind: 'unexpectedReply', detail: 'notAnEvent' });
    },
  };
};

const rangeParameters = (range: EventsRequest['range']): { syncToken?: string; timeMin?: string } => {
  if (range.kind === 'incremental') return { syncToken: range.syncToken };
  return range.timeMinMs === null ? {} : { timeMin: new Date(range.timeMinMs).toISOString() };
};

/** Only the parameters that have a value. */
const given = <K extends string>(parameters: Record<K, string | null>): { [key in K]?: string } =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== null)) as {
    [key in K]?: string;
  };

/** While there is a next page there is no sync token, whatever the response says [S4]. */
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
