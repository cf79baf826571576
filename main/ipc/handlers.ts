/**
 * What each call from the window does. Uses neither Electron nor SQL: requests are already parsed (dispatch.ts), and
 * the rest of the app is passed in as ports.
 */
import type { AgendaRange, OccurrenceRef, SearchRequest } from '../../shared/agenda.ts';
import type { AssistantCall } from '../../shared/assistants.ts';
import { canChooseAutoJoin } from '../../shared/autoJoin.ts';
import type { InstalledBrowser } from '../../shared/browsers.ts';
import type { ComingJoin } from '../../shared/autoJoin.ts';
import type { AppInfo, AppStart } from '../../shared/contract.ts';
import type { Occurrence } from '../../shared/model.ts';
import type { SetupStep } from '../../shared/setupSteps.ts';
import type { Settings, SystemState } from '../../shared/settings.ts';
import { closedStatus } from '../../shared/syncReport.ts';
import type { PassOutcome, PassRecord } from '../../shared/syncReport.ts';
import { toStorageProblem } from '../../shared/problems.ts';
import type { Problem } from '../../shared/problems.ts';
import type { QuickLine, QuickRequest } from '../../shared/quickAdd.ts';
import type { ReminderAnswer, ReminderForm, ShownReminder } from '../../shared/reminders.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { diagnosticsText } from './diagnostics.ts';
import type { Versions } from './diagnostics.ts';
import type { Backend } from '../backend/types.ts';
import type { Handlers } from './dispatch.ts';
import type { Hooks } from '../hooks/hooks.ts';
import type { LazyHistory } from '../history/lazyHistory.ts';
import type { LazyNotes } from '../notes/lazyNotes.ts';
import { createNoteHandlers } from './noteHandlers.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { MeetingActions } from '../meetings/meetingActions.ts';
import type { ProxyLogins } from '../platform/proxyLogins.ts';
import type { SavedSettings } from '../settings/settingsFile.ts';
import type { Updates } from '../updates/updater.ts';

export interface HandlerPorts {
  /** Waits for the backend to open. With `again`, tries again if it could not be opened. */
  readonly backend: (again: boolean) => Promise<Result<Backend, Problem>>;
  readonly settings: { get(): Settings; save(change: Partial<Settings>): SavedSettings };
  readonly reminders: {
    list(form: ReminderForm): readonly ShownReminder[];
    /** Returns false if there is no such reminder (any more). */
    answer(id: string, answer: ReminderAnswer): boolean;
    fit(height: number): void;
    /** Uncovers the screens for what the person opens from a reminder. */
    makeRoom(): void;
  };
  readonly autoJoin: {
    /** Returns false if it could not be saved. */
    choose(occurrence: Occurrence, on: boolean | null): boolean;
    coming(): ComingJoin | null;
    /** Returns false if this is not about to be joined (any more). */
    cancel(id: string): boolean;
  };
  readonly assistantCalls: () => readonly AssistantCall[];
  readonly browsers: () => Promise<readonly InstalledBrowser[]>;
  /** Loads them if there were none until now. */
  readonly hooks: () => Promise<Pick<Hooks, 'list' | 'save' | 'setOn' | 'remove' | 'test'>>;
  /** Returns the path of the program that the person chooses, or null. */
  readonly chooseProgram: () => Promise<string | null>;
  readonly findMeeting: (ref: OccurrenceRef) => Promise<Result<LinkedOccurrence, Problem>>;
  readonly meetings: MeetingActions;
  readonly notes: LazyNotes;
  readonly history: Pick<LazyHistory, 'of' | 'looked' | 'removeOf'>;
  readonly showMeeting: (ref: OccurrenceRef) => void;
  readonly onCalendarsChanged: () => void;
  readonly copyText: (text: string) => void;
  readonly readLine: (request: QuickRequest) => Promise<QuickLine>;
  readonly start: () => Promise<AppStart>;
  readonly info: () => Promise<AppInfo>;
  readonly systemState: () => Promise<SystemState>;
  readonly proxyLogins: Pick<ProxyLogins, 'enter'>;
  readonly updates: Pick<Updates, 'state' | 'check' | 'install'>;
  readonly versions: Versions;
  readonly licences: () => Promise<string>;
  /** Fails if the system has no program to show a folder. */
  readonly openLogs: () => Promise<Result<null, Problem>>;
  readonly useClientFile: (text: string) => Promise<Result<null, Problem>>;
  readonly openSetupPage: (step: SetupStep) => Promise<Result<null, Problem>>;
  /** Returns the path of the calendar file that the person chooses, or null. */
  readonly chooseCalendarFile: () => Promise<string | null>;
  readonly chooseClientFile: () => Promise<Result<{ readonly chosen: boolean }, Problem>>;
}

