/** The states of the window, each as the replies of the app behind it. All on one Tuesday morning in Berlin. */
import type { AgendaChange, DetailChange } from '../../../shared/agendaChanges.ts';
import { descriptionParts } from '../../../main/links/description.ts';
import type { CalendarInspection, PassRecord, SyncStatus } from '../../../shared/syncReport.ts';
import type { CalendarId, EventId, OccurrenceDetail, Occurrence } from '../../../shared/model.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { ShownReminder } from '../../../shared/reminders.ts';
import type { OutboxItem } from '../../../shared/writing.ts';
import { aNote, noNotes, type FakeNotes } from '../fakeNotes.ts';
import { fullBrief, hiddenBrief, manyGuestsBrief, privateBrief } from '../someBriefs.ts';
import {
  aCalendar,
  anOccurrence,
  aPass,
  createFakeJarvis,
  feedAccount,
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

const soonStart = { kind: 'timed', ms: nowMs + 8 * 60_000, zone: 'Europe/Berlin' } as const;
const lastReview = {
  ...review,
  masterId: 'review' as EventId,
  iCalUid: 'review@example.com',
  occurrenceStart: '2026-11-17T09:00:00.000Z',
  start: { kind: 'timed', ms: Date.parse('2026-11-17T09:00Z'), zone: 'Europe/Berlin' },
} as const;
const notedReview = {
  ...lastReview,
  start: review.start,
  occurrenceStart: '2026-11-24T09:00:00.000Z',
} as const;
const longNote = Array.from(
  { length: 60 },
  (_, n) => `- [${n % 3 === 0 ? 'x' : ' '}] ${n + 1}. ${n % 5 === 0 ? long : 'ask Grace'}`,
);
const hiddenReview = { ...notedReview, title: '', visibility: 'private' } as const;
const noted: FakeNotes = {
  ...noNotes,
  notes: [
    aNote(
      lastReview,
      `Talked about the draft.\n\n- [x] Share it\n- [ ] Ask Grace for the numbers\n- [ ] ${long}\n\nמה עוד נשאר?`,
    ),
    aNote(notedReview, '# Today\n\n- [ ] Decide on one of the two drafts\n\nاسأل الفريق عن الموعد'),
    aNote(notedReview, 'Goals for the quarter: the new checkout.', { scope: 'series' }),
    aNote(
      { ...review, eventId: 'gone' as EventId, title: 'Workshop that was cancelled' },
      'Keep this anyway',
    ),
  ],
  backups: [
    { id: '2026-11-24T07:00:00.000Z', at: '2026-11-24T07:00:00.000Z', notes: 12 },
    { id: '2026-11-23T07:00:00.000Z', at: '2026-11-23T07:00:00.000Z', notes: 1 },
  ],
};

/** It begins in eight minutes. */
const soonReview = day.map((each) =>
  each === review ? { ...review, start: soonStart, selfResponse: 'needsAction' as const } : each,
);

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
  collision: { count: 2, with: { title: long, visibility: 'default' } },
};
const { collision: _, ...withoutCollision } = moved;
const cancelled: AgendaChange = {
  ...withoutCollision,
  kind: 'cancelled',
  title: 'Lunch with the new colleagues',
  eventId: 'gone' as EventId,
};
const { kind: __, collision: ___, ...ofCancelled } = cancelled;
const aboutReview = { ...ofCancelled, title: review.title, eventId: review.eventId };
const detailChanges: readonly DetailChange[] = [
  {
    ...aboutReview,
    kind: 'guestsChanged',
    added: { names: ['Jun Park', 'שרה לוי', long.slice(0, 80)], more: 12 },
    removed: { names: ['Sam Hill'], more: 0 },
  },
  {
    ...aboutReview,
    kind: 'guestsAnswered',
    answers: [
      { name: 'Priya Shah', response: 'declined' },
      { name: 'Jun Park', response: 'tentative' },
    ],
    more: 2,
  },
  {
    ...aboutReview,
    kind: 'descriptionChanged',
    lines: [
      { kind: 'removed', text: 'Draft B: two steps' },
      { kind: 'added', text: long.slice(0, 160) },
    ],
    more: 3,
  },
  {
    ...aboutReview,
    kind: 'attachmentsChanged',
    added: { names: ['Checkout drafts'], more: 0 },
    removed: { names: [], more: 0 },
  },
  { ...aboutReview, kind: 'conferenceChanged' },
];

