/** Copies of a meeting in several calendars, and what is shown of them, as reported by people about other programs. */
import { describe, expect, test } from 'vitest';
import type { Store } from '../../main/store/open.ts';
import { reminderMinutes } from '../../main/reminders/rules.ts';
import { en } from '../../shared/messages/en.ts';
import type {
  Attendee,
  CalendarId,
  EventReminders,
  RemoteCalendar,
  SingleEvent,
} from '../../shared/model.ts';
import { isMeeting } from '../../shared/meetings.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { reportsOf } from '../cases/publicReports.ts';
import {
  account,
  changed,
  DAY_MS,
  keyOf,
  list,
  NOW_MS,
  on,
  openedStore,
  remoteCalendar,
  single,
  temporaryPath,
  value,
} from './support/builders.ts';

const ME = 'me@example.com';
const ROOM = 'c_188room@resource.calendar.google.com';
const TEAM = 'zteam@group.calendar.google.com';

interface Copy {
  readonly calendar: RemoteCalendar;
  readonly event: Partial<SingleEvent>;
}

/** `['bob@example.com', 'declined', 'self']`. */
const guest = ([email, response, ...words]: readonly [
  string,
  Attendee['response'],
  ...string[],
]): Attendee => ({
  email,
  response,
  self: words.includes('self'),
  organizer: false,
  optional: false,
  resource: words.includes('resource'),
});
const guests = (
  ...all: readonly (readonly [string, Attendee['response'], ...string[]])[]
): Pick<SingleEvent, 'attendees'> => ({ attendees: all.map(guest) });
const popups = (...minutes: readonly number[]): EventReminders => ({
  useDefault: false,
  overrides: minutes.map((each) => ({ method: 'popup', minutes: each })),
});
const mine = (event: Partial<SingleEvent>): Copy => ({
  calendar: remoteCalendar(ME, { primary: true, accessRole: 'owner' }),
  event,
});
const seen = (
  id: string,
  event: Partial<SingleEvent>,
  accessRole: RemoteCalendar['accessRole'] = 'reader',
): Copy => ({ calendar: remoteCalendar(id, { accessRole, defaultReminders: [] }), event });

const storeWith = (title: string, copies: readonly Copy[]): Store => {
  const store = openedStore(temporaryPath());
  value(
    store.accounts.add({ id: account, kind: 'google', label: ME, connectedAt: '2026-11-01T00:00:00.000Z' }),
  );
  list(store, [
    ...(copies.some(({ calendar }) => calendar.id === ME) ? [] : [remoteCalendar(ME, { primary: true })]),
    ...copies.map(({ calendar }) => calendar),
  ]);
  for (const [index, { calendar, event }] of copies.entries()) {
    const copy = single(`copy${index}`, { iCalUid: 'one@example.com', title, ...event });
    value(store.sync.commitChanges(keyOf(store, calendar.id), 1, changed(copy)));
  }
  return store;
};

const week = { from: new Date(NOW_MS).toISOString(), to: new Date(NOW_MS + 7 * DAY_MS).toISOString() };
const bothWays = (copies: readonly Copy[], check: (copies: readonly Copy[]) => void): void => {
  check(copies);
  check(copies.toReversed());
};

/** The copies in each report about what is shown. */
const drawnCases: Readonly<Record<string, readonly Copy[]>> = {
  'who-both1': [
    mine(guests([ME, 'accepted', 'self'], ['bob@example.com', 'declined'])),
    seen('bob@example.com', guests([ME, 'accepted'], ['bob@example.com', 'declined', 'self'])),
  ],
  'who-onlybob': [
    seen(
      'bob@example.com',
      guests(['carol@example.com', 'accepted'], ['bob@example.com', 'declined', 'self']),
    ),
  ],
  'who-room1': [
    mine(guests([ME, 'accepted', 'self'], [ROOM, 'declined', 'resource'])),
    seen(ROOM, guests([ME, 'accepted'], [ROOM, 'declined', 'self', 'resource'])),
  ],
  'who-own1': [
    mine({ organizer: { email: ME, self: true } }),
    seen('fb@example.com', { title: '', visibility: 'private' }, 'freeBusyReader'),
  ],
  'who-team1': [
    mine(guests([ME, 'tentative', 'self'], [TEAM, 'accepted'])),
    seen(TEAM, guests([ME, 'tentative'], [TEAM, 'accepted', 'self'])),
  ],
};

