/** Whether the person's calendars are still being loaded for the first time. Pure. */
import type { Account, Calendar } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { SyncStatus } from '../../shared/syncReport.ts';

/** `stuck`: they are not there yet, and a problem is in the way. */
export type LoadingState = 'loaded' | 'loading' | 'stuck';

interface Known {
  /** Null before the first reply. */
  readonly accounts: readonly Account[] | null;
  readonly calendars: readonly Calendar[] | null;
}

/** Problems that do not keep a calendar from being loaded. */
const harmless: readonly Problem['kind'][] = ['noKeyring', 'revocationOwed', 'sweepHeld'];

export const loadingState = ({ accounts, calendars }: Known, status: SyncStatus | null): LoadingState => {
  if (accounts === null || calendars === null) return 'loaded';
  const problems = status?.problems ?? [];
  // A calendar that Google refuses is not waited for.
  const refused = new Set(problems.flatMap((problem) => ('calendarId' in problem ? problem.calendarId : [])));
  const isPending = accounts.some(({ id }) => {
    const own = calendars.filter(({ accountId }) => accountId === id);
    // Every account has a calendar, so its list has not been read yet.
    return own.length === 0 || own.some((each) => each.visible && !each.loaded && !refused.has(each.id));
  });
  if (!isPending) return 'loaded';
  const isStuck = status?.phase === 'idle' && problems.some(({ kind }) => !harmless.includes(kind));
  return isStuck ? 'stuck' : 'loading';
};
