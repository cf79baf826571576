/** The parts of a meeting that need a few lines each: its place, its attachments, and its calendar. */
import { CalendarDays, MapPin, Paperclip } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { placeText } from '../../shared/text/place.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { Part, useOpen } from './Part.tsx';

export const Place = ({ occurrence }: { readonly occurrence: Occurrence }): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  const place = placeText(occurrence.location);
  if (place === null) return null;
  return (
    <Part icon={MapPin} heading={messages.detail.parts.place}>
      <p className={styles.text} dir="auto">
        {place}
      </p>
      <button
        type="button"
        className={`${styles.link} ${styles.small} ${styles.block}`}
        onClick={() => open(occurrence, { kind: 'map' })}
      >
        {messages.detail.openMap}
      </button>
    </Part>
  );
};

export const Attachments = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const { messages } = useWords();
  const open = useOpen();
  if (detail.attachments.length === 0) return null;
  return (
    <Part icon={Paperclip} heading={messages.detail.parts.attachments}>
      {detail.attachments.map((attachment, index) => (
        <button
          key={attachment.url}
          type="button"
          className={`${styles.link} ${styles.block}`}
          title={attachment.url}
          dir="auto"
          onClick={() => open(detail, { kind: 'attachment', index })}
        >
          {plainText(attachment.title, 200)}
        </button>
      ))}
    </Part>
  );
};

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
