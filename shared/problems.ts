/**
 * Everything that can go wrong and that a person should hear about, as one closed union. `problemText`
 * (in messages) maps each to one sentence and one action; the compiler finds a forgotten one.
 */
import type { AccountId, CalendarId, IsoInstant } from './model.ts';
import { fail } from './result.ts';
import type { Result } from './result.ts';

/** Why Google will not let us in any more [S39]. */
export type SignInReason = 'never' | 'revoked' | 'scopeMissing' | 'vaultUnreadable' | 'notKept';

export type Problem =
  | { readonly kind: 'offline' }
  | { readonly kind: 'proxyFailed'; readonly cause: ProxyCause }
  | { readonly kind: 'signInRequired'; readonly accountId: AccountId; readonly reason: SignInReason }
  | { readonly kind: 'rateLimited'; readonly retryAt: IsoInstant }
  | { readonly kind: 'calendarForbidden'; readonly calendarId: CalendarId; readonly detail: string }
  | { readonly kind: 'calendarGone'; readonly calendarId: CalendarId }
  | { readonly kind: 'accessNotConfigured'; readonly detail: string }
  | { readonly kind: 'googleUnavailable'; readonly detail: string }
  /** A reply that is not Google's: a captive portal's page, a proxy's, a shape we do not know [S36]. */
  | { readonly kind: 'unexpectedReply'; readonly detail: string }
  | {
      readonly kind: 'sweepHeld';
      readonly accountId: AccountId;
      readonly calendarId: CalendarId;
      /** Rows that Google's listing lacks. */
      readonly count: number;
      /** What of that is coming up, a series counted once. */
      readonly upcoming: number;
    }
  | { readonly kind: 'storageFailed'; readonly cause: StorageCause }
  | { readonly kind: 'signInFailed'; readonly cause: SignInCause }
  | { readonly kind: 'clientIdMissing' }
  | { readonly kind: 'clientFileInvalid' }
  | { readonly kind: 'noKeyring' }
  /** A consent that is still to be revoked at Google: the app does it later, or only the person can. */
  | { readonly kind: 'revocationOwed'; readonly account: string | null; readonly by: 'app' | 'person' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'invalidRequest'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'internal' };

export type StorageCause = 'full' | 'readOnly' | 'corrupt' | 'locked' | 'fromTheFuture' | 'other';
export type SignInCause = 'denied' | 'timedOut' | 'browserFailed' | 'partialConsent' | 'exchangeFailed';

export type ProxyCause = 'unreachable' | 'loginRequired';

export type ProblemKind = Problem['kind'];

/** A failure of the store as a problem that a person can be told about. */
export const toStorageProblem = <T>(
  result: Result<T, { readonly cause: StorageCause }>,
): Result<T, Problem> => (result.ok ? result : fail({ kind: 'storageFailed', cause: result.problem.cause }));
