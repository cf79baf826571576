import { Check } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useForAWhile } from '../ui/useForAWhile.ts';
import styles from './SweepChoice.module.css';

interface SettledSweepProps {
  /** What came of the decision; null when none was made. */
  readonly told: string | null;
}

/** What came of a decision, for as long as it takes to read it. */
export const useSettledSweep = (): readonly [told: string | null, tell: (told: string | null) => void] =>
  useForAWhile<string | null>(null, 10_000);

/**
 * What came of a decision about a held sweep. The question and its buttons are gone by then, so this takes the
 * focus that stood on them: nobody who works by keyboard is thrown back to the page's beginning.
 */
export const SettledSweep = ({ told }: SettledSweepProps): ReactNode => {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (told === null) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) line.current?.focus();
  }, [told]);
  return (
    <div role="status">
      {told === null ? null : (
        <p ref={line} tabIndex={-1} className={styles.settled}>
          <Check size={15} aria-hidden="true" />
          {told}
        </p>
      )}
    </div>
  );
};
