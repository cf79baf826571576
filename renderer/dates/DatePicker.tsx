import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import {
  useCallback,
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactNode,
} from 'react';
import { datesRange } from '../../shared/firstRanges.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { IsoDate } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { ok, type Result } from '../../shared/result.ts';
import { addDays, addMonths, dateSpan } from '../../shared/text/days.ts';
import { listAll } from '../data/useDay.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Modal } from '../ui/Modal.tsx';
import { isPageRightToLeft, useWords } from '../ui/words.ts';
import styles from './DatePicker.module.css';
import { dateAfterKey, inReach, weeksOf } from './month.ts';

/** Returns the number of meetings on each day from `first` to `last`. Days without meetings are missing. */
const useMeetingDays = (
  first: IsoDate,
  last: IsoDate,
  timeZone: string,
): ReadonlyMap<IsoDate, number> | null => {
  const load = useCallback(async (): Promise<Result<ReadonlyMap<IsoDate, number>, Problem>> => {
    const reply = await listAll(datesRange(first, addDays(last, 1), timeZone));
    if (!reply.ok) return reply;
    const counts = new Map<IsoDate, number>();
    for (const occurrence of reply.value) {
      if (!isMeeting(occurrence)) continue;
      const span = dateSpan(occurrence, timeZone);
      const to = span.last < last ? span.last : last;
      for (let date = span.first < first ? first : span.first; date <= to; date = addDays(date, 1))
        counts.set(date, (counts.get(date) ?? 0) + 1);
    }
    return ok(counts);
  }, [first, last, timeZone]);
  return useLive(load, onAgendaChanged).value;
};

interface DatePickerProps {
  readonly date: IsoDate;
  readonly today: IsoDate;
  readonly onChoose: (date: IsoDate) => void;
  /** Shows how much of the week is spent in meetings. */
  readonly onLoad: () => void;
  /** Called after Esc or a press outside. The focus returns to where it was. */
  readonly onClose: () => void;
}

/** One month under the header's date, to go to any day of any year. */
export const DatePicker = ({ date, today, onChoose, onLoad, onClose }: DatePickerProps): ReactNode => {
  const { messages, format } = useWords();
  const [cursor, setCursor] = useState(date);
  const monthId = useId();
  const turn = (months: number): void => setCursor(inReach(addMonths(cursor, months)));
  const words = messages.dates;
  return (
    <Modal
      className={styles.dialog}
      aria-label={words.choose}
      focusFirst='[role="gridcell"] [tabindex="0"]'
      onClose={onClose}
    >
      <div className={styles.inside}>
        <div className={styles.top}>
          <IconButton label={words.previousYear} onClick={() => turn(-12)}>
            <ChevronsLeft size={18} aria-hidden="true" data-turns />
          </IconButton>
          <IconButton label={words.previousMonth} onClick={() => turn(-1)}>
            <ChevronLeft size={18} aria-hidden="true" data-turns />
          </IconButton>
          <h2 id={monthId} aria-live="polite">
            {format.month(cursor)}
          </h2>
          <IconButton label={words.nextMonth} onClick={() => turn(1)}>
            <ChevronRight size={18} aria-hidden="true" data-turns />
          </IconButton>
          <IconButton label={words.nextYear} onClick={() => turn(12)}>
            <ChevronsRight size={18} aria-hidden="true" data-turns />
          </IconButton>
        </div>
        <Sheet
          labelledBy={monthId}
          cursor={cursor}
          chosen={date}
          today={today}
          onMove={setCursor}
          onChoose={onChoose}
        />
        <div className={styles.foot}>
          <Button size="small" onClick={() => onChoose(today)}>
            {messages.app.today}
          </Button>
          <Button size="small" look="plain" onClick={onLoad}>
            {messages.load.title}
          </Button>
        </div>
      </div>
    </Modal>
  );
};

interface SheetProps {
  readonly labelledBy: string;
  /** The day that has the focus. */
  readonly cursor: IsoDate;
  readonly chosen: IsoDate;
  readonly today: IsoDate;
  readonly onMove: (date: IsoDate) => void;
  readonly onChoose: (date: IsoDate) => void;
}

const Sheet = ({ labelledBy, cursor, chosen, today, onMove, onChoose }: SheetProps): ReactNode => {
  const { messages, format } = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  const weeks = weeksOf(cursor, format.weekStart);
  const [firstWeek = [], lastWeek = []] = [weeks[0], weeks.at(-1)];
  const counts = useMeetingDays(firstWeek[0] ?? cursor, lastWeek.at(-1) ?? cursor, format.timeZone);
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
  }, [cursor]);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { weekStart } = format;
    const next = dateAfterKey(event, cursor, { weekStart, rightToLeft: isPageRightToLeft() });
    if (next === null) return;
    event.preventDefault();
    moved.current = true;
    onMove(next);
  };
  return (
    <div
      ref={grid}
      className={styles.grid}
      role="grid"
      aria-labelledby={labelledBy}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <div role="row" className={styles.week}>
        {firstWeek.map((date) => (
          <span key={date} role="columnheader" aria-label={format.weekday(date)} className={styles.weekday}>
            {format.shortWeekday(date)}
          </span>
        ))}
      </div>
      {weeks.map((week) => (
        <div key={week[0]} role="row" className={styles.week}>
          {week.map((date) => {
            const count = counts?.get(date) ?? 0;
            const name = format.fullDate(date, today);
            const other = date.slice(0, 7) !== cursor.slice(0, 7);
            return (
              <div key={date} role="gridcell" aria-selected={date === chosen}>
                <button
                  type="button"
                  className={`${styles.date} ${other ? styles.other : ''} ${count > 0 ? styles.marked : ''}`}
                  tabIndex={date === cursor ? 0 : -1}
                  aria-current={date === today ? 'date' : undefined}
                  aria-label={count === 0 ? name : `${name}, ${messages.agenda.meetings(count)}`}
                  onClick={() => onChoose(date)}
                >
                  {format.number(Number(date.slice(8)))}
                </button>
              </div>
            );
          })}
        </div>
      ))}
    </div>
  );
};
