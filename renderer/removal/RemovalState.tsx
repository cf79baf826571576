import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { needsDecision } from '../../shared/pending.ts';
import { useAnswering } from '../answering/answering.ts';
import styles from '../answering/Answering.module.css';
import { useWords } from '../ui/words.ts';

/** What has become of a deletion: `Deleted, not sent yet`, with Undo as long as it is possible. */
export const RemovalState = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const { waiting, undo } = useAnswering();
  const { pending } = occurrence;
  if (pending?.kind !== 'remove') return null;
  const canUndo = waiting.find(({ opId }) => opId === pending.opId)?.choices.includes('undo') === true;
  return (
    <p className={`${styles.state} ${needsDecision(pending) ? styles.bad : ''}`} role="status">
      {messages.removal.states[pending.state]}
      {canUndo ? (
        <button type="button" className={styles.undo} onClick={() => undo(pending.opId, occurrence)}>
          {messages.removal.undo}
        </button>
      ) : null}
    </p>
  );
};
