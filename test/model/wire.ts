/** Between the client and the server: what was requested and what really arrived, request by request. */
import { NO_TIME } from './noTime.ts';
import type { Item } from './protocol.ts';

type Fetch = typeof globalThis.fetch;

export interface Exchange {
  readonly endpoint: 'calendarList' | 'events' | 'event';
  readonly calendarId: string | null;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** 0 until (or unless) a reply came. */
  status: number;
  /** The body, if it was complete and is JSON. */
  json: unknown;
}

interface Page {
  readonly items: readonly Item[];
  readonly nextSyncToken?: string;
  readonly nextPageToken?: string;
  readonly defaultReminders?: unknown;
}

export const isListing = (exchange: Exchange, calendarId: string): boolean =>
  exchange.endpoint === 'events' && exchange.calendarId === calendarId;
export const pageOf = (exchange: Exchange): Page | null => {
  const page = exchange.json as Partial<Page> | null;
  return exchange.status === 200 && page !== null && Array.isArray(page.items) ? (page as Page) : null;
};
export const isFirst = ({ query }: Exchange): boolean => query['pageToken'] === undefined;
export const isFull = ({ query }: Exchange): boolean => query['syncToken'] === undefined;
export const isRefused = ({ status }: Exchange): boolean => status === 410 || status === 400;

export interface Wire {
  readonly fetch: Fetch;
  /** Since the last `begin`. */
  readonly exchanges: readonly Exchange[];
  /** Requests without a reply. */
  readonly waiting: number;
  /** Clears the log; `beforeRequest` is called with each request's number from 0 on, before it is sent. */
  begin(beforeRequest: (number: number) => void): void;
}

/** A reply's text, with some events made unreadable. */
export const spoilt = (text: string, pathname: string, spoiled: ReadonlySet<string>): string => {
  const [, path, event] = /\/calendars\/([^/]+)\/events(\/[^/]+)?$/.exec(pathname) ?? [];
  if (path === undefined) return text;
  const calendarId = decodeURIComponent(path);
  type Event = { readonly id?: string; readonly status?: string };
  const spoil = (item: Event): Event =>
    spoiled.has(`${calendarId} ${item.id}`) && item.status !== 'cancelled'
      ? { ...item, ...{ start: { dateTime: NO_TIME } } }
      : item;
  try {
    const body = JSON.parse(text) as Event & { readonly items?: readonly Event[] };
    if (event !== undefined) return JSON.stringify(spoil(body));
    return Array.isArray(body.items) ? JSON.stringify({ ...body, items: body.items.map(spoil) }) : text;
  } catch {
    // Not JSON: it contains no event.
    return text;
  }
};

export const openWire = (through: Fetch): Wire => {
  let exchanges: Exchange[] = [];
  let waiting = 0;
  let beforeRequest: (number: number) => void = () => {};
  return {
    get exchanges() {
      return exchanges;
    },
    get waiting() {
      return waiting;
    },
    begin: (before) => {
      exchanges = [];
      beforeRequest = before;
    },
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input));
      const [, calendarId, event] = /\/calendars\/([^/]+)\/events(\/[^/]+)?$/.exec(url.pathname) ?? [];
      const exchange: Exchange = {
        endpoint: calendarId === undefined ? 'calendarList' : event === undefined ? 'events' : 'event',
        calendarId: calendarId === undefined ? null : decodeURIComponent(calendarId),
        path: decodeURIComponent(url.pathname),
        query: Object.fromEntries(url.searchParams),
        status: 0,
        json: null,
      };
      beforeRequest(exchanges.length);
      exchanges.push(exchange);
      waiting += 1;
      let response: Response;
      let text: string;
      try {
        response = await through(input, init);
        exchange.status = response.status;
        // Read completely before the client sees any of it, so that what it acts on is always known here.
        text = await response.text();
      } finally {
        waiting -= 1;
      }
      try {
        exchange.json = JSON.parse(text);
      } catch {
        // Not JSON: there is nothing to keep.
      }
      return new Response(text, { status: response.status, headers: response.headers });
    },
  };
};
