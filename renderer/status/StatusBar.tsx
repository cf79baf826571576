import { CloudOff, History, RefreshCw, Send } from 'lucide-react';
import type { ReactNode } from 'react';
import { passText } from '../../shared/messages/passText.ts';
import type { Problem } from '../../shared/problems.ts';
import { rankProblems } from '../../shared/rankProblems.ts';
import type { SyncStatus } from '../../shared/syncReport.ts';
import type { Sync } from '../data/useSync.ts';
import { Button } from '../ui/Button.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import type { Words } from '../../shared/text/words.ts';
import { busyText, restText } from './statusText.ts';
import styles from './StatusBar.module.css';

interface StatusBarProps {
  readonly sync: Sync;
  /** Everything that is wrong. */
  readonly problems: readonly Problem[];
  readonly nowMs: number;
  /** Recent changes of upcoming meetings; null if there are none. */
  readonly news: News | null;
  /** Changes that Google does not have yet; null if there are none. */
  readonly waiting: Waiting | null;
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

export interface Waiting {
  readonly count: number;
  /** How many of them the person must decide about. */
  readonly undecided: number;
  readonly shown: boolean;
  readonly onShow: () => void;
}

/** Always shows the time of the last sync, and Sync now in the same place. */
export const StatusBar = ({
  sync,
  problems: all,
  nowMs,
  news,
  waiting,
  children,
}: StatusBarProps): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const problems = rankProblems(all).filter(({ kind }) => kind !== 'noKeyring');
  const { status, busy, result } = sync;
  const isOffline = problems.some(({ kind }) => kind === 'offline');
  const text = busy
    ? busyText(status, words)
    : restText({ ...words, status, result, problems, nowMs, countedBeside: news !== null });
  const progress = busy ? (status?.progress ?? null) : null;
  const share =
    progress === null || progress.calendarsTotal === 0 ? 0 : progress.calendarsDone / progress.calendarsTotal;
  const waitingText =
    waiting === null
      ? ''
      : waiting.undecided > 0
        ? messages.outbox.decide(waiting.undecided)
        : messages.outbox.count(waiting.count);
  return (
    <footer className={styles.footer} aria-label={messages.sync.label}>
      {children}
      <div className={styles.progress} aria-hidden="true">
        {busy ? <div style={{ transform: `scaleX(${Math.max(0.04, share)})` }} /> : null}
      </div>
      <div className={styles.bar}>
        {isOffline && !busy ? (
          <CloudOff className={styles.offline} size={15} aria-hidden="true" />
        ) : (
          <span className={`${styles.dot} ${styles[dotOf(status, busy, problems)]}`} aria-hidden="true" />
        )}
        <span className={styles.text} title={exactTime(status, format)}>
          {text}
        </span>
        {waiting === null ? null : (
          <button
            type="button"
            className={`${styles.news} ${waiting.undecided > 0 ? styles.undecided : ''}`}
            aria-expanded={waiting.shown}
            // Where the bar is narrow, only the number is shown.
            aria-label={waitingText}
            onClick={waiting.onShow}
          >
            <Send size={15} aria-hidden="true" />
            <span data-number={format.number(waiting.undecided > 0 ? waiting.undecided : waiting.count)}>
              <span>{waitingText}</span>
            </span>
          </button>
        )}
        {news === null ? null : (
          <button
            type="button"
            className={`${styles.news} ${news.fresh ? styles.fresh : ''}`}
            aria-expanded={news.shown}
            aria-label={messages.changes.show(news.count)}
            onClick={news.onShow}
          >
            <History size={15} aria-hidden="true" />
            <span data-number={format.number(news.count)}>
              <span>{messages.changes.count(news.count)}</span>
            </span>
          </button>
        )}
        <Button size="small" onClick={sync.request} shortcut="syncNow">
          <RefreshCw size={15} className={busy ? styles.spin : undefined} aria-hidden="true" />
          {messages.sync.syncNow}
        </Button>
      </div>
      <div role="status" aria-live="polite">
        <Hidden>{isOffline && !busy ? text : result === null ? '' : passText(messages, result)}</Hidden>
      </div>
    </footer>
  );
};

const dotOf = (
  status: SyncStatus | null,
  busy: boolean,
  problems: readonly Problem[],
): 'busy' | 'never' | 'stale' | 'fresh' => {
  if (busy) return 'busy';
  if (status?.lastSuccessAt == null) return 'never';
  return problems.length > 0 ? 'stale' : 'fresh';
};

const exactTime = (status: SyncStatus | null, format: Words['format']): string | undefined => {
  if (status?.lastSuccessAt == null) return undefined;
  const ms = Date.parse(status.lastSuccessAt);
  return `${format.shortDate(format.dateOf(ms))}, ${format.time(ms)}`;
};
