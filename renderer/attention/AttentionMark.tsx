import { BellOff, Check, EyeOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AttentionLevel, Occurrence } from '../../shared/model.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Attention.module.css';

const icons = { done: Check, muted: BellOff, hidden: EyeOff } as const satisfies Record<
  AttentionLevel,
  unknown
>;

/** The sign of a done, muted or hidden event in a list; nothing for others. */
export const AttentionMark = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  if (occurrence.attention === undefined) return null;
  const { level } = occurrence.attention;
  const Icon = icons[level];
  return (
    <span className={styles.mark} title={messages.attention.levels[level]}>
      <Icon size={14} aria-hidden="true" />
      <Hidden>{messages.attention.levels[level]}</Hidden>
    </span>
  );
};
