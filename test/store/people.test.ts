/** Whose addresses are known: guests of recent events in visible calendars. */
import { expect, test } from 'vitest';
import type { Attendee, CalendarId } from '../../shared/model.ts';
import {
  calendarId,
  changed,
  keyOf,
  list,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';

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

test('on a colleague’s calendar the colleague is known, and the person is not [S28]', () => {
  const { store } = populatedStore();
  const bob = 'bob@example.com' as CalendarId;
  list(store, [
    remoteCalendar('ada@example.com', { primary: true }),
    remoteCalendar(bob, { accessRole: 'reader', name: 'Bob' }),
  ]);
  const attendees = [guest('Ada@example.com', 'Ada'), guest(bob, 'Bob Example', { self: true })];
  value(store.sync.commitChanges(keyOf(store, bob), 1, changed(single('one', { attendees }))));
  expect(value(store.people())).toEqual([{ name: 'Bob Example', email: bob }]);
});
