/** Which of several problems a person is told about first. Pure; for window and tray. */
import type { Problem, ProblemKind } from './problems.ts';

/** The worst first; null: not shown. What the person has just tried comes first, because they wait for its result. */
const ranks: Record<Exclude<ProblemKind, 'storageFailed'>, number | null> = {
  signInFailed: 0,
  clientFileInvalid: 0,
  exportFailed: 0,
  clientIdMissing: 0,
  hookRefused: 0,
  noMailProgram: 0,
  notFound: 0,
  invalidRequest: 0,
  internal: 0,
  writingOff: 0,
  eventNotEditable: 0,
  previewExpired: 0,
  writesWaiting: 0,
  // A change that was not carried out.
  outboxFailed: 1,
  writeRefused: 5,
  writeConflict: 5,
  writeOutdated: 5,
  writeScopeMissing: 5,
  inviteLimit: 7,
  // 1: nothing can be saved.
  // Nothing is synced until the person acts.
  signInRequired: 2,
  noKeyring: 3,
  accessNotConfigured: 4,
  // A question that only the person can answer.
  sweepHeld: 5,
  // Nothing is synced, but that may end by itself.
  proxyFailed: 6,
  unexpectedReply: 6,
  rateLimited: 7,
  googleUnavailable: 7,
  // 8: the calendar is being rebuilt.
  // One calendar.
  calendarForbidden: 9,
  calendarGone: 9,
  feedFailed: 9,
  revocationOwed: 10,
  hookFailed: 10,
  // Shown by the status line.
  offline: 11,
  cancelled: null,
};

const rankOf = (problem: Problem): number | null => {
  if (problem.kind !== 'storageFailed') return ranks[problem.kind];
  return problem.cause === 'corrupt' || problem.cause === 'fromTheFuture' ? 8 : 1;
};

/** Sorts the worst first and keeps the order of equal ranks. Problems that are not shown are left out. */
export const rankProblems = (problems: readonly Problem[]): readonly Problem[] =>
  problems
    .map((problem) => ({ problem, rank: rankOf(problem) }))
    .filter((each): each is { problem: Problem; rank: number } => each.rank !== null)
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ problem }) => problem);
