/**
 * The composition root: the only file that knows every room. It builds the house out of store, sync, google
 * and sample, and hands it to the shell, which is all of Electron that there is. Google and the sample are
 * loaded when they are needed: the first paint has no use for them.
 */
import { existsSync } from 'node:fs';
import type { Settings } from '../../shared/settings.ts';
import type { Account } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { isMeeting } from '../../shared/meetings.ts';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { addDays, dateOf, startOfDate } from '../../shared/text/days.ts';
import { planChangeNotices } from '../changeNotifications/planner.ts';
import { furthestMinutes } from '../reminders/rules.ts';
import { planReminders } from '../reminders/planner.ts';
import type { OAuthClient, Tokens } from '../google/google.ts';
import { createAccounts } from '../accounts/accounts.ts';
import type { Connection } from '../accounts/accounts.ts';
import type { House, HouseTools } from './types.ts';
import { live } from '../app/app.ts';
import type { BeginLife } from '../app/app.ts';
import { createStatusFeed } from './syncStatusFeed.ts';
import { openStore } from '../store/open.ts';
import { startIndexing } from '../store/search/indexing.ts';
import type { Store, StoreNotice } from '../store/open.ts';
import { createEngine } from '../sync/engine.ts';
import type { Source } from '../sync/ports.ts';
import { startSchedule } from '../sync/schedule.ts';

/** What the vault keeps of a Google account: its tokens are good only for the client they were given to. */
interface Secret {
  readonly client: OAuthClient;
  readonly tokens: Tokens;
}

/** Most of the app's code, and not needed for the first paint: loaded when an account wants to be synced. */
const loadGoogle = () => import('../google/google.ts');
type Google = Awaited<ReturnType<typeof loadGoogle>>;

/** So that the sample's progress can be seen, as a real account's. */
const samplePageDelayMs = 60;
const revokeWithinMs = 5000;

const connect = (google: Google, tools: HouseTools, secret: Secret): Connection => {
  const { endpoints, fetch } = tools;
  let save = (_secret: string): Promise<unknown> => Promise.resolve();
  const write = (tokens: Tokens): string => JSON.stringify({ client: secret.client, tokens });
  const keeper = google.createTokenKeeper({
    client: secret.client,
    endpoints,
    stored: secret.tokens,
    fetch,
    save: (tokens) => save(write(tokens)),
  });
  return {
    source: google.createGoogleSource({
      accountTokens: keeper,
      fetch,
      ...(endpoints.apiRoot !== undefined && { apiRoot: endpoints.apiRoot }),
    }),
    secret: () => write(keeper.current()),
    onSecret: (listener) => {
      save = listener;
    },
    revoke: async () => {
      await google.revoke(keeper.current(), endpoints, { fetch, deadlineMs: revokeWithinMs });
    },
    stop: () => keeper.stop(),
  };
};

const readSecret = ({ readTokens }: Google, text: string): Secret | null => {
  try {
    const { client, tokens } = JSON.parse(text) as { client?: Partial<OAuthClient>; tokens?: unknown };
    const read = readTokens(tokens);
    if (read === null || typeof client?.id !== 'string') return null;
    return { client: { id: client.id, secret: client.secret ?? null }, tokens: read };
  } catch {
    return null;
  }
};

const signInToGoogle = (
  tools: HouseTools,
  signal: AbortSignal,
): Promise<Result<Connection, Problem>> | null => {
  const client = tools.client();
  if (client === null) return null;
  const { endpoints, fetch, openSignIn } = tools;
  return loadGoogle().then(async (google) => {
    const signedIn = await google.signIn({ client, endpoints, fetch, openBrowser: openSignIn, signal });
    return signedIn.ok ? ok(connect(google, tools, { client, tokens: signedIn.value })) : signedIn;
  });
};

/** A source whose code is loaded at the first question. */
const laterSource = (load: () => Promise<Source>): Source => {
  let loading: Promise<Source> | null = null;
  const source = (): Promise<Source> => (loading ??= load());
  return {
    listCalendars: async (...request) => (await source()).listCalendars(...request),
    listEvents: async (...request) => (await source()).listEvents(...request),
    getEvent: async (...request) => (await source()).getEvent(...request),
  };
};

