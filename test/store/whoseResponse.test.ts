/**
 * Whose response is shown as the person's [S28, S23]: "self" means the calendar that a copy is on, the person is the
 * account. Cases named `who-…`, `rem-…` and `change-…` come from reports about public calendar programs
 * (nextcloud/calendar#7651 and #1329, leits/MeetingBar#224, KinToday/kin-web-client#34, Etar-Group/Etar-Calendar#25,
 * jrvarma/icalcli#8, plusonelabs/calendar-widget#181).
 */
import { describe, expect, test } from 'vitest';
import {
  isOrganizer,
  mailboxOf,
  ownershipOf,
  selfAmong,
  type Ownership,
  type Viewpoint,
} from '../../main/agenda/ownership.ts';
import type { Store } from '../../main/store/open.ts';
import { de } from '../../shared/messages/de.ts';
import { en } from '../../shared/messages/en.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type {
  AccountId,
  Attendee,
  CalendarId,
  EventId,
  RemoteCalendar,
  SingleEvent,
} from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import {
  account,
  calendarId,
  changed,
  DAY_MS,
  finish,
  keyOf,
  list,
  master,
  NOW_MS,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';

const ME = 'ada@example.com';
const ROOM = 'c_188room@resource.calendar.google.com';
const TEAM = 'zteam@group.calendar.google.com';

/** `accepted`, `self accepted`, `resource self declined`. */
const guest = (email: string, words: string): Attendee => ({
  email,
  response: words.split(' ').at(-1) as Attendee['response'],
  self: words.includes('self'),
  organizer: false,
  optional: false,
  resource: words.includes('resource'),
});
const guests = (all: Readonly<Record<string, string>>): { attendees: readonly Attendee[] } => ({
  attendees: Object.entries(all).map(([email, words]) => guest(email, words)),
});

interface Copy {
  readonly calendar: Partial<RemoteCalendar> & { readonly id?: CalendarId };
  readonly event?: Partial<SingleEvent>;
}
const mine = (event: Partial<SingleEvent>): Copy => ({
  calendar: { id: calendarId, primary: true, accessRole: 'owner' },
  event,
});
const on = (id: string, accessRole: RemoteCalendar['accessRole'], event: Partial<SingleEvent>): Copy => ({
  calendar: { id: id as CalendarId, accessRole, defaultReminders: [] },
  event,
});

/** A store with the same meeting in these calendars. */
const storeWith = (...copies: readonly Copy[]): Store => {
  const { store } = populatedStore();
  list(store, [
    remoteCalendar(calendarId, { primary: true }),
    ...copies.flatMap(({ calendar }) =>
      calendar.id === calendarId || calendar.id === undefined ? [] : [remoteCalendar(calendar.id, calendar)],
    ),
  ]);
  copies.forEach(({ calendar, event }, index) => {
    const id = calendar.id ?? calendarId;
    const copy = single(`m${index}`, { iCalUid: 'meeting-1@example.com', title: 'Planning', ...event });
    value(store.sync.commitChanges(keyOf(store, id), 1, changed(copy)));
  });
  return store;
};
const week = { from: new Date(NOW_MS).toISOString(), to: new Date(NOW_MS + 7 * DAY_MS).toISOString() };
const drawn = (store: Store) =>
  value(store.agenda.list(week)).occurrences.map((each) => [
    each.calendarId,
    each.selfResponse,
    displayTitle(each, en),
    isMeeting(each),
  ]);
const accepted = guests({ [ME]: 'self accepted', 'bob@example.com': 'declined' });

type Row = readonly [what: string, copies: readonly Copy[], drawn: readonly (readonly unknown[])[]];

const rows: readonly Row[] = [
  [
    'who-both1: a colleague who declined does not decline for me',
    [
      mine(accepted),
      on('bob@example.com', 'reader', guests({ [ME]: 'accepted', 'bob@example.com': 'self declined' })),
    ],
    [[ME, 'accepted', 'Planning', true]],
  ],
  [
    'who-onlybob: a colleague’s meeting that I am not in is nobody’s response of mine, and no meeting of mine',
    [
      on(
        'bob@example.com',
        'reader',
        guests({ 'carol@example.com': 'accepted', 'bob@example.com': 'self declined' }),
      ),
    ],
    [['bob@example.com', null, 'Planning', false]],
  ],
  [
    'who-room1: a room that declined does not decline for me',
    [
      mine(guests({ [ME]: 'self accepted', [ROOM]: 'resource declined' })),
      on(ROOM, 'reader', guests({ [ME]: 'accepted', [ROOM]: 'self resource declined' })),
    ],
    [[ME, 'accepted', 'Planning', true]],
  ],
  [
    'who-own1: a free/busy copy never hides my title',
    [
      mine({ organizer: { email: ME, self: true } }),
      on('fb@example.com', 'freeBusyReader', { title: '', visibility: 'private' }),
    ],
    [[ME, null, 'Planning', true]],
  ],
  [
    'who-team1: a group’s yes is not mine',
    [
      mine(guests({ [ME]: 'self tentative', [TEAM]: 'accepted' })),
      on(TEAM, 'reader', guests({ [ME]: 'tentative', [TEAM]: 'self accepted' })),
    ],
    [[ME, 'tentative', 'Planning', true]],
  ],
  [
    'my own entry on a colleague’s calendar is mine where I have no copy myself',
    [on('bob@example.com', 'reader', guests({ [ME]: 'declined', 'bob@example.com': 'self accepted' }))],
    [['bob@example.com', 'declined', 'Planning', false]],
  ],
  [
    'a calendar that I may write to for somebody else is not mine',
    [on('boss@example.com', 'writer', guests({ 'boss@example.com': 'self accepted' }))],
    [['boss@example.com', null, 'Planning', false]],
  ],
  [
    'a calendar that I own besides the primary one speaks for me',
    [on('club@example.com', 'owner', guests({ 'club@example.com': 'self tentative' }))],
    [['club@example.com', 'tentative', 'Planning', true]],
  ],
  [
    'on an owned calendar my own entry counts before the calendar’s',
    [on(TEAM, 'owner', guests({ [TEAM]: 'self accepted', [ME]: 'declined' }))],
    [[TEAM, 'declined', 'Planning', false]],
  ],
  [
    'my declined copy is drawn before a colleague’s accepted one',
    [
      mine(guests({ [ME]: 'self declined', 'bob@example.com': 'accepted' })),
      on('bob@example.com', 'reader', guests({ [ME]: 'declined', 'bob@example.com': 'self accepted' })),
    ],
    [[ME, 'declined', 'Planning', false]],
  ],
  [
    'an address is known in any case',
    [on('bob@example.com', 'reader', guests({ 'Ada@Example.COM': 'tentative' }))],
    [['bob@example.com', 'tentative', 'Planning', true]],
  ],
  [
    'what a shared group calendar has without guests is for everybody who sees it',
    [on(TEAM, 'reader', {})],
    [[TEAM, null, 'Planning', true]],
  ],
  [
    'a colleague’s appointment without guests is theirs alone',
    [on('bob@example.com', 'reader', {})],
    [['bob@example.com', null, 'Planning', false]],
  ],
  [
    'the primary copy is drawn before that of another own calendar',
    [on('a-club@example.com', 'owner', { title: 'Club copy' }), mine({})],
    [[ME, null, 'Planning', true]],
  ],
  [
    'the copy of a calendar that I own is drawn before a colleague’s that names me',
    [on('club@example.com', 'owner', {}), on('bob@example.com', 'reader', guests({ [ME]: 'declined' }))],
    [['club@example.com', null, 'Planning', true]],
  ],
  [
    'my copy is drawn though my guest list is hidden and a colleague’s is not',
    [
      mine({ attendees: [guest(ME, 'self needsAction')], attendeesOmitted: true }),
      on('bob@example.com', 'reader', guests({ [ME]: 'accepted', 'bob@example.com': 'self accepted' })),
    ],
    [[ME, 'needsAction', 'Planning', true]],
  ],
  [
    'busy-title: an event of a free/busy calendar reads "Busy"',
    [on('fb@example.com', 'freeBusyReader', { title: '' })],
    [['fb@example.com', null, 'Busy', false]],
  ],
  [
    'an unnamed event of my own still says that it has no title',
    [mine({ title: '' })],
    [[ME, null, '(No title)', true]],
  ],
];

describe('the copy that is shown, and whose response it has [S23, S28]', () => {
  test.each(rows)('%s', (_what, copies, expected) => {
    expect(drawn(storeWith(...copies))).toEqual(expected);
    // Whichever calendar is read first.
    expect(drawn(storeWith(...copies.toReversed()))).toEqual(expected);
  });
});

describe('reminders come from my own copy [S29]', () => {
  const remindersOf = (store: Store) =>
    value(store.agenda.reminders.page(week)).occurrences.map(({ popupMinutes }) => popupMinutes);

  test('rem-colleague-declined: a colleague’s calendar without reminders does not remove mine', () => {
    const store = storeWith(
      mine(accepted),
      on('aaron@example.com', 'reader', guests({ [ME]: 'accepted', 'aaron@example.com': 'self declined' })),
    );
    expect(remindersOf(store)).toEqual([[10]]);
  });

  test('rem-organiser-no-guests: a meeting without guests that is also on a team’s calendar has its reminders', () => {
    const store = storeWith(mine({}), on('a-team@group.calendar.google.com', 'reader', {}));
    expect(remindersOf(store)).toEqual([[10]]);
  });
});

test('change-notice-colleague: a colleague’s response is not a change of mine', () => {
  const { store } = populatedStore();
  list(store, [
    remoteCalendar(calendarId, { primary: true }),
    remoteCalendar('bob@example.com', { accessRole: 'reader' }),
  ]);
  const key = keyOf(store, 'bob@example.com' as CalendarId);
  finish(store, key, 1);
  for (const response of ['needsAction', 'declined']) {
    const event = single('b1', guests({ 'bob@example.com': `self ${response}` }));
    value(
      store.sync.commitChanges(key, 1, changed(event), { full: false, nowMs: NOW_MS } as Parameters<
        Store['sync']['commitChanges']
      >[3]),
    );
  }
  const told = value(store.changes.list({ since: new Date(NOW_MS - DAY_MS).toISOString() }));
  expect(told.map(({ kind }) => kind)).not.toContain('answerChanged');
});

describe('what is known about the person changes, and the rows stay', () => {
  /** Sorts before `ME`: no order of ids decides. */
  const HOME = 'a.home@example.com';
  const BOB = 'bob@example.com' as CalendarId;
  const home = 'google:a.home@example.com' as AccountId;
  const connectHome = (store: Store, calendars: readonly RemoteCalendar[]): void => {
    value(
      store.accounts.add({
        id: home,
        kind: 'google',
        label: HOME,
        connectedAt: '2026-11-02T00:00:00.000Z',
      }),
    );
    value(
      store.sync.commitCalendarList(home, {
        items: calendars.map((calendar) => ({ type: 'calendar' as const, calendar })),
        full: true,
        syncToken: 'list-1',
        fingerprint: 'f1',
        nowMs: NOW_MS,
      }),
    );
  };
  const put = (store: Store, id: string, event: Partial<SingleEvent>): void => {
    const found = value(store.sync.visibleCalendars(home)).find(({ calendarId: each }) => each === id);
    const copy = single('h0', { iCalUid: 'meeting-1@example.com', title: 'Planning', ...event });
    value(store.sync.commitChanges(found!.key, 1, changed(copy)));
  };
  const byHome = guests({ [HOME]: 'accepted', 'bob@example.com': 'self declined' });

  test('an account that is connected later also counts as the person in what was read before', () => {
    const store = storeWith(on(BOB, 'reader', byHome));
    expect(drawn(store)).toEqual([[BOB, null, 'Planning', false]]);
    connectHome(store, []);
    expect(drawn(store)).toEqual([[BOB, 'accepted', 'Planning', true]]);
    expect(value(store.agenda.get({ calendarId: BOB, eventId: 'm0' as EventId }))?.attendees).toMatchObject([
      { email: HOME, self: true },
      { email: BOB, self: false },
    ]);
  });

  test('and no longer when it is disconnected', () => {
    const store = storeWith(on(BOB, 'reader', byHome));
    connectHome(store, [remoteCalendar(HOME, { primary: true })]);
    value(store.accounts.remove(home));
    expect(drawn(store)).toEqual([[BOB, null, 'Planning', false]]);
  });

  test('a calendar that becomes the person’s own counts as theirs, for series alike', () => {
    const store = storeWith(on(TEAM, 'reader', guests({ [TEAM]: 'self accepted', [BOB]: 'declined' })));
    expect(drawn(store)).toEqual([[TEAM, null, 'Planning', false]]);
    list(store, [remoteCalendar(calendarId, { primary: true }), remoteCalendar(TEAM)]);
    expect(drawn(store)).toEqual([[TEAM, 'accepted', 'Planning', true]]);
  });

  test('a series is drawn again too', () => {
    const { store } = populatedStore();
    list(store, [
      remoteCalendar(calendarId, { primary: true }),
      remoteCalendar(BOB, { accessRole: 'reader' }),
    ]);
    const series = master('s', { ...byHome, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] });
    value(store.sync.commitChanges(keyOf(store, BOB), 1, changed(series)));
    expect(drawn(store).map(([, response]) => response)).toEqual([null, null]);
    connectHome(store, []);
    expect(drawn(store).map(([, response]) => response)).toEqual(['accepted', 'accepted']);
  });

  test('if two of their addresses are invited, the one that accepted counts', () => {
    const both = { [ME]: 'declined', [HOME]: 'accepted' };
    const store = storeWith(mine(guests({ ...both, [ME]: 'self declined' })));
    connectHome(store, [remoteCalendar(HOME, { primary: true })]);
    put(store, HOME, guests({ ...both, [HOME]: 'self accepted' }));
    expect(drawn(store)).toEqual([[HOME, 'accepted', 'Planning', true]]);
  });

  test('an account’s main calendar seen from another of their accounts is still theirs', () => {
    const store = storeWith();
    connectHome(store, [
      remoteCalendar(HOME, { primary: true }),
      remoteCalendar(calendarId, { accessRole: 'reader' }),
    ]);
    value(store.calendars.setVisible({ accountId: account, calendarId, visible: false }));
    put(store, calendarId, {});
    expect(drawn(store)).toEqual([[ME, null, 'Planning', true]]);
  });

  test('the main calendar’s own copy is shown if both accounts have it', () => {
    const store = storeWith(mine({ ...accepted, reminders: { useDefault: true, overrides: [] } }));
    connectHome(store, [
      remoteCalendar(HOME, { primary: true }),
      remoteCalendar(calendarId, { accessRole: 'reader', defaultReminders: [] }),
    ]);
    put(store, calendarId, guests({ [ME]: 'self accepted', 'bob@example.com': 'declined' }));
    expect(value(store.agenda.reminders.page(week)).occurrences.map((one) => one.popupMinutes)).toEqual([
      [10],
    ]);
  });

  test('a hidden main calendar still tells who the person is', () => {
    const store = storeWith(
      on(BOB, 'reader', guests({ [ME]: 'tentative', 'bob@example.com': 'self accepted' })),
    );
    value(store.calendars.setVisible({ accountId: account, calendarId, visible: false }));
    expect(drawn(store)).toEqual([[BOB, 'tentative', 'Planning', true]]);
  });
});

