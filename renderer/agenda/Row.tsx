import { memo, type CSSProperties, type ReactNode } from 'react';
import { joinAheadMs } from '../../shared/meetings.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { refOf } from '../data/occurrence.ts';
import { useAct } from '../ui/act.ts';
import { Dotted } from '../ui/Dotted.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import type { AgendaRow } from './agendaDays.ts';
import { lookOf, subtitleOf, timeOf } from './describe.ts';
import { LookBar } from './LookBar.tsx';
import styles from './Row.module.css';
import { TypeIcon } from './TypeIcon.tsx';

/** A row relative to the clock. `soon` is close enough for a Join button in the list. */
export type Moment = 'past' | 'running' | 'soon' | 'later';

export const momentOf = (row: AgendaRow, nowMs: number): Moment => {
  if (row.endMs <= nowMs && !(row.endMs === row.startMs && row.endMs === nowMs)) return 'past';
  if (row.startMs <= nowMs) return 'running';
  return row.startMs - nowMs <= joinAheadMs ? 'soon' : 'later';
};

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
  const act = useAct();
  const { occurrence } = row;
  const title = displayTitle(occurrence, messages);
  const time = timeOf(row, format, messages);
  const look = lookOf(occurrence);
  const sub = subtitleOf(row, messages);
  const canJoin =
    occurrence.joinUrl !== undefined && look !== 'declined' && (moment === 'running' || moment === 'soon');
  const running = moment === 'running' && !row.allDay;
  const classes = [
    styles.item,
    styles[look],
    moment === 'past' ? styles.past : '',
    running ? styles.running : '',
    selected ? styles.selected : '',
  ].join(' ');
  return (
    <li className={classes} style={{ '--c': occurrence.color } as CSSProperties}>
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
          {sub.length === 0 ? null : (
            <span className={styles.sub}>
              <Dotted parts={sub} />
            </span>
          )}
        </span>
        <span className={styles.tags}>
          {changed === null ? null : <span className={`${styles.tag} ${styles.changedTag}`}>{changed}</span>}
          {look === 'unanswered' ? (
            <span className={styles.tag} aria-hidden="true">
              {messages.agenda.unanswered}
            </span>
          ) : null}
          {running && !canJoin ? (
            <span className={`${styles.tag} ${styles.nowTag}`}>{messages.agenda.now}</span>
          ) : null}
          {occurrence.selfResponse === 'accepted' ? (
            <Hidden>{messages.agenda.answers.accepted}</Hidden>
          ) : null}
          {moment === 'past' ? <Hidden>{messages.agenda.past}</Hidden> : null}
        </span>
      </button>
      {canJoin ? (
        <button
          type="button"
          className={styles.join}
          aria-label={messages.agenda.joinMeeting(title)}
          title={hostOf(occurrence.joinUrl)}
          onClick={() => act(window.jarvis.meeting.join(refOf(occurrence)))}
        >
          {messages.agenda.join}
        </button>
      ) : null}
    </li>
  );
});
Row.displayName = 'Row';
