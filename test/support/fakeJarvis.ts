/**
 * A `window.jarvis` without an app behind it, for component tests and for looking at the window. It
 * answers the whole contract from a few lists, pages as the store does, and remembers what was asked.
 */
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { AgendaRange, FoundOccurrence, OccurrenceRef } from '../../shared/agenda.ts';
import type { AgendaChange } from '../../shared/agendaChanges.ts';
import type { AppInfo, AppVersions, Channel, Jarvis, Reply, Request } from '../../shared/contract.ts';
import type { Settings, SystemState } from '../../shared/settings.ts';
import type {
  AccountInspection,
  AuditReport,
  PassOutcome,
  PassRecord,
  SyncStatus,
} from '../../shared/syncReport.ts';
import type {
  Account,
  AccountId,
  Calendar,
  CalendarId,
  EventId,
  EventTime,
  Occurrence,
  OccurrenceDetail,
} from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ShownReminder } from '../../shared/reminders.ts';
import type { UpdateState } from '../../shared/updates.ts';
import { fail, ok } from '../../shared/result.ts';
import { startMsOf } from '../../shared/text/days.ts';

export const sampleAccountId = 'sample' as AccountId;
export const workCalendarId = 'work@example.com' as CalendarId;

let made = 0;

const at = (time: string, zone: string): EventTime =>
  time.length === 10 ? { kind: 'date', date: time } : { kind: 'timed', ms: Date.parse(time), zone };

/** An occurrence from its title and times: instants such as `2026-11-24T09:00Z`, or dates for all-day ones. */
export const anOccurrence = (
  title: string,
  start: string,
  end: string,
  more: Partial<Occurrence> = {},
): Occurrence => {
  made += 1;
  return {
    accountId: sampleAccountId,
    calendarId: workCalendarId,
    eventId: `event${made}` as EventId,
    title,
    start: at(start, 'Europe/Berlin'),
    end: at(end, 'Europe/Berlin'),
    status: 'confirmed',
    eventType: 'default',
    selfResponse: 'accepted',
    color: '#3f51b5',
    visibility: 'default',
    transparency: 'opaque',
    guests: null,
    ...more,
  };
};

export const aCalendar = (name: string, more: Partial<Calendar> = {}): Calendar => ({
  id: workCalendarId,
  accountId: sampleAccountId,
  name,
  color: '#3f51b5',
  zone: 'Europe/Berlin',
  accessRole: 'owner',
  primary: true,
  selected: true,
  hidden: false,
  defaultReminders: [],
  visible: true,
  ...more,
});

export const sampleAccount: Account = {
  id: sampleAccountId,
  kind: 'sample',
  label: 'Sample',
  connectedAt: '2026-11-01T09:00:00.000Z',
};

export const googleAccount: Account = {
  id: 'google:ada@example.com' as AccountId,
  kind: 'google',
  label: 'ada@example.com',
  connectedAt: '2026-11-01T09:00:00.000Z',
};

export interface FakeState {
  occurrences: readonly Occurrence[];
  details: ReadonlyMap<string, Partial<OccurrenceDetail>>;
  accounts: readonly Account[];
  calendars: readonly Calendar[];
  settings: Settings;
  info: AppInfo;
  system: SystemState;
  updates: UpdateState;
  status: SyncStatus;
  timeZone: string;
  /** Answers of the calls named here fail with this. */
  failing: Partial<Record<Channel, Problem>>;
  /** What the next foreground pass answers; null: it never ends. */
  outcome: PassOutcome | null;
  /** Newest first. */
  history: readonly PassRecord[];
  changes: readonly AgendaChange[];
  inspection: readonly AccountInspection[];
  audits: AuditReport['audits'];
  diagnostics: string;
  versions: AppVersions;
  licences: string;
  reminders: readonly ShownReminder[];
  /** What every search answers; null: what holds the query in its title. */
  found: readonly FoundOccurrence[] | null;
  searchComplete: boolean;
}

