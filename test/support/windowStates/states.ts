/** The states of the window, each as what the app behind it would say. All on one Tuesday morning in Berlin. */
import type { AgendaChange } from '../../../shared/agendaChanges.ts';
import { descriptionParts } from '../../../main/links/description.ts';
import type { CalendarInspection, PassRecord, SyncStatus } from '../../../shared/syncReport.ts';
import type { CalendarId, EventId, OccurrenceDetail, Occurrence } from '../../../shared/model.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { ShownReminder } from '../../../shared/reminders.ts';
import {
  aCalendar,
  anOccurrence,
  aPass,
  createFakeJarvis,
  googleAccount,
  sampleAccount,
  workCalendarId,
  type FakeState,
} from '../fakeJarvis.ts';

/** Tuesday 24 November 2026, 09:48 in Berlin. */
export const nowMs = Date.parse('2026-11-24T08:48:00Z');

const usual = createFakeJarvis().state;
const familyId = 'family@example.com' as CalendarId;
const meet = 'https://meet.example.com/abc-defg-hij';
const long =
  'Quartalsabschlussvorbereitungsbesprechung der Donaudampfschifffahrtsgesellschaftskapitänsvereinigung with everybody';

const review = anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z', {
  joinUrl: meet,
  location: 'Room Turing, second floor',
  guests: { total: 8, accepted: 5 },
});
const day = [
  anOccurrence('Working from home', '2026-11-24', '2026-11-25', { eventType: 'workingLocation' }),
  anOccurrence('Ada’s birthday', '2026-11-24', '2026-11-25', {
    eventType: 'birthday',
    calendarId: familyId,
    color: '#0b8043',
  }),
  anOccurrence('Stand-up', '2026-11-24T07:30Z', '2026-11-24T07:45Z', { joinUrl: meet }),
  anOccurrence('Focus: quarterly report', '2026-11-24T08:00Z', '2026-11-24T09:15Z', {
    eventType: 'focusTime',
    color: '#7986cb',
  }),
  review,
  anOccurrence('Budget call', '2026-11-24T09:30Z', '2026-11-24T10:00Z', {
    selfResponse: 'needsAction',
    guests: { total: 3, accepted: 1 },
  }),
  anOccurrence(long, '2026-11-24T10:30Z', '2026-11-24T11:30Z', { location: long }),
  anOccurrence('Vendor demo', '2026-11-24T13:00Z', '2026-11-24T14:00Z', { selfResponse: 'declined' }),
  anOccurrence('Interview', '2026-11-24T14:00Z', '2026-11-24T14:50Z', { selfResponse: 'tentative' }),
  anOccurrence('اجتماع الفريق الأسبوعي', '2026-11-24T15:00Z', '2026-11-24T15:30Z', { color: '#d50000' }),
  anOccurrence('Cinema', '2026-11-25T18:00Z', '2026-11-25T20:30Z', {
    calendarId: familyId,
    color: '#0b8043',
    selfResponse: null,
  }),
  anOccurrence('Out of office', '2026-11-26', '2026-11-28', { eventType: 'outOfOffice' }),
];

const details = new Map<string, Partial<OccurrenceDetail>>([
  [
    'Design review',
    {
      description: descriptionParts(
        '<p>Please read <a href="https://docs.example.com/a">the draft</a> first.</p>',
      ),
      joinOptions: [{ kind: 'phone', label: '+49 30 1234567', uri: 'tel:+49301234567', pin: '123 456' }],
      attachments: [{ title: 'Agenda', url: 'https://docs.example.com/b' }],
      attendees: (['accepted', 'declined', 'tentative', 'needsAction'] as const).map((response, index) => ({
        email: `guest${index}@example.com`,
        name: ['Ada Byron', 'Alan Kay', 'Grace Murray', 'Linus Bell'][index] ?? '',
        response,
        self: index === 0,
        organizer: index === 1,
        optional: index === 2,
        resource: false,
      })),
    },
  ],
]);

