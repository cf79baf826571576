/**
 * All details of one meeting. What the list knows is shown at once, the rest when it arrives. The texts are untrusted:
 * they are rendered as text, each in its own block or bidi isolate.
 */
import { X } from 'lucide-react';
import { useCallback, useId, type ReactNode } from 'react';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Occurrence } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { ChangeState } from '../answering/ChangeState.tsx';
import { AttentionState } from '../attention/AttentionState.tsx';
import { MeetingBrief } from '../brief/MeetingBrief.tsx';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { MeetingChanges, useMeetingChanges } from '../changes/ChangeList.tsx';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { colorStyle } from '../occurrence/Marks.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Panel } from '../ui/Panel.tsx';
import warned from '../ui/Warned.module.css';
import { MeetingNotes } from '../notes/MeetingNotes.tsx';
import { useWords } from '../ui/words.ts';
import { Actions } from './Actions.tsx';
import { AnswerPart } from './AnswerPart.tsx';
import { Description } from './Description.tsx';
import styles from './Detail.module.css';
import { Guests } from './Guests.tsx';
import { Joining } from './Joining.tsx';
import { OwnAnswer } from './OwnAnswer.tsx';
import { Attachments, CalendarFacts, Place } from './SmallParts.tsx';
import { Travel } from './Travel.tsx';
import { When } from './When.tsx';

/** Turning writing on or off changes what may be done with the event. */
const onMayChange = (changed: () => void): (() => void) => {
  const stops = [onAgendaChanged(changed), window.jarvis.writing.onChanged(changed)];
  return () => stops.forEach((stop) => stop());
};

interface DetailPanelProps {
  /** Never changes while the panel is shown: another occurrence gets another panel (`key`). */
  readonly occurrence: Occurrence;
  /** Another one was open before. */
  readonly replaces: boolean;
  readonly nowMs: number;
  readonly changes: ChangeIndex;
  /** The setting for all meetings. */
  readonly joinsAutomatically: boolean;
  /** Shows where writing is turned on. */
  readonly onTurnOn: () => void;
  readonly onShowNotes: () => void;
  /** Opens another meeting, which the brief names. */
  readonly onOpenOther: (meeting: OccurrenceRef) => void;
  readonly onClose: () => void;
}

export const DetailPanel = ({
  occurrence,
  replaces,
  nowMs,
  changes,
  joinsAutomatically,
  onTurnOn,
  onShowNotes,
  onOpenOther,
  onClose,
}: DetailPanelProps): ReactNode => {
  const { messages, format } = useWords();
  const titleId = useId();
  const { accountId, calendarId, eventId } = occurrence;
  const load = useCallback(
    () => window.jarvis.agenda.get({ accountId, calendarId, eventId }),
    [accountId, calendarId, eventId],
  );
  const { value: detail, problem } = useLive(load, onMayChange);
  const shown: Occurrence = detail ?? occurrence;

  const recent = useMeetingChanges(shown, changes, nowMs);
  const isStruck = shown.selfResponse === 'declined' || shown.pending?.kind === 'remove';
  return (
    <Panel labelledBy={titleId} className={styles.panel} style={colorStyle(shown)} replaces={replaces}>
      <div className={styles.close}>
        <IconButton label={messages.app.close} shortcut="close" onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={styles.scroller}>
        <header className={styles.top}>
          <span className={styles.bar} />
          <div className={styles.heading}>
            <h2 id={titleId} dir="auto" className={isStruck ? styles.struck : undefined}>
              {displayTitle(shown, messages)}
            </h2>
            <When occurrence={shown} detail={detail} nowMs={nowMs} />
            <OwnAnswer occurrence={shown} answersBelow={detail?.may.respond === true} />
            <AttentionState occurrence={shown} />
            <ChangeState occurrence={shown} />
            <AnswerPart occurrence={shown} detail={detail} nowMs={nowMs} onTurnOn={onTurnOn} />
          </div>
        </header>
        <div className={styles.body}>
          <MeetingChanges recent={recent} nowMs={nowMs} />
          {problem === null ? null : (
            <p className={`${warned.warned} ${styles.flaw}`} role="alert">
              {problem.kind === 'notFound'
                ? messages.detail.gone
                : problemText(messages, problem, format).sentence}
            </p>
          )}
          <Joining occurrence={shown} detail={detail} nowMs={nowMs} joinsAutomatically={joinsAutomatically} />
          <Place occurrence={shown} />
          <Travel occurrence={shown} nowMs={nowMs} />
          <MeetingBrief occurrence={occurrence} nowMs={nowMs} told={recent} onOpen={onOpenOther} />
          <MeetingNotes occurrence={occurrence} onShowAll={onShowNotes} />
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
      <Actions occurrence={shown} detail={detail} onRemoved={onClose} />
    </Panel>
  );
};