const foundByTitle = (occurrences: readonly Occurrence[], query: string): readonly FoundOccurrence[] =>
  occurrences.flatMap((occurrence) => {
    const { title } = occurrence;
    const start = title.toLowerCase().indexOf(query.trim().toLowerCase());
    if (start === -1 || query.trim() === '') return [];
    const spans = [[start, start + query.trim().length] as const];
    return [{ ...occurrence, matches: [{ field: 'title' as const, text: title, spans }] }];
  });

export interface FakeJarvis {
  readonly jarvis: Jarvis;
  readonly state: FakeState;
  /** Every call so far, as `[channel, request]`. */
  readonly calls: (readonly [Channel, unknown])[];
  readonly callsTo: <C extends Channel>(channel: C) => Request<C>[];
  /** Changes the state and tells the window as main would. */
  readonly change: (part: Partial<FakeState>) => void;
  readonly show: (meeting: OccurrenceRef) => void;
}

const pageSize = 100;

const overlaps = (occurrence: Occurrence, range: AgendaRange, zone: string): boolean => {
  const startMs = startMsOf(occurrence.start, zone);
  const endMs = startMsOf(occurrence.end, zone);
  const fromMs = Date.parse(range.from);
  return startMs < Date.parse(range.to) && (endMs > fromMs || startMs >= fromMs);
};

export const aPass = (more: Partial<PassOutcome> = {}): PassOutcome => ({
  outcome: 'succeeded',
  reason: 'person',
  mode: 'incremental',
  startedAt: '2026-11-24T08:48:00.000Z',
  finishedAt: '2026-11-24T08:48:01.000Z',
  counts: { calendars: 1, pages: 1, upserted: 0, removed: 0, swept: 0, quarantined: 0 },
  problems: [],
  ...more,
});

