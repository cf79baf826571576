import { memo, type ReactNode } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { tagOf, taggedMs } from '../changes/changeSentence.ts';
import { useWords } from '../ui/words.ts';
import type { AgendaDay, AgendaGap, AgendaRow } from './agendaDays.ts';
import styles from './AgendaList.module.css';
import { momentOf, Row } from './Row.tsx';

interface DaySectionProps {
  readonly day: AgendaDay;
  readonly today: IsoDate;
  /** The clock as far as it matters to this day (`clockOf`), so that most days are not rendered again. */
  readonly nowMs: number;
  /** The open meeting's row and the row that Tab reaches, if they are on this day; otherwise null. */
  readonly selectedId: string | null;
  readonly currentId: string | null;
  readonly changes: ChangeIndex;
  readonly onOpen: (row: AgendaRow) => void;
  readonly onFocus: (id: string) => void;
}

/** A day: a heading, and a row for each meeting. */
export const DaySection = memo((props: DaySectionProps): ReactNode => {
  const { day, today, nowMs, selectedId, currentId, changes, onOpen, onFocus } = props;
  const words = useWords();
  return (
    <section
      className={styles.day}
      aria-labelledby={`day-${day.date}`}
      data-day={day.date}
      // Not a custom property: those are inherited, and every row would be restyled.
      style={{ containIntrinsicBlockSize: `auto ${heightOf(day)}px` }}
    >
      <DayHeading day={day} today={today} />
      {day.entries.length === 0 ? (
        <p className={styles.quiet}>
          {day.date === today ? words.messages.agenda.nothingToday : words.messages.agenda.nothingThatDay}
        </p>
      ) : null}
      <ul>
        {day.entries.map((entry) =>
          entry.kind === 'gap' ? (
            <Gap key={entry.id} gap={entry} nowMs={nowMs} />
          ) : (
            <Row
              key={entry.id}
              row={entry}
              moment={momentOf(entry, nowMs)}
              selected={entry.id === selectedId}
              current={entry.id === currentId}
              changed={
                entry.wholeEndMs <= nowMs
                  ? null
                  : tagOf(changes.of(entry.occurrence, nowMs - taggedMs), nowMs, words)
              }
              onOpen={onOpen}
              onFocus={onFocus}
            />
          ),
        )}
      </ul>
    </section>
  );
});
DaySection.displayName = 'DaySection';

/** Returns the estimated height in px. The scrollbar uses it until the day has been laid out. */
const heightOf = ({ entries }: AgendaDay): number =>
  entries.reduce((sum, entry) => sum + (entry.kind === 'row' ? 47 : 21), entries.length === 0 ? 74 : 38);

const DayHeading = ({ day, today }: { readonly day: AgendaDay; readonly today: IsoDate }): ReactNode => {
  const { messages, format } = useWords();
  const { name, near, date } = format.dayHeading(day.date, today);
  const numbers = [
    messages.agenda.meetings(day.meetings),
    day.freeMs > 0 ? messages.agenda.free(format.duration(day.freeMs)) : null,
  ].filter((part) => part !== null);
  // Only "Tomorrow" and "Yesterday" need their date: today's is in the header, other days have it in their name.
  const beside =
    near && day.date !== today ? date : day.complete && day.meetings > 0 ? numbers.join(' · ') : '';
  return (
    <div className={styles.heading}>
      <h2 id={`day-${day.date}`}>{near ? name : date}</h2>
      <span>{beside}</span>
    </div>
  );
};

/** Free time, shown until it is over. */
const Gap = ({ gap, nowMs }: { readonly gap: AgendaGap; readonly nowMs: number }): ReactNode => {
  const { messages, format } = useWords();
  if (gap.endMs <= nowMs) return null;
  const text =
    gap.startMs <= nowMs
      ? messages.agenda.freeUntil(format.time(gap.endMs))
      : messages.agenda.free(format.duration(gap.endMs - gap.startMs));
  return <li className={styles.gap}>{text}</li>;
};
