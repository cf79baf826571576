import { Check } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { useForAWhile } from '../ui/useForAWhile.ts';
import styles from './SweepChoice.module.css';

interface SettledSweepProps {
  /** The result of the decision; null if none was made. */
  readonly told: string | null;
}

/** The result of a decision, kept for as long as it takes to read it. */
export const useSettledSweep = (): readonly [told: string | null, tell: (told: string | null) => void] =>
  useForAWhile<string | null>(null, 10_000);

/**
 * The result of a decision about a held sweep. The question and its buttons are gone by then, so this takes the focus.
 * Otherwise a person who uses the keyboard would be sent to the beginning of the page.
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
