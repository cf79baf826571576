import type { ReactNode } from 'react';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { FoldButton, useFolded } from '../ui/Fold.tsx';
import { useWords } from '../ui/words.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Changes.module.css';

interface RecentChangesProps {
  readonly changes: readonly AgendaChange[];
  readonly nowMs: number;
  readonly onOpen: (change: AgendaChange) => void;
}

const shownAtFirst = 5;

/** The newest changes, and the others on demand. */
export const RecentChanges = ({ changes, nowMs, onOpen }: RecentChangesProps): ReactNode => {
  const { messages } = useWords();
  const { shown, fold } = useFolded(changes, shownAtFirst);
  if (changes.length === 0) return <p className={styles.none}>{messages.changes.none}</p>;
  return (
    <>
      <ChangeList changes={shown} nowMs={nowMs} onOpen={onOpen} />
      {fold === null ? null : (
        <div className={styles.more}>
          <FoldButton {...fold} more={messages.changes.all(changes.length)} />
        </div>
      )}
    </>
  );
};
