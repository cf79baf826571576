import { ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import styles from './AgendaList.module.css';

/** The days before the list's first one. */
export interface Earlier {
  readonly loading: boolean;
  readonly load: () => Promise<void>;
}

export const EarlierButton = ({ earlier }: { readonly earlier: Earlier }): ReactNode => {
  const { messages } = useWords();
  return (
    <button
      type="button"
      className={styles.earlier}
      aria-label={messages.agenda.earlier}
      title={messages.agenda.earlierHint}
      aria-disabled={earlier.loading}
      onClick={() => void earlier.load()}
    >
      <ChevronUp size={14} aria-hidden="true" />
      <span className={styles.earlierText}>{messages.agenda.earlier}</span>
    </button>
  );
};
