/**
 * Builds the backend from store, sync, accounts and the rules of the features that read the store. Uses no Electron:
 * what the system provides is passed in as tools, so tests run the same backend.
 */
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '../../shared/settings.ts';
import { refOf } from '../../shared/agenda.ts';
import type { AgendaChange, ChangesRequest, ListedChange } from '../../shared/agendaChanges.ts';
import type { Account, Occurrence } from '../../shared/model.ts';
import { toStorageProblem } from '../../shared/problems.ts';
import type { Problem } from '../../shared/problems.ts';
import { isMeeting, isOwnAllDay } from '../../shared/meetings.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import { rebuildingStatus } from '../../shared/syncReport.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { addDays, dateOf, startOfDate } from '../../shared/text/days.ts';
import { planChangeNotices } from '../changeNotifications/planner.ts';
import { furthestMinutes } from '../reminders/rules.ts';
import { planReminders } from '../reminders/planner.ts';
import type { Backend, BackendTools } from './types.ts';
import { changesWithCollisions } from './changesWithCollisions.ts';
import { readWeekLoad } from './readWeekLoad.ts';
import { createAttentionCalls } from './attentionCalls.ts';
import type { ReadFacts } from '../attention/evaluate.ts';
import { createStatusFeed } from './syncStatusFeed.ts';
import { openStore } from '../store/open.ts';
import { startIndexing } from '../store/search/indexing.ts';
import type { Store, StoreNotice } from '../store/open.ts';
import type { StoreFailure } from '../sync/ports.ts';
import { createCore } from './core.ts';
import { createNoticeAnswers } from './noticeAnswers.ts';
import { createWritingCalls } from './writingCalls.ts';
import { startSchedule } from '../sync/schedule.ts';

/**
 * Returns what the person is told about the opening of the database, until a pass has fetched everything again [F3,
 * F5, F7].
 */
const noticeProblem = (notice: StoreNotice | null): Problem | null => {
  if (notice === null) return null;
  if (notice.kind === 'readOnly') return { kind: 'storageFailed', cause: 'readOnly' };
  const { cause } = notice;
  return { kind: 'storageFailed', cause: cause === 'migrationFailed' ? 'other' : cause };
};

export const createBackend = async (tools: BackendTools): Promise<Result<Backend, Problem>> => {
  const isFirstStart = !existsSync(tools.databasePath);
  let isReplaced = false;
  const opened = openStore({
    path: tools.databasePath,
    nowMs: tools.clock.now(),
    isDamaged: tools.isDamaged === true,
    onWrite: () => tools.events.writing.emit(),
    onDamage: () => (isReplaced = tools.onDamage?.() === true),
  });
  if (!opened.ok) return toStorageProblem(opened);
  const store = opened.value;
  tools.log(store.notice?.kind === 'rebuilt' ? 'store.rebuilt' : 'store.opened');
  return ok(await assemble(tools, store, isFirstStart, () => isReplaced));
};