const status = (problems: readonly Problem[], more: Partial<SyncStatus> = {}): SyncStatus => ({
  ...usual.status,
  problems,
  ...more,
});

const calendars = [
  aCalendar('Work'),
  aCalendar('Family', { id: familyId, color: '#0b8043', primary: false }),
  aCalendar(long, {
    id: 'long@example.com' as CalendarId,
    color: '#8e24aa',
    primary: false,
    accessRole: 'reader',
    visible: false,
  }),
  aCalendar('Team', { id: 'team@example.com' as CalendarId, accountId: googleAccount.id }),
];

const inspected = (name: string, more: Partial<CalendarInspection> = {}): CalendarInspection => ({
  calendarId: workCalendarId,
  name,
  visible: true,
  lastSuccessAt: '2026-11-24T08:46:00.000Z',
  tokenSince: '2026-11-20T08:46:00.000Z',
  eventsStored: 1240,
  flawed: 1,
  quarantined: 0,
  heldSweep: null,
  keptRows: null,
  lastProblem: null,
  lastAudit: null,
  ...more,
});

const signedOut: Problem = { kind: 'signInRequired', accountId: googleAccount.id, reason: 'revoked' };
const held: Problem = {
  kind: 'sweepHeld',
  accountId: sampleAccount.id,
  calendarId: workCalendarId,
  count: 240,
  upcoming: 31,
};
const twoAccounts = { accounts: [sampleAccount, googleAccount], calendars };

const pass = (at: string, more: Partial<PassRecord> = {}): PassRecord => ({
  ...aPass(),
  startedAt: at,
  finishedAt: at,
  durationMs: 412,
  ...more,
});

const moved: AgendaChange = {
  kind: 'moved',
  from: { start: review.start, end: review.end },
  to: { start: review.start, end: review.end },
  noticedAt: '2026-11-24T08:20:00.000Z',
  accountId: review.accountId,
  calendarId: review.calendarId,
  eventId: review.eventId,
  wholeSeries: false,
  title: review.title,
  start: review.start,
};
const cancelled: AgendaChange = {
  ...moved,
  kind: 'cancelled',
  title: 'Lunch with the new colleagues',
  eventId: 'gone' as EventId,
};

const reminder = (id: string, more: Partial<ShownReminder['occurrence']> = {}): ShownReminder => ({
  id,
  occurrence: { ...review, ...more },
});

const looks: readonly Partial<Occurrence>[] = [
  {},
  { selfResponse: 'needsAction' },
  { selfResponse: 'tentative' },
  { selfResponse: 'declined' },
  { eventType: 'focusTime' },
  { eventType: 'outOfOffice' },
  { eventType: 'workingLocation' },
  { eventType: 'birthday' },
];

/** Twelve at once, forty that last all day, and what goes on past midnight; in every look. */
const crowd = [
  ...Array.from({ length: 40 }, (_, index) =>
    anOccurrence(index === 3 ? long : `All day ${index + 1}`, '2026-11-24', '2026-11-25', looks[index % 8]),
  ),
  ...Array.from({ length: 12 }, (_, index) =>
    anOccurrence(
      `Overlap ${index + 1}`,
      `2026-11-24T09:${index * 2 + 10}Z`,
      '2026-11-24T11:00Z',
      looks[index % 8],
    ),
  ),
  ...looks.map((look, index) =>
    anOccurrence(`Alone ${index + 1}`, `2026-11-24T${12 + index}:00Z`, `2026-11-24T${12 + index}:45Z`, look),
  ),
  anOccurrence('Night deploy', '2026-11-24T22:30Z', '2026-11-25T02:00Z'),
  anOccurrence('Conference', '2026-11-22T08:00Z', '2026-11-27T16:00Z'),
  anOccurrence(long, '2026-11-25T09:00Z', '2026-11-25T10:00Z'),
];

