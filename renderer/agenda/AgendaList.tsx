import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { joinAheadMs } from '../../shared/meetings.ts';
import type { IsoDate } from '../../shared/model.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import type { Agenda } from '../data/useAgenda.ts';
import { useWords } from '../ui/words.ts';
import { createAgendaDays, rowsOf, type AgendaDay, type AgendaRow } from './agendaDays.ts';
import styles from './AgendaList.module.css';
import { DaySection } from './DaySection.tsx';
import { EarlierButton, type Earlier } from './Earlier.tsx';
import { ScrollKeeper } from './ScrollKeeper.ts';
import { useTopDay, useWanted, type Wanted } from './topDay.ts';
import { useRowKeys } from './useRowKeys.ts';

interface AgendaListProps {
  readonly agenda: Agenda;
  readonly today: IsoDate;
  /** The day that the person went to. It is in the list even if it is empty. */
  readonly kept: IsoDate;
  readonly wanted: Wanted | null;
  readonly nowMs: number;
  readonly selectedId: string | null;
  /** The row of the meeting that is now or next, where the keyboard begins. */
  readonly nextId: string | null;
  readonly compact: boolean;
  readonly changes: ChangeIndex;
  /** Calendars are being loaded for the first time, so the list is not complete. */
  readonly loading: boolean;
  readonly onOpen: (row: AgendaRow) => void;
  /** Called with the day at the top, after each scroll. */
  readonly onTopDay: (date: IsoDate) => void;
  /** Called when the person scrolls, or does anything else in the list. */
  readonly onScrolled: () => void;
  /** Shown instead of the list when there is nothing to list; otherwise null. */
  readonly empty: ReactNode;
}

/**
 * Days as headings, their meetings as rows. Arrow keys or J and K move, Enter opens.
 *
 * Everything that was read stays in the document, for keyboard and screen reader too. Days out of view are neither laid
 * out nor painted (content-visibility), and a day is rendered again only if it changes itself.
 */
export const AgendaList = (props: AgendaListProps): ReactNode => {
  const { agenda, today, kept, wanted, nowMs, selectedId, nextId, compact } = props;
  const { changes, loading, onOpen, onTopDay, onScrolled } = props;
  const { format } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);

  const [showsHidden, setShowsHidden] = useState(false);
  const daysOf = useMemo(
    () => createAgendaDays(format.timeZone, showsHidden),
    [format.timeZone, showsHidden],
  );
  const days = useMemo(
    () => daysOf(agenda.occurrences, agenda, [today, kept]),
    [daysOf, agenda, today, kept],
  );
  const current = useMemo(
    () => currentRow(days, [focusedId, nextId], nowMs),
    [days, focusedId, nextId, nowMs],
  );
  const empty = agenda.ready && props.empty !== null;
  const { earlier, mark } = useEarlier(agenda, agenda.first !== today);

  const end = useRef<HTMLDivElement>(null);
  const { last, lastComplete } = agenda;
  const isRead = useCallback((date: IsoDate) => date < last || lastComplete, [last, lastComplete]);
  useWanted({ list, end, wanted, today, isRead, onScrolled });
  useTopDay(list, days, onTopDay, onScrolled);
  const onKeyDown = useRowKeys(list, agenda, selectedId !== null);

  return (
    // The keys belong to the rows inside; they only bubble up to the list.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={list} className={styles.list} onKeyDown={onKeyDown} data-agenda-list>
      <div ref={mark} className={styles.mark} />
      {empty && earlier !== null ? <EarlierButton earlier={earlier} /> : null}
      {empty
        ? props.empty
        : days.map((day, index) => (
            <DaySection
              key={day.date}
              day={day}
              today={today}
              nowMs={clockOf(day, nowMs, changes, format.timeZone)}
              selectedId={ofDay(selectedId, day)}
              currentId={ofDay(current, day)}
              compact={compact}
              earlier={index === 0 ? earlier : null}
              changes={changes}
              loading={loading}
              showsHidden={showsHidden}
              onShowHidden={setShowsHidden}
              onOpen={onOpen}
              onFocus={setFocusedId}
            />
          ))}
      <ScrollKeeper list={list} first={days[0]?.date} />
      {empty ? null : <More agenda={agenda} loading={loading} end={end} />}
    </div>
  );
};

