import type { ReactNode } from 'react';
import { HOUR_MS } from '../../shared/durations.ts';
import type { DayLoad } from '../../shared/meetingLoad.ts';
import type { IsoDate } from '../../shared/model.ts';
import { useWords } from '../ui/words.ts';
import styles from './Load.module.css';
import { shortSum, sumOf } from './loadText.ts';

interface WeekPictureProps {
  readonly days: readonly DayLoad[];
  readonly today: IsoDate;
}

/** A bar as high as the picture is a working day, unless a day has more. */
const usualMs = 8 * HOUR_MS;

/** Two bars for each day: in meetings, and free for focus. The table behind it says the same. */
export const WeekPicture = ({ days, today }: WeekPictureProps): ReactNode => {
  const { messages, format } = useWords();
  const scaleMs = Math.max(
    usualMs,
    ...days.map(({ meetingMs }) => meetingMs),
    ...days.map(({ focus }) => sumOf(focus)),
  );
  const height = (ms: number): string => `${(ms / scaleMs) * 100}%`;
  return (
    <div className={styles.picture} aria-hidden="true">
      <div className={styles.days}>
        {days.map((day) => (
          <div key={day.date} className={styles.day} data-bar={day.date}>
            <span className={styles.value}>{day.meetingMs === 0 ? '' : shortSum(day.meetingMs)}</span>
            <span className={styles.bars}>
              {day.meetingMs === 0 ? null : (
                <span className={styles.meeting} style={{ height: height(day.meetingMs) }} />
              )}
              {day.focus.length === 0 ? null : (
                <span className={styles.free} style={{ height: height(sumOf(day.focus)) }} />
              )}
            </span>
            <span className={`${styles.weekday} ${day.date === today ? styles.isToday : ''}`}>
              {format.shortWeekday(day.date)}
            </span>
          </div>
        ))}
      </div>
      <p className={styles.legend}>
        <span>
          <i className={styles.meeting} /> {messages.load.inMeetings}
        </span>
        <span>
          <i className={styles.free} /> {messages.load.focus}
        </span>
      </p>
    </div>
  );
};
