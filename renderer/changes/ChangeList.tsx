/** Changes as a list: all of them, the newest, or those of one meeting. */
import type { ReactNode } from 'react';
import {
  isDetail,
  type AgendaChange,
  type DetailChange,
  type ListedChange,
} from '../../shared/agendaChanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import { collisionText } from '../../shared/text/collisionText.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { describeChange } from '../../shared/text/describeChange.ts';
import { describeDetail } from '../../shared/text/describeDetail.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import type { Words } from '../../shared/text/words.ts';
import { FoldButton, useFolded } from '../ui/Fold.tsx';
import warned from '../ui/Warned.module.css';
import { agoOf, dayOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import type { ChangeIndex } from './changeIndex.ts';
import styles from './Changes.module.css';
import { FromTo } from './FromTo.tsx';
import { changeSentence, toldMs } from './changeSentence.ts';

interface ChangeListProps {
  readonly changes: readonly ListedChange[];
  readonly nowMs: number;
  readonly onOpen: (change: ListedChange) => void;
}

/** Changes, newest first: the meeting, its time, old and new value, and when it was noticed. A press opens the meeting. */
export const ChangeList = ({ changes, nowMs, onOpen }: ChangeListProps): ReactNode => (
  <ul className={styles.list}>
    {changes.map((change) => (
      <li key={keyOf(change)} className={styles.item} data-change={change.kind}>
        {change.kind === 'cancelled' ? (
          // The meeting is gone, so there is nothing to open.
          <div className={styles.row}>
            <Told change={change} nowMs={nowMs} />
          </div>
        ) : (
          <button type="button" className={styles.row} onClick={() => onOpen(change)}>
            <Told change={change} nowMs={nowMs} />
          </button>
        )}
      </li>
    ))}
  </ul>
);

const keyOf = (change: ListedChange): string =>
  [
    change.noticedAt,
    change.accountId,
    change.calendarId,
    change.eventId,
    change.kind,
    change.occurrenceStart ?? '',
  ].join(' ');

const Told = ({ change, nowMs }: { readonly change: ListedChange; readonly nowMs: number }): ReactNode => {
  const words = useWords();
  const { messages } = words;
  const title = displayTitle(change, messages);
  const collision = isDetail<DetailChange>(change) ? null : collisionText(change, words);
  return (
    <>
      <span className={`${styles.title} ${change.kind === 'cancelled' ? styles.gone : ''}`} dir="auto">
        {title}
      </span>
      <span className={styles.noticed}>{agoOf(Date.parse(change.noticedAt), nowMs, words)}</span>
      <span className={styles.what}>
        {isDetail<DetailChange>(change) ? (
          <DetailParts change={change} nowMs={nowMs} />
        ) : (
          <ChangeParts change={change} nowMs={nowMs} />
        )}
        {change.wholeSeries ? <span>{messages.changes.wholeSeries}</span> : null}
      </span>
      {collision === null ? null : (
        <span className={styles.collision} dir="auto">
          {collision}
        </span>
      )}
    </>
  );
};

interface PartsProps<Change> {
  readonly change: Change;
  readonly nowMs: number;
}

const ChangeParts = ({ change, nowMs }: PartsProps<AgendaChange>): ReactNode => {
  const words = useWords();
  const { label, from, to, saysDay } = describeChange(change, nowMs, words);
  return (
    <>
      <strong>{label}</strong>
      {saysDay ? null : <span>{whenOf(change, from !== null, nowMs, words)}</span>}
      {from === null && to === null ? null : <FromTo from={from} to={to} />}
    </>
  );
};

const DetailParts = ({ change, nowMs }: PartsProps<DetailChange>): ReactNode => {
  const words = useWords();
  const { label, text, removed, added } = describeDetail(change, words);
  return (
    <>
      <strong className={styles.detail}>{label}</strong>
      <span>{whenOf(change, false, nowMs, words)}</span>
      {text === null ? null : <span className={styles.text}>{text}</span>}
      {removed === null && added === null ? null : <FromTo from={removed} to={added} />}
    </>
  );
};

/** Returns the day, and the time if `from` and `to` do not show it. */
const whenOf = (change: ListedChange, compared: boolean, nowMs: number, words: Words): string => {
  const { format, messages } = words;
  const { start } = change;
  const date = start.kind === 'timed' ? format.dateOf(start.ms) : start.date;
  const day = dayOf(date, nowMs, words);
  if (start.kind === 'date') return messages.changes.allDayOn(day);
  return compared && change.kind === 'moved' ? day : messages.app.onDateAt(day, format.time(start.ms));
};

/** Returns recent changes of one meeting, until it is over. */
export const useMeetingChanges = (
  occurrence: Occurrence,
  changes: ChangeIndex,
  nowMs: number,
): readonly AgendaChange[] => {
  const { format } = useWords();
  const isOver = startMsOf(occurrence.end, format.timeZone) < nowMs;
  return isOver ? [] : changes.of(occurrence, nowMs - toldMs);
};

interface MeetingChangesProps {
  readonly recent: readonly AgendaChange[];
  readonly nowMs: number;
}

export const MeetingChanges = ({ recent, nowMs }: MeetingChangesProps): ReactNode => {
  const words = useWords();
  if (recent.length === 0) return null;
  return (
    <ul className={`${warned.warned} ${styles.meeting}`} aria-label={words.messages.changes.title}>
      {recent.map((change) => (
        <li key={change.kind} dir="auto">
          {changeSentence(change, nowMs, words)}
        </li>
      ))}
    </ul>
  );
};

interface RecentChangesProps {
  readonly changes: readonly ListedChange[];
  readonly nowMs: number;
  readonly onOpen: (change: ListedChange) => void;
}

const shownAtFirst = 5;

/** The newest changes, and the others on demand. */
export const RecentChanges = ({ changes, nowMs, onOpen }: RecentChangesProps): ReactNode => {
  const { messages } = useWords();
  const { shown, fold } = useFolded(changes, shownAtFirst);
  if (changes.length === 0) return <p className={styles.none}>{messages.changes.none}</p>;
  return (
    <>
      <ChangeList changes={shown} nowMs={nowMs} onOpen={onOpen} />
      {fold === null ? null : (
        <div className={styles.more}>
          <FoldButton {...fold} more={messages.changes.all(changes.length)} />
        </div>
      )}
    </>
  );
};
