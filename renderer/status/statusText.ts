/** What the status line says of the sync. Pure. */
import { passText } from '../../shared/messages/passText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { PassOutcome, SyncStatus } from '../../shared/syncReport.ts';
import { syncedAt } from '../../shared/text/syncedAt.ts';
import type { Words } from '../../shared/text/words.ts';

export interface StatusTextOptions extends Words {
  /** Null before the first reply. */
  readonly status: SyncStatus | null;
  /** The outcome of the pass that the person has just asked for. */
  readonly result: PassOutcome | null;
  /** Everything that is wrong, also beyond the sync. */
  readonly problems: readonly Problem[];
  readonly nowMs: number;
  /** The number of changes is shown next to it. */
  readonly countedBeside: boolean;
}

export const busyText = (status: SyncStatus | null, { messages, format }: Words): string => {
  const progress = status?.progress ?? null;
  if (progress === null || progress.calendarsTotal === 0) return messages.sync.syncing;
  const text = messages.sync.progress(progress.calendarsDone, progress.calendarsTotal);
  return progress.events === 0
    ? text
    : `${text} · ${messages.sync.progressEvents(format.number(progress.events))}`;
};

export const restText = (options: StatusTextOptions): string => {
  const { status, result, problems, nowMs, messages, format } = options;
  const words = messages.sync;
  if (status === null) return result === null ? '' : passText(messages, result);
  const tryMs = nextTryMs(status, nowMs);
  const withTry = (text: string): string =>
    tryMs === null ? text : `${text} · ${words.nextTry(format.time(tryMs))}`;
  const lastMs = status.lastSuccessAt === null ? null : Date.parse(status.lastSuccessAt);
  if (problems.some(({ kind }) => kind === 'offline'))
    return withTry(lastMs === null ? words.offlineNever : words.offline(syncedAt(lastMs, nowMs, format)));
  if (result !== null && (result.outcome !== 'succeeded' || problems.length === 0)) {
    // Next to the number of changes, a second number (of stored events) would be confusing.
    const plain = result.outcome === 'succeeded' && options.countedBeside;
    return withTry(plain ? words.upToDateAlone : passText(messages, result));
  }
  if (lastMs === null) return withTry(words.never);
  // "Synced just now" next to a problem would contradict it.
  if (problems.length > 0) return withTry(words.lastSynced(syncedAt(lastMs, nowMs, format)));
  // The window's clock moves by minutes and may be slightly behind the pass.
  return withTry(words.synced(format.relative(Math.min(lastMs, nowMs), nowMs)));
};

const endingByThemselves: ReadonlySet<Problem['kind']> = new Set([
  'offline',
  'proxyFailed',
  'rateLimited',
  'googleUnavailable',
  'unexpectedReply',
  'storageFailed',
]);

/** Returns when the next attempt is, if a problem can end by itself [F11]; otherwise null. */
const nextTryMs = (status: SyncStatus, nowMs: number): number | null => {
  if (!status.problems.some(({ kind }) => endingByThemselves.has(kind)) || status.nextAttemptAt === null)
    return null;
  const tryMs = Date.parse(status.nextAttemptAt);
  return tryMs > nowMs ? tryMs : null;
};
