import { memo, type ReactNode } from 'react';
import { AnswerButtons } from '../answering/AnswerButtons.tsx';
import answers from '../answering/Answering.module.css';
import { canAnswer, useAnswering } from '../answering/answering.ts';
import { statesOf } from '../answering/statesOf.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { AutoJoinMark } from '../autoJoin/AutoJoinMark.tsx';
import { AttentionMark } from '../attention/AttentionMark.tsx';
import { needsDecision } from '../../shared/pending.ts';
import { NoteMark } from '../notes/NoteMark.tsx';
import { JoinButton } from '../occurrence/Join.tsx';
import { colorStyle, LookBar, TypeIcon } from '../occurrence/Marks.tsx';
import { lookOf } from '../occurrence/occurrence.ts';
import { RespondMark, useCanRespond } from '../occurrence/Respond.tsx';
import { Dotted } from '../ui/Facts.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import type { AgendaRow } from './agendaDays.ts';
import { subtitleOf, timeOf, type Moment } from './describeRow.ts';
import styles from './Row.module.css';

interface RowProps {
  readonly row: AgendaRow;
  readonly moment: Moment;
  readonly selected: boolean;
  /** The one row that Tab reaches. */
  readonly current: boolean;
  /** What changed about it within the last hour, in one word; null if nothing did. */
  readonly changed: string | null;
  readonly onOpen: (row: AgendaRow) => void;
  readonly onFocus: (id: string) => void;
}

export const Row = memo((props: RowProps): ReactNode => {
  const { row, moment, selected, current, changed, onOpen, onFocus } = props;
  const { messages, format } = useWords();
  const answering = useAnswering();
  const change = answering.changeOf(row.occurrence);
  // An answer is shown at once, before it is sent.
  const occurrence =
    change?.response === undefined || needsDecision(change)
      ? row.occurrence
      : { ...row.occurrence, selfResponse: change.response };
  const title = displayTitle(occurrence, messages);
  const time = timeOf(row, format, messages);
  const look = lookOf(occurrence);
  const state = change?.state ?? null;
  const states = statesOf(change?.kind, messages);
  const pending = state === null || state === 'accepted' ? null : states[state];
  const sub = [...(pending === null ? [] : [pending]), ...subtitleOf({ ...row, occurrence }, messages)];
  const answersHere = moment !== 'past' && canAnswer(occurrence, answering);
  const canRespond = useCanRespond(occurrence);
  const canJoin =
    occurrence.joinUrl !== undefined &&
    occurrence.attention?.level !== 'done' &&
    look !== 'declined' &&
    (moment === 'running' || moment === 'soon');
  const running = moment === 'running' && !row.allDay;
  const classes = [
    styles.item,
    styles[look],
    moment === 'past' ? styles.past : '',
    running ? styles.running : '',
    occurrence.attention === undefined ? '' : styles.unheeded,
    selected ? styles.selected : '',
  ].join(' ');
  return (
    <li className={classes} style={colorStyle(occurrence)}>
      <button
        type="button"
        className={styles.row}
        data-row={row.id}
        tabIndex={current ? 0 : -1}
        aria-current={selected ? 'true' : undefined}
        onClick={() => onOpen(row)}
        onFocus={() => onFocus(row.id)}
      >
        <span className={`${styles.time} ${format.hour12 ? styles.twelve : ''}`}>
          {time.start}
          {time.end === '' ? null : <span> – {time.end}</span>}
        </span>
        <LookBar look={look} className={styles.bar} />
        <span className={styles.text}>
          <span className={styles.title} dir="auto" title={title}>
            <TypeIcon type={occurrence.eventType} />
            {title}
          </span>
          {sub.length === 0 && changed === null ? null : (
            <span className={styles.sub}>
              {changed === null ? null : (
                <>
                  <span className={styles.changed}>{changed}</span>
                  {sub.length === 0 ? null : ' · '}
                </>
              )}
              <Dotted parts={sub} />
            </span>
          )}
        </span>
        <span className={styles.tags}>
          {look === 'unanswered' && (answersHere || !canRespond) ? (
            <span className={styles.tag} aria-hidden="true">
              {messages.agenda.unanswered}
            </span>
          ) : null}
          {running && !canJoin ? (
            <span className={`${styles.tag} ${styles.nowTag}`}>{messages.agenda.now}</span>
          ) : null}
          <NoteMark occurrence={occurrence} />
          {moment === 'past' ? null : <AutoJoinMark occurrence={occurrence} />}
          <AttentionMark occurrence={occurrence} />
          {occurrence.selfResponse === 'accepted' ? (
            <Hidden>{messages.agenda.answers.accepted}</Hidden>
          ) : null}
          {moment === 'past' ? <Hidden>{messages.agenda.past}</Hidden> : null}
        </span>
      </button>
      {answersHere && (look === 'unanswered' || current) ? (
        <AnswerButtons
          occurrence={occurrence}
          title={title}
          skipped={!current}
          className={`${answers.quick} ${look === 'unanswered' ? answers.quickUnanswered : ''}`}
        />
      ) : null}
      {look === 'unanswered' && canRespond && !answersHere ? (
        <RespondMark occurrence={occurrence} title={title} />
      ) : null}
      {canJoin ? (
        <JoinButton occurrence={occurrence} look="pill" label={messages.agenda.joinMeeting(title)}>
          {messages.agenda.join}
        </JoinButton>
      ) : null}
    </li>
  );
});
Row.displayName = 'Row';