const writing: FakeState['writing'] = {
  accounts: [
    { accountId: googleAccount.id, email: googleAccount.label, on: true, reach: 'own', needsSignIn: false },
    { accountId: sampleAccount.id, email: '', on: false, reach: null, needsSignIn: false },
  ],
  anyOn: true,
};
const invited = day.map((each) => ({
  ...each,
  accountId: googleAccount.id,
  ...(each.title === 'Interview' && { masterId: 'interview' as EventId }),
}));
const mayRespond = new Map([...invited.map(({ title }) => [title, { may: { respond: true } }] as const)]);
const mayRemove = new Map([
  ...invited.map(({ title }) => [title, { may: { respond: true, remove: true } }] as const),
]);
const waits = (opId: string, title: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
  opId,
  kind: 'respond',
  state: 'queued',
  accountId: googleAccount.id,
  calendarId: workCalendarId,
  ref: { accountId: googleAccount.id, calendarId: workCalendarId, eventId: `of ${opId}` as EventId },
  title,
  start: review.start,
  end: review.end,
  what: { kind: 'respond', scope: 'one', response: 'accepted', comment: null },
  problem: null,
  choices: ['undo'],
  undoUntilMs: null,
  madeAtMs: nowMs,
  ...more,
});
const waiting: readonly OutboxItem[] = [
  waits('one', 'Interview', {
    ref: {
      accountId: googleAccount.id,
      calendarId: workCalendarId,
      eventId: day.find(({ title }) => title === 'Interview')?.eventId ?? ('' as EventId),
    },
  }),
  waits('two', 'Stand-up', {
    state: 'conflict',
    what: { kind: 'respond', scope: 'all', response: 'declined', comment: 'On leave until January' },
    problem: { kind: 'writeConflict', fields: ['time', 'response'] },
    choices: ['mine', 'theirs', 'copyText', 'open', 'discard'],
  }),
  waits('three', long, {
    kind: 'create',
    state: 'refused',
    ref: null,
    what: {
      kind: 'create',
      title: long,
      when: { allDay: true, from: '2026-11-24', to: '2026-11-25' },
      repeat: null,
      guests: ['grace.murray@example.com', 'linus.bell@example.com'],
      place: long,
      description: 'Agenda:\n1. Budget\n2. Hiring',
      addMeet: true,
      reminders: null,
    },
    problem: { kind: 'writeRefused', code: 'requiredAccessLevel' },
    choices: ['retry', 'copyText', 'discard'],
  }),
  waits('five', 'Interview', {
    kind: 'remove',
    state: 'conflict',
    what: { kind: 'remove', scope: 'all' },
    problem: { kind: 'writeConflict', fields: ['guests'] },
    choices: ['mine', 'theirs', 'copyText', 'open'],
  }),
  waits('four', 'اجتماع الفريق الأسبوعي', {
    state: 'asks',
    problem: { kind: 'writeOutdated', why: 'waited' },
    choices: ['retry', 'open', 'discard'],
  }),
  waits('five', 'Planning', { state: 'sending', choices: [] }),
];

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

/** Twelve at once, forty all-day events, and one that continues past midnight; in every look. */
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

/** Thirty meetings of one morning that overlap, nine holidays, and a meeting after them. */
const thirty = [
  ...Array.from({ length: 9 }, (_, index) =>
    anOccurrence(`Holiday in region ${index + 1}`, '2026-11-24', '2026-11-25', {
      transparency: 'transparent',
    }),
  ),
  ...Array.from({ length: 30 }, (_, index) =>
    anOccurrence(
      `Rehearsal ${index + 1}`,
      new Date(nowMs + (index % 10) * 20 * 60_000).toISOString(),
      new Date(nowMs + ((index % 10) * 20 + 60 + (index % 4) * 45) * 60_000).toISOString(),
      looks[index % 8],
    ),
  ),
  anOccurrence('Wrap-up', '2026-11-24T16:00Z', '2026-11-24T16:30Z'),
];

