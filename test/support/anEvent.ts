import type { EventId, EventTime, SingleEvent } from '../../shared/model.ts';

/** An ordinary meeting in Berlin for tests to change. */
export const anEvent = (id: string, start: EventTime, end: EventTime): SingleEvent => ({
  kind: 'single',
  id: id as EventId,
  etag: '"1"',
  iCalUid: `${id}@example.com`,
  title: id,
  location: null,
  description: null,
  status: 'confirmed',
  eventType: 'default',
  start,
  end,
  transparency: 'opaque',
  visibility: 'default',
  color: null,
  attendees: [],
  attendeesOmitted: false,
  organizer: null,
  conference: { name: null, entryPoints: [] },
  hangoutLink: null,
  htmlLink: null,
  reminders: { useDefault: true, overrides: [] },
  attachments: [],
  flaw: null,
});
