import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Hidden } from '../ui/Hidden.tsx';
import styles from './Detail.module.css';

interface PartProps {
  readonly icon: LucideIcon;
  /** For screen readers; null where the part has a heading that all see. */
  readonly heading: string | null;
  readonly children: ReactNode;
}

/** One matter of a meeting beside its sign. */
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
