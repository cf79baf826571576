/**
 * All details of one meeting. What the list knows is shown at once, the rest when it arrives. The texts are untrusted:
 * they are rendered as text, each in its own block or bidi isolate.
 */
import { X } from 'lucide-react';
import { useCallback, useId, type CSSProperties, type ReactNode } from 'react';
import type { Occurrence } from '../../shared/model.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { MeetingChanges } from '../changes/MeetingChanges.tsx';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { IconButton } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { Actions } from './Actions.tsx';
import { Attachments } from './Attachments.tsx';
import { CalendarFacts } from './CalendarFacts.tsx';
import { Description } from './Description.tsx';
import styles from './Detail.module.css';
import { Guests } from './Guests.tsx';
import { Joining } from './Joining.tsx';
import { OwnAnswer } from './OwnAnswer.tsx';
import { Place } from './Place.tsx';
import { When } from './When.tsx';

interface DetailPanelProps {
  /** Never changes during the panel's life: another occurrence gets another panel (`key`). */
  readonly occurrence: Occurrence;
  readonly nowMs: number;
  readonly changes: ChangeIndex;
  readonly onClose: () => void;
}

export const DetailPanel = ({ occurrence, nowMs, changes, onClose }: DetailPanelProps): ReactNode => {
  const { messages, format } = useWords();
  const titleId = useId();
  const { accountId, calendarId, eventId } = occurrence;
  const load = useCallback(
    () => window.jarvis.agenda.get({ accountId, calendarId, eventId }),
    [accountId, calendarId, eventId],
  );
  const { value: detail, problem } = useLive(load, onAgendaChanged);
  const shown: Occurrence = detail ?? occurrence;

  const declined = shown.selfResponse === 'declined';
  return (
    <Panel labelledBy={titleId} className={styles.panel} style={{ '--c': shown.color } as CSSProperties}>
      <div className={styles.close}>
        <IconButton label={messages.app.close} shortcut="close" onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={styles.scroller}>
        <header className={styles.top}>
          <span className={styles.bar} />
          <div className={styles.heading}>
            <h2 id={titleId} dir="auto" className={declined ? styles.struck : undefined}>
              {displayTitle(shown, messages)}
            </h2>
            <When occurrence={shown} detail={detail} nowMs={nowMs} />
            <OwnAnswer occurrence={shown} />
          </div>
        </header>
        <div className={styles.body}>
          <MeetingChanges occurrence={shown} changes={changes} nowMs={nowMs} />
          {problem === null ? null : (
            <p className={`${warned.warned} ${styles.flaw}`} role="alert">
              {problem.kind === 'notFound'
                ? messages.detail.gone
                : problemText(messages, problem, format).sentence}
            </p>
          )}
          <Joining occurrence={shown} detail={detail} />
          <Place occurrence={shown} />
          {detail === null ? null : (
            <>
              <Guests detail={detail} />
              <Description detail={detail} />
              <Attachments detail={detail} />
              <CalendarFacts detail={detail} />
              {detail.flaw === null ? null : (
                <p className={`${warned.warned} ${styles.flaw}`}>
                  {messages.detail.flaw}: {detail.flaw}
                </p>
              )}
            </>
          )}
        </div>
      </div>
      <Actions occurrence={shown} detail={detail} />
    </Panel>
  );
};
