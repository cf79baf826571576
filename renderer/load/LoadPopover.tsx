/** How much of a week is spent in meetings: the figures of today and of the week, and a picture of its days. */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useCallback, useState, type ReactNode } from 'react';
import { breakMinutes, type Load, type TimeSpan } from '../../shared/meetingLoad.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { IsoDate } from '../../shared/model.ts';
import { addDays } from '../../shared/text/days.ts';
import { weekOf } from '../../shared/text/week.ts';
import type { Words } from '../../shared/text/words.ts';
import { workingHours } from '../../shared/workingHours.ts';
import { onAgendaChanged, useLive } from '../data/useLive.ts';
import { IconButton } from '../ui/Button.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { Popover } from '../ui/Popover.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Load.module.css';
import { sumOf, sumText } from './loadText.ts';
import { WeekPicture } from './WeekPicture.tsx';
import { WeekTable } from './WeekTable.tsx';

interface LoadPopoverProps {
  /** Its week is shown first. */
  readonly date: IsoDate;
  readonly today: IsoDate;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

export const LoadPopover = ({ date, today, anchor, onClose }: LoadPopoverProps): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const texts = messages.load;
  const { timeZone } = format;
  const [from, setFrom] = useState(() => weekOf(date, format.weekStart));
  const ask = useCallback(() => window.jarvis.agenda.load({ from, timeZone }), [from, timeZone]);
  const { value, problem } = useLive(ask, onAgendaChanged);
  const isThisWeek = from === weekOf(today, format.weekStart);
  const range = `${format.shortDate(from, today)} – ${format.shortDate(addDays(from, 6), today)}`;
  // While another week is being read, the figures of the last one would stand under its name.
  const week = value?.days[0]?.date === from ? value : null;
  const day = isThisWeek ? week?.days.find((each) => each.date === today) : undefined;
  const hours = workingHours(mondayOf(from), timeZone);
  return (
    <Popover label={texts.title} anchor={anchor} onClose={onClose}>
      <div className={styles.load} data-load={week === null ? 'reading' : 'read'}>
        <h2 className={styles.title}>{texts.title}</h2>
        <div className={styles.weeks}>
          <IconButton label={texts.previousWeek} onClick={() => setFrom(addDays(from, -7))}>
            <ChevronLeft size={18} aria-hidden="true" data-turns />
          </IconButton>
          <p aria-live="polite">
            {isThisWeek ? <strong>{texts.thisWeek}</strong> : null} {range}
          </p>
          <IconButton label={texts.nextWeek} onClick={() => setFrom(addDays(from, 7))}>
            <ChevronRight size={18} aria-hidden="true" data-turns />
          </IconButton>
        </div>
        {problem === null ? null : <p role="alert">{problemText(messages, problem, format).sentence}</p>}
        {week === null ? null : (
          <>
            <Figures week={week} day={day ?? null} />
            {week.meetings === 0 ? <p className={styles.empty}>{texts.empty}</p> : null}
            <WeekPicture days={week.days} today={today} />
            <WeekTable days={week.days} today={today} />
          </>
        )}
        {hours === null ? null : (
          <p className={styles.hint}>
            {texts.hint(format.time(hours.startMs), format.time(hours.endMs), breakMinutes)}
          </p>
        )}
      </div>
    </Popover>
  );
};

const mondayOf = (date: IsoDate): IsoDate => weekOf(addDays(date, 6), 1);

/** The two figures side by side: today, if it is in the week, and the whole week. */
const Figures = ({ week, day }: { readonly week: Load; readonly day: Load | null }): ReactNode => {
  const words = useWords();
  const texts = words.messages.load;
  const columns = day === null ? [week] : [day, week];
  const row = (name: string, text: (load: Load) => string): ReactNode => (
    <tr>
      <th scope="row">{name}</th>
      {columns.map((load, index) => (
        <td key={index === 0 && day !== null ? 'today' : 'week'}>{text(load)}</td>
      ))}
    </tr>
  );
  return (
    <table className={styles.figures}>
      <thead>
        <tr>
          <th scope="col">
            <Hidden>{texts.title}</Hidden>
          </th>
          {day === null ? null : <th scope="col">{texts.today}</th>}
          <th scope="col">{day === null ? texts.week : texts.thisWeek}</th>
        </tr>
      </thead>
      <tbody>
        {row(texts.inMeetings, ({ meetingMs }) => sumText(meetingMs, words))}
        {row(texts.focus, ({ focus }) => focusText(focus, words))}
        {row(texts.longest, ({ longest }) => longestText(longest, words))}
      </tbody>
    </table>
  );
};

const focusText = (focus: readonly TimeSpan[], words: Words): string => {
  const { inBlocks, nothing } = words.messages.load;
  return focus.length === 0 ? nothing : inBlocks(sumText(sumOf(focus), words), focus.length);
};

const longestText = (longest: TimeSpan | null, words: Words): string =>
  longest === null ? words.messages.load.nothing : sumText(sumOf([longest]), words);
