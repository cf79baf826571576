/**
 * A `window.jarvis` without an app behind it, for component tests and for looking at the window. It implements the
 * whole contract with a few lists, pages like the store, and records the requests.
 */
import { weekLoad } from '../../main/agenda/meetingLoad.ts';
import { parseLine, type LineOptions } from '../../main/quickAdd/parseLine.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import type { AgendaRange, FoundOccurrence, OccurrenceRef } from '../../shared/agenda.ts';
import type { ComingJoin } from '../../shared/autoJoin.ts';
import type { InstalledBrowser } from '../../shared/browsers.ts';
import type { AssistantCall } from '../../shared/assistants.ts';
import type { MutedPart } from '../../shared/attention.ts';
import type { ListedChange } from '../../shared/agendaChanges.ts';
import type { Invitation } from '../../shared/invitations.ts';
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
  IsoDate,
  Occurrence,
  OccurrenceDetail,
} from '../../shared/model.ts';
import type { Brief } from '../../shared/brief.ts';
import type { FeedDetails } from '../../shared/feeds.ts';
import type { Hook } from '../../shared/hooks.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ShownReminder } from '../../shared/reminders.ts';
import type { UpdateState } from '../../shared/updates.ts';
import type { Draft, OutboxItem, Preview, Reach, SavedDraft, WritingState } from '../../shared/writing.ts';
import { fail, ok } from '../../shared/result.ts';
import { fakeNotes, noNotes, type FakeNotes } from './fakeNotes.ts';
import { startMsOf } from '../../shared/text/days.ts';

export const sampleAccountId = 'sample' as AccountId;
export const workCalendarId = 'work@example.com' as CalendarId;

let made = 0;

const at = (time: string, zone: string): EventTime =>
  time.length === 10 ? { kind: 'date', date: time } : { kind: 'timed', ms: Date.parse(time), zone };

/** Makes an occurrence from its title and times: instants such as `2026-11-24T09:00Z`, or dates for all-day ones. */
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
  loaded: true,
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

export const feedAccount: Account = {
  id: 'feed:11111111-2222-4333-8444-555555555555' as AccountId,
  kind: 'feed',
  label: 'Fictional team',
  connectedAt: '2026-11-01T09:00:00.000Z',
};

const noBrief: Brief = { limits: [], isKept: true, lookedAt: null, last: [], changed: [], needed: [] };