describe('what else is shown of others’ copies', () => {
  const BOB = 'bob@example.com' as CalendarId;

  test('a colleague who organises on their calendar is not the person', () => {
    const store = storeWith(on(BOB, 'reader', { organizer: { email: BOB, self: true } }));
    const detail = value(store.agenda.get({ calendarId: BOB, eventId: 'm0' as EventId }));
    expect(detail?.organizer).toEqual({ email: BOB, self: false });
    expect(detail?.organizedBySelf).toBeUndefined();
  });

  test('the person organizes by their address, wherever it is seen, without being a guest', () => {
    const store = storeWith(
      on(BOB, 'reader', { ...guests({ [BOB]: 'self accepted' }), organizer: { email: ME, self: false } }),
    );
    expect(value(store.agenda.list(week)).occurrences).toMatchObject([
      { organizedBySelf: true, selfResponse: null },
    ]);
    expect(drawn(store)).toEqual([[BOB, null, 'Planning', true]]);
  });

  test('organizing on the main calendar is known without the body', () => {
    const store = storeWith(mine({ organizer: { email: ME, self: true } }));
    expect(value(store.agenda.list(week)).occurrences[0]?.organizedBySelf).toBe(true);
    const invited = storeWith(mine({ ...accepted, organizer: { email: BOB, self: false } }));
    expect(value(invited.agenda.list(week)).occurrences[0]?.organizedBySelf).toBeUndefined();
  });

  test('a colleague’s copy with the guests is preferred to one that shows only times', () => {
    const store = storeWith(
      on('a@example.com', 'freeBusyReader', { title: '' }),
      on('b@example.com', 'reader', { title: '', visibility: 'private' }),
      on('c@example.com', 'reader', {}),
    );
    expect(drawn(store)).toEqual([['c@example.com', null, 'Planning', false]]);
  });

  test('a colleague’s copy that names the person as organizer is preferred to one that does not', () => {
    const store = storeWith(
      on('a@example.com', 'reader', {}),
      on('b@example.com', 'reader', { organizer: { email: ME, self: false } }),
    );
    expect(drawn(store)).toEqual([['b@example.com', null, 'Planning', true]]);
  });

  test('the person is known by the account before there are calendars, and by the main calendar’s address', () => {
    const store = storeWith(on(BOB, 'reader', guests({ [ME]: 'accepted' })));
    list(store, [remoteCalendar(BOB, { accessRole: 'reader' })]);
    expect(drawn(store)).toEqual([[BOB, 'accepted', 'Planning', true]]);
    const renamed = storeWith(on(BOB, 'reader', guests({ 'ada.new@example.com': 'accepted' })));
    list(renamed, [
      remoteCalendar('ada.new@example.com', { primary: true }),
      remoteCalendar(BOB, { accessRole: 'reader' }),
    ]);
    expect(drawn(renamed)).toEqual([[BOB, 'accepted', 'Planning', true]]);
  });

  test('a private event on a free/busy calendar is busy, and its details do not call it private', () => {
    const store = storeWith(on(BOB, 'freeBusyReader', { title: '' }));
    const detail = value(store.agenda.get({ calendarId: BOB, eventId: 'm0' as EventId }));
    expect([detail?.busyOnly, detail?.visibility]).toEqual([true, 'default']);
    expect(displayTitle(detail!, de)).toBe('Beschäftigt');
  });

  test('a change on a free/busy calendar says "Busy" and that it is someone else’s', () => {
    const { store } = populatedStore();
    list(store, [
      remoteCalendar(calendarId, { primary: true }),
      remoteCalendar(BOB, { accessRole: 'freeBusyReader' }),
    ]);
    const key = keyOf(store, BOB);
    finish(store, key, 1);
    const options = { full: false, nowMs: NOW_MS } as Parameters<Store['sync']['commitChanges']>[3];
    value(store.sync.commitChanges(key, 2, changed(single('b1', { title: '' })), options));
    const [change] = value(store.changes.list({}));
    expect(change).toMatchObject({ kind: 'new', isOthers: true, busyOnly: true });
    expect(displayTitle(change!, en)).toBe('Busy');
  });

  test('the person’s response on a colleague’s calendar is reported as theirs', () => {
    const { store } = populatedStore();
    list(store, [
      remoteCalendar(calendarId, { primary: true }),
      remoteCalendar(BOB, { accessRole: 'reader' }),
    ]);
    const key = keyOf(store, BOB);
    finish(store, key, 1);
    const options = { full: false, nowMs: NOW_MS } as Parameters<Store['sync']['commitChanges']>[3];
    for (const response of ['needsAction', 'accepted']) {
      const copy = single('b1', guests({ [ME]: response, [BOB]: 'self declined' }));
      value(store.sync.commitChanges(key, 2, changed(copy), options));
    }
    const told = value(store.changes.list({}));
    expect(told.find(({ kind }) => kind === 'answerChanged')).toMatchObject({
      from: 'needsAction',
      to: 'accepted',
    });
    expect(told.some(({ isOthers }) => isOthers === true)).toBe(false);
  });
});

