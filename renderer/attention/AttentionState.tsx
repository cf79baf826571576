import { BellOff, Check, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Messages } from '../../shared/messages/en.ts';
import type { Attention, Occurrence } from '../../shared/model.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Attention.module.css';
import { choose, restoring } from './chooseAttention.ts';

const textsOf = (
  { level, by }: Attention,
  { attention }: Messages,
): { readonly state: string; readonly undo: string } => {
  const { states, undo } = attention;
  if (by === 'rule')
    return { state: level === 'hidden' ? states.hiddenByRule : states.mutedByRule, undo: undo.rule };
  if (by === 'series' || by === 'calendar') return { state: states[by], undo: undo[by] };
  return level === 'done'
    ? { state: states.done, undo: undo.done }
    : { state: states.muted, undo: undo.muted };
};

/** Says in an open event that it is done, muted or hidden, with the way back; nothing for others. */
export const AttentionState = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const act = useAct();
  const { messages } = useWords();
  const { attention } = occurrence;
  if (attention === undefined) return null;
  const { state, undo } = textsOf(attention, messages);
  const Icon = attention.level === 'done' ? Check : attention.level === 'muted' ? BellOff : EyeOff;
  return (
    <p className={styles.state}>
      <span className={styles.sign}>
        <Icon size={15} aria-hidden="true" />
        {state}
      </span>
      <Button size="small" onClick={() => act(choose(occurrence, restoring(attention)))}>
        {undo}
      </Button>
    </p>
  );
};
