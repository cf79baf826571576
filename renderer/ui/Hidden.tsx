import type { ReactNode } from 'react';
import styles from './Hidden.module.css';

/** Text for screen readers only. */
export const Hidden = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <span className={styles.hidden}>{children}</span>
);
