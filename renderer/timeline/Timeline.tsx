import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
  type RefObject,
} from 'react';
import { HOUR_MS } from '../../shared/durations.ts';
import type { IsoDate, Occurrence } from '../../shared/model.ts';
import { addDays, startMsOf, startOfDate } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { AllDayChips } from '../agenda/AllDayChips.tsx';
import { createAgendaDays, type AgendaRow } from '../agenda/agendaDays.ts';
import { momentOf } from '../agenda/describeRow.ts';
import { colorStyle, TypeIcon } from '../occurrence/Marks.tsx';
import { lookOf, placeOf, responseOf, serviceOf, typeOf } from '../occurrence/occurrence.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import { layoutDay, type Block, type PlacedBlock } from './layout.ts';
import { MoreChip } from './MoreChip.tsx';
import styles from './Timeline.module.css';
import { useDrawnSlot, type DrawnSlot } from './useDrawnSlot.ts';

const hourPx = 62;
/** The shortest block: 24 px, enough for a finger, plus the gap between blocks. */
const minBlockMs = 26 * 60_000;
/** The lines of the title and the times. In a narrow column the start is short enough not to be covered. */
const titleMs = 37 * 60_000;
const narrowTitleMs = 19 * 60_000;
/** Narrower blocks cannot be read. */
const minColumnPx = 72;
/** In a narrower column there is room for the start only. Other blocks may cover what is beside it. */
const minTimesPx = 120;
/** The width of an all-day event. */
const chipWidthPx = 190;
/** The room for chips beside a crowded group. */
const chipPx = 48;

interface TimelineProps {
  readonly date: IsoDate;
  readonly occurrences: readonly Occurrence[];
  readonly nowMs: number;
  readonly selectedId: string | null;
  /** Changes when the timeline becomes visible, because it cannot be scrolled while hidden. */
  readonly view: string;
  readonly onOpen: (row: AgendaRow) => void;
  /** A stretch of time was drawn with the pointer; null if no event can be created. */
  readonly onDraw: ((slot: DrawnSlot) => void) | null;
}

