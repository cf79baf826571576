import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Hidden } from '../ui/Hidden.tsx';
import styles from './Detail.module.css';

interface PartProps {
  readonly icon: LucideIcon;
  /** For screen readers; null if the part has a visible heading. */
  readonly heading: string | null;
  readonly children: ReactNode;
}

/** One part of a meeting's details, next to its icon. */
export const Part = ({ icon: Icon, heading, children }: PartProps): ReactNode => (
  <div className={styles.line}>
    <Icon size={18} aria-hidden="true" />
    <div>
      {heading === null ? null : (
        <h3>
          <Hidden>{heading}</Hidden>
        </h3>
      )}
      {children}
    </div>
  </div>
);
