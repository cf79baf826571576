import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { refOf } from '../../shared/agenda.ts';
import type { Invitation } from '../../shared/invitations.ts';
import type { Occurrence } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { Scope } from '../../shared/writing.ts';
import { AnswerButtons, answerOfKey, AnswerState } from '../answering/AnswerButtons.tsx';
import { canAnswer, useAnswering } from '../answering/answering.ts';
import { useOverlap } from '../data/useOverlap.ts';
import { colorStyle, LookBar } from '../occurrence/Marks.tsx';
import { keyOf, placeOf, serviceOf } from '../occurrence/occurrence.ts';
import { overlapText } from '../occurrence/overlap.ts';
import { RespondButton, useCanRespond } from '../occurrence/Respond.tsx';
import { isPressed } from '../shortcuts/isPressed.ts';
import { useAct } from '../ui/act.ts';
import { Dotted } from '../ui/Facts.tsx';
import { Segments } from '../ui/Segments.tsx';
import { usePlatform } from '../ui/platform.ts';
import { whenOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import styles from './Invitations.module.css';

interface InvitationItemProps {
  readonly invitation: Invitation;
  readonly nowMs: number;
  readonly onOpen: (occurrence: Occurrence) => void;
}

/** One invitation: what, when, from whom, what it overlaps, and the way to answer. */
export const InvitationItem = ({ invitation, nowMs, onOpen }: InvitationItemProps): ReactNode => {
  const { occurrence, wholeSeries, organizer } = invitation;
  const words = useWords();
  const { messages } = words;
  const act = useAct();
  const platform = usePlatform();
  const canRespond = useCanRespond(occurrence);
  const answering = useAnswering();
  const answersHere = canAnswer(occurrence, answering);
  const [scope, setScope] = useState<Scope>(wholeSeries ? 'all' : 'one');
  const overlap = useOverlap(occurrence, nowMs);
  const title = displayTitle(occurrence, messages);
  const organizedBy = organizer?.name ?? organizer?.email;
  const facts = [
    wholeSeries ? messages.invitations.series : null,
    organizedBy === undefined ? null : messages.invitations.from(organizedBy),
    serviceOf(occurrence),
    placeOf(occurrence),
  ].filter((fact) => fact !== null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const response = answersHere ? answerOfKey(event, platform) : null;
    if (event.defaultPrevented) return;
    if (response !== null) {
      event.preventDefault();
      answering.respond(occurrence, { response, scope, comment: null });
      return;
    }
    if (!isPressed(event.nativeEvent, 'respond', platform) || !canRespond || answersHere) return;
    event.preventDefault();
    act(window.jarvis.meeting.openToRespond(refOf(occurrence)));
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a key for the buttons in it
    <li
      className={styles.item}
      style={colorStyle(occurrence)}
      data-invitation={keyOf(occurrence)}
      onKeyDown={onKeyDown}
    >
      <button type="button" className={styles.row} onClick={() => onOpen(occurrence)}>
        <LookBar look="unanswered" className={styles.bar} />
        <span className={styles.text}>
          <span className={styles.title} dir="auto" title={title}>
            {title}
          </span>
          <span className={styles.when}>{whenOf(occurrence, nowMs, words)}</span>
          {facts.length === 0 ? null : (
            <span className={styles.facts}>
              <Dotted parts={facts} />
            </span>
          )}
        </span>
      </button>
      {overlap === null ? null : (
        <p className={styles.overlap}>
          <bdi>{overlapText(overlap, words)}</bdi>
        </p>
      )}
      {answersHere || canRespond ? (
        <div className={styles.answers}>
          {answersHere ? (
            <>
              <AnswerButtons occurrence={occurrence} title={title} scope={scope} />
              {wholeSeries ? (
                <Segments
                  label={messages.answering.scope}
                  value={scope}
                  options={(['all', 'one'] as const).map((value) => ({
                    value,
                    label: messages.answering.scopes[value],
                  }))}
                  onChange={setScope}
                />
              ) : null}
              <AnswerState occurrence={occurrence} />
            </>
          ) : (
            <RespondButton occurrence={occurrence} />
          )}
        </div>
      ) : null}
    </li>
  );
};
