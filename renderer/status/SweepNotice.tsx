import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { problemText, type CalendarName } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import { useInspection } from '../data/useInspection.ts';
import { useWords } from '../ui/words.ts';
import styles from './StatusBar.module.css';
import { SweepChoice } from './SweepChoice.tsx';

interface SweepNoticeProps {
  readonly problem: Extract<Problem, { kind: 'sweepHeld' }>;
  readonly calendarName: CalendarName;
  /** The way to further problems. */
  readonly children: ReactNode;
}

/** A held sweep in words, out of how many, with its two choices [S12]. */
export const SweepNotice = ({ problem, calendarName, children }: SweepNoticeProps): ReactNode => {
  const { messages, format } = useWords();
  const { value } = useInspection();
  const { calendarId, count } = problem;
  const held = (value ?? []).flatMap(({ account, calendars }) =>
    calendars
      .filter((calendar) => calendar.calendarId === calendarId && calendar.heldSweep !== null)
      .map(({ eventsStored }) => ({ accountId: account.id, eventsStored })),
  );
  // The same calendar may be held in two accounts; the decision is then one about both.
  const [only] = held.length === 1 ? held : [];
  const { sentence } = problemText(messages, problem, format, calendarName, {
    storedEvents: only?.eventsStored ?? null,
  });
  return (
    <div className={styles.notice} data-problem="sweepHeld">
      <TriangleAlert size={17} aria-hidden="true" />
      <p>{sentence}</p>
      <div className={styles.actions}>
        <SweepChoice
          calendar={only === undefined ? { calendarId } : { calendarId, accountId: only.accountId }}
          count={count}
        />
        {children}
      </div>
    </div>
  );
};
