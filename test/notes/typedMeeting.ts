import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import type { NotedMeeting } from '../../shared/notes.ts';

/** The meeting beside which the tests type. */
export const typedMeeting: NotedMeeting = {
  accountId: 'google:ada@example.com' as AccountId,
  calendarId: 'ada@example.com' as CalendarId,
  eventId: 'review' as EventId,
  iCalUid: 'review@google.com',
  title: 'Design review',
  start: { kind: 'timed', ms: Date.parse('2026-11-24T10:00:00Z'), zone: 'Europe/Berlin' },
};
