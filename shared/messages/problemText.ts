/**
 * What a person is told about a problem: one sentence, and what can be done about it. Exhaustive over the closed
 * union: a new kind of problem does not compile until it has a text.
 */
import type { AccountId, CalendarId } from '../model.ts';
import type { FeedCause, Problem } from '../problems.ts';
import { LONGEST_PROXY_HOST } from '../proxyLogin.ts';
import { plainPart } from '../text/plainText.ts';
import type { Format } from '../text/createFormat.ts';
import type { Messages } from './en.ts';

/** What the action's button does; window and tray both know how. */
export type ProblemDo =
  | 'signIn'
  | 'chooseClientFile'
  /** Opens Google's page for it. */
  | 'enableApi'
  | 'chooseCalendars'
  | 'chooseTokenStorage'
  /** Another address or file for a calendar that is read from one. */
  | 'enterAddress'
  /** Keep or remove what the new list lacks [S12]. */
  | 'decideSweep'
  /** The login for a proxy. */
  | 'logInToProxy'
  /** The settings page of the hooks. */
  | 'showHooks';

/** Only another address or file helps. */
const wantsAddress: ReadonlySet<FeedCause> = new Set([
  'addressMissing',
  'badAddress',
  'fileNotACalendar',
  'fileUnreadable',
  'gone',
  'notACalendar',
  'notFound',
  'refused',
]);

export interface ProblemText {
  readonly sentence: string;
  readonly action?: { readonly label: string; readonly do: ProblemDo };
}

/**
 * Returns the name of a calendar, or null if it is not known (any more); with its account's name if another account
 * has a calendar of the same name. Without `accountId`, searches all accounts.
 */
export type CalendarName = (
  id: CalendarId,
  accountId?: AccountId,
) => string | { readonly name: string; readonly account: string } | null;

/** Further information that makes the sentences clearer. */
export interface ProblemContext {
  /** The account's name, only if there are several. */
  readonly accountName?: (id: AccountId) => string | null;
  readonly nowMs?: number;
}