/** The copies in each report about when reminders are due. */
const reminderCases: Readonly<
  Record<string, { readonly copies: readonly Copy[]; readonly minutes: number[] }>
> = {
  'rem-colleague-declined': {
    copies: [
      mine({ ...guests([ME, 'accepted', 'self']), reminders: popups(10) }),
      seen('aaron@example.com', guests(['aaron@example.com', 'declined', 'self'])),
    ],
    minutes: [10],
  },
  'rem-organiser-no-guests': {
    copies: [mine({ reminders: popups(10) }), seen('a-team@group.calendar.google.com', {})],
    minutes: [10],
  },
  'rem-email-only': {
    copies: [mine({ reminders: { useDefault: false, overrides: [{ method: 'email', minutes: 20 }] } })],
    minutes: [],
  },
  'rem-none': { copies: [mine({ reminders: popups() })], minutes: [] },
  'rem-allday-default': {
    copies: [
      {
        calendar: remoteCalendar(ME, { primary: true, defaultReminders: [{ method: 'popup', minutes: 30 }] }),
        event: { start: on('2026-11-26'), end: on('2026-11-27') },
      },
    ],
    minutes: [],
  },
};

const reports = reportsOf('whose-answer', 'busy-title', 'reminders');
const isDrawn = ({ id }: { readonly id: string }): boolean => id in drawnCases;
const isReminder = ({ id }: { readonly id: string }): boolean => id in reminderCases;

test('every report of these kinds is tried', () => {
  const others = reports.filter((report) => !isDrawn(report) && !isReminder(report));
  expect(others.map(({ id }) => id).toSorted()).toEqual(['busy-title', 'change-notice-colleague']);
});

describe('whose response is shown', () => {
  test.each(reports.filter(isDrawn))('$id: $input ($source)', ({ id, expected }) => {
    bothWays(drawnCases[id] ?? [], (copies) => {
      const page = value(storeWith(id.replace('who-', ''), copies).agenda.list(week));
      expect(
        page.occurrences.map(({ calendarId, selfResponse, title }) => ({
          cal: calendarId,
          self: selfResponse,
          title,
        })),
      ).toEqual(expected);
    });
  });
});

describe('when a reminder is due', () => {
  test.each(reports.filter(isReminder))('$id: $input → $expected ($source)', ({ id }) => {
    const { copies = [], minutes } = reminderCases[id] ?? {};
    bothWays(copies, (each) => {
      const { occurrences } = value(storeWith('Meeting', each).agenda.reminders.page(week));
      expect(occurrences.map((one) => reminderMinutes(one, defaultSettings, 'Europe/Berlin'))).toEqual([
        minutes,
      ]);
    });
  });
});

test.each(reports.filter(({ id }) => id === 'busy-title'))('$id: $input → $expected ($source)', () => {
  const store = storeWith('', [seen('fb@example.com', {}, 'freeBusyReader')]);
  const [only] = value(store.agenda.list(week)).occurrences;
  expect(displayTitle(only!, en)).toBe('Busy');
});

test.each(reports.filter(({ id }) => id === 'change-notice-colleague'))(
  '$id: $input → $expected ($source)',
  () => {
    const store = storeWith('Planning', [seen('bob@example.com', {})]);
    const key = keyOf(store, 'bob@example.com' as CalendarId);
    const options = { full: false, nowMs: NOW_MS } as Parameters<Store['sync']['commitChanges']>[3];
    value(
      store.sync.finishCalendar(key, {
        passId: 1,
        sweep: null,
        syncToken: 't',
        fingerprint: 'f',
        defaultReminders: null,
        nowMs: NOW_MS,
      }),
    );
    for (const response of ['needsAction', 'declined'] as const) {
      const copy = single('copy0', guests(['bob@example.com', response, 'self']));
      value(store.sync.commitChanges(key, 2, changed(copy), options));
    }
    const told = value(store.changes.list({}));
    expect(told.map(({ kind }) => kind)).not.toContain('answerChanged');
    expect(told.every(({ selfResponse }) => selfResponse === null)).toBe(true);
    const [only] = value(store.agenda.list(week)).occurrences;
    expect([only?.selfResponse, only !== undefined && isMeeting(only)]).toEqual([null, false]);
  },
);
