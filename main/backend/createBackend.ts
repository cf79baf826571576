/**
 * Builds the backend from store, sync, accounts and the rules of the features that read the store. No Electron here:
 * what the system has to give comes in as tools, so tests run the same backend.
 */
import { existsSync } from 'node:fs';
import type { Settings } from '../../shared/settings.ts';
import type { Account } from '../../shared/model.ts';
import { toStorageProblem } from '../../shared/problems.ts';
import type { Problem } from '../../shared/problems.ts';
import { isMeeting } from '../../shared/meetings.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { addDays, dateOf, startOfDate } from '../../shared/text/days.ts';
import { planChangeNotices } from '../changeNotifications/planner.ts';
import { furthestMinutes } from '../reminders/rules.ts';
import { planReminders } from '../reminders/planner.ts';
import { createAccounts } from '../accounts/accounts.ts';
import type { Backend, BackendTools } from './types.ts';
import { createStatusFeed } from './syncStatusFeed.ts';
import { openStore } from '../store/open.ts';
import { startIndexing } from '../store/search/indexing.ts';
import type { Store, StoreNotice } from '../store/open.ts';
import { createEngine } from '../sync/engine.ts';
import { startSchedule } from '../sync/schedule.ts';

/** What a person should hear about the database's opening, until a pass has brought everything back [F3, F5, F7]. */
const noticeProblem = (notice: StoreNotice | null): Problem | null => {
  if (notice === null) return null;
  if (notice.kind === 'readOnly') return { kind: 'storageFailed', cause: 'readOnly' };
  const { cause } = notice;
  return { kind: 'storageFailed', cause: cause === 'migrationFailed' ? 'other' : cause };
};

export const createBackend = async (tools: BackendTools): Promise<Result<Backend, Problem>> => {
  const isFirstStart = !existsSync(tools.databasePath);
  const opened = openStore({
    path: tools.databasePath,
    nowMs: tools.clock.now(),
    onWrite: () => tools.events.writing.emit(),
  });
  if (!opened.ok) return toStorageProblem(opened);
  const store = opened.value;
  tools.log(store.notice?.kind === 'rebuilt' ? 'store.rebuilt' : 'store.opened');
  return ok(await assemble(tools, store, isFirstStart));
};

