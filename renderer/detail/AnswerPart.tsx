import { useState, type ReactNode } from 'react';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { Scope } from '../../shared/writing.ts';
import { AnswerNote, WriteNote } from '../answering/AnswerNote.tsx';
import { AnswerButtons, AnswerState } from '../answering/AnswerButtons.tsx';
import styles from '../answering/Answering.module.css';
import { useAnswering } from '../answering/answering.ts';
import { useOverlap } from '../data/useOverlap.ts';
import { overlapText } from '../occurrence/overlap.ts';
import { RespondButton, useCanRespond } from '../occurrence/Respond.tsx';
import { Button } from '../ui/Button.tsx';
import { Segments } from '../ui/Segments.tsx';
import { useWords } from '../ui/words.ts';

interface AnswerPartProps {
  readonly occurrence: Occurrence;
  /** Null before the first reply. */
  readonly detail: OccurrenceDetail | null;
  readonly nowMs: number;
  readonly onTurnOn: () => void;
}

/** Answers an open invitation: here if that is possible, otherwise on Google Calendar's page. */
export const AnswerPart = ({ occurrence, detail, nowMs, onTurnOn }: AnswerPartProps): ReactNode => {
  const { messages } = useWords();
  const canRespond = useCanRespond(occurrence) && detail?.hasWebPage === true;
  if (detail === null || detail.pending?.kind === 'remove') return null;
  const { respond, why } = detail.may;
  if (respond) return <AnswerHere occurrence={occurrence} detail={detail} nowMs={nowMs} />;
  const isOff = why === undefined || why === 'writingOff';
  if (isOff)
    return canRespond ? (
      <div className={styles.line}>
        <RespondButton occurrence={occurrence} />
        <Button size="small" look="plain" onClick={onTurnOn}>
          {messages.answering.turnOn}
        </Button>
      </div>
    ) : null;
  // Invited through a group or an alias: the person's own entry is missing.
  const isIndirect = why === 'notOnGuestList' && detail.attendees.length > 0 && detail.isOthers !== true;
  if (occurrence.selfResponse === null && !isIndirect) return null;
  if (occurrence.organizedBySelf === true) return null;
  return (
    <>
      <p>{messages.problems.eventNotEditable[why]}</p>
      {canRespond || (isIndirect && detail.hasWebPage) ? <RespondButton occurrence={occurrence} /> : null}
    </>
  );
};

interface AnswerHereProps extends Pick<AnswerPartProps, 'occurrence' | 'nowMs'> {
  readonly detail: OccurrenceDetail;
}

const AnswerHere = ({ occurrence, detail, nowMs }: AnswerHereProps): ReactNode => {
  const words = useWords();
  const { messages } = words;
  const texts = messages.answering;
  const { changeOf, respond, notes } = useAnswering();
  const [scope, setScope] = useState<Scope>('one');
  const overlap = useOverlap(occurrence, nowMs);
  const isSeries = occurrence.masterId !== undefined;
  /** The note that the organizer has, or that is on its way. */
  const sent = detail.attendees.find(({ self }) => self)?.comment ?? '';
  const note = notes.of(occurrence);
  const comment = note === null || note.trim() === sent ? null : note.trim();
  const given = changeOf(occurrence)?.response ?? occurrence.selfResponse;
  return (
    <div className={styles.part}>
      <div className={styles.line}>
        <span aria-hidden="true">{texts.going}</span>
        <AnswerButtons
          occurrence={occurrence}
          title={displayTitle(occurrence, messages)}
          scope={isSeries ? scope : 'one'}
          comment={comment}
        />
        {note === null && sent === '' ? <WriteNote occurrence={occurrence} sent="" /> : null}
      </div>
      {isSeries ? (
        <Segments
          label={texts.scope}
          value={scope}
          options={(['one', 'all'] as const).map((value) => ({ value, label: texts.scopes[value] }))}
          onChange={setScope}
        />
      ) : null}
      {note === null && sent !== '' ? (
        <div className={styles.sent}>
          <p dir="auto">{texts.yourNote(sent)}</p>
          <WriteNote occurrence={occurrence} sent={sent} />
        </div>
      ) : null}
      {note === null ? null : (
        <AnswerNote
          occurrence={occurrence}
          note={note}
          sent={sent}
          onSend={
            given === null || given === 'needsAction' || comment === null
              ? null
              : () => respond(occurrence, { response: given, scope: isSeries ? scope : 'one', comment })
          }
        />
      )}
      {overlap === null ? null : (
        <p className={styles.overlap}>
          <bdi>{overlapText(overlap, words)}</bdi>
        </p>
      )}
      <AnswerState occurrence={occurrence} />
    </div>
  );
};