/** One day: blocks on an hour axis, and the all-day events. */
export const Timeline = (props: TimelineProps): ReactNode => {
  const { date, occurrences, nowMs, selectedId, view, onOpen, onDraw } = props;
  const { messages, format } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const [axis, width] = useWidth();
  const dayStartMs = startOfDate(date, format.timeZone);
  const dayEndMs = startOfDate(addDays(date, 1), format.timeZone);

  const daysOf = useMemo(() => createAgendaDays(format.timeZone), [format.timeZone]);
  const day = useMemo(
    () => daysOf(occurrences, { first: date, last: date, lastComplete: true }, [date])[0],
    [occurrences, date, daysOf],
  );
  const allDay = day?.allDay ?? [];
  const timed = useMemo(() => day?.entries.filter((entry) => entry.kind === 'row') ?? [], [day]);
  const byId = useMemo(() => new Map(timed.map((row) => [row.id, row])), [timed]);
  const widthPx = width === 0 ? 500 : width;
  const maxColumns = Math.max(2, Math.floor((widthPx - chipPx) / minColumnPx));
  const layout = useMemo(
    () =>
      layoutDay(timed.map(blockOf), {
        dayStartMs,
        dayEndMs,
        minBlockMs,
        maxColumns,
        titleMs: (columns) => (widthPx / columns < minTimesPx ? narrowTitleMs : titleMs),
      }),
    [timed, dayStartMs, dayEndMs, maxColumns, widthPx],
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

  const drawing = useDrawnSlot({ startMs: dayStartMs, endMs: dayEndMs }, HOUR_MS / hourPx, onDraw);
  const drawn = drawing.slot;

  const name = format.fullDate(date, format.dateOf(nowMs));
  return (
    <section className={styles.timeline} aria-label={messages.agenda.timeline(name)}>
      {allDay.length === 0 ? null : (
        <div className={styles.allDay}>
          <AllDayChips
            rows={allDay}
            columns={Math.max(2, Math.floor(widthPx / chipWidthPx))}
            selectedId={selectedId}
            onOpen={onOpen}
          />
        </div>
      )}
      <div
        ref={scroller}
        className={styles.scroller}
        data-scroller
        role="group"
        aria-label={name}
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
          <div ref={axis} className={styles.blocks} onPointerDown={drawing.onPointerDown}>
            {drawn === null ? null : (
              <div
                className={styles.drawn}
                style={{
                  top: ((drawn.startMs - dayStartMs) / HOUR_MS) * hourPx,
                  height: ((drawn.endMs - drawn.startMs) / HOUR_MS) * hourPx,
                }}
                data-drawn
                aria-hidden="true"
              >
                {format.timesRange(drawn.startMs, drawn.endMs)}
              </div>
            )}
            {layout.blocks.map((placed) => {
              const row = byId.get(placed.id);
              return row === undefined ? null : (
                <TimelineBlock
                  key={placed.id}
                  row={row}
                  placed={placed}
                  heightPx={placed.height * height}
                  narrow={widthPx / placed.columns < minTimesPx}
                  past={momentOf(row, nowMs) === 'past'}
                  selected={placed.id === selectedId}
                  onOpen={onOpen}
                />
              );
            })}
            {layout.chips.map((chip) => (
              <MoreChip
                key={chip.ids[0]}
                rows={chip.ids.flatMap((id) => byId.get(id) ?? [])}
                startMs={chip.startMs}
                top={chip.top}
                nowMs={nowMs}
                selectedId={selectedId}
                onOpen={onOpen}
              />
            ))}
          </div>
        </div>
      </div>
    </section>
  );
};

/** Declined events and mere information take nobody's time. */
const blockOf = ({ id, startMs, endMs, occurrence }: AgendaRow): Block => {
  const look = lookOf(occurrence);
  return { id, startMs, endMs, minor: look === 'declined' || look === 'aside' };
};

const boxOf = ({ top, height, column, columns, span, hasChips }: PlacedBlock): CSSProperties => {
  const width = hasChips ? `(100% - ${chipPx}px)` : '100%';
  return {
    top: `calc(${top * 100}% + 1px)`,
    height: `calc(${height * 100}% - 3px)`,
    insetInlineStart: `calc(${width} * ${column / columns})`,
    width: `calc(${width} * ${span / columns} - ${column + span < columns || hasChips ? 4 : 0}px)`,
  };
};

interface BlockProps {
  readonly row: AgendaRow;
  readonly placed: PlacedBlock;
  readonly heightPx: number;
  /** Its column is narrow. */
  readonly narrow: boolean;
  readonly past: boolean;
  readonly selected: boolean;
  readonly onOpen: (row: AgendaRow) => void;
}

const TimelineBlock = (props: BlockProps): ReactNode => {
  const { row, placed, heightPx, narrow, past, selected, onOpen } = props;
  const { messages, format } = useWords();
  const { occurrence } = row;
  const title = displayTitle(occurrence, messages);
  const zone = format.timeZone;
  const times = format.timesRange(startMsOf(occurrence.start, zone), startMsOf(occurrence.end, zone));
  const look = lookOf(occurrence);
  const detail = [times, serviceOf(occurrence) ?? placeOf(occurrence)]
    .filter((part) => part !== null)
    .join(' · ');
  const response = responseOf(occurrence, messages);
  const size = heightPx < 38 ? styles.short : heightPx > 72 ? styles.tall : '';
  return (
    <button
      type="button"
      data-block
      className={[
        styles.block,
        styles[look],
        size,
        narrow ? styles.narrow : '',
        past ? styles.past : '',
        selected ? styles.selected : '',
      ].join(' ')}
      style={{ ...boxOf(placed), ...colorStyle(occurrence) }}
      title={`${title}\n${detail}`}
      onClick={() => onOpen(row)}
    >
      <span className={styles.name} dir="auto">
        <TypeIcon type={occurrence.eventType} />
        {title}
      </span>
      <span className={styles.detail} aria-hidden="true">
        <span className={styles.start}>{format.time(row.startMs)}</span>
        <span className={styles.whole}>{detail}</span>
      </span>
      <Hidden>
        {[times, typeOf(occurrence, messages), response].filter((part) => part !== null).join(', ')}
      </Hidden>
    </button>
  );
};

/** Returns a ref and the current width of its element in px; 0 until it has been measured. */
const useWidth = (): [RefObject<HTMLDivElement | null>, number] => {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null || typeof ResizeObserver === 'undefined') return;
    setWidth(measured.clientWidth);
    const observer = new ResizeObserver(() => setWidth(measured.clientWidth));
    observer.observe(measured);
    return () => observer.disconnect();
  }, []);
  return [element, width];
};
