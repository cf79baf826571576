/**
 * What to tell a person about a problem: one sentence, and what to do about it where something can be
 * done. Exhaustive over the closed union: a new kind of problem does not compile until it has words.
 */
import type { AccountId, CalendarId } from '../model.ts';
import type { Problem } from '../problems.ts';
import type { Format } from '../text/createFormat.ts';
import type { Messages } from './en.ts';

/** What the action's button does; window and tray each know how. */
export type ProblemDo =
  | 'syncNow'
  | 'signIn'
  | 'chooseClientFile'
  | 'chooseCalendars'
  | 'chooseTokenStorage'
  /** Keep or remove what Google's list lacks [S12]. */
  | 'decideSweep';

export interface ProblemText {
  readonly sentence: string;
  readonly action?: { readonly label: string; readonly do: ProblemDo };
}

/**
 * The name of a calendar, or null where it is not known (any more); with its account where another one has a
 * calendar of the same name. Without `accountId`: in whichever account it is.
 */
export type CalendarName = (
  id: CalendarId,
  accountId?: AccountId,
) => string | { readonly name: string; readonly account: string } | null;

/** What else is known, for clearer sentences. */
export interface ProblemContext {
  /** Which account is meant; only where there are several. */
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
  const syncAgain = { label: actions.syncNow, do: 'syncNow' } as const;
  const signIn = { label: actions.signIn, do: 'signIn' } as const;
  const chooseCalendars = { label: actions.chooseCalendars, do: 'chooseCalendars' } as const;
  /** The clock alone says it for today; further away the day does too. */
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
      return { sentence: problems.offline, action: syncAgain };
    case 'proxyFailed':
      return { sentence: problems.proxyFailed[problem.cause], action: syncAgain };
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
        action: { label: actions.chooseAnotherFile, do: 'chooseClientFile' },
      };
    case 'googleUnavailable':
      return { sentence: problems.googleUnavailable, action: syncAgain };
    case 'unexpectedReply':
      return { sentence: problems.unexpectedReply, action: syncAgain };
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
      return { sentence: problems.storageFailed[problem.cause], action: syncAgain };
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
        sentence: problems.clientFileInvalid,
        action: { label: actions.chooseAnotherFile, do: 'chooseClientFile' },
      };
    case 'noKeyring':
      return {
        sentence: problems.noKeyring,
        action: { label: actions.chooseTokenStorage, do: 'chooseTokenStorage' },
      };
    case 'revocationOwed':
      return { sentence: problems.revocationOwed[problem.by](problem.account) };
    case 'notFound':
      return { sentence: problems.notFound, action: syncAgain };
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

/** What to tell of several, each sentence once: two calendars with the same trouble are one. */
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