const attendeesOf = (all: Readonly<Record<string, string>>) => guests(all).attendees;

describe('the person among the guests', () => {
  const seenBy = (ownership: Ownership, ...addresses: string[]): Viewpoint => ({
    ownership,
    mailboxes: addresses.flatMap((address) => mailboxOf(address) ?? []),
  });

  test.each([
    ['ada.lovelace@gmail.com', 'AdaLovelace@googlemail.com', true],
    ['adalovelace+work@gmail.com', 'adalovelace@gmail.com', true],
    ['ada.lovelace@example.com', 'adalovelace@example.com', false],
    ['ada+work@example.com', 'ada@example.com', false],
    [' ADA@example.com ', 'ada@example.com', true],
    ['ada@gmail.com.example', 'ada@gmail.com', false],
    ['ada@example.com', 'ada@example.com@evil.example', false],
  ])('%s and %s are one mailbox: %s', (first, second, same) => {
    expect(mailboxOf(first) === mailboxOf(second)).toBe(same);
  });

  test.each(['', ' ', 'Sample calendar', '@example.com', 'ada@'])('"%s" is not a mailbox', (text) => {
    expect(mailboxOf(text)).toBeNull();
  });

  test('is any of their addresses, with the better response, and nobody without one', () => {
    const both = attendeesOf({
      'bob@example.com': 'self accepted',
      [ME]: 'declined',
      'ada@home.example.com': 'tentative',
    });
    expect(selfAmong(both, seenBy('other', ME, 'ada@home.example.com'))?.email).toBe('ada@home.example.com');
    expect(selfAmong(both, seenBy('other', ME))?.email).toBe(ME);
    expect(selfAmong(both, seenBy('other', 'eve@example.com'))).toBeNull();
    expect(selfAmong(both, seenBy('other'))).toBeNull();
  });

  test('is the one that Google names on their own calendar, whatever the address', () => {
    const alias = attendeesOf({ 'a.lovelace@example.org': 'self accepted', 'bob@example.com': 'declined' });
    expect(selfAmong(alias, seenBy('primary', ME))?.response).toBe('accepted');
    expect(selfAmong(alias, seenBy('address', ME))?.response).toBe('accepted');
    expect(selfAmong(alias, seenBy('owned', ME))?.response).toBe('accepted');
    expect(selfAmong(alias, seenBy('shared', ME))).toBeNull();
  });

  test('is nobody without an address', () => {
    expect(selfAmong(attendeesOf({ '': 'accepted' }), seenBy('other', ''))).toBeNull();
  });

  test.each<[string, RemoteCalendar['accessRole'], boolean, Ownership]>([
    [ME, 'owner', true, 'primary'],
    [ME, 'freeBusyReader', true, 'primary'],
    ['ADA@Example.com', 'reader', false, 'address'],
    [ME, 'freeBusyReader', false, 'freeBusy'],
    ['club@group.calendar.google.com', 'owner', false, 'owned'],
    ['club@group.calendar.google.com', 'writer', false, 'shared'],
    ['abc@import.calendar.google.com', 'reader', false, 'shared'],
    ['en.austrian#holiday@group.v.calendar.google.com', 'reader', false, 'shared'],
    ['boss@example.com', 'writer', false, 'other'],
    ['bob@example.com', 'reader', false, 'other'],
    [ROOM, 'reader', false, 'other'],
    [ROOM, 'owner', false, 'other'],
  ])('%s as %s (primary: %s) is %s', (id, accessRole, primary, ownership) => {
    expect(ownershipOf({ calendarId: id, accessRole, primary }, [ME])).toBe(ownership);
  });

  test('organizes if their own calendar or one of their addresses is the organizer', () => {
    const bob = { email: 'bob@example.com', self: true };
    expect(isOrganizer(bob, seenBy('other', ME))).toBe(false);
    expect(isOrganizer(bob, seenBy('shared', ME))).toBe(false);
    expect(isOrganizer({ email: ME, self: false }, seenBy('other', ME))).toBe(true);
    expect(isOrganizer({ email: TEAM, self: true }, seenBy('owned', ME))).toBe(true);
    expect(isOrganizer({ self: false }, seenBy('other', ME))).toBe(false);
    expect(isOrganizer(null, seenBy('primary', ME))).toBe(false);
  });
});
