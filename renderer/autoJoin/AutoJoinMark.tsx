import { AlarmClockCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import styles from './AutoJoin.module.css';

/** The sign of a meeting that the person chose to join automatically; nothing for others. */
export const AutoJoinMark = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  if (occurrence.autoJoin !== true || occurrence.attention !== undefined) return null;
  return (
    <span className={styles.mark} title={messages.autoJoin.mark}>
      <AlarmClockCheck size={14} aria-hidden="true" />
      <Hidden>{messages.autoJoin.mark}</Hidden>
    </span>
  );
};
