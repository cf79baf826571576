/** What passes record about the details of events, and that it is kept apart from other changes. */
import { expect, test } from 'vitest';
import type { Attendee, CalendarEvent, EventId, ResponseStatus } from '../../shared/model.ts';
import { value } from '../support/value.ts';
import { createScriptedAccount, exception, master, openWorld, single } from './scripted.ts';

const TEAM = 'team@example.com';
const MINUTE = 60_000;

const opened = async (...events: readonly CalendarEvent[]) => {
  const account = createScriptedAccount('one');
  account.put(TEAM, single('unrelated'), ...events);
  const world = openWorld([account]);
  await world.engine.request('launch');
  const details = () => value(world.store.changes.details({}));
  return {
    account,
    world,
    details,
    changes: () => value(world.store.changes.list({})),
    /** Runs a pass with these events; returns the details it recorded, oldest first. */
    told: async (...more: readonly CalendarEvent[]) => {
      account.put(TEAM, ...more);
      const before = details().length;
      await world.clock.advance(MINUTE);
      expect(await world.engine.request('person')).toMatchObject({ outcome: 'succeeded' });
      return details()
        .slice(0, details().length - before)
        .toReversed();
    },
  };
};
const guest = (
  name: string,
  response: ResponseStatus = 'needsAction',
  more: Partial<Attendee> = {},
): Attendee => ({
  email: `${name.toLowerCase()}@example.com`,
  name,
  response,
  self: false,
  organizer: false,
  optional: false,
  resource: false,
  ...more,
});
const me = guest('Me', 'accepted', { self: true });
const room = guest('Room', 'accepted', { resource: true });
const phone = (uri: string) => ({ name: 'Meet', entryPoints: [{ kind: 'phone', uri } as const] });

test('guests, responses, description, attachments and dial-in are told, apart from other changes', async () => {
  const meeting = { ...single('a'), attendees: [me, guest('Ada')], description: '<b>Agenda</b>' };
  const { told, changes } = await opened(meeting);
  expect(
    await told({
      ...meeting,
      attendees: [me, room, guest('Ada', 'accepted'), guest('Grace')],
      description: 'Agenda<br>Budget',
      attachments: [{ title: 'Plan', url: 'https://docs.example.com/plan' }],
      conference: phone('tel:+1'),
    }),
  ).toMatchObject([
    { kind: 'guestsChanged', eventId: 'a', added: { names: ['Grace'] }, removed: { names: [] } },
    { kind: 'guestsAnswered', answers: [{ name: 'Ada', response: 'accepted' }] },
    { kind: 'descriptionChanged', lines: [{ kind: 'added', text: 'Budget' }] },
    { kind: 'attachmentsChanged', added: { names: ['Plan'] } },
    { kind: 'conferenceChanged' },
  ]);
  // What notifications, hooks and assistants read.
  expect(changes()).toEqual([]);
});

test('a first listing, and one after a month without any, write none', async () => {
  const meeting = { ...single('a'), attendees: [guest('Ada')], description: 'Agenda' };
  const { told, world, details } = await opened(meeting);
  expect(details()).toEqual([]);
  await world.clock.advance(40 * 24 * 60 * MINUTE);
  expect(await told({ ...meeting, description: 'Other' })).toEqual([]);
});

test('of a meeting that is new or over nothing is told', async () => {
  const past = { ...single('past', { day: -3 }), description: 'A' };
  const { told } = await opened(past);
  const added = { ...single('new'), attendees: [guest('Ada')] };
  expect(await told(added, { ...past, description: 'B' })).toEqual([]);
});

test('another link brings other numbers: only the link is told', async () => {
  const meeting = {
    ...single('a'),
    hangoutLink: 'https://meet.google.com/aaa-aaaa-aaa',
    conference: phone('tel:+1'),
  };
  const { told, changes } = await opened(meeting);
  const other = { hangoutLink: 'https://meet.google.com/bbb-bbbb-bbb', conference: phone('tel:+2') };
  expect(await told({ ...meeting, ...other })).toEqual([]);
  expect(changes()).toMatchObject([{ kind: 'linkChanged' }]);
});

test('a series tells it once, and one instance what only it has', async () => {
  const series = { ...master('s'), attendees: [me, guest('Ada')], description: 'Agenda' };
  const instance = {
    ...exception('s_2', 's', { day: 2 }),
    attendees: series.attendees,
    description: 'Agenda',
  };
  const { told, world } = await opened(series, instance);
  const both = { description: 'Agenda\nBudget' };
  expect(await told({ ...series, ...both }, { ...instance, ...both })).toMatchObject([
    { kind: 'descriptionChanged', eventId: 's', wholeSeries: true },
  ]);
  expect(await told({ ...instance, ...both, attendees: [me, guest('Grace')] })).toMatchObject([
    { kind: 'guestsChanged', eventId: 's_2', wholeSeries: false, added: { names: ['Grace'] } },
  ]);
  const found = value(
    world.store.changes.ofMeeting({
      accountId: 'one',
      calendarId: TEAM,
      eventId: 's_2',
      masterId: 's',
    } as Parameters<typeof world.store.changes.ofMeeting>[0]),
  );
  expect(found.map(({ kind }) => kind)).toEqual(['guestsChanged', 'descriptionChanged']);
  expect(await told({ ...instance, ...both, attendees: [me, guest('Grace')], etag: '"9"' })).toEqual([]);
});

test('many in one pass neither displace other changes nor grow without limit', async () => {
  const many = (text: string) =>
    Array.from({ length: 130 }, (_, index) => ({ ...single(`e${index}`), description: text }));
  const { told, changes } = await opened(...many('A'));
  const moved = { ...single('unrelated'), location: 'Room 2', etag: '"2"' };
  expect(await told(...many('B'), moved)).toHaveLength(100);
  expect(changes()).toMatchObject([{ kind: 'placeChanged', eventId: 'unrelated' as EventId }]);
});
