/**
 * Maps an unsuccessful response (status, reason, headers) to a `SourceFailure`. This file contains all rules about
 * Google's errors; what to do about a failure is decided by the sync engine. Pure.
 *
 * `detail` contains only a code (`backendError`, `http502`), never a message: messages can quote addresses and titles
 * (security property 11).
 */
import { codeOf } from '../http/networkError.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { apiErrorReply, tokenErrorReply } from './wire.ts';

/** An HTTP response that was not a success, or a success that did not come from Google. */
export interface FailedReply {
  readonly status: number;
  /** The body as unparsed text. */
  readonly body: string;
  /** The Retry-After header, if any. */
  readonly retryAfter: string | null;
  /** The request contained a sync token. Only then can the token be the cause [S8]. */
  readonly sentSyncToken: boolean;
  /** Epoch milliseconds, for a Retry-After that is a date. */
  readonly nowMs: number;
}

export const rateReasons: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'calendarUsageLimitsExceeded',
  'dailyLimitExceeded',
  'variableTermLimitExceeded',
  // Codes in the newer format of error bodies.
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
]);

export const scopeReasons: ReadonlySet<string> = new Set([
  'insufficientPermissions',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
]);

/** The cause is the Cloud project of the client id, not the person and not the calendar. */
export const projectReasons: ReadonlySet<string> = new Set([
  'accessNotConfigured',
  'dailyLimitExceededUnreg',
  'domainPolicy',
  'ipRefererBlocked',
  'keyInvalid',
  'CONSUMER_INVALID',
  'CONSUMER_SUSPENDED',
  'SERVICE_DISABLED',
]);

/** The longest wait accepted. A longer one is a mistake, and dates would overflow. */
const maxRetryAfterMs = 24 * 60 * 60 * 1000;

/** Converts Retry-After, in seconds or as an HTTP date, to milliseconds to wait; null if it cannot be read. */
export const parseRetryAfter = (header: string | null, nowMs: number): number | null => {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, Math.ceil(ms)), maxRetryAfterMs);
};

/** Returns the parsed JSON, or undefined. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

interface ErrorBody {
  /** It has the form of an error of Google's API. */
  readonly isGoogles: boolean;
  readonly reasons: readonly string[];
  /** The API itself names the sync token as the cause. */
  readonly blamesSyncToken: boolean;
  /** A web page: the reply comes from a portal or a proxy, not from the API [S36]. */
  readonly html: boolean;
}

/** Reads an error's body. */
export const readBody = (body: string): ErrorBody => {
  const parsed = apiErrorReply.safeParse(parseJson(body));
  if (!parsed.success)
    return { isGoogles: false, reasons: [], blamesSyncToken: false, html: /^\s*</.test(body) };
  const { errors = [], details = [], status, message } = parsed.data.error;
  const reasons = [...errors, ...details].map((one) => one.reason);
  const messages = [message, ...errors.map((one) => one.message)];
  return {
    isGoogles: true,
    reasons: [...reasons, status].filter((reason) => reason !== undefined),
    blamesSyncToken:
      errors.some((one) => one.location === 'syncToken') ||
      messages.some((one) => /invalid sync token/i.test(one ?? '')),
    html: false,
  };
};

/** Classifies an HTTP response. */
export const classifyReply = (reply: FailedReply): SourceFailure => {
  const { status, sentSyncToken } = reply;
  const { reasons, blamesSyncToken, html } = readBody(reply.body);
  const retryAfterMs = parseRetryAfter(reply.retryAfter, reply.nowMs);
  const detail = reasons.map(codeOf).find((code) => code !== null) ?? `http${status}`;
  const has = (known: ReadonlySet<string>): boolean => reasons.some((reason) => known.has(reason));

  // Google's servers never reply with this.
  if (status === 407) return { kind: 'proxyFailed', cause: 'loginRequired' };
  // 511 is the reply of honest captive portals. Google's own front ends send HTML with 5xx and 429.
  if (status === 511 || status < 400) return { kind: 'unexpectedReply', detail: `http${status}` };
  if (status >= 500 || status === 408) return { kind: 'unavailable', detail, retryAfterMs };
  if (status === 429 || (status === 403 && has(rateReasons))) return { kind: 'rateLimited', retryAfterMs };
  if (html) return { kind: 'unexpectedReply', detail: `http${status}` };

  switch (status) {
    case 400: {
      const tokenIsInvalid = reasons.includes('invalid') || blamesSyncToken;
      if (sentSyncToken && tokenIsInvalid) return { kind: 'fullSyncRequired' };
      return has(projectReasons) ? { kind: 'accessNotConfigured', detail } : { kind: 'badRequest', detail };
    }
    case 401:
      // The caller has already refreshed once and repeated the request [S34].
      return { kind: 'signInRequired', reason: 'revoked' };
    case 403:
      if (has(scopeReasons)) return { kind: 'signInRequired', reason: 'scopeMissing' };
      return has(projectReasons) ? { kind: 'accessNotConfigured', detail } : { kind: 'forbidden', detail };
    case 404:
      return { kind: 'notFound' };
    case 410:
      if (reasons.includes('deleted')) return { kind: 'notFound' };
      if (reasons.includes('fullSyncRequired') || reasons.includes('updatedMinTooLongAgo') || sentSyncToken) {
        return { kind: 'fullSyncRequired' };
      }
      return { kind: 'badRequest', detail };
    default:
      return { kind: 'badRequest', detail };
  }
};

/** Classifies a token endpoint's unsuccessful reply to a refresh [S39]. */
export const classifyTokenReply = (reply: Omit<FailedReply, 'sentSyncToken'>): SourceFailure => {
  const { status, nowMs } = reply;
  const retryAfterMs = parseRetryAfter(reply.retryAfter, nowMs);
  if (status === 407) return { kind: 'proxyFailed', cause: 'loginRequired' };
  if (status === 429) return { kind: 'rateLimited', retryAfterMs };
  const unavailable = status >= 500 && status !== 511;
  const parsed = tokenErrorReply.safeParse(parseJson(reply.body));
  if (!parsed.success) {
    const detail = `http${status}`;
    return unavailable ? { kind: 'unavailable', detail, retryAfterMs } : { kind: 'unexpectedReply', detail };
  }
  const detail = codeOf(parsed.data.error) ?? `http${status}`;
  if (detail === 'invalid_grant') return { kind: 'signInRequired', reason: 'revoked' };
  if (detail === 'invalid_scope') return { kind: 'signInRequired', reason: 'scopeMissing' };
  if (detail === 'rate_limit_exceeded' || detail === 'slow_down')
    return { kind: 'rateLimited', retryAfterMs };
  if (unavailable || detail === 'temporarily_unavailable' || detail === 'internal_failure') {
    return { kind: 'unavailable', detail, retryAfterMs };
  }
  // invalid_client, unauthorized_client, deleted_client, admin_policy_enforced …: the cause is the client id.
  return { kind: 'accessNotConfigured', detail };
};
