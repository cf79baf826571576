import { Check } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './SweepChoice.module.css';

interface SettledSweepProps {
  /** What came of the decision; null when none was made. */
  readonly told: string | null;
  /** It was there long enough. */
  readonly onOver: () => void;
}

const shownMs = 10_000;

/**
 * What came of a decision about a held sweep. The question and its buttons are gone by then, so this takes the
 * focus that stood on them: nobody who works by keyboard is thrown back to the page's beginning.
 */
export const SettledSweep = ({ told, onOver }: SettledSweepProps): ReactNode => {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (told === null) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) line.current?.focus();
    const timer = setTimeout(onOver, shownMs);
    return () => clearTimeout(timer);
  }, [told, onOver]);
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
