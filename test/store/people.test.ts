/** Whose addresses are known: guests of recent events in visible calendars. */
import { expect, test } from 'vitest';
import type { Attendee } from '../../shared/model.ts';
import { calendarId, changed, populatedStore, single, value } from './support/builders.ts';

const guest = (email: string, name?: string, more: Partial<Attendee> = {}): Attendee => ({
  email,
  ...(name !== undefined && { name }),
  response: 'accepted',
  self: false,
  organizer: false,
  optional: false,
  resource: false,
  ...more,
});

test('guests with a name are known, each address once with its latest name; neither the person nor rooms', () => {
  const { store, key } = populatedStore();
  const meeting = (id: string, attendees: readonly Attendee[]) => single(id, { attendees });
  value(
    store.sync.commitChanges(
      key,
      1,
      changed(
        meeting('one', [guest('mia@example.com', 'Mia Old'), guest('nameless@example.com')]),
        meeting('two', [
          guest('Mia@example.com', 'Mia Example'),
          guest('ada@example.com', 'Ada', { self: true }),
          guest('room@example.com', 'Room 4', { resource: true }),
        ]),
      ),
    ),
  );
  expect(value(store.people())).toEqual([{ name: 'Mia Example', email: 'mia@example.com' }]);
  value(store.calendars.setVisible({ calendarId, visible: false }));
  expect(value(store.people())).toEqual([]);
});
