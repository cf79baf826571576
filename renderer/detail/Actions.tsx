import { Ellipsis, ExternalLink } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { AttentionActions } from '../attention/AttentionActions.tsx';
import { Button } from '../ui/Button.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../ui/words.ts';
import { MoveButton } from '../removal/MoveButton.tsx';
import { MoveDialog } from '../removal/MoveDialog.tsx';
import { RemoveButton } from '../removal/RemoveButton.tsx';
import type { Moving } from '../removal/useMoving.ts';
import styles from './Detail.module.css';
import { useOpen } from './Part.tsx';
import { RunningLate } from './RunningLate.tsx';

interface ActionsProps {
  readonly occurrence: Occurrence;
  readonly detail: OccurrenceDetail | null;
  /** Called when the event was deleted, or moved to another calendar. */
  readonly onRemoved: () => void;
}

/** Actions for any meeting. The button that copies the join link is next to Join. */
export const Actions = ({ occurrence, detail, onRemoved }: ActionsProps): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const hasWebPage = detail?.hasWebPage === true;
  return (
    <footer className={styles.foot}>
      <AttentionActions occurrence={occurrence} calendarName={detail?.calendarName ?? null} />
      <MoreActions occurrence={occurrence} detail={detail} onMoved={onRemoved} />
      {detail === null || detail.start.kind === 'date' ? null : <RunningLate detail={detail} />}
      {hasWebPage ? (
        <Button onClick={() => open(occurrence, { kind: 'webPage' })}>
          <ExternalLink size={15} aria-hidden="true" />
          {messages.detail.openInGoogle}
        </Button>
      ) : null}
      {detail === null ? null : <RemoveButton detail={detail} onRemoved={onRemoved} />}
    </footer>
  );
};

interface MoreActionsProps {
  readonly occurrence: Occurrence;
  readonly detail: OccurrenceDetail | null;
  readonly onMoved: () => void;
}

/** What is needed less often: everything that copies, and moving to another calendar. */
const MoreActions = ({ occurrence, detail, onMoved }: MoreActionsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.detail;
  const hasWebPage = detail?.hasWebPage === true;
  const [moving, setMoving] = useState<Moving | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <Button
        ref={button}
        className={styles.moreButton}
        aria-label={words.more}
        title={words.more}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={() => setAnchor(button.current)}
      >
        <Ellipsis size={16} aria-hidden="true" />
      </Button>
      {anchor === null ? null : (
        <Popover label={words.more} anchor={anchor} onClose={() => setAnchor(null)}>
          <div className={styles.moreActions}>
            {hasWebPage && occurrence.joinUrl === undefined ? (
              <CopyButton
                label={words.copyLink}
                done={words.copied}
                copy={() => window.jarvis.meeting.copyLink(refOf(occurrence))}
              />
            ) : null}
            <CopyButton
              label={words.copyDetails}
              done={words.detailsCopied}
              copy={() => window.jarvis.meeting.copyDetails(refOf(occurrence))}
            />
            <CopyButton
              label={words.copyOwnLink}
              done={words.ownLinkCopied}
              copy={() => window.jarvis.meeting.copyOwnLink(refOf(occurrence))}
            />
            {detail === null ? null : (
              <MoveButton
                detail={detail}
                onMove={(begun) => {
                  setAnchor(null);
                  setMoving(begun);
                }}
              />
            )}
          </div>
        </Popover>
      )}
      {moving === null || detail === null ? null : (
        <MoveDialog detail={detail} moving={moving} onMoved={onMoved} onClose={() => setMoving(null)} />
      )}
    </>
  );
};
