import type { ReactNode } from 'react';
import type { Look } from './describe.ts';
import styles from './LookBar.module.css';

interface LookBarProps {
  readonly look: Look;
  /** Its height. */
  readonly className?: string | undefined;
}

/** The calendar's colour (`--c`) beside a meeting, drawn to show the person's response and the event's type. */
export const LookBar = ({ look, className }: LookBarProps): ReactNode => (
  <span className={`${styles.bar} ${styles[look] ?? ''} ${className ?? ''}`} />
);
