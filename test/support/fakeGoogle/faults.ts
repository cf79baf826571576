/**
 * Faults to order ahead: what the server does wrong on the requests that a rule names. Rules are tried in
 * the order they were added; a request meets at most one.
 */
import { readFileSync } from 'node:fs';

const bodies = JSON.parse(readFileSync(new URL('./error-bodies.json', import.meta.url), 'utf8')) as {
  seen: Record<string, unknown>;
  unseen: Record<string, unknown>;
};

/** Google's body by its name in error-bodies.json, such as `403_rateLimitExceeded`. */
export function errorBodyNamed(name: string): unknown {
  const body = bodies.seen[name] ?? bodies.unseen[name];
  if (body === undefined) throw new Error(`no error body ${name}`);
  const { reason, error } = body as { reason?: string; error?: unknown };
  // Where only the reason is known, Google's usual frame goes around it.
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
    }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Closes the connection without a word. */
  | { readonly kind: 'reset' }
  /** Sends the head and so many bytes of the body, then closes the connection. */
  | { readonly kind: 'cut'; readonly afterBytes: number }
  /** A captive portal: HTML, with 200 unless told otherwise. */
  | { readonly kind: 'html'; readonly status?: number }
  /** 200 and JSON cut short, with a length that fits. */
  | { readonly kind: 'garbage' }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** No items, and a nextPageToken that leads to the page asked for [S4]. */
  | { readonly kind: 'emptyPage' }
  /** The page asked for, whose nextPageToken leads to itself [S6]. */
  | { readonly kind: 'repeatPageToken' }
  /** A last page without nextSyncToken [S6]. */
  | { readonly kind: 'noSyncToken' }
  /** A whole listing of hardly anything, with a valid nextSyncToken [S12]. */
  | { readonly kind: 'almostEmpty'; readonly keep: number }
  /** The right answer, changed. */
  | { readonly kind: 'edit'; readonly edit: (body: Record<string, unknown>) => unknown };

export type Endpoint = 'calendarList' | 'events' | 'event' | 'auth' | 'token' | 'revoke';

export interface LoggedRequest {
  readonly endpoint: Endpoint | null;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The fields of a form that was posted. */
  readonly form: Readonly<Record<string, string>>;
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
  /** Calendar endpoints when absent: sign-in is only disturbed when named. */
  readonly on?: Endpoint | readonly Endpoint[];
  readonly calendarId?: string;
  readonly page?: number;
  readonly when?: (request: LoggedRequest) => boolean;
  /** Lets so many matching requests pass first. */
  readonly skip?: number;
  /** How many requests meet it; 1 when absent. */
  readonly times?: number;
}

export interface Faults {
  /** Answers the function that takes the fault away again. */
  add(fault: Fault, rule?: FaultRule): () => void;
  clear(): void;
  /** Faults that some request is still to meet. */
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
  const { on = ['calendarList', 'events', 'event'] } = rule;
  if (request.endpoint === null || !([on].flat() as Endpoint[]).includes(request.endpoint)) return false;
  if (rule.calendarId !== undefined && rule.calendarId !== request.calendarId) return false;
  if (rule.page !== undefined && rule.page !== request.page) return false;
  return rule.when === undefined || rule.when(request);
}
