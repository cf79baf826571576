import { CalendarDays } from 'lucide-react';
import type { ReactNode } from 'react';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { Part } from './Part.tsx';

/** The event's calendar, and what is unusual about the event there. */
export const CalendarFacts = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const { messages } = useWords();
  const { eventType, visibility, transparency } = detail;
  const facts = [
    eventType === 'default' ? null : messages.agenda.eventTypes[eventType],
    visibility === 'default' ? null : messages.detail.visibility[visibility],
    transparency === 'transparent' ? messages.detail.free : null,
  ].filter((fact) => fact !== null);
  return (
    <Part icon={CalendarDays} heading={messages.detail.calendar}>
      <p className={styles.calendar}>
        <span className={styles.dot} />
        <span dir="auto">{detail.calendarName}</span>
      </p>
      {facts.length === 0 ? null : <p className={styles.small}>{facts.join(' · ')}</p>}
    </Part>
  );
};
