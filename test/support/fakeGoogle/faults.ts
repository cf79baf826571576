/**
 * Faults that can be ordered: what the server does wrong on the requests that a rule names. Rules are tried in the
 * order in which they were added; at most one applies to a request.
 */
import { readFileSync } from 'node:fs';

const bodies = JSON.parse(readFileSync(new URL('./error-bodies.json', import.meta.url), 'utf8')) as {
  seen: Record<string, unknown>;
  unseen: Record<string, unknown>;
};

/** Returns Google's body by its name in error-bodies.json, such as `403_rateLimitExceeded`. */
export function errorBodyNamed(name: string): unknown {
  const body = bodies.seen[name] ?? bodies.unseen[name];
  if (body === undefined) throw new Error(`no error body ${name}`);
  const { reason, error } = body as { reason?: string; error?: unknown };
  // If only the reason is known, Google's usual envelope is added.
  if (error === undefined && reason !== undefined) {
    const code = Number(name.slice(0, 3));
    return { error: { errors: [{ domain: 'global', reason, message: reason }], code, message: reason } };
  }
  return body;
}

export type Fault =
  /** `body` is a name in error-bodies.json or a value to send as JSON. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: unknown;
      /** Seconds, or an HTTP date. */
      readonly retryAfter?: number | string;
      readonly headers?: Readonly<Record<string, string>>;
      /** The request takes effect all the same. */
      readonly applied?: boolean;
    }
  /** Never replies. */
  | { readonly kind: 'hang' }
  /** Closes the connection without a reply; `applied`: after the request took effect. */
  | { readonly kind: 'reset'; readonly applied?: boolean }
  /** Sends the head and this many bytes of the body, then closes the connection. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** A captive portal: HTML, with 200 by default. */
  | { readonly kind: 'html'; readonly status?: number; readonly applied?: boolean }
  /** Another person changes something just before the request is answered. */
  | { readonly kind: 'meanwhile'; readonly edit: () => void }
  /** 200 and JSON that is cut off, with a matching length. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The correct reply, once the promise resolves. */
  | { readonly kind: 'held'; readonly until: Promise<unknown> }
  /** No items, and a nextPageToken that leads to the requested page [S4]. */
  | { readonly kind: 'emptyPage' }
  /** The requested page, whose nextPageToken leads to itself [S6]. */
  | { readonly kind: 'repeatPageToken' }
  /** A last page without nextSyncToken [S6]. */
  | { readonly kind: 'noSyncToken' }
  /** A complete listing of hardly anything, with a valid nextSyncToken [S12]. */
  | { readonly kind: 'almostEmpty'; readonly keep: number }
  /** The correct reply, edited. */
  | { readonly kind: 'edit'; readonly edit: (body: Record<string, unknown>) => unknown };

export type Endpoint =
  | 'calendarList'
  | 'events'
  | 'event'
  | 'move'
  | 'instances'
  | 'auth'
  | 'token'
  | 'revoke';

export interface LoggedRequest {
  readonly endpoint: Endpoint | null;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The fields of the posted form. */
  readonly form: Readonly<Record<string, string>>;
  /** The body sent as JSON; null without one. */
  readonly json: Readonly<Record<string, unknown>> | null;
  /** The If-Match header as sent. */
  readonly ifMatch: string | null;
  /** The Authorization header as sent. */
  readonly auth: string | null;
  readonly calendarId: string | null;
  /** 1 for a request without pageToken. */
  readonly page: number;
  readonly atMs: number;
  /** 0 until (or unless) a head was sent. */
  status: number;
}

export interface FaultRule {
  /** By default the calendar endpoints: sign-in is affected only if named. */
  readonly on?: Endpoint | readonly Endpoint[];
  readonly calendarId?: string;
  readonly page?: number;
  readonly when?: (request: LoggedRequest) => boolean;
  /** How many matching requests pass first. */
  readonly skip?: number;
  /** How many requests it applies to; 1 by default. */
  readonly times?: number;
}

export interface Faults {
  /** Returns the function that removes the fault. */
  add(fault: Fault, rule?: FaultRule): () => void;
  clear(): void;
  /** How many faults still have to be applied. */
  pending(): number;
}

export function createFaults(): Faults & { take(request: LoggedRequest): Fault | null } {
  interface Planned {
    readonly fault: Fault;
    readonly rule: FaultRule;
    skip: number;
    left: number;
  }
  let planned: Planned[] = [];
  return {
    add(fault, rule = {}) {
      const one = { fault, rule, skip: rule.skip ?? 0, left: rule.times ?? 1 };
      planned.push(one);
      return () => {
        planned = planned.filter((other) => other !== one);
      };
    },
    clear() {
      planned = [];
    },
    pending: () => planned.length,
    take(request) {
      const one = planned.find(({ rule }) => matches(rule, request));
      if (!one) return null;
      if (one.skip > 0) {
        one.skip--;
        return null;
      }
      one.left--;
      if (one.left <= 0) planned = planned.filter((other) => other !== one);
      return one.fault;
    },
  };
}

function matches(rule: FaultRule, request: LoggedRequest): boolean {
  const { on = ['calendarList', 'events', 'event', 'move', 'instances'] } = rule;
  if (request.endpoint === null || !([on].flat() as Endpoint[]).includes(request.endpoint)) return false;
  if (rule.calendarId !== undefined && rule.calendarId !== request.calendarId) return false;
  if (rule.page !== undefined && rule.page !== request.page) return false;
  return rule.when === undefined || rule.when(request);
}
