import { useId, type ReactNode } from 'react';
import { problemSentences } from '../../shared/messages/problemText.ts';
import type { AccountInspection } from '../../shared/syncReport.ts';
import { accountName } from '../data/useAccounts.ts';
import type { Live } from '../data/useLive.ts';
import type { Sync } from '../data/useSync.ts';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { CalendarState } from './CalendarState.tsx';
import { CheckAll } from './CheckAll.tsx';
import { nameIn, timePhrase } from './figures.ts';
import styles from './Inspector.module.css';

interface SyncInspectorProps {
  readonly inspection: Live<readonly AccountInspection[]>;
  readonly sync: Sync;
  readonly nowMs: number;
}

/** The state of each account and calendar, and the tools to check it. */
export const SyncInspector = ({ inspection, sync, nowMs }: SyncInspectorProps): ReactNode => {
  const { messages } = useWords();
  return (
    <>
      {inspection.problem === null ? null : (
        <p className={styles.unreadable} role="alert">
          {messages.inspector.notReadable}
        </p>
      )}
      {inspection.value?.map((account) => (
        <AccountState key={account.account.id} inspection={account} nowMs={nowMs} />
      ))}
      <CheckAll accounts={inspection.value ?? []} sync={sync} onChecked={inspection.reload} />
    </>
  );
};

const AccountState = ({
  inspection,
  nowMs,
}: {
  readonly inspection: AccountInspection;
  readonly nowMs: number;
}): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const id = useId();
  const { account, problems, retryAt, calendars } = inspection;
  // A held sweep is shown with its calendar, where the person can decide about it.
  const others = problems.filter((problem) => problem.kind !== 'sweepHeld');
  const said = problemSentences(messages, others, format, nameIn(calendars), { nowMs });
  // The sentence about a rate limit contains the time already.
  const retry =
    retryAt === null || Date.parse(retryAt) <= nowMs || problems.some(({ kind }) => kind === 'rateLimited')
      ? null
      : messages.inspector.retryAt(timePhrase(Date.parse(retryAt), nowMs, words));
  return (
    <section className={styles.account} aria-labelledby={id}>
      <header className={styles.head}>
        <h3 id={id} dir="auto">
          {accountName(account, messages)}
        </h3>
        <span className={styles.quiet}>{messages.inspector.shown(calendars.length)}</span>
      </header>
      {said.length === 0 && retry === null ? null : (
        <ul className={`${warned.warned} ${styles.problems}`}>
          {[...said, retry]
            .filter((line) => line !== null)
            .map((line) => (
              <li key={line}>{line}</li>
            ))}
        </ul>
      )}
      <ul>
        {calendars.map((calendar) => (
          <CalendarState key={calendar.calendarId} accountId={account.id} calendar={calendar} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
};
