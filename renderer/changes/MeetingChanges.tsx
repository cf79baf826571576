import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { startMsOf } from '../../shared/text/days.ts';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import type { ChangeIndex } from './changeIndex.ts';
import styles from './Changes.module.css';
import { changeSentence, toldMs } from './changeSentence.ts';

interface MeetingChangesProps {
  readonly occurrence: Occurrence;
  readonly changes: ChangeIndex;
  readonly nowMs: number;
}

/** Recent changes of one meeting, shown until it is over. */
export const MeetingChanges = ({ occurrence, changes, nowMs }: MeetingChangesProps): ReactNode => {
  const words = useWords();
  const isOver = startMsOf(occurrence.end, words.format.timeZone) < nowMs;
  const recent = isOver ? [] : changes.of(occurrence, nowMs - toldMs);
  if (recent.length === 0) return null;
  return (
    <ul className={`${warned.warned} ${styles.meeting}`} aria-label={words.messages.changes.title}>
      {recent.map((change) => (
        <li key={change.kind} dir="auto">
          {changeSentence(change, nowMs, words)}
        </li>
      ))}
    </ul>
  );
};
