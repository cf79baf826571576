import { CircleCheck, CircleDashed, CircleHelp, CircleX, Users } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Attendee, OccurrenceDetail, ResponseStatus } from '../../shared/model.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Detail.module.css';

const shownAtFirst = 12;

const icons = { accepted: CircleCheck, tentative: CircleHelp, declined: CircleX, needsAction: CircleDashed };
const looks = {
  accepted: styles.accepted,
  tentative: styles.tentative,
  declined: styles.declinedGuest,
  needsAction: styles.unanswered,
};
const order: readonly ResponseStatus[] = ['accepted', 'tentative', 'needsAction', 'declined'];

/** Who is invited and what they answered; rooms apart. */
export const Guests = ({ detail }: { readonly detail: OccurrenceDetail }): ReactNode => {
  const { messages } = useWords();
  const [all, setAll] = useState(false);
  const people = detail.attendees
    .filter((attendee) => !attendee.resource)
    .toSorted(
      (a, b) =>
        Number(b.organizer) - Number(a.organizer) || order.indexOf(a.response) - order.indexOf(b.response),
    );
  const rooms = detail.attendees.filter((attendee) => attendee.resource);
  const shown = all ? people : people.slice(0, shownAtFirst);
  const counts = order
    .map((answer) => [answer, people.filter((person) => person.response === answer).length] as const)
    .filter(([, count]) => count > 0)
    .map(([answer, count]) => messages.detail.answered[answer](count));
  return (
    <div className={styles.line}>
      <Users size={18} aria-hidden="true" />
      <div>
        {people.length === 0 ? null : (
          <>
            <h3>{messages.detail.guests(people.length)}</h3>
            <p className={styles.small}>
              {detail.attendeesOmitted ? messages.detail.guestsHidden : counts.join(' · ')}
            </p>
            <ul className={styles.guests}>
              {shown.map((person) => (
                <Guest key={person.email} person={person} />
              ))}
            </ul>
          </>
        )}
        {shown.length < people.length ? (
          <Button look="plain" size="small" onClick={() => setAll(true)}>
            {messages.detail.showAllGuests(people.length)}
          </Button>
        ) : null}
        {rooms.length === 0 ? null : (
          <>
            <p className={styles.small}>{messages.detail.rooms}</p>
            <ul className={styles.guests}>
              {rooms.map((room) => (
                <Guest key={room.email} person={room} />
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
};

const Guest = ({ person }: { readonly person: Attendee }): ReactNode => {
  const { messages } = useWords();
  const Icon = icons[person.response];
  const notes = [
    person.self ? messages.detail.you : null,
    person.organizer ? messages.detail.organizer : null,
    person.optional ? messages.detail.optional : null,
  ].filter((note) => note !== null);
  return (
    <li className={`${styles.guest} ${looks[person.response]}`}>
      <Icon size={16} role="img" aria-label={messages.detail.guestAnswers[person.response]} />
      <span dir="auto" title={person.email}>
        {person.name ?? person.email}
      </span>
      <small>{notes.join(', ')}</small>
    </li>
  );
};