/** Returns `rowId` if the row is on this day, otherwise null. Row ids end with their day. */
const ofDay = (rowId: string | null, { date }: AgendaDay): string | null =>
  rowId !== null && rowId.endsWith(date) ? rowId : null;

/**
 * Returns the one row that Tab reaches: the first of `wanted` that is in the list (the one that had the focus last, and
 * the meeting that is now or next), otherwise the first one that is not over.
 */
const currentRow = (
  days: readonly AgendaDay[],
  wanted: readonly (string | null)[],
  nowMs: number,
): string | null => {
  for (const rowId of wanted) {
    const day = rowId === null ? undefined : days.find((each) => ofDay(rowId, each) !== null);
    if (day !== undefined && rowsOf(day).some(({ id }) => id === rowId)) return rowId;
  }
  for (const { entries } of days) {
    const next = entries.find((entry) => entry.kind === 'row' && entry.endMs > nowMs);
    if (next !== undefined) return next.id;
  }
  return days.flatMap(rowsOf)[0]?.id ?? null;
};

/** Returns the clock as far as it matters to a day: its rows depend on it only today, and while they show a change. */
const clockOf = (day: AgendaDay, nowMs: number, changes: ChangeIndex, zone: string): number => {
  const fromMs = startOfDate(day.date, zone) - joinAheadMs - 1;
  const toMs = startOfDate(addDays(day.date, 1), zone);
  if (nowMs >= fromMs && nowMs <= toMs) return nowMs;
  const told = rowsOf(day).some((row) => changes.of(row.occurrence, 0).length > 0);
  return told ? nowMs : Math.min(toMs, Math.max(fromMs, nowMs));
};

/**
 * Returns how to load earlier days; null if there are none. Above today it waits for a press, so that the next meeting
 * stays on top. Once the person has left today, earlier days load when `mark` comes into view.
 */
const useEarlier = (
  { ready, begun, loadingEarlier, first, loadEarlier }: Agenda,
  goesOn: boolean,
): { readonly earlier: Earlier | null; readonly mark: RefObject<HTMLDivElement | null> } => {
  const mark = useInSight(ready && goesOn && !begun && !loadingEarlier, '0px', first, loadEarlier);
  const earlier = useMemo(
    () => (ready && !begun ? { loading: loadingEarlier, load: loadEarlier } : null),
    [ready, begun, loadingEarlier, loadEarlier],
  );
  return { earlier, mark };
};

/** Loads more days when the end of the list comes near. */
const More = ({
  agenda,
  loading,
  end,
}: Pick<AgendaListProps, 'agenda' | 'loading'> & {
  readonly end: RefObject<HTMLDivElement | null>;
}): ReactNode => {
  const { messages } = useWords();
  const { loadMore, ready, ended, loadingMore, occurrences } = agenda;
  const mark = useInSight(ready && !ended && !loadingMore, '1200px 0px', occurrences, loadMore);
  if (!ready) return null;
  return (
    <div ref={end} className={styles.end}>
      <div ref={mark} />
      {ended && !loading ? messages.agenda.endOfList : messages.agenda.loadingMore}
    </div>
  );
};

/** Calls `load` when the element comes into view, and again for each new `shown` after which it is still in view. */
const useInSight = (
  asks: boolean,
  margin: string,
  shown: unknown,
  load: () => Promise<void>,
): RefObject<HTMLDivElement | null> => {
  const mark = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = mark.current;
    if (element === null || !asks || typeof IntersectionObserver === 'undefined') return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void load();
      },
      { root: element.closest('[data-scroller]'), rootMargin: margin },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [asks, margin, shown, load]);
  return mark;
};