export const problemText = (
  messages: Messages,
  problem: Problem,
  format: Format,
  calendarName: CalendarName = () => null,
  context: ProblemContext = {},
): ProblemText => {
  const { problems } = messages;
  const { actions } = problems;
  const signIn = { label: actions.signIn, do: 'signIn' } as const;
  const chooseCalendars = { label: actions.chooseCalendars, do: 'chooseCalendars' } as const;
  /** For today only the time is shown, otherwise also the day. */
  const clockTime = (ms: number): string => {
    const { nowMs } = context;
    if (nowMs === undefined || format.dateOf(ms) === format.dateOf(nowMs)) return format.time(ms);
    return `${format.dayInSentence(format.dateOf(ms), format.dateOf(nowMs))} ${format.time(ms)}`;
  };
  const named = (id: CalendarId, otherwise: string, accountId?: AccountId): string => {
    const name = calendarName(id, accountId);
    if (name === null) return otherwise;
    return typeof name === 'string'
      ? problems.calendarNamed(name)
      : problems.calendarOfAccount(name.name, name.account);
  };
  switch (problem.kind) {
    case 'offline':
      return { sentence: problems.offline };
    case 'proxyFailed':
      return problem.host === undefined
        ? { sentence: problems.proxyFailed[problem.cause](null) }
        : {
            // A host that is cut off could be mistaken for another.
            sentence: problems.proxyFailed[problem.cause](plainPart(problem.host, LONGEST_PROXY_HOST)),
            action: { label: actions.logIn, do: 'logInToProxy' },
          };
    case 'signInRequired': {
      const label = problem.reason === 'never' ? actions.signIn : actions.signInAgain;
      const account = context.accountName?.(problem.accountId) ?? null;
      const sentence = problems.signInRequired[problem.reason];
      return {
        sentence: account === null ? sentence : problems.ofAccount(account, sentence),
        action: { label, do: 'signIn' },
      };
    }
    case 'rateLimited':
      // No action: asking earlier than Google allows only makes the wait longer [S35].
      return { sentence: problems.rateLimited(clockTime(Date.parse(problem.retryAt))) };
    case 'calendarForbidden':
      return {
        sentence: problems.calendarForbidden(named(problem.calendarId, problems.aCalendar)),
        action: chooseCalendars,
      };
    case 'calendarGone':
      return {
        sentence: problems.calendarGone(named(problem.calendarId, problems.aCalendarAtStart)),
        action: chooseCalendars,
      };
    case 'accessNotConfigured':
      return {
        sentence: problems.accessNotConfigured,
        action: { label: actions.enableApi, do: 'enableApi' },
      };
    case 'googleUnavailable':
      return { sentence: problems.googleUnavailable };
    case 'unexpectedReply':
      return { sentence: problems.unexpectedReply };
    case 'feedFailed': {
      const account = problem.accountId === null ? null : (context.accountName?.(problem.accountId) ?? null);
      const sentence = problems.feedFailed[problem.cause];
      const isFile = problem.cause === 'fileUnreadable' || problem.cause === 'fileNotACalendar';
      const label = isFile ? actions.chooseFile : actions.enterAddress;
      const action = { label, do: 'enterAddress' } as const;
      return {
        sentence: account === null ? sentence : problems.ofAccount(account, sentence),
        ...(wantsAddress.has(problem.cause) && { action }),
      };
    }
    case 'exportFailed':
      return { sentence: problems.exportFailed[problem.cause](problem.written) };
    case 'sweepHeld':
      return {
        sentence: problems.sweepHeld(
          problem.count,
          problem.upcoming,
          named(problem.calendarId, problems.aCalendar, problem.accountId),
        ),
        action: { label: actions.decide, do: 'decideSweep' },
      };
    case 'storageFailed':
      return { sentence: problems.storageFailed[problem.cause] };
    case 'signInFailed':
      return {
        sentence: problems.signInFailed[problem.cause],
        action: { ...signIn, label: actions.signInAgain },
      };
    case 'clientIdMissing':
      return {
        sentence: problems.clientIdMissing,
        action: { label: actions.chooseClientFile, do: 'chooseClientFile' },
      };
    case 'clientFileInvalid':
      return {
        sentence: problems.clientFileInvalid[problem.fault],
        action: { label: actions.chooseAnotherFile, do: 'chooseClientFile' },
      };
    case 'noKeyring':
      return {
        sentence: problems.noKeyring,
        action: { label: actions.chooseTokenStorage, do: 'chooseTokenStorage' },
      };
    case 'revocationOwed':
      return { sentence: problems.revocationOwed[problem.by](problem.account) };
    case 'writingOff':
      return { sentence: problems.writingOff };
    case 'writeScopeMissing': {
      const account = context.accountName?.(problem.accountId) ?? null;
      const sentence = problems.writeScopeMissing;
      return { sentence: account === null ? sentence : problems.ofAccount(account, sentence) };
    }
    case 'eventNotEditable':
      return { sentence: problems.eventNotEditable[problem.why] };
    case 'previewExpired':
      return { sentence: problems.previewExpired };
    case 'writeConflict':
      return {
        sentence: problems.writeConflict(problem.fields.map((one) => problems.writeFields[one]).join(', ')),
      };
    case 'writeOutdated':
      return { sentence: problems.writeOutdated[problem.why] };
    case 'writeRefused':
      return { sentence: refusalText(messages, problem.code) };
    case 'inviteLimit':
      return { sentence: problems.inviteLimit(clockTime(Date.parse(problem.retryAt))) };
    case 'outboxFailed':
      return { sentence: problems.outboxFailed[problem.cause] };
    case 'writesWaiting':
      return { sentence: problems.writesWaiting(problem.count) };
    case 'hookRefused':
      return { sentence: problems.hookRefused[problem.fault] };
    case 'hookFailed':
      return {
        sentence: problems.hookFailed(plainPart(problem.program, 60)),
        action: { label: actions.showHooks, do: 'showHooks' },
      };
    case 'noMailProgram':
      return { sentence: problems.noMailProgram };
    case 'notFound':
      return { sentence: problems.notFound };
    case 'invalidRequest':
      return { sentence: problems.invalidRequest };
    case 'cancelled':
      return { sentence: problems.cancelled };
    case 'internal':
      return { sentence: problems.internal };
    default:
      return problem satisfies never;
  }
};

/** Returns why Google refused a change; an unknown reason with its code. */
const refusalText = ({ problems: { writeRefused } }: Messages, code: string): string => {
  const { reasons } = writeRefused;
  return Object.hasOwn(reasons, code)
    ? reasons[code as keyof typeof reasons]
    : writeRefused.unknown(plainPart(code, 60));
};

/** Returns the sentences of several problems without duplicates: two calendars may have the same problem. */
export const problemSentences = (
  messages: Messages,
  problems: readonly Problem[],
  format: Format,
  calendarName?: CalendarName,
  context?: ProblemContext,
): readonly string[] => [
  ...new Set(
    problems.map((problem) => problemText(messages, problem, format, calendarName, context).sentence),
  ),
];
