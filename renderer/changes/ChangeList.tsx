import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import { describeChange } from '../../shared/text/describeChange.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { agoOf, dayOf } from '../ui/when.ts';
import { useWords } from '../ui/words.ts';
import type { Words } from '../../shared/text/words.ts';
import styles from './Changes.module.css';

interface ChangeListProps {
  readonly changes: readonly AgendaChange[];
  readonly nowMs: number;
  readonly onOpen: (change: AgendaChange) => void;
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

const keyOf = (change: AgendaChange): string =>
  [
    change.noticedAt,
    change.accountId,
    change.calendarId,
    change.eventId,
    change.kind,
    change.occurrenceStart ?? '',
  ].join(' ');

const Told = ({ change, nowMs }: { readonly change: AgendaChange; readonly nowMs: number }): ReactNode => {
  const words = useWords();
  const { messages } = words;
  const described = describeChange(change, nowMs, words);
  const when = described.saysDay ? null : whenOf(change, described.from !== null, nowMs, words);
  const title = displayTitle(change, messages);
  return (
    <>
      <span className={`${styles.title} ${change.kind === 'cancelled' ? styles.gone : ''}`} dir="auto">
        {title}
      </span>
      <span className={styles.noticed}>{agoOf(Date.parse(change.noticedAt), nowMs, words)}</span>
      <span className={styles.what}>
        <strong>{described.label}</strong>
        {when === null ? null : <span>{when}</span>}
        {described.from === null && described.to === null ? null : (
          <FromTo from={described.from} to={described.to} />
        )}
        {change.wholeSeries ? <span>{messages.changes.wholeSeries}</span> : null}
      </span>
    </>
  );
};

const FromTo = ({ from, to }: { readonly from: string | null; readonly to: string | null }): ReactNode => {
  const { messages } = useWords();
  const both = from !== null && to !== null;
  return (
    <span className={styles.fromTo}>
      {from === null ? null : (
        <>
          {both ? <Hidden>{messages.changes.from} </Hidden> : null}
          <del className={styles.from} dir="auto">
            {from}
          </del>
        </>
      )}
      {both ? (
        <>
          <ArrowRight size={12} aria-hidden="true" />
          <Hidden> {messages.changes.to} </Hidden>
        </>
      ) : null}
      {to === null ? null : (
        <ins className={styles.to} dir="auto">
          {to}
        </ins>
      )}
    </span>
  );
};

/** Returns the day, and the time if `from` and `to` do not show it. */
const whenOf = (change: AgendaChange, compared: boolean, nowMs: number, words: Words): string => {
  const { format, messages } = words;
  const { start } = change;
  const date = start.kind === 'timed' ? format.dateOf(start.ms) : start.date;
  const day = dayOf(date, nowMs, words);
  if (start.kind === 'date') return messages.changes.allDayOn(day);
  return compared && change.kind === 'moved' ? day : messages.app.onDateAt(day, format.time(start.ms));
};
