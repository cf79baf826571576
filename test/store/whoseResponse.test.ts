/**
 * Whose response is told as the person's [S28, S23]: "self" names the calendar on which a copy appears, the person is
 * the account. Cases named `who-…`, `rem-…` and `change-…` come from reports about public calendar programs
 * (nextcloud/calendar#7651 and #1329, leits/MeetingBar#224, KinToday/kin-web-client#34, Etar-Group/Etar-Calendar#25,
 * jrvarma/icalcli#8, plusonelabs/calendar-widget#181).
 */
import { describe, expect, test } from 'vitest';
import { viewerCopy, normalAddress } from '../../main/agenda/viewerCopy.ts';
import type { Store } from '../../main/store/open.ts';
import { en } from '../../shared/messages/en.ts';
import { isMeeting } from '../../shared/meetings.ts';
import type { Attendee, CalendarEvent, CalendarId, RemoteCalendar, SingleEvent } from '../../shared/model.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import {
  calendarId,
  changed,
  DAY_MS,
  keyOf,
  list,
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

/** A store with the same meeting in these calendars, and what is drawn of it. */
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
    [on('club@example.com', 'owner', { title: 'Club copy' }), mine({})],
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

describe('the copy that is drawn, and whose response it tells [S23, S28]', () => {
  test.each(rows)('%s', (_what, copies, expected) => {
    expect(drawn(storeWith(...copies))).toEqual(expected);
    // Whichever calendar is read first.
    expect(drawn(storeWith(...copies.toReversed()))).toEqual(expected);
  });
});

describe('reminders come from my own copy [S29]', () => {
  const remindersOf = (store: Store) =>
    value(store.agenda.reminders.page(week)).occurrences.map(({ popupMinutes }) => popupMinutes);

  test('rem-colleague-declined: a colleague’s calendar without reminders takes none away', () => {
    const store = storeWith(
      mine(accepted),
      on('aaron@example.com', 'reader', guests({ [ME]: 'accepted', 'aaron@example.com': 'self declined' })),
    );
    expect(remindersOf(store)).toEqual([[10]]);
  });

  test('rem-organiser-no-guests: a meeting without guests that a team’s calendar has too is reminded of', () => {
    const store = storeWith(mine({}), on('a-team@group.calendar.google.com', 'reader', {}));
    expect(remindersOf(store)).toEqual([[10]]);
  });
});

test('change-notice-colleague: what a colleague answers is no change of mine', () => {
  const { store } = populatedStore();
  list(store, [
    remoteCalendar(calendarId, { primary: true }),
    remoteCalendar('bob@example.com', { accessRole: 'reader' }),
  ]);
  const key = keyOf(store, 'bob@example.com' as CalendarId);
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

describe('a copy as the person sees it', () => {
  const seen = (event: Partial<CalendarEvent>, isOwn: boolean, ...addresses: string[]) =>
    viewerCopy(single('e1', event as Partial<SingleEvent>), {
      isOwn,
      accessRole: isOwn ? 'owner' : 'reader',
      addresses: new Set(addresses.map(normalAddress)),
    });
  const selves = ({ attendees }: CalendarEvent) =>
    attendees.flatMap(({ email, self }) => (self ? [email] : []));

  test.each([
    ['ada.lovelace@gmail.com', 'AdaLovelace@googlemail.com', true],
    ['adalovelace+work@gmail.com', 'adalovelace@gmail.com', true],
    ['ada.lovelace@example.com', 'adalovelace@example.com', false],
    ['ada+work@example.com', 'ada@example.com', false],
    [' ADA@example.com ', 'ada@example.com', true],
  ])('%s and %s are one address: %s', (first, second, same) => {
    expect(normalAddress(first) === normalAddress(second)).toBe(same);
  });

  test('names the person by any address of theirs, and nobody where they are not there', () => {
    const both = guests({ 'bob@example.com': 'self accepted', 'ada@home.example.com': 'declined' });
    expect(selves(seen(both, false, ME, 'ada@home.example.com'))).toEqual(['ada@home.example.com']);
    expect(selves(seen(both, false, ME))).toEqual([]);
    expect(selves(seen(both, true, ME))).toEqual(['bob@example.com']);
  });

  test('an entry without an address is nobody’s', () => {
    expect(selves(seen(guests({ '': 'accepted' }), false, ''))).toEqual([]);
  });

  test('a colleague’s organizer is not the person, a person’s own is on any calendar', () => {
    const organizer = { email: 'bob@example.com', self: true };
    expect(seen({ organizer }, false, ME).organizer?.self).toBe(false);
    expect(seen({ organizer: { email: ME, self: false } }, false, ME).organizer?.self).toBe(true);
    expect(seen({ organizer }, true, ME).organizer?.self).toBe(true);
  });
});
