/** Translates failures into problems, which the person's side of the app knows. Pure. */
import type { AccountId, CalendarId, IsoInstant } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { PassFailure } from './policy.ts';

export const toIso = (ms: number): IsoInstant => new Date(ms).toISOString();

/** Where a failure occurred, and when the account is tried again. */
export interface FailureSite {
  /** Null for one that is only being added. */
  readonly accountId: AccountId | null;
  /** Null for the calendar list. */
  readonly calendarId: CalendarId | null;
  readonly retryAtMs: number;
}

/** Returns the problem to report; null for an abort, which is no failure. */
export const toProblem = (
  failure: PassFailure,
  { accountId, calendarId, retryAtMs }: FailureSite,
): Problem | null => {
  switch (failure.kind) {
    case 'aborted':
      return null;
    case 'offline':
      return { kind: 'offline' };
    case 'proxyFailed':
      return failure;
    case 'signInRequired':
      return accountId === null ? null : { kind: 'signInRequired', accountId, reason: failure.reason };
    case 'rateLimited':
      return { kind: 'rateLimited', retryAt: toIso(retryAtMs) };
    case 'unavailable':
      return { kind: 'googleUnavailable', detail: failure.detail };
    case 'accessNotConfigured':
      return { kind: 'accessNotConfigured', detail: failure.detail };
    case 'forbidden':
      return calendarId === null
        ? { kind: 'accessNotConfigured', detail: failure.detail }
        : { kind: 'calendarForbidden', calendarId, detail: failure.detail };
    case 'notFound':
      return calendarId === null
        ? { kind: 'unexpectedReply', detail: 'the calendar list was not found' }
        : { kind: 'calendarGone', calendarId };
    case 'fullSyncRequired':
      return { kind: 'unexpectedReply', detail: 'a full list was refused with the demand for a full list' };
    case 'badRequest':
    case 'unexpectedReply':
      return { kind: 'unexpectedReply', detail: failure.detail };
    case 'feedFailed':
      return { kind: 'feedFailed', accountId, cause: failure.cause };
    case 'storageFailed':
      return { kind: 'storageFailed', cause: failure.cause };
    case 'internal':
      return { kind: 'internal' };
  }
};

/** Removes duplicates and keeps the order: two accounts are offline for one reason. */
export const distinct = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values(),
];
