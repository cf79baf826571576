/**
 * Every problem that a person may be told about, as one closed union. `problemText` (in messages) maps each to a
 * sentence and an action; the compiler finds a missing one.
 */
import type { HookFault } from './hooks.ts';
import type { AccountId, CalendarId, IsoInstant } from './model.ts';
import type { ClientFileFault } from './setupSteps.ts';
import { fail } from './result.ts';
import type { Result } from './result.ts';
import type { NotEditable, WriteField } from './pending.ts';

/** Why Google requires a new sign-in [S39]. */
export type SignInReason =
  | 'never'
  | 'revoked'
  | 'scopeMissing'
  | 'vaultUnreadable'
  | 'vaultBlocked'
  | 'notKept';

export type Problem =
  | { readonly kind: 'offline' }
  /** `host`: the proxy that requires a login, with its port, if it is known. */
  | { readonly kind: 'proxyFailed'; readonly cause: ProxyCause; readonly host?: string }
  | { readonly kind: 'signInRequired'; readonly accountId: AccountId; readonly reason: SignInReason }
  | { readonly kind: 'rateLimited'; readonly retryAt: IsoInstant }
  | { readonly kind: 'calendarForbidden'; readonly calendarId: CalendarId; readonly detail: string }
  | { readonly kind: 'calendarGone'; readonly calendarId: CalendarId }
  | { readonly kind: 'accessNotConfigured'; readonly detail: string }
  | { readonly kind: 'googleUnavailable'; readonly detail: string }
  /** A reply that is not Google's: a page of a captive portal or a proxy, or an unknown format [S36]. */
  | { readonly kind: 'unexpectedReply'; readonly detail: string }
  | {
      readonly kind: 'sweepHeld';
      readonly accountId: AccountId;
      readonly calendarId: CalendarId;
      /** Rows that Google's listing lacks. */
      readonly count: number;
      /** How many of them are upcoming, counting a series once. */
      readonly upcoming: number;
    }
  /** A calendar that was added by its address; `accountId` is null while it is being added. */
  | { readonly kind: 'feedFailed'; readonly accountId: AccountId | null; readonly cause: FeedCause }
  /** Notes could not be written into a folder; `written` of them are in it. */
  | { readonly kind: 'exportFailed'; readonly cause: ExportCause; readonly written: number }
  | { readonly kind: 'storageFailed'; readonly cause: StorageCause }
  | { readonly kind: 'signInFailed'; readonly cause: SignInCause }
  | { readonly kind: 'clientIdMissing' }
  | { readonly kind: 'clientFileInvalid'; readonly fault: ClientFileFault }
  | { readonly kind: 'noKeyring' }
  /** A consent that still has to be revoked at Google: the app does it later, or only the person can. */
  | { readonly kind: 'revocationOwed'; readonly account: string | null; readonly by: 'app' | 'person' }
  | { readonly kind: 'writingOff' }
  /** Google's consent to change events is missing or was taken back; reading goes on [W5]. */
  | { readonly kind: 'writeScopeMissing'; readonly accountId: AccountId }
  | { readonly kind: 'eventNotEditable'; readonly why: NotEditable }
  | { readonly kind: 'previewExpired' }
  /** The event was changed on Google's side since the person decided. */
  | { readonly kind: 'writeConflict'; readonly fields: readonly WriteField[] }
  /** It waited for too long, or the event has begun: the person is asked before it is sent. */
  | { readonly kind: 'writeOutdated'; readonly why: 'waited' | 'begun' }
  /** `code`: Google's reason, or `gone` if the event is no longer there. */
  | { readonly kind: 'writeRefused'; readonly code: string }
  /** Google takes no more events or invitations from this account for some time [W21]. */
  | { readonly kind: 'inviteLimit'; readonly retryAt: IsoInstant }
  /** The change could not be stored, so nothing is sent. */
  | { readonly kind: 'outboxFailed'; readonly cause: StorageCause }
  /** The account cannot be disconnected without a decision about changes that were not sent. */
  | { readonly kind: 'writesWaiting'; readonly accountId: AccountId; readonly count: number }
  /** A program that cannot be chosen for a hook. */
  | { readonly kind: 'hookRefused'; readonly fault: HookFault }
  /** A hook's program could not be started or failed. `program`: its file's name. */
  | { readonly kind: 'hookFailed'; readonly program: string }
  /** The system has no program for mail, or it did not start. */
  | { readonly kind: 'noMailProgram' }
  | { readonly kind: 'notFound' }
  | { readonly kind: 'invalidRequest'; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'internal' };

/** `corrupt`: damaged, moved aside, and being rebuilt. `damaged`: damaged, and not rebuilt until the next start. */
export type StorageCause = 'full' | 'readOnly' | 'corrupt' | 'damaged' | 'locked' | 'fromTheFuture' | 'other';
/** Why notes could not be written into the chosen folder. */
export type ExportCause = Extract<StorageCause, 'full' | 'readOnly' | 'other'>;

export type SignInCause =
  | 'denied'
  | 'orgPolicy'
  | 'timedOut'
  | 'browserFailed'
  | 'partialConsent'
  /** Another person signed in than the owner of the account that was to be changed. */
  | 'otherAccount'
  | 'exchangeFailed';

/** Why a calendar cannot be read from its address or file. */
export type FeedCause =
  /** No address that the app asks: not `https:`, or no address at all. */
  | 'badAddress'
  /** The address is not on this computer any more. */
  | 'addressMissing'
  /** It is, in a file that cannot be read now. */
  | 'addressBlocked'
  /** 404: withdrawn, or mistyped. */
  | 'notFound'
  /** 410. */
  | 'gone'
  /** 401, 403. */
  | 'refused'
  /** A web page or something else. */
  | 'notACalendar'
  /** It ends before its end. */
  | 'cut'
  | 'tooLarge'
  | 'certificate'
  /** It leads on too often, or to where the app does not follow. */
  | 'redirect'
  | 'timeout'
  /** This computer is online, the server is not there. */
  | 'unreachable'
  | 'unavailable'
  /** A file that was moved or deleted, or that the app may not read. */
  | 'fileUnreadable'
  | 'fileNotACalendar';

/** `loginRefused`: it got a login and did not accept it. */
export type ProxyCause = 'unreachable' | 'loginRequired' | 'loginRefused';

export type ProblemKind = Problem['kind'];

/** Converts a failure of the store to a problem that can be shown to a person. */
export const toStorageProblem = <T>(
  result: Result<T, { readonly cause: StorageCause }>,
): Result<T, Problem> => (result.ok ? result : fail({ kind: 'storageFailed', cause: result.problem.cause }));
