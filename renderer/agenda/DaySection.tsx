import { memo, type ReactNode } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import { workingHours } from '../../shared/workingHours.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { taggedMs, tagOf } from '../changes/changeSentence.ts';
import { useWords } from '../ui/words.ts';
import { AllDayChips } from './AllDayChips.tsx';
import type { AgendaDay, AgendaGap, AgendaRow } from './agendaDays.ts';
import styles from './AgendaList.module.css';
import { momentOf } from './describeRow.ts';
import { EarlierButton, type Earlier } from './Earlier.tsx';
import { freeMsOf } from './freeTime.ts';
import { Row } from './Row.tsx';

interface DaySectionProps {
  readonly day: AgendaDay;
  readonly today: IsoDate;
  /** The clock as far as it matters to this day (`clockOf`), so that most days are not rendered again. */
  readonly nowMs: number;
  /** The open meeting's row and the row that Tab reaches, if they are on this day; otherwise null. */
  readonly selectedId: string | null;
  readonly currentId: string | null;
  readonly compact: boolean;
  /** Loads the days before it; null unless it is the list's first day and there are some. */
  readonly earlier: Earlier | null;
  readonly changes: ChangeIndex;
  /** Calendars are being loaded for the first time, so an empty day says nothing about it. */
  readonly loading: boolean;
  /** Whether what the person's rules hide is shown. */
  readonly showsHidden: boolean;
  readonly onShowHidden: (shows: boolean) => void;
  readonly onOpen: (row: AgendaRow) => void;
  readonly onFocus: (id: string) => void;
}

/** A day: a heading, its all-day events, and a row for each meeting. */
export const DaySection = memo((props: DaySectionProps): ReactNode => {
  const { day, today, nowMs, selectedId, currentId, compact, earlier } = props;
  const { changes, loading, showsHidden, onShowHidden, onOpen, onFocus } = props;
  const words = useWords();
  const { agenda } = words.messages;
  const isEmpty = day.entries.length === 0 && day.allDay.length === 0;
  const changed = (row: AgendaRow): string | null =>
    row.wholeEndMs <= nowMs ? null : tagOf(changes.of(row.occurrence, nowMs - taggedMs), nowMs, words);
  return (
    <section
      className={styles.day}
      aria-labelledby={`day-${day.date}`}
      data-day={day.date}
      // Not a custom property: those are inherited, and every row would be restyled.
      style={{ containIntrinsicBlockSize: `auto ${heightOf(day, compact)}px` }}
    >
      <DayHeading day={day} today={today} nowMs={nowMs} earlier={earlier} />
      {isEmpty && !loading ? (
        <p className={styles.quiet}>{day.date === today ? agenda.nothingToday : agenda.nothingThatDay}</p>
      ) : null}
      {day.allDay.length === 0 ? null : (
        <div className={styles.allDay}>
          <AllDayChips
            rows={day.allDay}
            columns={chipColumns}
            selectedId={selectedId}
            onOpen={onOpen}
            asRows={{ currentId, onFocus, changed }}
          />
        </div>
      )}
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
              changed={changed(entry)}
              onOpen={onOpen}
              onFocus={onFocus}
            />
          ),
        )}
      </ul>
      {day.hidden === 0 ? null : (
        <button
          type="button"
          className={styles.hidden}
          aria-pressed={showsHidden}
          title={
            showsHidden ? words.messages.attention.hideAgain : words.messages.attention.showHidden(day.hidden)
          }
          onClick={() => onShowHidden(!showsHidden)}
        >
          {words.messages.attention.hiddenCount(day.hidden)}
        </button>
      )}
    </section>
  );
});
DaySection.displayName = 'DaySection';

const chipColumns = 2;

/** In px, as in the style sheets. */
const heights = {
  comfortable: { heading: 28, row: 36, gap: 4 },
  compact: { heading: 24, row: 24, gap: 0 },
};
const chipLinePx = 28;

/** Returns the estimated height in px. The scrollbar uses it until the day has been laid out. */
const heightOf = ({ allDay, entries }: AgendaDay, compact: boolean): number => {
  const { heading, row, gap } = compact ? heights.compact : heights.comfortable;
  const chips = Math.min(2, Math.ceil(allDay.length / chipColumns)) * chipLinePx;
  const rows = entries.reduce((sum, { kind }) => sum + (kind === 'row' ? row : gap), 0);
  return heading + chips + rows + (allDay.length + entries.length === 0 ? row : 0);
};

const DayHeading = ({
  day,
  today,
  nowMs,
  earlier,
}: Pick<DaySectionProps, 'day' | 'today' | 'nowMs' | 'earlier'>): ReactNode => {
  const { messages, format } = useWords();
  const { name, near, date } = format.dayHeading(day.date, today);
  const freeMs = day.complete ? freeMsOf(day, nowMs, format.timeZone) : 0;
  const numbers = [
    messages.agenda.meetings(day.meetings),
    freeMs > 0 ? messages.agenda.free(format.duration(freeMs)) : null,
  ].filter((part) => part !== null);
  const hours = workingHours(day.date, format.timeZone);
  const hint =
    freeMs > 0 && hours !== null
      ? messages.agenda.freeBetween(format.time(hours.startMs), format.time(hours.endMs))
      : undefined;
  return (
    <div className={styles.heading}>
      <h2 id={`day-${day.date}`}>{near ? name : date}</h2>
      {/* Today's date is in the header. */}
      {near && day.date !== today ? <span className={styles.date}>{format.mediumDate(day.date)}</span> : null}
      {earlier === null ? null : <EarlierButton earlier={earlier} />}
      {day.complete && day.meetings > 0 ? (
        <span className={styles.numbers} title={hint}>
          {numbers.join(' · ')}
        </span>
      ) : null}
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
