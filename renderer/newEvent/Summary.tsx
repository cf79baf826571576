import { CalendarClock, MapPin, Repeat, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import { timedOf } from '../../shared/meetings.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { QuickAssumption } from '../../shared/quickAdd.ts';
import type { Words } from '../../shared/text/words.ts';
import { repeatText } from '../../shared/text/repeatText.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { shortTitle } from '../occurrence/overlap.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { useWords } from '../ui/words.ts';
import type { LineFields } from './eventForm.ts';
import { eventTimes, firstDay, lastDay } from './localTime.ts';
import styles from './NewEvent.module.css';
import { repeatOf } from './rules.ts';

/** `Wednesday 25 November, 12:30 – 13:30`. */
export const whenText = (when: LineFields['when'], { format }: Words, nowMs: number): string => {
  const today = format.dateOf(nowMs);
  const { start, end } = eventTimes(when);
  const [first, last] = [firstDay(when), lastDay(when)];
  const day = format.fullDate(first, today);
  if (when.allDay)
    return last === first
      ? `${day}, ${format.timeRange(start, end)}`
      : `${day} – ${format.fullDate(last, today)}`;
  return `${day}, ${format.timeRange(start, end)}`;
};

interface SummaryProps {
  readonly id: string;
  readonly fields: LineFields;
  readonly assumed: readonly QuickAssumption[];
  readonly conflicts: readonly Occurrence[] | null;
  readonly nowMs: number;
}

/** What the event will be, in words. It is read out when it changes. */
export const Summary = ({ id, fields, assumed, conflicts, nowMs }: SummaryProps): ReactNode => {
  const words = useWords();
  const { messages, format } = words;
  const texts = messages.newEvent;
  const startMs = startMsOf(eventTimes(fields.when).start, format.timeZone);
  return (
    <div id={id} className={styles.summary} role="status">
      <Hidden>{texts.summary}</Hidden>
      <p className={`${styles.name} ${fields.title === '' ? styles.unnamed : ''}`} dir="auto">
        {fields.title === '' ? texts.untitled : fields.title}
      </p>
      <p className={styles.fact}>
        <CalendarClock size={16} aria-hidden="true" />
        <span>{whenText(fields.when, words, nowMs)}</span>
      </p>
      {fields.repeat === null ? null : (
        <p className={styles.fact}>
          <Repeat size={16} aria-hidden="true" />
          <span>{repeatText(repeatOf(fields.repeat, fields.when), messages, format, startMs)}</span>
        </p>
      )}
      {fields.place === '' ? null : (
        <p className={styles.fact}>
          <MapPin size={16} aria-hidden="true" />
          <span dir="auto">{fields.place}</span>
        </p>
      )}
      {fields.guests.length === 0 ? null : (
        <p className={styles.fact}>
          <Users size={16} aria-hidden="true" />
          <span>{fields.guests.join(', ')}</span>
        </p>
      )}
      {assumed.map((each) => (
        <p key={each} className={styles.note}>
          {texts.assumed[each]}
        </p>
      ))}
      {conflicts === null || conflicts.length === 0 ? null : <Conflicts conflicts={conflicts} />}
    </div>
  );
};

const Conflicts = ({ conflicts }: { readonly conflicts: readonly Occurrence[] }): ReactNode => {
  const { messages, format } = useWords();
  const [first] = conflicts;
  const timed = first === undefined ? null : timedOf(first);
  if (first === undefined || timed === null) return null;
  const times = format.timesRange(timed.startMs, timed.endMs);
  const sentence = messages.newEvent.conflict(shortTitle(first, messages), times);
  return (
    <p className={styles.conflict} data-conflict>
      {conflicts.length === 1
        ? sentence
        : `${sentence} ${messages.newEvent.moreConflicts(conflicts.length - 1)}`}
    </p>
  );
};