export const createHandlers = (ports: HandlerPorts): Handlers => {
  /** Runs a call with the open backend. */
  const withBackend =
    <Request, Value>(
      call: (backend: Backend, request: Request) => Promise<Result<Value, Problem>> | Result<Value, Problem>,
    ) =>
    async (request: Request): Promise<Result<Value, Problem>> => {
      const backend = await ports.backend(false);
      return backend.ok ? call(backend.value, request) : backend;
    };

  return {
    'agenda.list': withBackend((backend, range: AgendaRange) => backend.store.agenda(range)),
    'agenda.get': async (ref) => {
      const backend = await ports.backend(false);
      if (backend.ok) await backend.value.writing.prepare();
      const found = await ports.findMeeting(ref);
      if (!found.ok) return found;
      const { htmlLink: _, ...detail } = found.value;
      return ok(detail);
    },
    'agenda.search': withBackend(async (backend, request: SearchRequest) =>
      toStorageProblem(await backend.store.search(request)),
    ),
    'agenda.changes': withBackend((backend, request) =>
      toStorageProblem(backend.store.changes(request ?? {})),
    ),
    'agenda.load': withBackend((backend, request) => backend.store.load(request)),
    'invitations.list': withBackend((backend) => toStorageProblem(backend.store.invitations())),
    'sync.request': async (request) => {
      const backend = await ports.backend(true);
      if (!backend.ok) return backend;
      const pass = backend.value.engine.request('person');
      if (request?.mode === 'background') return ok(null);
      const outcome = await pass;
      // The pass found the database damaged: the answer is the one that fills the new database [F3].
      const now = await ports.backend(false);
      if (!now.ok) return now;
      return ok(now.value === backend.value ? outcome : await now.value.engine.request('person'));
    },
    'sync.status': async () => {
      const backend = await ports.backend(false);
      return ok(backend.ok ? backend.value.status.current() : closedStatus(backend.problem));
    },
    'sync.history': withBackend((backend) => {
      const passes = toStorageProblem(backend.store.history());
      return passes.ok ? ok(passes.value.map(toRecord)) : passes;
    }),
    'sync.inspect': withBackend((backend) => toStorageProblem(backend.inspect())),
    'sync.audit': withBackend(async (backend, request) => ok(await backend.audit(request ?? {}))),
    'sync.resolveSweep': withBackend((backend, request) => backend.resolveSweep(request)),
    'sync.copyDiagnostics': withBackend(async (backend) => {
      const inspected = toStorageProblem(backend.inspect());
      if (!inspected.ok) return inspected;
      const passes = toStorageProblem(backend.store.history());
      if (!passes.ok) return passes;
      const text = diagnosticsText({
        info: await ports.info(),
        versions: ports.versions,
        settings: ports.settings.get(),
        accounts: inspected.value,
        passes: passes.value.map(toRecord),
      });
      ports.copyText(text);
      return ok(text);
    }),
    'accounts.list': withBackend((backend) => toStorageProblem(backend.store.accounts())),
    'accounts.connectGoogle': withBackend((backend, request) =>
      backend.accounts.connect('google', request?.accountId),
    ),
    'accounts.cancelConnect': withBackend((backend) => {
      backend.accounts.cancelConnect();
      return ok(null);
    }),
    'accounts.chooseClientFile': () => ports.chooseClientFile(),
    'accounts.useClientFile': ({ text }) => ports.useClientFile(text),
    'accounts.openSetupPage': ({ step }) => ports.openSetupPage(step),
    'accounts.connectSample': withBackend((backend) => backend.accounts.connectSample()),
    'accounts.connectFeed': withBackend((backend, request) => backend.accounts.connectFeed(request)),
    'accounts.chooseFeedFile': withBackend(async (backend, request) => {
      const file = await ports.chooseCalendarFile();
      return file === null ? fail({ kind: 'cancelled' }) : backend.accounts.connectFeed({ ...request, file });
    }),
    'accounts.feedDetails': withBackend((backend, { accountId }) => backend.accounts.feedDetails(accountId)),
    'accounts.changeFeed': withBackend((backend, { accountId, change }) =>
      backend.accounts.changeFeed(accountId, change),
    ),
    'accounts.disconnect': withBackend(async (backend, { accountId, waiting }) => {
      const settled = await backend.writing.settle(accountId, waiting);
      if (!settled.ok) return settled;
      // What the person let assistants read ends with the account: connecting it again must not bring it back.
      const { assistantCalendars, browsers } = ports.settings.get();
      const isOthers = (choice: { readonly accountId: string }): boolean => choice.accountId !== accountId;
      if (!assistantCalendars.every(isOthers) || !browsers.every(isOthers))
        ports.settings.save({
          assistantCalendars: assistantCalendars.filter(isOthers),
          browsers: browsers.filter(isOthers),
        });
      const disconnected = await backend.accounts.disconnect(accountId);
      if (!disconnected.ok) return disconnected;
      backend.attention.forget(accountId);
      await ports.history.removeOf(accountId);
      return disconnected;
    }),
    'calendars.list': withBackend((backend) => toStorageProblem(backend.store.calendars())),
    'calendars.setVisible': withBackend((backend, choice) => {
      const changed = toStorageProblem(backend.store.setVisible(choice));
      if (!changed.ok) return changed;
      if (changed.value === 0) return fail({ kind: 'notFound' });
      ports.onCalendarsChanged();
      if (choice.visible) void backend.engine.request('calendarShown');
      return ok(null);
    }),
    'calendars.newEvent': ({ date }) => ports.meetings.newEvent(date),
    'attention.choose': withBackend((backend, { choice, ...ref }) => backend.attention.choose(ref, choice)),
    'attention.muted': withBackend((backend) => ok(backend.attention.muted())),
    'attention.unmute': withBackend((backend, { part }) => backend.attention.unmute(part)),
    'attention.preview': withBackend((backend, { rule }) => backend.attention.preview(rule)),
    'autoJoin.choose': async ({ on, ...ref }) => {
      const found = await ports.findMeeting(ref);
      if (!found.ok) return found;
      if (on === true && !canChooseAutoJoin(found.value)) return fail({ kind: 'notFound' });
      return ports.autoJoin.choose(found.value, on)
        ? ok(null)
        : fail({ kind: 'storageFailed', cause: 'other' });
    },
    'autoJoin.coming': () => ok(ports.autoJoin.coming()),
    'autoJoin.cancel': ({ id }) => (ports.autoJoin.cancel(id) ? ok(null) : fail({ kind: 'notFound' })),
    'browsers.list': async () => ok(await ports.browsers()),
    'hooks.list': async () => ok((await ports.hooks()).list()),
    'hooks.chooseProgram': async () => ok(await ports.chooseProgram()),
    'hooks.save': async ({ id, ...choice }) => (await ports.hooks()).save(choice, id),
    'hooks.setOn': async ({ id, on }) => (await ports.hooks()).setOn(id, on),
    'hooks.remove': async ({ id }) => (await ports.hooks()).remove(id),
    'hooks.test': async ({ id }) => (await ports.hooks()).test(id),
    'assistants.calls': () => ok(ports.assistantCalls()),
    'settings.get': () => ok(ports.settings.get()),
    'settings.set': (change) => {
      const { settings, refused } = ports.settings.save(change);
      return refused === null ? ok(settings) : fail({ kind: 'storageFailed', cause: refused });
    },
    'reminders.list': ({ form }) => ok(ports.reminders.list(form)),
    'reminders.answer': ({ id, answer }) =>
      ports.reminders.answer(id, answer) ? ok(null) : fail({ kind: 'notFound' }),
    'reminders.fit': ({ height }) => {
      ports.reminders.fit(height);
      return ok(null);
    },
    'meeting.join': (ref) => ports.meetings.join(ref),
    'meeting.openLink': (ref) => {
      ports.reminders.makeRoom();
      return ports.meetings.openLink(ref);
    },
    'meeting.openToRespond': (ref) => ports.meetings.openToRespond(ref),
    'meeting.copyLink': (ref) => ports.meetings.copyLink(ref),
    'meeting.mailLate': (request) => ports.meetings.mailLate(request),
    'meeting.copyLate': (request) => ports.meetings.copyLate(request),
    'meeting.copyOwnLink': (ref) => ports.meetings.copyOwnLink(ref),
    'meeting.copyDetails': (ref) => ports.meetings.copyDetails(ref),
    'meeting.copyJoinOption': (ref) => ports.meetings.copyJoinOption(ref),
    'meeting.copyJoinCode': (ref) => ports.meetings.copyJoinCode(ref),
    'brief.of': (request) => ports.history.of(request),
    'brief.looked': (ref) => ports.history.looked(ref),
    'brief.show': (ref) => {
      ports.reminders.makeRoom();
      ports.showMeeting(ref);
      return ok(null);
    },
    ...createNoteHandlers(ports.notes),
    'app.start': async () => ok(await ports.start()),
    'app.info': async () => ok(await ports.info()),
    'app.versions': async () => {
      const { electron, chrome, node } = ports.versions;
      const backend = await ports.backend(false);
      return ok({
        electron: electron ?? '',
        chromium: chrome ?? '',
        node: node ?? '',
        sqlite: backend.ok ? backend.value.sqliteVersion : null,
      });
    },
    'app.licences': async () => ok(await ports.licences()),
    'app.openLogs': () => ports.openLogs(),
    'system.state': async () => ok(await ports.systemState()),
    'system.loginToProxy': async ({ host, keep = false, ...login }) =>
      (await ports.proxyLogins.enter(host, login, keep))
        ? ok(null)
        : fail({ kind: 'invalidRequest', detail: 'no such proxy' }),
    'writing.state': withBackend((backend) => ok(backend.accounts.writingState())),
    'writing.enable': withBackend((backend, { accountId, reach }) =>
      backend.accounts.enableWriting(accountId, reach),
    ),
    'writing.cancel': withBackend((backend) => {
      backend.accounts.cancelConnect();
      return ok(null);
    }),
    'writing.disable': withBackend((backend, { accountId }) => backend.accounts.disableWriting(accountId)),
    'edits.parseQuick': async (request) => ok(await ports.readLine(request)),
    'edits.preview': withBackend((backend, request) => backend.writing.preview(request)),
    'edits.submit': withBackend((backend, request) => backend.writing.submit(request)),
    'edits.saveDraft': withBackend((backend, request) => backend.writing.saveDraft(request)),
    'edits.drafts': withBackend((backend) => backend.writing.drafts()),
    'outbox.list': withBackend((backend) => ok(backend.writing.list())),
    'outbox.undo': withBackend((backend, { opId }) => backend.writing.undo(opId)),
    'outbox.retry': withBackend((backend, { opId }) => backend.writing.retry(opId)),
    'outbox.resolve': withBackend((backend, request) => backend.writing.resolve(request)),
    'outbox.discard': withBackend((backend, { opId }) => backend.writing.discard(opId)),
    'outbox.copyText': withBackend((backend, { opId }) => {
      const text = backend.writing.textOf(opId);
      if (!text.ok) return text;
      ports.copyText(text.value);
      return ok(null);
    }),
    'updates.state': () => ok(ports.updates.state()),
    'updates.check': async () => ok(await ports.updates.check()),
    'updates.install': async () => ((await ports.updates.install()) ? ok(null) : fail({ kind: 'notFound' })),
  };
};

const toRecord = (pass: PassOutcome): PassRecord => ({
  ...pass,
  durationMs: Math.max(0, Date.parse(pass.finishedAt) - Date.parse(pass.startedAt)),
});