const assemble = async (tools: BackendTools, store: Store, isFirstStart: boolean): Promise<Backend> => {
  const { clock, settings, events } = tools;
  let notice = noticeProblem(store.notice);

  const accounts = createAccounts({
    store: store.accounts,
    vault: tools.vault,
    providers: tools.providers,
    sampleLabel: tools.messages.settings.sampleAccount,
    now: () => clock.now(),
    betweenPasses: (work) => engine.betweenPasses(work),
    confirmOther: tools.confirmOther,
    onProblems: () => status.changed(),
    onChanged: (change) => {
      tools.log(change === 'connected' ? 'account.connected' : 'account.disconnected');
      events.agendaChanged.emit();
      void engine.request(change === 'connected' ? 'signIn' : 'settingChanged');
    },
  });
  const engine = createEngine({
    clock,
    store: store.sync,
    sourceFor: accounts.sourceFor,
    settings,
    onStatus: () => status.changed(),
    onChanged: () => events.agendaChanged.emit(),
    onBug: tools.onBug,
  });
  /** Where to keep sign-ins matters once there is one. */
  const keyringProblems = (): readonly Problem[] =>
    tools.isKeyringMissing() && settings().tokenStorage === 'ask' && accounts.hasSignIns()
      ? [{ kind: 'noKeyring' }]
      : [];
  const status = createStatusFeed({
    engine: () => engine.status(),
    standing: () => [...(notice === null ? [] : [notice]), ...keyringProblems(), ...accounts.problems()],
    emit: (current) => events.statusChanged.emit(current),
    clock,
  });
  const indexing = startIndexing({
    clock,
    step: () => store.searchIndex.step(),
    isBusy: () => engine.status().phase === 'syncing',
  });
  engine.onPassEnd((outcome) => {
    indexing.wake();
    if (outcome.outcome === 'succeeded' && store.notice?.kind === 'rebuilt') notice = null;
    void accounts.revokeOwed();
    events.passEnded.emit(outcome);
  });

  // Passes begin once the sign-ins are out of the vault; what is stored can be shown before.
  let schedule: ReturnType<typeof startSchedule> | null = null;
  const beginOnce = async (): Promise<void> => {
    await accounts.open(isFirstStart || store.notice?.kind === 'rebuilt');
    if (isFirstStart && !tools.packaged && isEmpty(store.accounts.list())) await accounts.connectSample();
    schedule = startSchedule({
      clock,
      engine,
      interval: () => settings().syncIntervalMinutes,
      onRing: () => events.minute.emit(),
    });
  };
  let begun: Promise<void> | null = null;
  const begin = (): Promise<void> =>
    (begun ??= beginOnce().catch((error: unknown) => {
      // Whoever wants something next tries again: without a schedule nothing would ever sync.
      begun = null;
      tools.onBug(error);
    }));
  /** What concerns accounts or wants a pass does not overtake the beginning. */
  const afterBegin =
    <Args extends readonly unknown[], Value>(call: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      await begin();
      return call(...args);
    };
  // From source a first start shows the sample: the window is not to ask before who is here.
  if (isFirstStart) await begin();

  return {
    engine: { request: afterBegin(engine.request) },
    accounts: {
      ...accounts,
      connectGoogle: afterBegin(accounts.connectGoogle),
      connectSample: afterBegin(accounts.connectSample),
      disconnect: afterBegin(accounts.disconnect),
    },
    status,
    schedule: {
      resumed: () => schedule?.resumed(),
      networkBack: () => {
        void accounts.revokeOwed();
        schedule?.networkBack();
      },
    },
    store: {
      accounts: () => store.accounts.list(),
      calendars: () => store.calendars.list(),
      setVisible: (choice) => store.calendars.setVisible(choice),
      agenda: (range) => store.agenda.list(range),
      occurrence: (ref) => store.agenda.get(ref),
      search: (request) => inTurns(store.agenda.search(request, clock.now())),
      changes: (request) => store.changes.list(request),
      history: () => store.passes.list(),
    },
    sqliteVersion: store.sqliteVersion,
    inspect: () => {
      const stored = store.calendars.inspect();
      if (!stored.ok) return stored;
      const nowMs = clock.now();
      return ok(
        stored.value.map(({ account, retryAtMs, calendars }) => ({
          account,
          calendars,
          problems: engine.problemsOf(account.id),
          retryAt: retryAtMs !== null && retryAtMs > nowMs ? new Date(retryAtMs).toISOString() : null,
        })),
      );
    },
    audit: afterBegin((scope) => engine.audit(scope)),
    resolveSweep: async (decision) => {
      const concerned = store.calendars.resolveSweep(decision);
      if (!concerned.ok) return toStorageProblem(concerned);
      return concerned.value === 0 ? fail({ kind: 'notFound' }) : ok(await engine.request('sweepResolved'));
    },
    meetings: (nowMs, timeZone) => {
      const today = dateOf(nowMs, timeZone);
      const page = store.agenda.list({
        from: new Date(startOfDate(today, timeZone)).toISOString(),
        to: new Date(startOfDate(addDays(today, 2), timeZone)).toISOString(),
        timeZone,
      });
      return page.ok ? page.value.occurrences.filter(isMeeting) : [];
    },
    reminders: {
      page: (range) => store.agenda.reminders.page(range),
      furthestMinutes: (rules, nowMs) =>
        furthestMinutes(rules, () => {
          const toMs = nowMs + MOST_REMINDER_MINUTES * 60_000;
          const furthest = store.agenda.reminders.furthestMinutes(nowMs, toMs);
          return furthest.ok ? furthest.value : 0;
        }),
      plan: planReminders,
    },
    changeNotices: {
      since: (since) => {
        const changes = store.changes.list({ since });
        return changes.ok ? changes.value : null;
      },
      eventOf: (change) => {
        const event = store.agenda.get(change);
        if (!event.ok || event.value === null) return null;
        const { end, eventType, selfResponse, organizer } = event.value;
        return { end, eventType, selfResponse, organizerIsSelf: organizer?.self ?? null };
      },
      isOwn: ({ accountId, calendarId }) => {
        const calendars = store.calendars.list();
        return (
          calendars.ok &&
          calendars.value.some(
            ({ accountId: account, id, primary }) => primary && account === accountId && id === calendarId,
          )
        );
      },
      plan: planChangeNotices,
    },
    begin: () => void begin(),
    settingsChanged: (before: Settings, after: Settings) => {
      if (after.syncIntervalMinutes !== before.syncIntervalMinutes) schedule?.settingsChanged();
      if (after.reachBack !== before.reachBack) void engine.request('settingChanged');
    },
    close: async () => {
      accounts.cancelConnect();
      schedule?.stop();
      indexing.stop();
      await engine.stop();
      status.stop();
      await store.close();
    },
  };
};

/** Runs work that comes in steps, with a turn of the event loop between them. */
const inTurns = async <T>(work: Generator<void, T>): Promise<T> => {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setImmediate(resolve));
  }
};

const isEmpty = (accounts: Result<readonly Account[], unknown>): boolean =>
  accounts.ok && accounts.value.length === 0;