export interface FakeState {
  occurrences: readonly Occurrence[];
  /** Null: the occurrences without an answer that are not over. */
  invitations: readonly Invitation[] | null;
  details: ReadonlyMap<string, Partial<OccurrenceDetail>>;
  accounts: readonly Account[];
  calendars: readonly Calendar[];
  feed: FeedDetails;
  settings: Settings;
  info: AppInfo;
  system: SystemState;
  updates: UpdateState;
  status: SyncStatus;
  timeZone: string;
  /** Replies to the calls named here fail with this problem. */
  failing: Partial<Record<Channel, Problem>>;
  /** The outcome of the next foreground pass; null: it never ends. */
  outcome: PassOutcome | null;
  /** Newest first. */
  history: readonly PassRecord[];
  changes: readonly ListedChange[];
  inspection: readonly AccountInspection[];
  audits: AuditReport['audits'];
  diagnostics: string;
  versions: AppVersions;
  licences: string;
  assistantCalls: readonly AssistantCall[];
  muted: readonly MutedPart[];
  comingJoin: ComingJoin | null;
  browsers: readonly InstalledBrowser[];
  hooks: readonly Hook[];
  notes: FakeNotes;
  /** By title; without one it has nothing to tell. */
  briefs: ReadonlyMap<string, Brief>;
  reminders: readonly ShownReminder[];
  writing: WritingState;
  outbox: readonly OutboxItem[];
  drafts: readonly SavedDraft[];
  /** What a preview says besides what was asked for. */
  preview: Partial<Preview>;
  /** The result of every search; null: what has the query in its title. */
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
  /** Changes the state and notifies the window like main. */
  readonly change: (part: Partial<FakeState>) => void;
  readonly show: (meeting: OccurrenceRef) => void;
  readonly showDay: (date: IsoDate) => void;
  /** What the tray does. */
  readonly showInvitations: () => void;
  /** The tray asks for a new event. */
  readonly requestNewEvent: (what?: 'event' | 'meetNow') => void;
  readonly showOutbox: () => void;
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
    invitations: null,
    details: new Map(),
    accounts: [sampleAccount],
    calendars: [aCalendar('Work')],
    feed: {
      name: 'Fictional team',
      color: '#16a765',
      ownAddresses: ['ada@example.com'],
      host: 'calendar.example.com',
      ending: '4e5f',
      file: null,
    },
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
    assistantCalls: [],
    muted: [],
    comingJoin: null,
    browsers: [],
    hooks: [],
    notes: noNotes,
    briefs: new Map(),
    reminders: [],
    writing: { accounts: [], anyOn: false },
    outbox: [],
    drafts: [],
    preview: {},
    found: null,
    searchComplete: true,
    ...part,
  };
  const calls: (readonly [Channel, unknown])[] = [];
  const agendaListeners = new Set<() => void>();
  const statusListeners = new Set<(status: SyncStatus) => void>();
  const settingsListeners = new Set<(settings: Settings) => void>();
  const briefListeners = new Set<() => void>();
  const noteListeners = new Set<() => void>();
  const reminderListeners = new Set<() => void>();
  const updateListeners = new Set<(updates: UpdateState) => void>();
  const systemListeners = new Set<(system: SystemState) => void>();
  const writingListeners = new Set<() => void>();
  const outboxListeners = new Set<() => void>();
  const newEventListeners = new Set<(what: 'event' | 'meetNow') => void>();
  const showOutboxListeners = new Set<() => void>();
  const showInvitationsListeners = new Set<() => void>();
  const autoJoinListeners = new Set<() => void>();
  const hookListeners = new Set<() => void>();
  const showListeners = new Set<(meeting: OccurrenceRef) => void>();
  const showDayListeners = new Set<(date: IsoDate) => void>();
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
    if (next.writing !== undefined) writingListeners.forEach((listener) => listener());
    if (next.outbox !== undefined) outboxListeners.forEach((listener) => listener());
    if (next.comingJoin !== undefined) autoJoinListeners.forEach((listener) => listener());
    if (next.hooks !== undefined) hookListeners.forEach((listener) => listener());
    if (next.briefs !== undefined) briefListeners.forEach((listener) => listener());
    if (next.notes !== undefined) noteListeners.forEach((listener) => listener());
    if (next.reminders !== undefined) reminderListeners.forEach((listener) => listener());
    if (next.occurrences ?? next.invitations ?? next.calendars ?? next.accounts ?? next.found)
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
      may: { respond: false, why: 'writingOff' },
      flaw: null,
      ...state.details.get(found.title),
    });
  };

  const setHooks = (hooks: readonly Hook[]): Reply<'hooks.list'> => {
    change({ hooks });
    return ok(hooks);
  };

  const connect = (account: Account): Reply<'accounts.connectSample'> => {
    change({ accounts: [...state.accounts, account] });
    return ok(account);
  };

  const writingOf = (accountId: AccountId, on: boolean, reach: Reach | null): Reply<'writing.enable'> => {
    const email = state.accounts.find(({ id }) => id === accountId)?.label ?? '';
    const others = state.writing.accounts.filter((each) => each.accountId !== accountId);
    const accounts = [...others, { accountId, email, on, reach, needsSignIn: false }];
    change({ writing: { accounts, anyOn: accounts.some((each) => each.on) } });
    return ok(state.writing);
  };

  const lineOptions = ({ base }: Request<'edits.parseQuick'>): LineOptions => ({
    nowMs: Date.now(),
    zone: state.timeZone,
    language: state.info.locale.startsWith('de') ? 'de' : 'en',
    hour12: false,
    monthFirst: false,
    ...(base !== undefined && { base }),
  });
  /** The drafts that were previewed and not submitted, by token. */
  const previewed = new Map<string, Draft>();
  const preview = (draft: Draft): Reply<'edits.preview'> => {
    const token = `00000000-0000-4000-8000-${String(previewed.size).padStart(12, '0')}`;
    previewed.set(token, draft);
    return ok({
      token,
      ...shownOf(draft),
      calendarName: '',
      recipients: [],
      mails: 0,
      external: 0,
      warnings: [],
      collisions: [],
      ...state.preview,
    });
  };
  const shownOf = (draft: Draft): Pick<OutboxItem, 'title' | 'start' | 'end'> => {
    if (draft.kind === 'create') {
      const { title, when } = draft;
      if (when.allDay)
        return { title, start: { kind: 'date', date: when.from }, end: { kind: 'date', date: when.to } };
      const { start, end, zone } = when;
      return { title, start: at(`${start}Z`, zone), end: at(`${end}Z`, zone) };
    }
    const found = state.occurrences.find(({ eventId }) => eventId === draft.ref.eventId);
    const unknown = { kind: 'date', date: '2026-11-24' } as const;
    return { title: found?.title ?? '', start: found?.start ?? unknown, end: found?.end ?? unknown };
  };
  const submit = ({ opId, token }: Request<'edits.submit'>): Reply<'edits.submit'> => {
    const draft = previewed.get(token);
    if (draft === undefined) return fail({ kind: 'previewExpired' });
    previewed.delete(token);
    const { kind, accountId, calendarId, ref, ...what } =
      draft.kind === 'create'
        ? {
            ...draft,
            ref: {
              accountId: draft.accountId,
              calendarId: draft.calendarId,
              eventId: `made ${opId}` as EventId,
            },
          }
        : { ...draft, accountId: draft.ref.accountId ?? sampleAccountId, calendarId: draft.ref.calendarId };
    const item: OutboxItem = {
      opId,
      kind,
      state: 'held',
      accountId,
      calendarId,
      ref,
      ...shownOf(draft),
      what: { kind, ...what } as OutboxItem['what'],
      problem: null,
      choices: ['undo'],
      undoUntilMs: null,
      madeAtMs: 0,
    };
    change({ outbox: [...state.outbox, item] });
    return ok(item);
  };
  const removed = ({ opId }: { readonly opId: string }): Reply<'outbox.undo'> => {
    if (!state.outbox.some((item) => item.opId === opId)) return fail({ kind: 'notFound' });
    change({ outbox: state.outbox.filter((item) => item.opId !== opId) });
    return ok(null);
  };

  const fakes = fakeNotes(
    () => state.notes,
    (next) => change({ notes: next }),
  );
  const notes: Jarvis['notes'] = {
    of: (request) => answer('notes.of', request, () => fakes.of(request)),
    read: (request) => answer('notes.read', request, () => fakes.read(request)),
    save: (request) => answer('notes.save', request, () => fakes.save(request)),
    list: (request) => answer('notes.list', request, () => fakes.list(request)),
    search: (request) => answer('notes.search', request, () => fakes.search(request)),
    marks: () => answer('notes.marks', undefined, () => fakes.marks()),
    count: (request) => answer('notes.count', request, () => fakes.count(request)),
    removeOf: (request) => answer('notes.removeOf', request, () => fakes.removeOf(request)),
    export: (request) => answer('notes.export', request, () => fakes.export(request)),
    backups: () => answer('notes.backups', undefined, () => fakes.backups()),
    restore: (request) => answer('notes.restore', request, () => fakes.restore(request)),
    onChanged: listenTo(noteListeners),
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
      load: (request) =>
        answer('agenda.load', request, () =>
          ok(weekLoad(state.occurrences, request.from, request.timeZone ?? state.timeZone)),
        ),
      onChanged: listenTo(agendaListeners),
      onShowRequested: listenTo(showListeners),
      onShowDayRequested: listenTo(showDayListeners),
    },
    invitations: {
      list: () =>
        answer('invitations.list', undefined, () => {
          const unanswered = state.occurrences.filter(
            ({ selfResponse, end }) =>
              selfResponse === 'needsAction' && startMsOf(end, state.timeZone) > Date.now(),
          );
          const all =
            state.invitations ??
            unanswered.map((occurrence) => ({ occurrence, wholeSeries: false, organizer: null }));
          return ok({ invitations: all.slice(0, pageSize), total: all.length });
        }),
      onShowRequested: listenTo(showInvitationsListeners),
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
      useClientFile: (request) =>
        answer('accounts.useClientFile', request, () => {
          change({ info: { ...state.info, hasGoogleClient: true } });
          return ok(null);
        }),
      openSetupPage: done('accounts.openSetupPage'),
      connectSample: () => answer('accounts.connectSample', undefined, () => connect(sampleAccount)),
      connectFeed: (request) => answer('accounts.connectFeed', request, () => connect(feedAccount)),
      chooseFeedFile: (request) => answer('accounts.chooseFeedFile', request, () => connect(feedAccount)),
      feedDetails: (request) => answer('accounts.feedDetails', request, () => ok(state.feed)),
      changeFeed: (request) =>
        answer('accounts.changeFeed', request, () => {
          change({ feed: { ...state.feed, ...request.change } });
          return ok(state.feed);
        }),
      disconnect: (request) =>
        answer('accounts.disconnect', request, () => {
          change({ accounts: state.accounts.filter((account) => account.id !== request.accountId) });
          return ok(null);
        }),
    },
    notes,
    brief: {
      of: (request) =>
        answer('brief.of', request, () => {
          const found = get(request);
          return found.ok ? ok(state.briefs.get(found.value.title) ?? noBrief) : found;
        }),
      looked: done('brief.looked'),
      show: done('brief.show'),
      onChanged: listenTo(briefListeners),
    },
    calendars: {
      newEvent: done('calendars.newEvent'),
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
      list: (request) => answer('reminders.list', request, () => ok(state.reminders)),
      answer: (request) =>
        answer('reminders.answer', request, () => {
          change({ reminders: state.reminders.filter(({ id }) => id !== request.id) });
          return ok(null);
        }),
      fit: done('reminders.fit'),
      onChanged: listenTo(reminderListeners),
    },
    meeting: {
      join: done('meeting.join'),
      openLink: done('meeting.openLink'),
      openToRespond: done('meeting.openToRespond'),
      copyLink: done('meeting.copyLink'),
      mailLate: done('meeting.mailLate'),
      copyLate: done('meeting.copyLate'),
      copyOwnLink: done('meeting.copyOwnLink'),
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
    attention: {
      choose: (request) =>
        answer('attention.choose', request, () => {
          const { choice, ...ref } = request;
          const isIt = ({ eventId }: Occurrence): boolean => eventId === ref.eventId;
          const { level } = choice;
          change({
            occurrences: state.occurrences.map((each) => {
              if (!isIt(each)) return each;
              const { attention: _, ...rest } = each;
              return level === null || level === 'normal'
                ? rest
                : { ...rest, attention: { level, by: choice.scope } };
            }),
          });
          return ok(null);
        }),
      muted: () => answer('attention.muted', undefined, () => ok(state.muted)),
      unmute: (request) =>
        answer('attention.unmute', request, () => {
          change({ muted: state.muted.filter((each) => each !== request.part) });
          return ok(null);
        }),
      preview: (request) =>
        answer('attention.preview', request, () => {
          const { words } = request.rule;
          const found = words === '' ? [] : state.occurrences.filter(({ title }) => title.includes(words));
          return ok({ occurrences: found, total: found.length });
        }),
    },
    autoJoin: {
      choose: (request) =>
        answer('autoJoin.choose', request, () => {
          const { on, eventId } = request;
          change({
            occurrences: state.occurrences.map((each) => {
              if (each.eventId !== eventId) return each;
              const { autoJoin: _, ...rest } = each;
              return on === null ? rest : { ...rest, autoJoin: on };
            }),
          });
          return ok(null);
        }),
      coming: () => answer('autoJoin.coming', undefined, () => ok(state.comingJoin)),
      cancel: (request) =>
        answer('autoJoin.cancel', request, () => {
          change({ comingJoin: null });
          return ok(null);
        }),
      onChanged: listenTo(autoJoinListeners),
    },
    browsers: { list: () => answer('browsers.list', undefined, () => ok(state.browsers)) },
    hooks: {
      list: () => answer('hooks.list', undefined, () => ok(state.hooks)),
      chooseProgram: () => answer('hooks.chooseProgram', undefined, () => ok('/home/ada/bin/notify.sh')),
      save: (request) =>
        answer('hooks.save', request, () => {
          const { id = `hook${state.hooks.length}`, ...choice } = request;
          const hook = { ...choice, id, on: true, isRunning: false, lastRun: null };
          const isNew = request.id === undefined;
          return setHooks(
            isNew ? [...state.hooks, hook] : state.hooks.map((each) => (each.id === id ? hook : each)),
          );
        }),
      setOn: (request) =>
        answer('hooks.setOn', request, () =>
          setHooks(state.hooks.map((each) => (each.id === request.id ? { ...each, on: request.on } : each))),
        ),
      remove: (request) =>
        answer('hooks.remove', request, () => setHooks(state.hooks.filter(({ id }) => id !== request.id))),
      test: (request) => answer('hooks.test', request, () => ok(state.hooks)),
      onChanged: listenTo(hookListeners),
    },
    assistants: {
      calls: () => answer('assistants.calls', undefined, () => ok(state.assistantCalls)),
    },
    writing: {
      state: () => answer('writing.state', undefined, () => ok(state.writing)),
      enable: (request) =>
        answer('writing.enable', request, () => writingOf(request.accountId, true, request.reach)),
      cancel: done('writing.cancel'),
      disable: (request) =>
        answer('writing.disable', request, () => writingOf(request.accountId, false, null)),
      onChanged: listenTo(writingListeners),
    },
    edits: {
      parseQuick: (request) =>
        answer('edits.parseQuick', request, () => ok(parseLine(request.text, lineOptions(request)))),
      onNewRequested: listenTo(newEventListeners),
      preview: (request) => answer('edits.preview', request, () => preview(request.draft)),
      submit: (request) => answer('edits.submit', request, () => submit(request)),
      saveDraft: (request) =>
        answer('edits.saveDraft', request, () => {
          const others = state.drafts.filter(({ draftId }) => draftId !== request.draftId);
          const { draftId, text } = request;
          const saved = text === null ? [] : [{ draftId, text, savedAt: '2026-11-24T08:50:00.000Z' }];
          change({ drafts: [...others, ...saved] });
          return ok(null);
        }),
      drafts: () => answer('edits.drafts', undefined, () => ok(state.drafts)),
    },
    outbox: {
      list: () => answer('outbox.list', undefined, () => ok(state.outbox)),
      undo: (request) => answer('outbox.undo', request, () => removed(request)),
      retry: done('outbox.retry'),
      resolve: (request) => answer('outbox.resolve', request, () => removed(request)),
      discard: (request) => answer('outbox.discard', request, () => removed(request)),
      copyText: done('outbox.copyText'),
      onChanged: listenTo(outboxListeners),
      onShowRequested: listenTo(showOutboxListeners),
    },
    updates: {
      state: () => answer('updates.state', undefined, () => ok(state.updates)),
      check: () => answer('updates.check', undefined, () => ok(state.updates)),
      install: done('updates.install'),
      onChanged: listenTo(updateListeners),
    },
    system: {
      state: () => answer('system.state', undefined, () => ok(state.system)),
      loginToProxy: done('system.loginToProxy'),
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
    requestNewEvent: (what = 'event') => newEventListeners.forEach((listener) => listener(what)),
    showOutbox: () => showOutboxListeners.forEach((listener) => listener()),
    showInvitations: () => showInvitationsListeners.forEach((listener) => listener()),
    show: (meeting) => showListeners.forEach((listener) => listener(meeting)),
    showDay: (date) => showDayListeners.forEach((listener) => listener(date)),
  };
};