/** Two working days as people have them, and a third one. */
const busy = ['2026-11-24', '2026-11-25', '2026-11-26'].flatMap((date, day) => [
  anOccurrence('Working from home', date, `2026-11-${25 + day}`, { eventType: 'workingLocation' }),
  ...(
    [
      ['Stand-up', '08:30', '08:45', { joinUrl: meet }],
      ['Design review', '09:00', '09:45', { joinUrl: meet, guests: { total: 8, accepted: 5 } }],
      ['Budget call', '09:30', '10:00', { selfResponse: 'needsAction' }],
      ['Hiring panel', '10:30', '11:30', { location: 'Room Turing' }],
      ['Planning', '13:00', '14:00', {}],
      ['Vendor demo', '14:00', '14:30', { selfResponse: 'declined' }],
      ['Interview', '15:30', '16:00', { selfResponse: 'tentative' }],
    ] as const
  ).map(([title, from, to, more]) => anOccurrence(title, `${date}T${from}Z`, `${date}T${to}Z`, more)),
]);
/** A week of work, with a meeting that continues past midnight and a part of it without a meeting. */
const fullWeek = ['23', '24', '25', '26', '27'].flatMap((date, index) => {
  const at = (time: string): string => `2026-11-${date}T${time}Z`;
  return [
    anOccurrence('Stand-up', at('08:30'), at('08:45')),
    anOccurrence('Planning', at('08:45'), at('10:00')),
    anOccurrence('Review', at('09:30'), at('11:00')),
    ...(index % 2 === 0 ? [anOccurrence('Workshop', at('12:00'), at('15:30'))] : []),
    ...(index === 3 ? [anOccurrence('Night deploy', at('21:00'), '2026-11-27T01:00Z')] : []),
  ];
});
const release = anOccurrence('Release week', '2026-11-23', '2026-11-28');

