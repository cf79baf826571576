/**
 * What an unsuccessful reply to a writer's request means [W10, W14–W18, W21]: whether Google refused it, or nobody can
 * tell what became of it. Pure.
 *
 * Only a reply in the form of Google's own errors says that nothing was written. A page of a portal or proxy says
 * nothing about a request that has left this machine.
 */
import { codeOf } from '../http/networkError.ts';
import type { SourceFailure, WriteFailure, WriteRequest } from '../sync/ports.ts';
import {
  classifyReply,
  parseRetryAfter,
  projectReasons,
  rateReasons,
  readBody,
  scopeReasons,
} from './classify.ts';

export interface RefusedReply {
  readonly status: number;
  /** The body as unparsed text. */
  readonly body: string;
  readonly retryAfter: string | null;
  /** Epoch milliseconds, for a Retry-After that is a date. */
  readonly nowMs: number;
}

/** Codes of the newer and older format that mean the account's quota of events or invitations. */
const quotaReasons: ReadonlySet<string> = new Set(['quotaExceeded', 'calendarUsageLimitsExceeded']);

/** Errors that occur before the first byte of a request: no address, nobody there, or no trust in who replies. */
const beforeTheFirstByte: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_NODATA',
  'EAI_FAIL',
  'ECONNREFUSED',
  'EADDRNOTAVAIL',
  'ERR_NAME_NOT_RESOLVED',
  'ERR_NAME_RESOLUTION_FAILED',
  // No connection is open when a write begins, so this comes from opening one.
  'ERR_INTERNET_DISCONNECTED',
  'ERR_CONNECTION_REFUSED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Returns whether a request that failed with this code cannot have reached a server. */
export const isBeforeTheFirstByte = (code: string | null): boolean =>
  code !== null && (beforeTheFirstByte.has(code) || code.startsWith('ERR_CERT_'));

/** Classifies a reply to a request that changes something. */
export const classifyWriteReply = (verb: WriteRequest['verb'], reply: RefusedReply): WriteFailure => {
  const { status } = reply;
  const { isGoogles, reasons } = readBody(reply.body);
  const has = (known: ReadonlySet<string>): boolean => reasons.some((reason) => known.has(reason));
  const retryAfterMs = parseRetryAfter(reply.retryAfter, reply.nowMs);
  const code = reasons.map(codeOf).find((reason) => reason !== null) ?? `http${status}`;
  const unknown = { kind: 'unknown', detail: code, retryAfterMs } as const;

  // The proxy lets nothing pass.
  if (status === 407) return { kind: 'notSent', failure: { kind: 'proxyFailed', cause: 'loginRequired' } };
  if (status === 429) return { kind: 'rateLimited', retryAfterMs };
  if (status === 401) return { kind: 'signInRequired', reason: 'revoked' };
  if (status < 400 || status === 408 || status >= 500 || !isGoogles) return unknown;
  switch (status) {
    case 403:
      if (has(quotaReasons)) return { kind: 'quota', retryAfterMs };
      if (has(rateReasons)) return { kind: 'rateLimited', retryAfterMs };
      if (has(scopeReasons)) return { kind: 'scopeMissing' };
      return has(projectReasons)
        ? { kind: 'accessNotConfigured', detail: code }
        : { kind: 'refused', reason: code };
    case 404:
    case 410:
      return { kind: 'gone' };
    case 409:
      // Of any other write: someone else changed the event at the same moment.
      return verb === 'insert' ? { kind: 'taken' } : { kind: 'stale' };
    case 412:
      return { kind: 'stale' };
    default:
      return { kind: 'refused', reason: code };
  }
};

/** Classifies a reply to a request that only reads. */
export const classifyReadReply = (reply: RefusedReply): WriteFailure =>
  reply.status === 410 ? { kind: 'gone' } : ofUnsent(classifyReply({ ...reply, sentSyncToken: false }));

/** Returns what a failure means that occurred before a write was sent, or while reading. */
export const ofUnsent = (failure: SourceFailure): WriteFailure => {
  switch (failure.kind) {
    case 'signInRequired':
    case 'rateLimited':
    case 'accessNotConfigured':
      return failure;
    case 'offline':
    case 'proxyFailed':
    case 'unavailable':
    case 'unexpectedReply':
    case 'aborted':
      return { kind: 'notSent', failure };
    case 'notFound':
      return { kind: 'gone' };
    case 'forbidden':
    case 'badRequest':
      return { kind: 'refused', reason: failure.detail };
    default:
      return { kind: 'notSent', failure: { kind: 'unexpectedReply', detail: failure.kind } };
  }
};