const sampleSource = async (tools: HouseTools): Promise<Source> => {
  const [{ createSampleSource }, { toChange, toRemoteCalendar }] = await Promise.all([
    import('../sample/source.ts'),
    loadGoogle(),
  ]);
  return createSampleSource({
    clock: tools.clock,
    timeZone: tools.timeZone(),
    toChange,
    toRemoteCalendar,
    pageDelayMs: samplePageDelayMs,
  });
};

/** What a person should hear about the database's opening, until a pass has brought everything back [F3, F5, F7]. */
const noticeProblem = (notice: StoreNotice | null): Problem | null => {
  if (notice === null) return null;
  if (notice.kind === 'readOnly') return { kind: 'storageFailed', cause: 'readOnly' };
  const { cause } = notice;
  return { kind: 'storageFailed', cause: cause === 'migrationFailed' ? 'other' : cause };
};

const openHouse = async (tools: HouseTools): Promise<Result<House, Problem>> => {
  const isFirstStart = !existsSync(tools.databasePath);
  const opened = openStore({
    path: tools.databasePath,
    nowMs: tools.clock.now(),
    onWrite: tools.onWrite,
  });
  if (!opened.ok) return fail({ kind: 'storageFailed', cause: opened.problem.cause });
  const store = opened.value;
  tools.log(store.notice?.kind === 'rebuilt' ? 'store.rebuilt' : 'store.opened');
  return ok(await furnish(tools, store, isFirstStart));
};

const furnish = async (tools: HouseTools, store: Store, isFirstStart: boolean): Promise<House> => {
  const { clock, settings } = tools;
  let notice = noticeProblem(store.notice);

  const accounts = createAccounts({
    store: store.accounts,
    vault: tools.vault,
    signIn: (signal) => signInToGoogle(tools, signal),
    fromSecret: async (text) => {
      const google = await loadGoogle();
      const secret = readSecret(google, text);
      return secret === null ? null : connect(google, tools, secret);
    },
    sampleSource: () => laterSource(() => sampleSource(tools)),
    sampleLabel: tools.messages.settings.sampleAccount,
    now: () => clock.now(),
    cancelPass: () => engine.cancel(),
    onChanged: (change) => {
      tools.log(change === 'connected' ? 'account.connected' : 'account.disconnected');
      tools.onAgendaChanged();
      void engine.request(change === 'connected' ? 'signIn' : 'settingChanged');
    },
  });
  const engine = createEngine({
    clock,
    store: store.sync,
    sourceFor: accounts.sourceFor,
    settings,
    onStatus: () => status.changed(),
    onChanged: tools.onAgendaChanged,
    onBug: tools.onBug,
  });
  const status = createStatusFeed({
    engine: () => engine.status(),
    standing: () => [...(notice === null ? [] : [notice]), ...tools.standing()],
    emit: tools.onStatus,
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
    tools.onPassEnd(outcome);
  });

  // Passes begin once the sign-ins are out of the vault; what is stored can be shown before.
  let schedule: ReturnType<typeof startSchedule> | null = null;
  const beginOnce = async (): Promise<void> => {
    await accounts.open(store.notice?.kind === 'rebuilt');
    if (isFirstStart && !tools.packaged && isEmpty(store.accounts.list())) await accounts.connectSample();
    schedule = startSchedule({
      clock,
      engine,
      interval: () => settings().syncIntervalMinutes,
      onRing: tools.onMinute,
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
      networkBack: () => schedule?.networkBack(),
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
      if (!concerned.ok) return fail({ kind: 'storageFailed', cause: concerned.problem.cause });
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

/** What goes on behind the window. */
export const beginLife: BeginLife = (boot) =>
  live({
    ...boot,
    openHouse,
    parseClientFile: async (text) => {
      const { parseClientFile } = await loadGoogle();
      const parsed = parseClientFile(text);
      return parsed.ok ? parsed.value : null;
    },
  });