/** By name. A state with reminders belongs to the reminder window, or, as its name begins, to the full-screen form. */
export const windowStates: Readonly<Record<string, Partial<FakeState>>> = {
  day: { occurrences: day, details, calendars, changes: [moved, cancelled, ...detailChanges] },
  fullWeek: { occurrences: fullWeek, calendars },
  travel: {
    occurrences: [
      anOccurrence('Lunch', '2026-11-24T11:00Z', '2026-11-24T12:00Z', { location: long }),
      anOccurrence('Viewing', '2026-11-24T12:15Z', '2026-11-24T13:00Z', {
        location: 'Main Street 4, Springfield',
      }),
      anOccurrence('بيت الشاي', '2026-11-24T13:00Z', '2026-11-24T14:00Z', { location: 'بيت الشاي' }),
    ],
    calendars,
  },
  empty: {},
  crowded: { occurrences: crowd, calendars },
  busy: { occurrences: [release, ...busy], calendars },
  busyCompact: {
    occurrences: [release, ...busy],
    calendars,
    settings: { ...usual.settings, density: 'compact' },
  },
  thirty: { occurrences: thirty, calendars },
  later: { occurrences: day.slice(-2), calendars },
  firstSync: {
    calendars: [aCalendar('Work', { loaded: false })],
    status: status([], {
      phase: 'syncing',
      lastSuccessAt: null,
      progress: { calendarsDone: 1, calendarsTotal: 3, events: 1200 },
    }),
  },
  firstSyncOffline: {
    calendars: [aCalendar('Work', { loaded: false })],
    status: status([{ kind: 'offline' }], { lastSuccessAt: null }),
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
  proxyLogin: {
    occurrences: day,
    calendars,
    status: status([{ kind: 'proxyFailed', cause: 'loginRequired', host: 'proxy.example.com:8080' }]),
  },
  proxyLoginRefused: {
    occurrences: day,
    calendars,
    info: { ...usual.info, keyring: 'none' },
    status: status([
      {
        kind: 'proxyFailed',
        cause: 'loginRefused',
        host: 'proxy-for-guests.branch-office-berlin.example.com:3128',
      },
    ]),
  },
  attention: {
    occurrences: day.map((each, index) => {
      const attention = ([undefined, undefined, undefined, undefined, 'done', 'muted', 'hidden'] as const)[
        index
      ];
      return attention === undefined ? each : { ...each, attention: { level: attention, by: 'rule' } };
    }),
    details,
    calendars,
  },
  joining: {
    occurrences: day.map((each) =>
      each.title === review.title ? { ...each, autoJoin: true, selfResponse: 'accepted' } : each,
    ),
    details,
    calendars,
    comingJoin: { id: '1', occurrence: review, host: 'meet.example.com', atMs: nowMs + 8000 },
  },
  settings: {
    occurrences: day,
    writing,
    browsers: [
      { id: 'firefox.desktop', name: 'Firefox', profiles: [] },
      {
        id: 'browser.desktop',
        name: 'Fictional Browser',
        profiles: [
          { id: 'Default', name: 'Ada' },
          { id: 'Profile 1', name: long },
        ],
      },
    ],
    ...twoAccounts,
    info: { ...usual.info, keyring: 'none' },
    settings: {
      ...usual.settings,
      browsers: [{ accountId: sampleAccount.id, browser: 'browser.desktop', profile: 'Profile 1' }],
      tokenStorage: 'memory',
      reminderRule: 'fixed',
      reminderCalendars: [
        { accountId: sampleAccount.id, calendarId: workCalendarId, rule: 'fixed', minutes: [30, 5] },
        { accountId: sampleAccount.id, calendarId: familyId, rule: 'off', minutes: [10] },
      ],
      reminderHours: { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] },
      globalShortcuts: { showWindow: 'Control+Alt+K', joinNext: null },
    },
    system: {
      ...usual.system,
      canStartAtLogin: true,
      startAtLoginFailed: true,
      globalShortcuts: { showWindow: 'taken', joinNext: 'off' },
    },
    changes: [moved, cancelled, ...detailChanges],
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
    hooks: [
      {
        id: 'one',
        event: 'start',
        minutes: 5,
        program: '/home/ada/bin/lamp.sh',
        args: ['--colour', 'red'],
        on: true,
        isRunning: false,
        lastRun: { at: '2026-11-24T08:30:00.000Z', isTest: false, outcome: { kind: 'succeeded' } },
      },
      {
        id: 'two',
        event: 'before',
        minutes: 10,
        program: `/home/ada/Programs of other people/${long.replaceAll(' ', '-')}.sh`,
        args: ['one argument with spaces', 'https://status.example.com/api/'.repeat(5)],
        on: true,
        isRunning: false,
        lastRun: { at: '2026-11-24T08:00:00.000Z', isTest: true, outcome: { kind: 'failed', code: 127 } },
      },
      {
        id: 'three',
        event: 'change',
        minutes: 5,
        program: '/usr/local/bin/changed',
        args: [],
        on: false,
        isRunning: true,
        lastRun: null,
      },
    ],
    assistantCalls: [
      { at: '2026-11-24T08:00:00.000Z', tool: 'agenda', events: 12 },
      { at: '2026-11-24T07:58:00.000Z', tool: 'free_time', events: 0 },
    ],
    licences: 'MIT License\n\nCopyright (c) the authors\n\n'.repeat(40),
  },
  answering: { occurrences: invited, accounts: [googleAccount], details: mayRespond, calendars, writing },
  removing: {
    occurrences: invited,
    accounts: [googleAccount],
    details: mayRemove,
    calendars,
    writing,
    preview: {
      mails: 3,
      external: 1,
      recipients: ['grace.murray@example.com', `${'long'.repeat(15)}@example.com`, 'אורח@example.com'],
    },
  },
  onTheWay: {
    occurrences: invited,
    accounts: [googleAccount],
    details: mayRespond,
    calendars,
    writing,
    outbox: waiting,
    changes: [moved],
  },
  manyInvitations: {
    occurrences: day,
    accounts: [googleAccount],
    calendars,
    invitations: [
      ...day.slice(4, 7).map((occurrence, index) => ({
        occurrence: { ...occurrence, accountId: googleAccount.id, selfResponse: 'needsAction' as const },
        wholeSeries: index === 1,
        organizer: { name: ['Grace Murray', long, 'אורח מהמשרד השני'][index] ?? '', self: false },
      })),
      ...Array.from({ length: 118 }, (_, index) => ({
        occurrence: anOccurrence(`Follow-up ${index + 1}`, '2026-11-26', '2026-11-27', {
          accountId: googleAccount.id,
          selfResponse: 'needsAction',
        }),
        wholeSeries: false,
        organizer: { email: 'grace.murray@example.com', self: false },
      })),
    ],
  },
  invitation: {
    occurrences: day.map((each) => ({ ...each, accountId: googleAccount.id })),
    accounts: [googleAccount],
    details,
    calendars,
  },
  noted: {
    occurrences: day.map((each) => (each === review ? notedReview : each)),
    notes: { ...noted, orphans: noted.notes.slice(-1).map(({ id }) => id) },
  },
  privateNoted: {
    occurrences: [hiddenReview],
    notes: { ...noNotes, notes: [aNote(hiddenReview, 'Only for me')] },
  },
  manyNotes: {
    occurrences: day,
    notes: {
      ...noted,
      notice: { kind: 'restored', backupAt: '2026-11-23T07:00:00.000Z', notes: 140 },
      notes: Array.from({ length: 140 }, (_, n) =>
        aNote(
          { ...lastReview, title: n % 4 === 0 ? long : `Review ${n}`, occurrenceStart: `slot ${n}` },
          longNote.slice(n % 50).join('\n'),
        ),
      ),
    },
  },
  noteNotSaved: {
    occurrences: [notedReview],
    notes: { ...noNotes, notes: [aNote(notedReview, longNote.join('\n'))], notice: { kind: 'readOnly' } },
  },
  noteNotSavedFull: {
    occurrences: [notedReview],
    failing: { 'notes.save': { kind: 'storageFailed', cause: 'full' } },
  },
  creating: {
    occurrences: day.map((each) => ({ ...each, accountId: googleAccount.id })),
    accounts: [googleAccount],
    calendars: calendars.map((each) => ({ ...each, accountId: googleAccount.id })),
    writing: {
      accounts: [
        { accountId: googleAccount.id, email: 'ada@example.com', on: true, reach: 'own', needsSignIn: false },
      ],
      anyOn: true,
    },
    preview: {
      recipients: ['mia@example.com', 'leo@example.org', `${'long.'.repeat(12)}name@department.example.com`],
      mails: 3,
      external: 2,
      warnings: ['past'],
    },
  },
  onboarding: { accounts: [] },
  noClient: { accounts: [], info: { ...usual.info, hasGoogleClient: false } },
  waiting: { accounts: [] },
  denied: {
    accounts: [],
    failing: { 'accounts.connectGoogle': { kind: 'signInFailed', cause: 'partialConsent' } },
  },
  feed: {
    occurrences: day,
    accounts: [feedAccount],
    feed: { ...usual.feed, ownAddresses: ['ada.byron.with.a.long.name@department.example.com'] },
  },
  fileGone: {
    occurrences: day,
    accounts: [feedAccount],
    feed: { ...usual.feed, file: `/home/ada/Documents/Calendars of other people/${long}.ics` },
    status: status([{ kind: 'feedFailed', accountId: feedAccount.id, cause: 'fileUnreadable' }]),
  },
  feedRefused: {
    accounts: [],
    failing: { 'accounts.connectFeed': { kind: 'feedFailed', accountId: null, cause: 'notACalendar' } },
  },
  feedWaiting: { accounts: [] },
  badClientFile: {
    accounts: [],
    info: { ...usual.info, hasGoogleClient: false },
    failing: { 'accounts.chooseClientFile': { kind: 'clientFileInvalid', fault: 'webClient' } },
  },
  brief: { occurrences: soonReview, details, briefs: new Map([['Design review', fullBrief(long)]]) },
  briefOfPrivate: {
    occurrences: soonReview,
    details: new Map([['Design review', { visibility: 'private' }]]),
    briefs: new Map([['Design review', privateBrief]]),
  },
  briefHidden: {
    occurrences: soonReview,
    details: new Map([['Design review', { attendeesOmitted: true }]]),
    briefs: new Map([['Design review', hiddenBrief]]),
  },
  briefOfMany: { occurrences: soonReview, briefs: new Map([['Design review', manyGuestsBrief]]) },
  briefReminder: {
    reminders: [reminder('one')],
    occurrences: day,
    briefs: new Map([['Design review', fullBrief(long)]]),
  },
  reminder: { reminders: [reminder('one')] },
  reminderOfInvitation: {
    accounts: [googleAccount],
    writing,
    outbox: [waits('other', 'Other')],
    reminders: [reminder('one', { accountId: googleAccount.id, selfResponse: 'needsAction' })],
  },
  fullScreenReminder: { reminders: [reminder('one')] },
  fullScreenJoining: {
    reminders: [reminder('one', { title: long, location: long })],
    comingJoin: { id: '1', occurrence: review, host: 'meet.example.com', atMs: nowMs + 8000 },
  },
  fullScreenReminders: {
    ...twoAccounts,
    writing,
    reminders: [
      reminder('one', { accountId: googleAccount.id, selfResponse: 'needsAction' }),
      reminder('two', { title: long, location: long }),
      reminder('three', {
        ...anOccurrence('اجتماع الفريق الأسبوعي', '2026-11-24T09:45Z', '2026-11-24T10:00Z'),
      }),
    ],
  },
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
