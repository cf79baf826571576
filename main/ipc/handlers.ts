/**
 * What each call of the window does. No Electron and no SQL here: requests come parsed (dispatch.ts), and what the rest
 * of the app can do comes as ports.
 */
import type { AgendaRange, OccurrenceRef, SearchRequest } from '../../shared/agenda.ts';
import type { AppInfo, AppStart } from '../../shared/contract.ts';
import type { Settings, SystemState } from '../../shared/settings.ts';
import { closedStatus } from '../../shared/syncReport.ts';
import type { PassOutcome, PassRecord } from '../../shared/syncReport.ts';
import { toStorageProblem } from '../../shared/problems.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ReminderAnswer, ShownReminder } from '../../shared/reminders.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { diagnosticsText } from './diagnostics.ts';
import type { Versions } from './diagnostics.ts';
import type { Backend } from '../backend/types.ts';
import type { Handlers } from './dispatch.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import type { MeetingActions } from '../meetings/meetingActions.ts';
import type { SavedSettings } from '../settings/settingsFile.ts';
import type { Updates } from '../updates/updater.ts';

export interface HandlerPorts {
  /** Waits for the backend to open; `again` retries when it could not be opened. */
  readonly backend: (again: boolean) => Promise<Result<Backend, Problem>>;
  readonly settings: { get(): Settings; save(change: Partial<Settings>): SavedSettings };
  readonly reminders: {
    list(): readonly ShownReminder[];
    /** False when there is no such reminder (any more). */
    answer(id: string, answer: ReminderAnswer): boolean;
  };
  readonly findMeeting: (ref: OccurrenceRef) => Promise<Result<LinkedOccurrence, Problem>>;
  readonly meetings: MeetingActions;
  readonly onCalendarsChanged: () => void;
  readonly copyText: (text: string) => void;
  readonly start: () => Promise<AppStart>;
  readonly info: () => Promise<AppInfo>;
  readonly systemState: () => Promise<SystemState>;
  readonly updates: Pick<Updates, 'state' | 'check' | 'install'>;
  readonly versions: Versions;
  readonly licences: () => Promise<string>;
  /** Fails when the system has nothing to show a folder with. */
  readonly openLogs: () => Promise<Result<null, Problem>>;
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
    'sync.request': async (request) => {
      const backend = await ports.backend(true);
      if (!backend.ok) return backend;
      const pass = backend.value.engine.request('person');
      return ok(request?.mode === 'background' ? null : await pass);
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
      backend.accounts.connectGoogle(request?.accountId),
    ),
    'accounts.cancelConnect': withBackend((backend) => {
      backend.accounts.cancelConnect();
      return ok(null);
    }),
    'accounts.chooseClientFile': () => ports.chooseClientFile(),
    'accounts.connectSample': withBackend((backend) => backend.accounts.connectSample()),
    'accounts.disconnect': withBackend((backend, { accountId }) => backend.accounts.disconnect(accountId)),
    'calendars.list': withBackend((backend) => toStorageProblem(backend.store.calendars())),
    'calendars.setVisible': withBackend((backend, choice) => {
      const changed = toStorageProblem(backend.store.setVisible(choice));
      if (!changed.ok) return changed;
      if (changed.value === 0) return fail({ kind: 'notFound' });
      ports.onCalendarsChanged();
      if (choice.visible) void backend.engine.request('calendarShown');
      return ok(null);
    }),
    'settings.get': () => ok(ports.settings.get()),
    'settings.set': (change) => {
      const { settings, refused } = ports.settings.save(change);
      return refused === null ? ok(settings) : fail({ kind: 'storageFailed', cause: refused });
    },
    'reminders.list': () => ok(ports.reminders.list()),
    'reminders.answer': ({ id, answer }) =>
      ports.reminders.answer(id, answer) ? ok(null) : fail({ kind: 'notFound' }),
    'meeting.join': (ref) => ports.meetings.join(ref),
    'meeting.openLink': (ref) => ports.meetings.openLink(ref),
    'meeting.copyLink': (ref) => ports.meetings.copyLink(ref),
    'meeting.copyDetails': (ref) => ports.meetings.copyDetails(ref),
    'meeting.copyJoinOption': (ref) => ports.meetings.copyJoinOption(ref),
    'meeting.copyJoinCode': (ref) => ports.meetings.copyJoinCode(ref),
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
    'updates.state': () => ok(ports.updates.state()),
    'updates.check': async () => ok(await ports.updates.check()),
    'updates.install': async () => ((await ports.updates.install()) ? ok(null) : fail({ kind: 'notFound' })),
  };
};

const toRecord = (pass: PassOutcome): PassRecord => ({
  ...pass,
  durationMs: Math.max(0, Date.parse(pass.finishedAt) - Date.parse(pass.startedAt)),
});
