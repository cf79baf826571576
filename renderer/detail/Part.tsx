/** What the parts of the details have in common: their frame, and how a link in them is opened. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { refOf, type LinkRef } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import { useAct } from '../ui/act.ts';
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

/** Returns a function that opens a link of a meeting. It names the link; main looks up the address. */
export const useOpen = (): ((occurrence: Occurrence, link: LinkRef['link']) => void) => {
  const act = useAct();
  return (occurrence, link) => act(window.jarvis.meeting.openLink({ ...refOf(occurrence), link }));
};
