/** Which invitations wait for an answer: those of the person's own calendars, until they are over, a series once. */
import { expect, test } from 'vitest';
import type { Store } from '../../main/store/open.ts';
import type { Attendee, CalendarId, ResponseStatus } from '../../shared/model.ts';
import {
  at,
  calendarId,
  changed,
  DAY_MS,
  exception,
  finish,
  keyOf,
  list,
  master,
  NOW_MS,
  on,
  openedStore,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';

const ME = 'ada@example.com';
const CLUB = 'club@example.com';
const guest = (email: string, response: ResponseStatus, self = false): Attendee => ({
  email,
  response,
  self,
  organizer: false,
  optional: false,
  resource: false,
});
const asked = { attendees: [guest(ME, 'needsAction', true)] };
const answered = (response: ResponseStatus) => ({ attendees: [guest(ME, response, true)] });

const storeOf = (...events: Parameters<typeof changed>): Store => {
  const { store, key } = populatedStore();
  value(store.sync.commitChanges(key, 1, changed(...events)));
  return store;
};
const listed = (store: Store, nowMs = NOW_MS) =>
  value(store.agenda.invitations(nowMs)).invitations.map(({ occurrence: { eventId }, wholeSeries }) =>
    wholeSeries ? [eventId, 'series'] : eventId,
  );

test('an invitation is listed until it is answered or over, the soonest first', () => {
  const store = storeOf(
    single('later', { ...asked, start: at('2026-11-28T10:00:00Z'), end: at('2026-11-28T11:00:00Z') }),
    single('soon', asked),
    single('running', { ...asked, start: at('2026-11-24T08:30:00Z'), end: at('2026-11-24T09:30:00Z') }),
    single('over', { ...asked, start: at('2026-11-24T08:00:00Z'), end: at('2026-11-24T09:00:00Z') }),
    single('yes', answered('accepted')),
    single('maybe', answered('tentative')),
    single('no', answered('declined')),
    single('not invited'),
  );
  expect(listed(store)).toEqual(['running', 'soon', 'later']);
  expect(listed(store, Date.parse('2026-11-25T10:30:00Z'))).toEqual(['later']);
  value(store.sync.commitChanges(keyOf(store), 2, changed(single('soon', answered('declined')))));
  expect(listed(store)).toEqual(['running', 'later']);
});

test('all-day invitations are over when the viewer’s day is', () => {
  const holiday = { ...asked, start: on('2026-11-24'), end: on('2026-11-25') };
  const store = storeOf(single('today', holiday), single('long', { ...holiday, start: on('2026-10-01') }));
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(listed(store)).toEqual(['long', 'today']);
  const over = Date.parse('2026-11-25T00:00:00Z') + 14 * 3_600_000;
  expect([zone, listed(store, over)]).toEqual([zone, []]);
});

test('a series is listed once, with its next date that has no answer of its own', () => {
  const store = storeOf(
    master('daily', asked),
    exception('daily', '2026-11-25T10:00:00Z', answered('accepted')),
    exception('daily', '2026-11-27T10:00:00Z', asked),
    master('answered', answered('accepted')),
    exception('answered', '2026-11-27T10:00:00Z', asked),
    exception('answered', '2026-11-28T10:00:00Z', asked),
    master('ended', {
      ...asked,
      start: at('2026-11-01T10:00:00Z'),
      end: at('2026-11-01T10:30:00Z'),
      recurrence: ['RRULE:FREQ=DAILY;COUNT=3'],
    }),
  );
  expect(listed(store)).toEqual([['daily_20261126T100000Z', 'series'], 'answered_20261127T100000Z']);
  expect(value(store.agenda.invitations(NOW_MS)).total).toBe(2);
});

test('the parts of a split series are one series', () => {
  const store = storeOf(
    master('weekly', { ...asked, recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261127T095959Z'] }),
    master('weekly_R20261127T100000', {
      ...asked,
      start: at('2026-11-27T10:00:00Z'),
      end: at('2026-11-27T10:30:00Z'),
    }),
  );
  expect(listed(store)).toEqual([['weekly_20261125T100000Z', 'series']]);
});

test('only the person’s own calendars count, and only the person’s own answer', () => {
  const { store } = populatedStore();
  const room = 'c_188room@resource.calendar.google.com';
  list(store, [
    remoteCalendar(calendarId, { primary: true }),
    remoteCalendar(CLUB),
    remoteCalendar('bob@example.com', { accessRole: 'writer' }),
    remoteCalendar(room, { accessRole: 'owner' }),
  ]);
  const put = (id: string, ...events: Parameters<typeof changed>): void =>
    void value(store.sync.commitChanges(keyOf(store, id as CalendarId), 1, changed(...events)));
  put(CLUB, single('club', { attendees: [guest(CLUB, 'needsAction', true)] }));
  put(CLUB, single('mine', { attendees: [guest(CLUB, 'needsAction', true), guest(ME, 'accepted')] }));
  put('bob@example.com', single('bob', { attendees: [guest('bob@example.com', 'needsAction', true)] }));
  put(room, single('room', { attendees: [guest(room, 'needsAction', true)] }));
  expect(listed(store)).toEqual(['club']);
});

test.each([
  ['singles', () => single('copy', { iCalUid: 'planning@example.com' })],
  ['series', () => master('copy', { iCalUid: 'planning@example.com' })],
  ['long ones', () => single('copy', { iCalUid: 'planning@example.com', end: at('2026-11-29T10:00:00Z') })],
])('[S23] a meeting in two own calendars is listed as the agenda shows it, %s', (_, event) => {
  for (const [mine, clubs, expected] of [
    ['accepted', 'needsAction', []],
    ['needsAction', 'accepted', [ME]],
    ['needsAction', 'needsAction', [ME]],
  ] as const) {
    const { store } = populatedStore();
    list(store, [remoteCalendar(calendarId, { primary: true }), remoteCalendar(CLUB)]);
    value(store.sync.commitChanges(keyOf(store), 1, changed({ ...event(), ...answered(mine) })));
    const copy = { ...event(), attendees: [guest(CLUB, clubs, true)] };
    value(store.sync.commitChanges(keyOf(store, CLUB as CalendarId), 1, changed(copy)));
    const calendars = value(store.agenda.invitations(NOW_MS)).invitations.map(
      ({ occurrence }) => occurrence.calendarId,
    );
    expect([mine, clubs, calendars]).toEqual([mine, clubs, expected]);
  }
});

test('it is said who invites, unless that is the person', () => {
  const bob = { email: 'bob@example.com', name: 'Bob', self: false };
  const store = storeOf(
    single('bobs', { ...asked, organizer: bob }),
    single('own', { ...asked, organizer: { email: ME, self: true } }),
  );
  const organizers = value(store.agenda.invitations(NOW_MS)).invitations.map(({ organizer }) => organizer);
  expect(organizers).toEqual([bob, null]);
});

test('a hidden calendar’s invitations are not listed', () => {
  const store = storeOf(single('soon', asked));
  value(store.calendars.setVisible({ calendarId, visible: false }));
  expect(listed(store)).toEqual([]);
});

test('at most a hundred are listed, and more are counted', () => {
  const store = storeOf(
    ...Array.from({ length: 130 }, (_, index) => {
      const startMs = NOW_MS + index * DAY_MS;
      return single(`e${index}`, {
        ...asked,
        start: at(new Date(startMs).toISOString()),
        end: at(new Date(startMs + 3_600_000).toISOString()),
      });
    }),
  );
  const { invitations, total } = value(store.agenda.invitations(NOW_MS));
  expect([invitations.length, total, invitations.at(-1)?.occurrence.eventId]).toEqual([100, 130, 'e99']);
});

test('an empty store has none', () => {
  const { store, path } = populatedStore();
  finish(store, keyOf(store), 1);
  store.close();
  expect(value(openedStore(path).agenda.invitations(NOW_MS))).toEqual({ invitations: [], total: 0 });
});
