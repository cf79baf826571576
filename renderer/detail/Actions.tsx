import { ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { refOf } from '../data/occurrence.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import styles from './Detail.module.css';
import { useOpen } from './useOpen.ts';

interface ActionsProps {
  readonly occurrence: Occurrence;
  readonly detail: OccurrenceDetail | null;
}

/** Actions for any meeting. The button that copies the join link is next to Join. */
export const Actions = ({ occurrence, detail }: ActionsProps): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const hasWebPage = detail?.hasWebPage === true;
  return (
    <footer className={styles.foot}>
      {hasWebPage ? (
        <Button onClick={() => open(occurrence, { kind: 'webPage' })}>
          <ExternalLink size={15} aria-hidden="true" />
          {messages.detail.openInGoogle}
        </Button>
      ) : null}
      {hasWebPage && occurrence.joinUrl === undefined ? (
        <CopyButton
          label={messages.detail.copyLink}
          done={messages.detail.copied}
          copy={() => window.jarvis.meeting.copyLink(refOf(occurrence))}
        />
      ) : null}
      <CopyButton
        label={messages.detail.copyDetails}
        done={messages.detail.detailsCopied}
        copy={() => window.jarvis.meeting.copyDetails(refOf(occurrence))}
      />
    </footer>
  );
};