const assemble = async (
  tools: BackendTools,
  store: Store,
  isFirstStart: boolean,
  isReplaced: () => boolean,
): Promise<Backend> => {
  const { clock, settings, events } = tools;
  let notice = noticeProblem(store.notice);
  const readFacts: ReadFacts = (occurrence) => {
    const found = reads.get(refOf(occurrence));
    if (!found.ok || found.value === null) return null;
    return { organizer: found.value.organizer, guestsOmitted: found.value.attendeesOmitted };
  };
  const attended = <Item extends Occurrence>(occurrences: readonly Item[]): readonly Item[] => {
    const shown = tools.attention.over(occurrences, readFacts);
    return tools.autoJoinChoices?.over(shown) ?? shown;
  };
  const agenda: Backend['store']['agenda'] = (range) => {
    const page = reads.list(range);
    return page.ok ? ok({ ...page.value, occurrences: attended(page.value.occurrences) }) : page;
  };
  const occurrence: Backend['store']['occurrence'] = (ref) => {
    const found = reads.get(ref);
    return found.ok && found.value !== null ? ok(attended([found.value])[0] ?? null) : found;
  };
  const changes = (request: ChangesRequest): Result<readonly AgendaChange[], StoreFailure> => {
    const listed = store.changes.list(request);
    if (!listed.ok) return listed;
    return ok(changesWithCollisions(listed.value, { list: agenda, get: occurrence }, clock.now()));
  };
  const changesWithDetails: Backend['store']['changes'] = ({ details = false, ...request }) => {
    const listed = changes(request);
    if (!details || !listed.ok) return listed;
    const found = store.changes.details(request);
    if (!found.ok) return found;
    const atMs = ({ noticedAt }: ListedChange): number => Date.parse(noticedAt);
    return ok([...listed.value, ...found.value].toSorted((a, b) => atMs(b) - atMs(a)));
  };

  const { accounts, engine, outbox, reads } = createCore(
    {
      clock,
      vault: tools.vault,
      providers: tools.providers,
      sampleLabel: tools.messages().settings.sampleAccount,
      feedLabel: tools.messages().detail.calendar,
      confirmOther: tools.confirmOther,
      settings,
      onProblems: () => status.changed(),
      onAccountsChanged: (change) => {
        tools.log(change === 'connected' ? 'account.connected' : 'account.disconnected');
        events.agendaChanged.emit();
        void engine.request(change === 'connected' ? 'signIn' : 'settingChanged');
      },
      onFileChanged: () => void engine.request('fileChanged'),
      onWritingChanged: () => events.writingChanged.emit(),
      onStatus: () => status.changed(),
      onChanged: () => events.agendaChanged.emit(),
      onBug: tools.onBug,
      outbox: {
        path: join(dirname(tools.databasePath), 'outbox.db'),
        undoSeconds: () => settings().undoSeconds,
        onWrite: () => events.writing.emit(),
        onChanged: () => {
          events.outboxChanged.emit();
          events.agendaChanged.emit();
        },
      },
    },
    store,
  );
  await outbox.openIfPresent();
  const isWritingOn = (): boolean => {
    const listed = store.accounts.list();
    return listed.ok && listed.value.some(({ id }) => accounts.writing(id)?.on === true);
  };
  const writing = createWritingCalls({ door: outbox, clock, isWritingOn });
  const noticeAnswers = createNoticeAnswers({
    writing,
    get: (ref) => reads.get(ref),
    hasAcceptedFrom: store.agenda.hasAcceptedFrom,
  });
  /** Where sign-ins are stored matters only if there are any. */
  const keyringProblems = (): readonly Problem[] =>
    tools.isKeyringMissing() && settings().tokenStorage === 'ask' && accounts.hasSignIns()
      ? [{ kind: 'noKeyring' }]
      : [];
  const status = createStatusFeed({
    // The engine's last status is outdated.
    engine: () => (isReplaced() ? rebuildingStatus : engine.status()),
    standing: () => [
      ...(notice === null ? [] : [notice]),
      ...keyringProblems(),
      ...accounts.problems(),
      ...(tools.otherProblems?.() ?? []),
      ...outbox.problems(),
    ],
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

  // Passes begin once the sign-ins have been read from the vault. What is stored can be shown before.
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
      // The next request tries again: without a schedule nothing would ever sync.
      begun = null;
      tools.onBug(error);
    }));
  /** Calls about accounts or passes wait until the beginning is complete. */
  const afterBegin =
    <Args extends readonly unknown[], Value>(call: (...args: Args) => Promise<Value>) =>
    async (...args: Args): Promise<Value> => {
      await begin();
      return call(...args);
    };
  // When started from source for the first time, the app shows the sample. The window must not ask for accounts
  // before it is there.
  if (isFirstStart) await begin();

  return {
    syncOnce: async () => {
      await accounts.open(store.notice?.kind === 'rebuilt');
      return engine.request('person');
    },
    engine: { request: afterBegin(engine.request) },
    accounts: {
      ...accounts,
      connect: afterBegin(accounts.connect),
      connectSample: afterBegin(accounts.connectSample),
      connectFeed: afterBegin(accounts.connectFeed),
      feedDetails: afterBegin(accounts.feedDetails),
      changeFeed: afterBegin(accounts.changeFeed),
      disconnect: afterBegin(accounts.disconnect),
      enableWriting: afterBegin(accounts.enableWriting),
      disableWriting: afterBegin(accounts.disableWriting),
    },
    status,
    schedule: {
      resumed: () => schedule?.resumed(),
      networkBack: () => {
        void accounts.revokeOwed();
        outbox.current()?.flushAll();
        schedule?.networkBack();
      },
    },
    store: {
      accounts: () => store.accounts.list(),
      calendars: () => store.calendars.list(),
      setVisible: (choice) => store.calendars.setVisible(choice),
      agenda,
      occurrence,
      search: async (request) => {
        const nowMs = clock.now();
        const stored = await inTurns(store.agenda.search(request, nowMs));
        const found = reads.found(request, nowMs, stored);
        return found.ok ? ok({ ...found.value, occurrences: attended(found.value.occurrences) }) : found;
      },
      invitations: () => reads.invitations(clock.now()),
      people: () => store.people(),
      changes: changesWithDetails,
      changesOf: (meeting) => store.changes.ofMeeting(meeting),
      load: (request) => readWeekLoad(request, agenda),
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
      const page = agenda({
        from: new Date(startOfDate(today, timeZone)).toISOString(),
        to: new Date(startOfDate(addDays(today, 2), timeZone)).toISOString(),
        timeZone,
      });
      return page.ok ? page.value.occurrences.filter((each) => isMeeting(each) || isOwnAllDay(each)) : [];
    },
    writing,
    noticeAnswers,
    closingMs: outbox.closingMs,
    attention: createAttentionCalls({ store, attention: tools.attention, readFacts, now: () => clock.now() }),
    reminders: {
      page: (range) => {
        const page = reads.reminded(range);
        if (!page.ok) return page;
        const { occurrences, nextCursor } = page.value;
        const shown = attended(occurrences.map(({ occurrence }) => occurrence));
        return ok({
          occurrences: occurrences.map((each, index) => ({
            ...each,
            occurrence: shown[index] ?? each.occurrence,
          })),
          nextCursor,
        });
      },
      furthestMinutes: (rules, nowMs) =>
        furthestMinutes(rules, () => {
          const toMs = nowMs + MOST_REMINDER_MINUTES * 60_000;
          const furthest = store.agenda.reminders.furthestMinutes(nowMs, toMs);
          return furthest.ok ? furthest.value : 0;
        }),
      isComplete: () => engine.status().lastSuccessAt !== null,
      plan: planReminders,
    },
    changeNotices: {
      since: (since) => {
        const listed = changes({ since });
        return listed.ok ? listed.value : null;
      },
      eventOf: (change) => {
        const event = reads.get(change);
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
      await outbox.close();
      await engine.stop();
      status.stop();
      await store.close();
    },
  };
};

/** Runs work in steps, with a turn of the event loop between them. */
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
