import { HOUR_MS } from '../../shared/durations.ts';
import { useEffect, useMemo, useRef, type CSSProperties, type ReactNode } from 'react';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { addDays, startMsOf, startOfDate } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { createAgendaDays, type AgendaRow } from '../agenda/agendaDays.ts';
import { lookOf, partOf, placeOf, serviceOf, typeOf } from '../agenda/describe.ts';
import { momentOf } from '../agenda/Row.tsx';
import { TypeIcon } from '../agenda/TypeIcon.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import { layoutDay, type MoreBlock, type PlacedBlock } from './layout.ts';
import styles from './Timeline.module.css';
import { useWidth } from './useWidth.ts';

const hourPx = 62;
/** The shortest block: 24 px, enough for a finger, plus the gap between blocks. */
const minBlockMs = 26 * 60_000;
/** Narrower blocks cannot be read. */
const minColumnPx = 84;

interface TimelineProps {
  readonly date: IsoDate;
  readonly occurrences: readonly Occurrence[];
  readonly nowMs: number;
  readonly selectedId: string | null;
  /** Changes when the timeline becomes visible, because it cannot be scrolled while hidden. */
  readonly view: string;
  readonly onOpen: (row: AgendaRow) => void;
  /** Called to show the meetings that did not fit, in the list. */
  readonly onMore: (row: AgendaRow) => void;
}

/** One day: blocks on an hour axis, and the all-day events. */
export const Timeline = (props: TimelineProps): ReactNode => {
  const { date, occurrences, nowMs, selectedId, view, onOpen, onMore } = props;
  const { messages, format } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [axis, width] = useWidth();
  const dayStartMs = startOfDate(date, format.timeZone);
  const dayEndMs = startOfDate(addDays(date, 1), format.timeZone);

  const daysOf = useMemo(() => createAgendaDays(format.timeZone), [format.timeZone]);
  const rows = useMemo(() => {
    const span = { first: date, last: date, lastComplete: true };
    const days = daysOf(occurrences, span, [date]);
    return days.flatMap((day) => day.entries.filter((entry) => entry.kind === 'row'));
  }, [occurrences, date, daysOf]);
  const timed = useMemo(() => rows.filter((row) => !row.allDay), [rows]);
  const byId = useMemo(() => new Map(rows.map((row) => [row.id, row])), [rows]);
  const maxColumns = Math.max(2, Math.floor((width === 0 ? 500 : width) / minColumnPx));
  const layout = useMemo(
    () => layoutDay(timed, { dayStartMs, dayEndMs, minBlockMs, maxColumns }),
    [timed, dayStartMs, dayEndMs, maxColumns],
  );
  const height = ((dayEndMs - dayStartMs) / HOUR_MS) * hourPx;
  const hours = Array.from({ length: Math.ceil((dayEndMs - dayStartMs) / HOUR_MS) }, (_, hour) => hour);

  const isToday = nowMs >= dayStartMs && nowMs < dayEndMs;
  const firstStartMs = timed[0]?.startMs ?? null;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    // Today: the current time, a good hour from the top. Other days: the first block, or the morning.
    const wantedMs = isToday
      ? Date.now() - 1.5 * HOUR_MS
      : (firstStartMs ?? dayStartMs + 8.5 * HOUR_MS) - HOUR_MS / 2;
    const earliestMs =
      isToday && firstStartMs !== null ? Math.max(firstStartMs - HOUR_MS / 2, wantedMs) : wantedMs;
    element.scrollTop = Math.max(0, ((earliestMs - dayStartMs) / HOUR_MS) * hourPx);
    // The scroll position depends on the day shown, not on each change in it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [date, view, firstStartMs === null]);

  const day = format.fullDate(date, format.dateOf(nowMs));
  return (
    <section className={styles.timeline} aria-label={messages.agenda.timeline(day)}>
      <div className={styles.allDay}>
        {rows
          .filter((row) => row.allDay)
          .map((row) => (
            <AllDayChip key={row.id} row={row} onOpen={onOpen} />
          ))}
      </div>
      <div
        ref={scroller}
        className={styles.scroller}
        data-scroller
        role="group"
        aria-label={day}
        // A day without blocks contains nothing focusable, so the axis itself must be, to be scrolled by keyboard.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        <div className={styles.axis} style={{ height }}>
          {hours.map((hour) => (
            <div key={hour} className={styles.hour} style={{ top: hour * hourPx }} aria-hidden="true">
              <span>{format.hour(dayStartMs + hour * HOUR_MS)}</span>
            </div>
          ))}
          {/* Under the blocks: across a title it would look like a strikethrough, which means declined. */}
          {isToday ? (
            <div
              className={styles.now}
              style={{ top: ((nowMs - dayStartMs) / HOUR_MS) * hourPx - 1 }}
              data-now-line
              aria-hidden="true"
            />
          ) : null}
          <div ref={axis} className={styles.blocks}>
            {layout.blocks.map((placed) => {
              const row = byId.get(placed.id);
              return row === undefined ? null : (
                <TimelineBlock
                  key={placed.id}
                  row={row}
                  placed={placed}
                  heightPx={placed.height * height}
                  past={momentOf(row, nowMs) === 'past'}
                  selected={placed.id === selectedId}
                  onOpen={onOpen}
                />
              );
            })}
            {layout.more.map((more) => (
              <More key={more.ids[0]} more={more} byId={byId} onMore={onMore} />
            ))}
          </div>
        </div>
      </div>
    </section>
  );
};

