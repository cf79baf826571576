import { useState, type ReactNode } from 'react';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { ChangeList } from './ChangeList.tsx';
import styles from './Changes.module.css';

interface RecentChangesProps {
  readonly changes: readonly AgendaChange[];
  readonly nowMs: number;
  readonly onOpen: (change: AgendaChange) => void;
}

const shownAtFirst = 5;

/** The newest changes, the others on demand. */
export const RecentChanges = ({ changes, nowMs, onOpen }: RecentChangesProps): ReactNode => {
  const { messages } = useWords();
  const [all, setAll] = useState(false);
  if (changes.length === 0) return <p className={styles.none}>{messages.changes.none}</p>;
  return (
    <>
      <ChangeList changes={all ? changes : changes.slice(0, shownAtFirst)} nowMs={nowMs} onOpen={onOpen} />
      {all || changes.length <= shownAtFirst ? null : (
        <div className={styles.more}>
          <Button look="plain" size="small" onClick={() => setAll(true)}>
            {messages.changes.all(changes.length)}
          </Button>
        </div>
      )}
    </>
  );
};
