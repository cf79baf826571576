/** The buttons that join a meeting and copy its link. */
import type { ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Occurrence } from '../../shared/model.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { useAct } from '../ui/act.ts';
import { Button } from '../ui/Button.tsx';
import { CopyIcon } from '../ui/CopyButton.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Join.module.css';

interface JoinButtonProps {
  /** A meeting with a link. */
  readonly occurrence: Occurrence;
  readonly look: 'primary' | 'pill';
  /** The accessible name, where the text alone does not say which meeting it is. */
  readonly label?: string;
  readonly children: ReactNode;
}

/** Joins the meeting. The tooltip names the host, because a title may claim any service. */
export const JoinButton = ({ occurrence, look, label, children }: JoinButtonProps): ReactNode => {
  const act = useAct();
  const props = {
    'aria-label': label,
    title: hostOf(occurrence.joinUrl),
    onClick: () => act(window.jarvis.meeting.join(refOf(occurrence))),
  };
  return look === 'primary' ? (
    <Button look="primary" {...props}>
      {children}
    </Button>
  ) : (
    <button type="button" className={styles.pill} {...props}>
      {children}
    </button>
  );
};

/** Copies the join link, next to the Join button. */
export const CopyLink = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const words = useWords().messages.detail;
  return (
    <CopyIcon
      label={words.copyLink}
      done={words.copied}
      copy={() => window.jarvis.meeting.copyLink(refOf(occurrence))}
    />
  );
};