const boxOf = (
  box: Pick<PlacedBlock, 'top' | 'height' | 'column' | 'columns'>,
  span: number,
): CSSProperties => ({
  top: `calc(${box.top * 100}% + 1px)`,
  height: `calc(${box.height * 100}% - 3px)`,
  insetInlineStart: `${(box.column / box.columns) * 100}%`,
  width: `calc(${(span / box.columns) * 100}% - ${box.column + span < box.columns ? 4 : 0}px)`,
});

const AllDayChip = ({
  row,
  onOpen,
}: {
  readonly row: AgendaRow;
  readonly onOpen: (row: AgendaRow) => void;
}): ReactNode => {
  const { messages } = useWords();
  const title = displayTitle(row.occurrence, messages);
  const { selfResponse, eventType } = row.occurrence;
  const text = [title, partOf(row, messages)].filter((part) => part !== null).join(' · ');
  const answer = selfResponse === null ? null : messages.agenda.answers[selfResponse];
  const said = [typeOf(row.occurrence, messages), answer].filter((part) => part !== null);
  return (
    <button
      type="button"
      data-block
      className={`${styles.chip} ${styles[lookOf(row.occurrence)]}`}
      style={{ '--c': row.occurrence.color } as CSSProperties}
      title={text}
      dir="auto"
      onClick={() => onOpen(row)}
    >
      <TypeIcon type={eventType} />
      {text}
      {said.length === 0 ? null : <Hidden>, {said.join(', ')}</Hidden>}
    </button>
  );
};

interface BlockProps {
  readonly row: AgendaRow;
  readonly placed: PlacedBlock;
  readonly heightPx: number;
  readonly past: boolean;
  readonly selected: boolean;
  readonly onOpen: (row: AgendaRow) => void;
}

const TimelineBlock = ({ row, placed, heightPx, past, selected, onOpen }: BlockProps): ReactNode => {
  const { messages, format } = useWords();
  const { occurrence } = row;
  const title = displayTitle(occurrence, messages);
  const zone = format.timeZone;
  const times = format.timesRange(startMsOf(occurrence.start, zone), startMsOf(occurrence.end, zone));
  const look = lookOf(occurrence);
  const detail = [times, serviceOf(occurrence) ?? placeOf(occurrence)]
    .filter((part) => part !== null)
    .join(' · ');
  const answer = occurrence.selfResponse === null ? null : messages.agenda.answers[occurrence.selfResponse];
  const size = heightPx < 38 ? styles.short : heightPx > 72 ? styles.tall : '';
  return (
    <button
      type="button"
      data-block
      className={[
        styles.block,
        styles[look],
        size,
        past ? styles.past : '',
        selected ? styles.selected : '',
      ].join(' ')}
      style={{ ...boxOf(placed, placed.span), '--c': occurrence.color } as CSSProperties}
      title={`${title}\n${detail}`}
      onClick={() => onOpen(row)}
    >
      <span className={styles.name} dir="auto">
        <TypeIcon type={occurrence.eventType} />
        {title}
      </span>
      <span className={styles.detail} aria-hidden="true">
        {heightPx < 38 ? format.time(row.startMs) : detail}
      </span>
      <Hidden>
        {[times, typeOf(occurrence, messages), answer].filter((part) => part !== null).join(', ')}
      </Hidden>
    </button>
  );
};

const More = ({
  more,
  byId,
  onMore,
}: {
  readonly more: MoreBlock;
  readonly byId: ReadonlyMap<string, AgendaRow>;
  readonly onMore: (row: AgendaRow) => void;
}): ReactNode => {
  const { messages, format } = useWords();
  const first = byId.get(more.ids[0] ?? '');
  if (first === undefined) return null;
  return (
    <button
      type="button"
      className={styles.more}
      style={boxOf(more, 1)}
      aria-label={messages.agenda.moreAtOnceLabel(more.ids.length, format.time(more.startMs))}
      onClick={() => onMore(first)}
    >
      {messages.agenda.moreAtOnce(more.ids.length)}
    </button>
  );
};
