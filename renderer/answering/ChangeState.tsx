import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { needsDecision } from '../../shared/pending.ts';
import { useWords } from '../ui/words.ts';
import { useAnswering } from './answering.ts';
import styles from './Answering.module.css';
import { statesOf } from './statesOf.ts';

/** What has become of a deletion or a move: `Deleted, not sent yet`, with Undo as long as it is possible. */
export const ChangeState = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const { waiting, undo } = useAnswering();
  const { pending } = occurrence;
  if (pending?.kind !== 'remove' && pending?.kind !== 'move') return null;
  const canUndo = waiting.find(({ opId }) => opId === pending.opId)?.choices.includes('undo') === true;
  return (
    <p className={`${styles.state} ${needsDecision(pending) ? styles.bad : ''}`} role="status">
      {statesOf(pending.kind, messages)[pending.state]}
      {canUndo ? (
        <button type="button" className={styles.undo} onClick={() => undo(pending.opId, occurrence)}>
          {messages.answering.undo}
        </button>
      ) : null}
    </p>
  );
};
