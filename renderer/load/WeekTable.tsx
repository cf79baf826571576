import type { ReactNode } from 'react';
import type { DayLoad } from '../../shared/meetingLoad.ts';
import type { IsoDate } from '../../shared/model.ts';
import hidden from '../ui/Hidden.module.css';
import { useWords } from '../ui/words.ts';
import { spanText, sumText } from './loadText.ts';

interface WeekTableProps {
  readonly days: readonly DayLoad[];
  readonly today: IsoDate;
}

/** The picture's days for screen readers, with the times that it has no room for. */
export const WeekTable = ({ days, today }: WeekTableProps): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const texts = messages.load;
  return (
    <div className={hidden.hidden}>
      <table>
        <caption>{texts.byDay}</caption>
        <thead>
          <tr>
            <th scope="col">{texts.day}</th>
            <th scope="col">{texts.inMeetings}</th>
            <th scope="col">{texts.events}</th>
            <th scope="col">{texts.focus}</th>
            <th scope="col">{texts.longest}</th>
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.date}>
              <th scope="row">{format.fullDate(day.date, today)}</th>
              <td>{sumText(day.meetingMs, words)}</td>
              <td>{format.number(day.meetings)}</td>
              <td>{day.focus.map((block) => spanText(block, words)).join(', ') || texts.nothing}</td>
              <td>{day.longest === null ? texts.nothing : spanText(day.longest, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