/** By name. A state with reminders is the reminder window's. */
export const windowStates: Readonly<Record<string, Partial<FakeState>>> = {
  day: { occurrences: day, details, calendars, changes: [moved, cancelled] },
  empty: {},
  crowded: { occurrences: crowd, calendars },
  later: { occurrences: day.slice(-2), calendars },
  firstSync: {
    status: status([], {
      phase: 'syncing',
      lastSuccessAt: null,
      progress: { calendarsDone: 1, calendarsTotal: 3, events: 1200 },
    }),
  },
  hidden: { calendars: [aCalendar('Work', { visible: false })] },
  offline: { occurrences: day, calendars, status: status([{ kind: 'offline' }]) },
  problems: {
    occurrences: day,
    ...twoAccounts,
    status: status([
      signedOut,
      { kind: 'rateLimited', retryAt: '2026-11-24T09:42:00.000Z' },
      { kind: 'calendarForbidden', calendarId: familyId, detail: '' },
    ]),
  },
  held: {
    occurrences: day,
    calendars,
    status: status([held]),
    inspection: [
      {
        account: sampleAccount,
        problems: [held],
        retryAt: null,
        calendars: [
          inspected('Work', { heldSweep: { count: 240, upcoming: 31, since: '2026-11-24T08:46:00.000Z' } }),
        ],
      },
    ],
  },
  storage: { occurrences: day, calendars, status: status([{ kind: 'storageFailed', cause: 'full' }]) },
  noKeyring: { occurrences: day, ...twoAccounts, info: { ...usual.info, keyring: 'none' } },
  settings: {
    occurrences: day,
    ...twoAccounts,
    info: { ...usual.info, keyring: 'none' },
    settings: {
      ...usual.settings,
      tokenStorage: 'memory',
      reminderRule: 'fixed',
      reminderHours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] },
      globalShortcuts: { showWindow: 'Control+Alt+K', joinNext: null },
    },
    system: {
      ...usual.system,
      canStartAtLogin: true,
      startAtLoginFailed: true,
      globalShortcuts: { showWindow: 'taken', joinNext: 'off' },
    },
    changes: [moved, cancelled],
    inspection: [
      {
        account: googleAccount,
        problems: [signedOut],
        retryAt: '2026-11-24T09:10:00.000Z',
        calendars: [
          inspected('Team', { lastProblem: { problem: signedOut, at: '2026-11-24T08:00:00.000Z' } }),
        ],
      },
      {
        account: sampleAccount,
        problems: [],
        retryAt: null,
        calendars: [inspected('Work'), inspected(long, { calendarId: familyId })],
      },
    ],
    history: [
      pass('2026-11-24T08:46:00.000Z', { counts: { ...aPass().counts, upserted: 3, removed: 1 } }),
      pass('2026-11-24T08:41:00.000Z', { outcome: 'partial', problems: [signedOut] }),
      pass('2026-11-24T07:00:00.000Z', {
        outcome: 'failed',
        reason: 'launch',
        problems: [{ kind: 'offline' }],
      }),
    ],
    failing: {
      'settings.set': { kind: 'storageFailed', cause: 'full' },
      'app.openLogs': { kind: 'internal' },
    },
    licences: 'MIT License\n\nCopyright (c) the authors\n\n'.repeat(40),
  },
  onboarding: { accounts: [] },
  noClient: { accounts: [], info: { ...usual.info, hasGoogleClient: false } },
  waiting: { accounts: [] },
  denied: {
    accounts: [],
    failing: { 'accounts.connectGoogle': { kind: 'signInFailed', cause: 'partialConsent' } },
  },
  badClientFile: {
    accounts: [],
    info: { ...usual.info, hasGoogleClient: false },
    failing: { 'accounts.chooseClientFile': { kind: 'clientFileInvalid' } },
  },
  reminder: { reminders: [reminder('one')] },
  reminders: {
    reminders: [
      reminder('one', { title: long, location: long }),
      reminder('two', {
        ...anOccurrence('Stand-up', '2026-11-24T08:45Z', '2026-11-24T09:00Z', { color: '#0b8043' }),
      }),
      reminder('three', { ...anOccurrence('Conference', '2026-11-25', '2026-11-27') }),
    ],
  },
};
