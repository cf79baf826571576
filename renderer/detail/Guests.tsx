import { Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Attendee, OccurrenceDetail } from '../../shared/model.ts';
import { FoldButton, useFolded } from '../ui/Fold.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';
import { answerIcons, answerLooks, answerOrder } from './OwnAnswer.tsx';
import { Part } from './Part.tsx';

const shownAtFirst = 12;

/** The guests and their responses. Rooms are listed separately. */
export const Guests = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const { messages } = useWords();
  const words = messages.detail;
  const people = detail.attendees
    .filter((attendee) => !attendee.resource)
    .toSorted(
      (a, b) =>
        Number(b.organizer) - Number(a.organizer) ||
        answerOrder.indexOf(a.response) - answerOrder.indexOf(b.response),
    );
  const { shown, fold } = useFolded(people, shownAtFirst);
  const rooms = detail.attendees.filter((attendee) => attendee.resource);
  const organizer = absentOrganizer(detail);
  if (people.length + rooms.length === 0 && organizer === null) return null;
  return (
    <Part icon={Users} heading={null}>
      {people.length === 0 ? null : (
        <>
          <h3>{words.guests(people.length)}</h3>
          <p className={styles.small}>{summaryOf(people, detail.attendeesOmitted, words)}</p>
          <ul className={styles.guests}>
            {shown.map((person) => (
              <Guest key={person.email} person={person} />
            ))}
          </ul>
        </>
      )}
      {fold === null ? null : <FoldButton {...fold} more={words.showAllGuests(people.length)} />}
      {organizer === null ? null : (
        <p className={styles.small} dir="auto">
          {words.organizedBy(organizer)}
        </p>
      )}
      {rooms.length === 0 ? null : (
        <>
          <h3 className={styles.rooms}>{words.rooms}</h3>
          <ul className={styles.guests}>
            {rooms.map((room) => (
              <Guest key={room.email} person={room} />
            ))}
          </ul>
        </>
      )}
    </Part>
  );
};

/** Returns the organiser if they are not a guest; null for the person's own calendar. */
const absentOrganizer = ({ organizer, attendees }: OccurrenceDetail): string | null => {
  if (organizer === null || organizer.self || attendees.some((one) => one.organizer)) return null;
  return organizer.name ?? organizer.email ?? null;
};

/** Returns the summary of responses. If Google leaves guests out, their number is unknown [S28]. */
const summaryOf = (
  people: readonly Attendee[],
  omitted: boolean,
  words: ReturnType<typeof useWords>['messages']['detail'],
): string =>
  omitted
    ? words.guestsHidden
    : answerOrder
        .map((answer) => [answer, people.filter((person) => person.response === answer).length] as const)
        .filter(([, count]) => count > 0)
        .map(([answer, count]) => words.answered[answer](count))
        .join(' · ');

const Guest = ({ person }: { readonly person: Attendee }): ReactNode => {
  const { messages } = useWords();
  const Icon = answerIcons[person.response];
  const notes = [
    person.self ? messages.detail.you : null,
    person.organizer ? messages.detail.organizer : null,
    person.optional ? messages.detail.optional : null,
  ].filter((note) => note !== null);
  return (
    <li className={`${styles.guest} ${answerLooks[person.response]}`}>
      <Icon size={16} role="img" aria-label={messages.detail.guestAnswers[person.response]} />
      <span dir="auto" title={person.email}>
        {person.name ?? person.email}
      </span>
      <small>{notes.join(', ')}</small>
    </li>
  );
};
