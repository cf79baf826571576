import { ChevronUp } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { IsoDate } from '../../shared/model.ts';
import type { ChangeIndex } from '../changes/changeIndex.ts';
import { tagOf, taggedMs } from '../changes/describeChange.ts';
import type { AgendaReader, AgendaSnapshot } from '../data/agendaReader.ts';
import { isPressed } from '../shortcuts/isPressed.ts';
import { Button } from '../ui/Button.tsx';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import { agendaDays, type AgendaDay, type AgendaGap, type AgendaRow } from './agendaDays.ts';
import styles from './AgendaList.module.css';
import { momentOf, Row } from './Row.tsx';
import { useKeptScroll } from './useKeptScroll.ts';

interface AgendaListProps {
  readonly agenda: AgendaSnapshot & Pick<AgendaReader, 'loadMore' | 'loadEarlier'>;
  readonly today: IsoDate;
  readonly nowMs: number;
  readonly selectedId: string | null;
  readonly changes: ChangeIndex;
  readonly onOpen: (row: AgendaRow, date: IsoDate) => void;
  /** Said instead of the list when there is nothing to list; else null. */
  readonly empty: ReactNode;
}

/** Days as headings, their meetings as rows. Arrow keys or J and K move, Enter opens. */
export const AgendaList = (props: AgendaListProps): ReactNode => {
  const { agenda, today, nowMs, selectedId, changes, onOpen } = props;
  const words = useWords();
  const { messages, format } = words;
  const platform = usePlatform();
  const list = useRef<HTMLDivElement>(null);
  const [currentId, setCurrentId] = useState<string | null>(null);

  const days = useMemo(
    () => agendaDays(agenda.occurrences, agenda, format.timeZone, today),
    [agenda, format.timeZone, today],
  );
  const rows = useMemo(
    () => days.flatMap((day) => day.entries.filter((entry) => entry.kind === 'row')),
    [days],
  );
  const current = rows.some((row) => row.id === currentId)
    ? currentId
    : (rows.find((row) => row.endMs > nowMs)?.id ?? rows[0]?.id ?? null);
  const empty = agenda.ready && props.empty !== null;

  useKeptScroll(list, agenda.first);

  const open = useCallback(
    (row: AgendaRow) => {
      const date = format.dateOf(row.startMs);
      onOpen(row, date);
    },
    [format, onOpen],
  );

  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = stepOf(event.nativeEvent, platform);
    if (step === 0) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    if (at === -1) return;
    const target = buttons[Math.min(buttons.length - 1, Math.max(0, at + step))];
    if (target === undefined) return;
    event.preventDefault();
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'nearest' });
  };

  return (
    // The keys belong to the rows inside; the list only hears them pass.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={list} className={styles.list} onKeyDown={onKeyDown} data-agenda-list>
      {agenda.ready && !agenda.begun && !empty ? (
        <div className={styles.earlier}>
          <Button
            look="plain"
            size="small"
            className={styles.earlierButton}
            disabled={agenda.loadingEarlier}
            onClick={() => void agenda.loadEarlier()}
          >
            <ChevronUp size={15} aria-hidden="true" />
            {messages.agenda.earlier}
          </Button>
        </div>
      ) : null}
      {empty
        ? props.empty
        : days.map((day) => (
            <section
              key={day.date}
              className={styles.day}
              aria-labelledby={`day-${day.date}`}
              data-day={day.date}
            >
              <DayHeading day={day} today={today} />
              {day.entries.length === 0 ? (
                <p className={styles.quiet}>{messages.agenda.nothingToday}</p>
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
                      current={entry.id === current}
                      changed={
                        entry.wholeEndMs <= nowMs
                          ? null
                          : tagOf(changes.of(entry.occurrence, nowMs - taggedMs), nowMs, words)
                      }
                      onOpen={open}
                      onFocus={setCurrentId}
                    />
                  ),
                )}
              </ul>
            </section>
          ))}
      {empty ? null : <More agenda={agenda} />}
    </div>
  );
};

/** How far each key goes. */
const steps = {
  nextRow: 1,
  previousRow: -1,
  rowsDown: 8,
  rowsUp: -8,
  firstRow: -Infinity,
  lastRow: Infinity,
} as const;
const stepIds = Object.keys(steps) as readonly (keyof typeof steps)[];

const stepOf = (event: KeyboardEvent, platform: string): number => {
  const id = stepIds.find((each) => isPressed(event, each, platform));
  return id === undefined ? 0 : steps[id];
};

const DayHeading = ({ day, today }: { readonly day: AgendaDay; readonly today: IsoDate }): ReactNode => {
  const { messages, format } = useWords();
  const { name, near, date } = format.dayHeading(day.date, today);
  const numbers = [
    messages.agenda.meetings(day.meetings),
    day.freeMs > 0 ? messages.agenda.free(format.duration(day.freeMs)) : null,
  ].filter((part) => part !== null);
  // Tomorrow and yesterday need their date told; today's stands above, the others are called by theirs.
  const beside =
    near && day.date !== today ? date : day.complete && day.meetings > 0 ? numbers.join(' · ') : '';
  return (
    <div className={styles.heading}>
      <h2 id={`day-${day.date}`}>{near ? name : date}</h2>
      <span>{beside}</span>
    </div>
  );
};

/** Free time is said while it can still be used. */
const Gap = ({ gap, nowMs }: { readonly gap: AgendaGap; readonly nowMs: number }): ReactNode => {
  const { messages, format } = useWords();
  if (gap.endMs <= nowMs) return null;
  const text =
    gap.startMs <= nowMs
      ? messages.agenda.freeUntil(format.time(gap.endMs))
      : messages.agenda.free(format.duration(gap.endMs - gap.startMs));
  return <li className={styles.gap}>{text}</li>;
};

/** Asks for more days as the list's end comes near. */
const More = ({ agenda }: Pick<AgendaListProps, 'agenda'>): ReactNode => {
  const { messages } = useWords();
  const mark = useRef<HTMLDivElement>(null);
  const { loadMore, ready, ended, loadingMore, last } = agenda;
  useEffect(() => {
    const element = mark.current;
    if (element === null || !ready || ended || loadingMore || typeof IntersectionObserver === 'undefined')
      return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void loadMore();
      },
      { rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
    // `last` too: when the new days did not push the mark out of sight, ask again.
  }, [ready, ended, loadingMore, last, loadMore]);
  if (!ready) return null;
  return (
    <div ref={mark} className={styles.end}>
      {ended ? messages.agenda.endOfList : messages.agenda.loadingMore}
    </div>
  );
};
