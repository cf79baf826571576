import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Changes.module.css';

interface FromToProps {
  readonly from: string | null;
  readonly to: string | null;
}

/** An old and a new value. */
export const FromTo = ({ from, to }: FromToProps): ReactNode => {
  const { messages } = useWords();
  const both = from !== null && to !== null;
  return (
    <span className={styles.fromTo}>
      {from === null ? null : (
        <>
          {both ? <Hidden>{messages.changes.from} </Hidden> : null}
          <del className={styles.from} dir="auto">
            {from}
          </del>
        </>
      )}
      {both ? (
        <>
          <ArrowRight size={12} aria-hidden="true" />
          <Hidden> {messages.changes.to} </Hidden>
        </>
      ) : null}
      {to === null ? null : (
        <ins className={styles.to} dir="auto">
          {to}
        </ins>
      )}
    </span>
  );
};