export const createFakeJarvis = (part: Partial<FakeState> = {}): FakeJarvis => {
  const state: FakeState = {
    occurrences: [],
    details: new Map(),
    accounts: [sampleAccount],
    calendars: [aCalendar('Work')],
    settings: { ...defaultSettings, closeToTrayExplained: true },
    info: {
      version: '0.1.0',
      packaged: false,
      locale: 'en-GB',
      platform: 'linux',
      hasTray: true,
      hasGoogleClient: true,
      keyring: 'available',
    },
    updates: { kind: 'unsupported', why: 'development' },
    system: {
      hasTray: true,
      globalShortcuts: { showWindow: 'off', joinNext: 'off' },
      canStartAtLogin: true,
      startAtLoginFailed: false,
    },
    status: {
      phase: 'idle',
      progress: null,
      lastSuccessAt: '2026-11-24T08:46:00.000Z',
      lastAttemptAt: '2026-11-24T08:46:00.000Z',
      nextAttemptAt: '2026-11-24T08:51:00.000Z',
      problems: [],
    },
    timeZone: 'Europe/Berlin',
    failing: {},
    outcome: aPass(),
    history: [],
    changes: [],
    inspection: [],
    audits: [],
    diagnostics: 'Jarvis Calendar',
    versions: { electron: '33.4.11', chromium: '130.0.6723.191', node: '20.18.3', sqlite: '3.47.1' },
    licences: 'MIT License',
    reminders: [],
    found: null,
    searchComplete: true,
    ...part,
  };
  const calls: (readonly [Channel, unknown])[] = [];
  const agendaListeners = new Set<() => void>();
  const statusListeners = new Set<(status: SyncStatus) => void>();
  const settingsListeners = new Set<(settings: Settings) => void>();
  const reminderListeners = new Set<() => void>();
  const updateListeners = new Set<(updates: UpdateState) => void>();
  const systemListeners = new Set<(system: SystemState) => void>();
  const showListeners = new Set<(meeting: OccurrenceRef) => void>();
  const listenTo =
    <Listener>(listeners: Set<Listener>) =>
    (listener: Listener): (() => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    };

  const answer = async <C extends Channel>(
    channel: C,
    request: unknown,
    value: () => Reply<C> | Promise<Reply<C>>,
  ): Promise<Reply<C>> => {
    calls.push([channel, request]);
    const problem = state.failing[channel];
    return problem === undefined ? value() : (fail(problem) as Reply<C>);
  };
  const done =
    <C extends Channel>(channel: C) =>
    (request: Request<C>): Promise<Reply<C>> =>
      answer(channel, request, () => ok(null) as Reply<C>);

  const change = (next: Partial<FakeState>): void => {
    Object.assign(state, next);
    if (next.status !== undefined) statusListeners.forEach((listener) => listener(state.status));
    if (next.settings !== undefined) settingsListeners.forEach((listener) => listener(state.settings));
    if (next.updates !== undefined) updateListeners.forEach((listener) => listener(state.updates));
    if (next.system !== undefined) systemListeners.forEach((listener) => listener(state.system));
    if (next.reminders !== undefined) reminderListeners.forEach((listener) => listener());
    if (next.occurrences ?? next.calendars ?? next.accounts ?? next.found)
      agendaListeners.forEach((listener) => listener());
  };

  const list = (range: AgendaRange): Reply<'agenda.list'> => {
    const visible = new Set(
      state.calendars.filter((calendar) => calendar.visible).map((calendar) => calendar.id),
    );
    const zone = range.timeZone ?? state.timeZone;
    const all = state.occurrences
      .filter((occurrence) => visible.has(occurrence.calendarId) && overlaps(occurrence, range, zone))
      .toSorted(
        (a, b) =>
          startMsOf(a.start, zone) - startMsOf(b.start, zone) ||
          Number(b.start.kind === 'date') - Number(a.start.kind === 'date'),
      );
    const from = Number(range.cursor ?? 0);
    const to = from + (range.limit ?? pageSize);
    return ok({ occurrences: all.slice(from, to), nextCursor: to < all.length ? String(to) : null });
  };

  const get = (meeting: OccurrenceRef): Reply<'agenda.get'> => {
    const found = state.occurrences.find(
      (each) => each.eventId === meeting.eventId && each.calendarId === meeting.calendarId,
    );
    if (found === undefined) return fail({ kind: 'notFound' });
    return ok({
      ...found,
      calendarName: state.calendars.find((calendar) => calendar.id === found.calendarId)?.name ?? '',
      description: [],
      attendees: [],
      attendeesOmitted: false,
      organizer: null,
      joinCodes: {},
      joinOptions: [],
      attachments: [],
      repeat: null,
      hasWebPage: true,
      flaw: null,
      ...state.details.get(found.title),
    });
  };

  const connect = (account: Account): Reply<'accounts.connectSample'> => {
    change({ accounts: [...state.accounts, account] });
    return ok(account);
  };

  const jarvis: Jarvis = {
    agenda: {
      list: (range) => answer('agenda.list', range, () => list(range)),
      get: (meeting) => answer('agenda.get', meeting, () => get(meeting)),
      search: (request) =>
        answer('agenda.search', request, () =>
          ok({
            occurrences: state.found ?? foundByTitle(state.occurrences, request.query),
            complete: state.searchComplete,
          }),
        ),
      changes: (request) =>
        answer('agenda.changes', request, () => {
          const sinceMs = Date.parse(request?.since ?? '1970-01-01T00:00:00Z');
          const changes = state.changes.filter(({ noticedAt }) => Date.parse(noticedAt) >= sinceMs);
          return ok(changes.slice(0, request?.limit ?? pageSize));
        }),
      onChanged: listenTo(agendaListeners),
      onShowRequested: listenTo(showListeners),
    },
    sync: {
      request: (request) =>
        answer('sync.request', request, () =>
          state.outcome === null ? new Promise<never>(() => {}) : ok(state.outcome),
        ),
      status: () => answer('sync.status', undefined, () => ok(state.status)),
      history: () => answer('sync.history', undefined, () => ok(state.history)),
      inspect: () => answer('sync.inspect', undefined, () => ok(state.inspection)),
      audit: (request) =>
        answer('sync.audit', request, () =>
          ok({ outcome: state.outcome ?? aPass({ reason: 'audit' }), audits: state.audits }),
        ),
      resolveSweep: (request) =>
        answer('sync.resolveSweep', request, () => ok(state.outcome ?? aPass({ reason: 'sweepResolved' }))),
      copyDiagnostics: () => answer('sync.copyDiagnostics', undefined, () => ok(state.diagnostics)),
      onStatus: listenTo(statusListeners),
    },
    accounts: {
      list: () => answer('accounts.list', undefined, () => ok(state.accounts)),
      connectGoogle: (request) => answer('accounts.connectGoogle', request, () => connect(googleAccount)),
      cancelConnect: done('accounts.cancelConnect'),
      chooseClientFile: () =>
        answer('accounts.chooseClientFile', undefined, () => {
          change({ info: { ...state.info, hasGoogleClient: true } });
          return ok({ chosen: true });
        }),
      connectSample: () => answer('accounts.connectSample', undefined, () => connect(sampleAccount)),
      disconnect: (request) =>
        answer('accounts.disconnect', request, () => {
          change({ accounts: state.accounts.filter((account) => account.id !== request.accountId) });
          return ok(null);
        }),
    },
    calendars: {
      list: () => answer('calendars.list', undefined, () => ok(state.calendars)),
      setVisible: (request) =>
        answer('calendars.setVisible', request, () => {
          change({
            calendars: state.calendars.map((calendar) =>
              calendar.id === request.calendarId ? { ...calendar, visible: request.visible } : calendar,
            ),
          });
          return ok(null);
        }),
    },
    settings: {
      get: () => answer('settings.get', undefined, () => ok(state.settings)),
      set: (next) =>
        answer('settings.set', next, () => {
          change({ settings: { ...state.settings, ...next } });
          return ok(state.settings);
        }),
      onChanged: listenTo(settingsListeners),
      onShowRequested: listenTo(new Set<() => void>()),
    },
    reminders: {
      list: () => answer('reminders.list', undefined, () => ok(state.reminders)),
      answer: (request) =>
        answer('reminders.answer', request, () => {
          change({ reminders: state.reminders.filter(({ id }) => id !== request.id) });
          return ok(null);
        }),
      onChanged: listenTo(reminderListeners),
    },
    meeting: {
      join: done('meeting.join'),
      openLink: done('meeting.openLink'),
      copyLink: done('meeting.copyLink'),
      copyDetails: done('meeting.copyDetails'),
      copyJoinOption: done('meeting.copyJoinOption'),
      copyJoinCode: done('meeting.copyJoinCode'),
    },
    app: {
      start: () =>
        answer('app.start', undefined, () =>
          ok({
            locale: state.info.locale,
            platform: state.info.platform,
            settings: state.settings,
            accounts: ok(state.accounts),
            calendars: ok(state.calendars),
            status: state.status,
            pages: [],
          }),
        ),
      info: () => answer('app.info', undefined, () => ok(state.info)),
      versions: () => answer('app.versions', undefined, () => ok(state.versions)),
      licences: () => answer('app.licences', undefined, () => ok(state.licences)),
      openLogs: () => answer('app.openLogs', undefined, () => ok(null)),
    },
    updates: {
      state: () => answer('updates.state', undefined, () => ok(state.updates)),
      check: () => answer('updates.check', undefined, () => ok(state.updates)),
      install: done('updates.install'),
      onChanged: listenTo(updateListeners),
    },
    system: {
      state: () => answer('system.state', undefined, () => ok(state.system)),
      onChanged: listenTo(systemListeners),
    },
  };

  return {
    jarvis,
    state,
    calls,
    callsTo: <C extends Channel>(channel: C) =>
      calls.filter(([called]) => called === channel).map(([, request]) => request as Request<C>),
    change,
    show: (meeting) => showListeners.forEach((listener) => listener(meeting)),
  };
};
