import type { ReactNode } from 'react';
import styles from './Hidden.module.css';

interface HiddenProps {
  /** `status`: read out whenever it changes. The element must exist before its first text. */
  readonly role?: 'status';
  readonly children: ReactNode;
}

/** Text for screen readers only. */
export const Hidden = ({ role, children }: HiddenProps): ReactNode => (
  <span className={styles.hidden} role={role}>
    {children}
  </span>
);
