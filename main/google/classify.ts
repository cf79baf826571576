/**
 * What an unsuccessful response means: status, reason and headers → one `SourceFailure`. The whole policy
 * about Google's errors is this one file; what to do about a failure is the sync engine's. Pure.
 *
 * `detail` only ever carries a code (`backendError`, `http502`), never a message: messages can quote
 * addresses and titles (security property 11).
 */
import type { ProxyCause } from '../../shared/problems.ts';
import type { SourceFailure } from '../sync/ports.ts';
import { apiErrorReply, tokenErrorReply } from './wire.ts';

/** An HTTP response that was not a success, or a success that was not Google's. */
export interface FailedReply {
  readonly status: number;
  /** The body as text, as it came. */
  readonly body: string;
  /** The Retry-After header, if any. */
  readonly retryAfter: string | null;
  /** The request carried a sync token: only then can that token be what is wrong [S8]. */
  readonly sentSyncToken: boolean;
  /** Epoch milliseconds, for a Retry-After that is a date. */
  readonly nowMs: number;
}

const rateReasons: ReadonlySet<string> = new Set([
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'quotaExceeded',
  'calendarUsageLimitsExceeded',
  'dailyLimitExceeded',
  'variableTermLimitExceeded',
  // The newer form of error bodies.
  'RATE_LIMIT_EXCEEDED',
  'RESOURCE_EXHAUSTED',
]);

const scopeReasons: ReadonlySet<string> = new Set([
  'insufficientPermissions',
  'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
]);

/** The Cloud project behind the client id is at fault, not the person and not the calendar. */
const projectReasons: ReadonlySet<string> = new Set([
  'accessNotConfigured',
  'dailyLimitExceededUnreg',
  'domainPolicy',
  'ipRefererBlocked',
  'keyInvalid',
  'CONSUMER_INVALID',
  'CONSUMER_SUSPENDED',
  'SERVICE_DISABLED',
]);

/** Longest wait that is believed: beyond it the header is a mistake, and dates would overflow. */
const maxRetryAfterMs = 24 * 60 * 60 * 1000;

/** Retry-After in seconds or as an HTTP date → milliseconds to wait; null when there is none to be read. */
export const parseRetryAfter = (header: string | null, nowMs: number): number | null => {
  const text = header?.trim() ?? '';
  if (text === '') return null;
  const ms = /^\d+(\.\d+)?$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, Math.ceil(ms)), maxRetryAfterMs);
};

/** A server's own code, if it looks like one; whatever else it sends is not repeated. */
export const codeOf = (text: string | undefined): string | null =>
  text !== undefined && /^[A-Za-z][A-Za-z0-9_]{1,63}$/.test(text) ? text : null;

/** Parsed JSON, or undefined. */
export const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

interface ErrorBody {
  readonly reasons: readonly string[];
  /** The API itself says that the sync token is what it dislikes. */
  readonly blamesSyncToken: boolean;
  /** A web page: a portal or a proxy is answering, not the API [S36]. */
  readonly html: boolean;
}

const readBody = (body: string): ErrorBody => {
  const parsed = apiErrorReply.safeParse(parseJson(body));
  if (!parsed.success) return { reasons: [], blamesSyncToken: false, html: /^\s*</.test(body) };
  const { errors = [], details = [], status, message } = parsed.data.error;
  const reasons = [...errors, ...details].map((one) => one.reason);
  const messages = [message, ...errors.map((one) => one.message)];
  return {
    reasons: [...reasons, status].filter((reason) => reason !== undefined),
    blamesSyncToken:
      errors.some((one) => one.location === 'syncToken') ||
      messages.some((one) => /invalid sync token/i.test(one ?? '')),
    html: false,
  };
};

/** Decides about an HTTP response. */
export const classifyReply = (reply: FailedReply): SourceFailure => {
  const { status, sentSyncToken } = reply;
  const { reasons, blamesSyncToken, html } = readBody(reply.body);
  const retryAfterMs = parseRetryAfter(reply.retryAfter, reply.nowMs);
  const detail = reasons.map(codeOf).find((code) => code !== null) ?? `http${status}`;
  const has = (known: ReadonlySet<string>): boolean => reasons.some((reason) => known.has(reason));

  // No server of Google's answers so.
  if (status === 407) return { kind: 'proxyFailed', cause: 'loginRequired' };
  // 511 is what honest captive portals answer. Google's own front ends send HTML with 5xx and 429.
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

/** Node's and Chromium's names for "nothing was reached". */
const unreachableCodes: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_FAIL',
  'ECONNREFUSED',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'EADDRNOTAVAIL',
  'ERR_INTERNET_DISCONNECTED',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  'ERR_ADDRESS_UNREACHABLE',
  'ERR_CONNECTION_REFUSED',
  'ERR_NETWORK_CHANGED',
  'ERR_NETWORK_IO_SUSPENDED',
]);

/** Chromium's names for a proxy that stands in the way. */
const proxyCodes: Readonly<Record<string, ProxyCause>> = {
  ERR_PROXY_CONNECTION_FAILED: 'unreachable',
  ERR_SOCKS_CONNECTION_FAILED: 'unreachable',
  ERR_SOCKS_CONNECTION_HOST_UNREACHABLE: 'unreachable',
  ERR_TUNNEL_CONNECTION_FAILED: 'unreachable',
  ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: 'unreachable',
  ERR_NO_SUPPORTED_PROXIES: 'unreachable',
  ERR_PROXY_CERTIFICATE_INVALID: 'unreachable',
  ERR_PROXY_AUTH_REQUESTED: 'loginRequired',
  ERR_PROXY_AUTH_REQUESTED_WITH_NO_CONNECTION: 'loginRequired',
  ERR_PROXY_AUTH_UNSUPPORTED: 'loginRequired',
};

/** Somebody answered with the wrong certificate: a portal or an inspecting proxy, not Google. */
const tlsCode =
  /^(CERT_|ERR_TLS_|ERR_SSL_|ERR_CERT_|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH)/;

/** The code of the error that a body over its bound ends with (http.ts). */
export const tooLargeCode = 'ERR_REPLY_TOO_LARGE';

/** Decides about a request that got no complete response, by the error's code; null when it had none. */
export const classifyNetworkError = (code: string | null): SourceFailure => {
  const proxyCause = code === null ? undefined : proxyCodes[code];
  if (proxyCause !== undefined) return { kind: 'proxyFailed', cause: proxyCause };
  if (code !== null && unreachableCodes.has(code)) return { kind: 'offline' };
  if (code === tooLargeCode) return { kind: 'unexpectedReply', detail: 'tooLarge' };
  if (code === 'ERR_UNEXPECTED_REDIRECT') return { kind: 'unexpectedReply', detail: 'redirect' };
  if (code !== null && tlsCode.test(code)) return { kind: 'unexpectedReply', detail: 'certificate' };
  return { kind: 'unavailable', detail: codeOf(code ?? undefined) ?? 'networkError', retryAfterMs: null };
};

/** Decides about a token endpoint's unsuccessful response to a refresh [S39]. */
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
  // invalid_client, unauthorized_client, deleted_client, admin_policy_enforced …: the client id is at fault.
  return { kind: 'accessNotConfigured', detail };
};
