import type { ReactNode } from 'react';
import styles from './Hidden.module.css';

interface HiddenProps {
  /** `status`: said whenever it changes. It must be there before it first says something. */
  readonly role?: 'status';
  readonly children: ReactNode;
}

/** Text for screen readers only. */
export const Hidden = ({ role, children }: HiddenProps): ReactNode => (
  <span className={styles.hidden} role={role}>
    {children}
  </span>
);
