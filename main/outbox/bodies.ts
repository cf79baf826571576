/**
 * The bodies of writes: only the fields that are to change [W12, W34]; a list that is sent back is Google's own of
 * this minute [W13]. Pure.
 */
import type { EventTime } from '../../shared/model.ts';
import type { RawEvent } from '../sync/ports.ts';
import { timesOf } from './compare.ts';
import type { CreateWant, Operation, RespondWant } from './operation.ts';
import type { RawGuest } from './rawEvent.ts';

/** The own entry with the new answer; what else belongs to it is carried along [W24]. */
const answeredGuest = (own: RawGuest, want: RespondWant): RawGuest => ({
  ...own,
  responseStatus: want.response,
  ...(want.comment !== null && { comment: want.comment.trim() }),
});

/** Only the own entry: Google merges it into the list [W22]. */
export const answerBody = (own: RawGuest, want: RespondWant): RawEvent => {
  const { email, responseStatus, comment, additionalGuests } = answeredGuest(own, want);
  return {
    attendeesOmitted: true,
    attendees: [
      {
        email,
        responseStatus,
        ...(comment !== undefined && { comment }),
        ...(additionalGuests !== undefined && { additionalGuests }),
      },
    ],
  };
};

/** The whole list as Google sent it, with the new answer in it: puts right what the shorter body broke. */
export const wholeListBody = (guests: readonly RawGuest[], want: RespondWant): RawEvent => ({
  attendees: guests.map((guest) => (guest['self'] === true ? answeredGuest(guest, want) : guest)),
});

const timeBody = (time: EventTime): RawEvent =>
  time.kind === 'date'
    ? { date: time.date }
    : { dateTime: new Date(time.ms).toISOString().replace('.000Z', 'Z'), timeZone: time.zone };

/** A new event, under the id that was chosen with the row [W14]. */
export const createBody = ({ eventId, steps }: Operation, want: CreateWant): RawEvent => {
  const { start, end } = timesOf(want);
  const { repeat, guests, addMeet, reminders } = want;
  const [summary, location, description] = [want.title, want.place, want.description].map((text) =>
    text.trim(),
  );
  return {
    id: eventId,
    ...(summary !== '' && { summary }),
    start: timeBody(start),
    end: timeBody(end),
    ...(repeat !== null && { recurrence: [repeat] }),
    ...(location !== '' && { location }),
    ...(description !== '' && { description }),
    ...(guests.length > 0 && { attendees: guests.map((email) => ({ email })) }),
    ...(addMeet &&
      steps.withoutCall !== true && {
        conferenceData: {
          createRequest: {
            requestId: steps.requestId,
            conferenceSolutionKey: { type: 'hangoutsMeet' },
          },
        },
      }),
    ...(reminders !== null && { reminders: { useDefault: false, overrides: reminders } }),
  };
};
