/**
 * What each call of the window does, in terms of the rooms behind it. No Electron and no SQL here: what is
 * asked comes parsed (ipcCall.ts), what the rooms can do comes as ports.
 */
import type { AgendaRange, OccurrenceRef, SearchRequest } from '../../shared/agenda.ts';
import type { AppInfo, AppStart } from '../../shared/contract.ts';
import type { Settings, SystemState } from '../../shared/settings.ts';
import type { PassOutcome, PassRecord } from '../../shared/syncReport.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ReminderAnswer, ShownReminder } from '../../shared/reminders.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { StoreFailure } from '../sync/ports.ts';
import { diagnosticsText } from './diagnostics.ts';
import type { Versions } from './diagnostics.ts';
import type { House } from '../backend/types.ts';
import type { Handlers } from './dispatch.ts';
import { linkOf, openNamed } from '../meetings/links.ts';
import type { LinkDoor, LinkedOccurrence } from '../meetings/links.ts';
import { joinAddress, meetingDetails } from '../meetings/meetingDetails.ts';
import type { MeetingWords } from '../meetings/meetingDetails.ts';
import type { Updates } from '../updates/updater.ts';

export interface HandlerPorts {
  /** The house, waiting for it to open; `again` tries anew when it could not be opened. */
  readonly house: (again: boolean) => Promise<Result<House, Problem>>;
  readonly settings: { get(): Settings; set(change: Partial<Settings>): Settings };
  readonly reminders: {
    list(): readonly ShownReminder[];
    /** False when there is no such reminder (any more). */
    answer(id: string, answer: ReminderAnswer): boolean;
  };
  readonly links: LinkDoor;
  readonly onCalendarsChanged: () => void;
  readonly copyText: (text: string) => void;
  readonly words: () => MeetingWords;
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
  const { links } = ports;

  /** Runs a call inside the open house. */
  const inHouse =
    <Request, Value>(
      call: (house: House, request: Request) => Promise<Result<Value, Problem>> | Result<Value, Problem>,
    ) =>
    async (request: Request): Promise<Result<Value, Problem>> => {
      const house = await ports.house(false);
      return house.ok ? call(house.value, request) : house;
    };

  const find = (house: House, ref: OccurrenceRef): Result<LinkedOccurrence, Problem> => {
    const found = stored(house.store.occurrence(ref));
    if (!found.ok) return found;
    return found.value === null ? fail({ kind: 'notFound' }) : ok(found.value);
  };

  const copy = (text: string | null): Result<null, Problem> => {
    if (text === null) return fail({ kind: 'notFound' });
    ports.copyText(text);
    return ok(null);
  };

  return {
    'agenda.list': inHouse((house, range: AgendaRange) => house.store.agenda(range)),
    'agenda.get': inHouse((house, ref: OccurrenceRef) => {
      const found = find(house, ref);
      if (!found.ok) return found;
      const { htmlLink: _, ...detail } = found.value;
      return ok(detail);
    }),
    'agenda.search': inHouse(async (house, request: SearchRequest) =>
      stored(await house.store.search(request)),
    ),
    'agenda.changes': inHouse((house, request) => stored(house.store.changes(request ?? {}))),
    'sync.request': async (request) => {
      const house = await ports.house(true);
      if (!house.ok) return house;
      const pass = house.value.engine.request('person');
      return ok(request?.mode === 'background' ? null : await pass);
    },
    'sync.status': async () => {
      const house = await ports.house(false);
      return ok(house.ok ? house.value.status.current() : closedStatus(house.problem));
    },
    'sync.history': inHouse((house) => {
      const passes = stored(house.store.history());
      return passes.ok ? ok(passes.value.map(toRecord)) : passes;
    }),
    'sync.inspect': inHouse((house) => stored(house.inspect())),
    'sync.audit': inHouse(async (house, request) => ok(await house.audit(request ?? {}))),
    'sync.resolveSweep': inHouse((house, request) => house.resolveSweep(request)),
    'sync.copyDiagnostics': inHouse(async (house) => {
      const inspected = stored(house.inspect());
      if (!inspected.ok) return inspected;
      const passes = stored(house.store.history());
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
    'accounts.list': inHouse((house) => stored(house.store.accounts())),
    'accounts.connectGoogle': inHouse((house) => house.accounts.connectGoogle()),
    'accounts.cancelConnect': inHouse((house) => {
      house.accounts.cancelConnect();
      return ok(null);
    }),
    'accounts.chooseClientFile': () => ports.chooseClientFile(),
    'accounts.connectSample': inHouse((house) => house.accounts.connectSample()),
    'accounts.disconnect': inHouse((house, { accountId }) => house.accounts.disconnect(accountId)),
    'calendars.list': inHouse((house) => stored(house.store.calendars())),
    'calendars.setVisible': inHouse((house, choice) => {
      const changed = stored(house.store.setVisible(choice));
      if (!changed.ok) return changed;
      if (changed.value === 0) return fail({ kind: 'notFound' });
      ports.onCalendarsChanged();
      if (choice.visible) void house.engine.request('calendarShown');
      return ok(null);
    }),
    'settings.get': () => ok(ports.settings.get()),
    'settings.set': (change) => ok(ports.settings.set(change)),
    'reminders.list': () => ok(ports.reminders.list()),
    'reminders.answer': ({ id, answer }) =>
      ports.reminders.answer(id, answer) ? ok(null) : fail({ kind: 'notFound' }),
    'meeting.join': inHouse((house, ref: OccurrenceRef) => {
      const found = find(house, ref);
      return found.ok
        ? openNamed(found.value.joinUrl ?? null, links, ports.settings.get().joinInApps)
        : found;
    }),
    'meeting.openLink': inHouse((house, { link, ...ref }) => {
      const found = find(house, ref);
      if (!found.ok) return found;
      const apps = link.kind === 'joinOption' ? ports.settings.get().joinInApps : [];
      return openNamed(linkOf(found.value, link), links, apps);
    }),
    'meeting.copyLink': inHouse((house, ref: OccurrenceRef) => {
      const found = find(house, ref);
      return found.ok ? copy(found.value.joinUrl ?? found.value.htmlLink) : found;
    }),
    'meeting.copyDetails': inHouse((house, ref: OccurrenceRef) => {
      const found = find(house, ref);
      return found.ok ? copy(meetingDetails(found.value, ports.words())) : found;
    }),
    'meeting.copyJoinOption': inHouse((house, { index, ...ref }) => {
      const found = find(house, ref);
      return found.ok ? copy(joinAddress(found.value.joinOptions[index])) : found;
    }),
    'app.start': async () => ok(await ports.start()),
    'app.info': async () => ok(await ports.info()),
    'app.versions': async () => {
      const { electron, chrome, node } = ports.versions;
      const house = await ports.house(false);
      return ok({
        electron: electron ?? '',
        chromium: chrome ?? '',
        node: node ?? '',
        sqlite: house.ok ? house.value.sqliteVersion : null,
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

export const stored = <T>(result: Result<T, StoreFailure>): Result<T, Problem> =>
  result.ok ? result : fail({ kind: 'storageFailed', cause: result.problem.cause });

const toRecord = (pass: PassOutcome): PassRecord => ({
  ...pass,
  durationMs: Math.max(0, Date.parse(pass.finishedAt) - Date.parse(pass.startedAt)),
});

/** The status while there is no store to sync into. */
export const closedStatus = (problem: Problem) => ({
  phase: 'idle' as const,
  progress: null,
  lastSuccessAt: null,
  lastAttemptAt: null,
  nextAttemptAt: null,
  problems: [problem],
});
