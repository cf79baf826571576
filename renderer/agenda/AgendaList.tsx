import { ChevronUp } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react';
import { joinAheadMs } from '../../shared/meetings.ts';
import type { IsoDate } from '../../shared/model.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import type { Agenda } from '../data/useAgenda.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { createAgendaDays, type AgendaDay, type AgendaRow } from './agendaDays.ts';
import styles from './AgendaList.module.css';
import { DaySection } from './DaySection.tsx';
import { ScrollKeeper } from './ScrollKeeper.ts';
import { useRowKeys } from './useRowKeys.ts';

/** A place in the list that the person asked to see. A new object asks again. */
export interface Wanted {
  readonly date: IsoDate;
  /** The row on that day; null for the start of the day. */
  readonly rowId: string | null;
  /** Whether the focus moves there too. */
  readonly focus: boolean;
}

interface AgendaListProps {
  readonly agenda: Agenda;
  readonly today: IsoDate;
  /** The day shown beside the list. It is in the list even if it is empty. */
  readonly date: IsoDate;
  readonly wanted: Wanted | null;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly changes: ChangeIndex;
  readonly onOpen: (row: AgendaRow) => void;
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
  const { agenda, today, date, wanted, nowMs, selectedId, changes, onOpen } = props;
  const { format } = useWords();
  const list = useRef<HTMLDivElement>(null);
  const [focusedId, setFocusedId] = useState<string | null>(null);

  const daysOf = useMemo(() => createAgendaDays(format.timeZone), [format.timeZone]);
  const days = useMemo(
    () => daysOf(agenda.occurrences, agenda, [today, date]),
    [daysOf, agenda, today, date],
  );
  const current = useMemo(() => currentRow(days, focusedId, nowMs), [days, focusedId, nowMs]);
  const empty = agenda.ready && props.empty !== null;

  useWanted(list, wanted, days, today, agenda);
  const onKeyDown = useRowKeys(list, agenda);

  return (
    // The keys belong to the rows inside; they only bubble up to the list.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={list} className={styles.list} onKeyDown={onKeyDown} data-agenda-list>
      <Earlier agenda={agenda} goesOn={agenda.first !== today} />
      {empty
        ? props.empty
        : days.map((day) => (
            <DaySection
              key={day.date}
              day={day}
              today={today}
              nowMs={clockOf(day, nowMs, changes, format.timeZone)}
              selectedId={ofDay(selectedId, day)}
              currentId={ofDay(current, day)}
              changes={changes}
              onOpen={onOpen}
              onFocus={setFocusedId}
            />
          ))}
      <ScrollKeeper list={list} first={days[0]?.date} />
      {empty ? null : <More agenda={agenda} />}
    </div>
  );
};

/** Returns `rowId` if the row is on this day, otherwise null. Row ids end with their day. */
const ofDay = (rowId: string | null, { date }: AgendaDay): string | null =>
  rowId !== null && rowId.endsWith(date) ? rowId : null;

/** Returns the one row that Tab reaches: the one that had the focus last, otherwise the first one that is not over. */
const currentRow = (days: readonly AgendaDay[], focusedId: string | null, nowMs: number): string | null => {
  const focusedOn = focusedId === null ? undefined : days.find((day) => ofDay(focusedId, day) !== null);
  if (focusedOn?.entries.some(({ id }) => id === focusedId) === true) return focusedId;
  let first: string | null = null;
  for (const { entries } of days)
    for (const entry of entries) {
      if (entry.kind !== 'row') continue;
      if (entry.endMs > nowMs) return entry.id;
      first ??= entry.id;
    }
  return first;
};

/** Returns the clock as far as it matters to a day: its rows depend on it only today, and while they show a change. */
const clockOf = (day: AgendaDay, nowMs: number, changes: ChangeIndex, zone: string): number => {
  const fromMs = startOfDate(day.date, zone) - joinAheadMs - 1;
  const toMs = startOfDate(addDays(day.date, 1), zone);
  if (nowMs >= fromMs && nowMs <= toMs) return nowMs;
  const told = day.entries.some(
    (entry) => entry.kind === 'row' && changes.of(entry.occurrence, 0).length > 0,
  );
  return told ? nowMs : Math.min(toMs, Math.max(fromMs, nowMs));
};

/** Scrolls to the wanted place once it has been rendered. */
const useWanted = (
  list: { readonly current: HTMLElement | null },
  wanted: Wanted | null,
  days: readonly AgendaDay[],
  today: IsoDate,
  agenda: Agenda,
): void => {
  const done = useRef<Wanted | null>(wanted);
  useLayoutEffect(() => {
    if (wanted === null || wanted === done.current) return;
    const { date, rowId, focus } = wanted;
    const day = list.current?.querySelector<HTMLElement>(`[data-day="${date}"]`);
    if (day == null) return;
    const row = rowId === null ? null : day.querySelector<HTMLElement>(`[data-row="${CSS.escape(rowId)}"]`);
    const complete = date < agenda.last || agenda.lastComplete;
    if (rowId !== null && row === null && !complete) return;
    done.current = wanted;
    if (row === null) {
      const scroller = day.closest<HTMLElement>('[data-scroller]');
      // The next meeting is at the top of the list and belongs to today.
      if (date === today && scroller !== null) scroller.scrollTop = 0;
      else day.scrollIntoView({ block: 'start' });
      return;
    }
    row.scrollIntoView({ block: 'nearest' });
    if (focus) row.focus({ preventScroll: true });
  }, [list, wanted, days, today, agenda]);
};

interface EarlierProps extends Pick<AgendaListProps, 'agenda'> {
  /** The person has left today. Earlier days then load on scroll. */
  readonly goesOn: boolean;
}

/** Loads earlier days. Above today it waits for a press, so that the next meeting stays on top. */
const Earlier = ({ agenda, goesOn }: EarlierProps): ReactNode => {
  const { messages } = useWords();
  const { ready, begun, loadingEarlier, first, loadEarlier } = agenda;
  const mark = useInSight(ready && goesOn && !begun && !loadingEarlier, '0px', first, loadEarlier);
  if (!ready || begun) return null;
  return (
    <div ref={mark} className={styles.earlier}>
      <Button
        look="plain"
        size="small"
        className={styles.earlierButton}
        aria-disabled={loadingEarlier}
        onClick={() => void loadEarlier()}
      >
        <ChevronUp size={15} aria-hidden="true" />
        {messages.agenda.earlier}
      </Button>
    </div>
  );
};

/** Loads more days when the end of the list comes near. */
const More = ({ agenda }: Pick<AgendaListProps, 'agenda'>): ReactNode => {
  const { messages } = useWords();
  const { loadMore, ready, ended, loadingMore, occurrences } = agenda;
  const mark = useInSight(ready && !ended && !loadingMore, '1200px 0px', occurrences, loadMore);
  if (!ready) return null;
  return (
    <div ref={mark} className={styles.end}>
      {ended ? messages.agenda.endOfList : messages.agenda.loadingMore}
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
