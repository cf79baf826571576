import { RefreshCw } from 'lucide-react';
import type { ReactNode } from 'react';
import type { PassOutcome, SyncStatus } from '../../shared/syncReport.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { passText } from '../../shared/messages/passText.ts';
import type { Sync } from '../data/useSync.ts';
import { Button } from '../ui/Button.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import type { Words } from '../../shared/text/words.ts';
import styles from './StatusBar.module.css';

interface StatusBarProps {
  readonly sync: Sync;
  readonly nowMs: number;
  /** Recent changes of upcoming meetings; null if there are none. */
  readonly news: News | null;
  /** Problems and questions, shown above the bar. */
  readonly children: ReactNode;
}

export interface News {
  readonly count: number;
  /** Some have not been seen yet. */
  readonly fresh: boolean;
  readonly shown: boolean;
  readonly onShow: () => void;
}

/** Always shows the time of the last sync, and Sync now in the same place. */
export const StatusBar = ({ sync, nowMs, news, children }: StatusBarProps): ReactNode => {
  const { messages, format } = useWords();
  const { status, busy, result } = sync;
  const progress = busy ? (status?.progress ?? null) : null;
  const share =
    progress === null || progress.calendarsTotal === 0 ? 0 : progress.calendarsDone / progress.calendarsTotal;
  return (
    <footer className={styles.footer} aria-label={messages.sync.label}>
      {children}
      <div className={styles.progress} aria-hidden="true">
        {busy ? <div style={{ transform: `scaleX(${Math.max(0.04, share)})` }} /> : null}
      </div>
      <div className={styles.bar}>
        <span className={`${styles.dot} ${styles[dotOf(status, busy)]}`} aria-hidden="true" />
        <span className={styles.text} title={exactTime(status, format)}>
          {busy
            ? busyText(status, messages, format)
            : restText(status, result, nowMs, messages, format, news !== null)}
        </span>
        {news === null ? null : (
          <button
            type="button"
            className={`${styles.news} ${news.fresh ? styles.fresh : ''}`}
            aria-expanded={news.shown}
            aria-label={messages.changes.show(news.count)}
            onClick={news.onShow}
          >
            {messages.changes.count(news.count)}
          </button>
        )}
        <Button onClick={sync.request} shortcut="syncNow">
          <RefreshCw size={15} className={busy ? styles.spin : undefined} aria-hidden="true" />
          {messages.sync.syncNow}
        </Button>
      </div>
      <div role="status" aria-live="polite">
        <Hidden>{result === null ? '' : passText(messages, result)}</Hidden>
      </div>
    </footer>
  );
};

const dotOf = (status: SyncStatus | null, busy: boolean): 'busy' | 'never' | 'stale' | 'fresh' => {
  if (busy) return 'busy';
  if (status?.lastSuccessAt == null) return 'never';
  return status.problems.length > 0 ? 'stale' : 'fresh';
};

const busyText = (status: SyncStatus | null, messages: Messages, format: Words['format']): string => {
  const progress = status?.progress ?? null;
  if (progress === null || progress.calendarsTotal === 0) return messages.sync.syncing;
  const text = messages.sync.progress(progress.calendarsDone, progress.calendarsTotal);
  return progress.events === 0
    ? text
    : `${text} · ${messages.sync.progressEvents(format.number(progress.events))}`;
};

const restText = (
  status: SyncStatus | null,
  result: PassOutcome | null,
  nowMs: number,
  messages: Messages,
  format: Words['format'],
  countedBeside: boolean,
): string => {
  // Next to the number of changes, a second number (of stored events) would be confusing.
  if (result?.outcome === 'succeeded' && countedBeside) return messages.sync.upToDateAlone;
  if (status === null) return result === null ? '' : passText(messages, result);
  const tryMs = nextTryMs(status, nowMs);
  const withTry = (text: string): string =>
    tryMs === null ? text : `${text} · ${messages.sync.nextTry(format.time(tryMs))}`;
  if (result !== null) return withTry(passText(messages, result));
  if (status.lastSuccessAt === null) return withTry(messages.sync.never);
  // The window's clock moves by minutes and may be slightly behind the pass.
  const when = Date.parse(status.lastSuccessAt);
  return withTry(messages.sync.synced(format.relative(Math.min(when, nowMs), nowMs)));
};

/** Returns when the next attempt is, if a problem can end by itself [F11]; otherwise null. */
const nextTryMs = (status: SyncStatus, nowMs: number): number | null => {
  const passes = [
    'offline',
    'proxyFailed',
    'rateLimited',
    'googleUnavailable',
    'unexpectedReply',
    'storageFailed',
  ];
  if (!status.problems.some(({ kind }) => passes.includes(kind)) || status.nextAttemptAt === null)
    return null;
  const tryMs = Date.parse(status.nextAttemptAt);
  return tryMs > nowMs ? tryMs : null;
};

const exactTime = (status: SyncStatus | null, format: Words['format']): string | undefined => {
  if (status?.lastSuccessAt == null) return undefined;
  const ms = Date.parse(status.lastSuccessAt);
  return `${format.shortDate(format.dateOf(ms))}, ${format.time(ms)}`;
};
