/** [F3] Damage that is found while the app runs: a real file, overwritten while the database is open. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { openVault } from '../../main/accounts/vault.ts';
import { createBackendOpener } from '../../main/backend/backendOpener.ts';
import type { Backend } from '../../main/backend/types.ts';
import { createBackendEvents } from '../../main/backend/backendEvents.ts';
import { feedsOffline } from '../support/noFeeds.ts';
import { createProviders } from '../../main/providers/registry.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { CalendarId } from '../../shared/model.ts';
import type { PassOutcome, SyncStatus } from '../../shared/syncReport.ts';
import { createFakeClock } from '../support/clock.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import { overwrite, pagesOf } from '../support/overwrite.ts';
import { value } from '../support/value.ts';
import { memoryAttention } from '../support/memoryAttention.ts';

const HOME = 'ada@example.com';
const TEAM = 'team@example.com';
const QUIET = 'quiet@example.com';
const ACCOUNT = `google:${HOME}`;
const noKeyring = {
  available: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('none')),
  open: () => Promise.reject(new Error('none')),
};

/** The backend on a file, signed in to a fake Google with a few hundred events, and synced. */
const openSynced = async (options: { readonly keepsSignIn?: 'memory' | 'file' } = {}) => {
  const storage = options.keepsSignIn ?? 'file';
  const profile = mkdtempSync(join(tmpdir(), 'jarvis-damage-'));
  const path = join(profile, 'calendar.db');
  const clock = createFakeClock();
  const google = await startFakeGoogle({ clock });
  const { model } = google;
  model.addCalendar({ id: HOME, summary: 'Home', primary: true });
  model.addCalendar({ id: TEAM, summary: 'Team' });
  model.addCalendar({ id: QUIET, summary: 'Quiet' });
  const insert = (calendarId: string, summary: string, atMs: number): void => {
    model.insert(calendarId, {
      summary,
      description: 'Agenda. '.repeat(60),
      start: { dateTime: new Date(atMs).toISOString() },
      end: { dateTime: new Date(atMs + HOUR_MS).toISOString() },
    });
  };
  for (let n = 0; n < 200; n += 1) {
    insert(n % 2 === 0 ? HOME : TEAM, `Review ${n}`, clock.now() + n * 2 * HOUR_MS);
    model.insert(TEAM, {
      summary: `Weekly ${n}`,
      start: { dateTime: new Date(clock.now() - n * DAY_MS).toISOString(), timeZone: 'Europe/Berlin' },
      end: {
        dateTime: new Date(clock.now() - n * DAY_MS + HOUR_MS).toISOString(),
        timeZone: 'Europe/Berlin',
      },
      recurrence: ['RRULE:FREQ=WEEKLY'],
    });
  }
  const vault = openVault({ path: join(profile, 'vault.json'), keyring: noKeyring, storage });
  const tokens = { ...google.oauth.issue(), expiresAtMs: clock.now() + HOUR_MS, scopes: [] };
  await vault.keep(ACCOUNT, JSON.stringify({ client: { id: 'client-1' }, tokens }));

  const events = createBackendEvents();
  const statuses: SyncStatus[] = [];
  events.statusChanged.on((status) => statuses.push(status));
  const logged: string[] = [];
  const onBug = (error: unknown): void => {
    throw error;
  };
  const { origin } = google;
  const tools = {
    databasePath: path,
    packaged: false,
    clock,
    vault,
    providers: createProviders({
      clock,
      timeZone: () => 'Europe/Berlin',
      endpoints: { apiRoot: origin, tokenUrl: `${origin}/token`, revokeUrl: `${origin}/revoke` },
      client: () => null,
      fetch,
      openSignIn: () => Promise.reject(new Error('Nobody signs in here')),
      writing: {
        fetch: () => Promise.reject(new TypeError('down')),
        closeConnections: () => Promise.resolve(),
      },
      feed: feedsOffline,
    }),
    confirmOther: () => Promise.resolve(false),
    isKeyringMissing: () => true,
    settings: () => ({ ...defaultSettings, tokenStorage: storage }),
    attention: memoryAttention(),
    messages: () => messagesFor('en'),
    events,
    log: (event: string) => void logged.push(event),
    onBug,
  };
  const open = () => createBackendOpener({ clock, events, log: tools.log, onBug, tools: () => tools });
  let opener = open();
  const current = async (): Promise<Backend> => value(await opener.get(true));
  onTestFinished(async () => {
    await opener.current()?.close();
    await google.stop();
    rmSync(profile, { recursive: true });
  });
  const shown = async (): Promise<readonly string[]> => {
    const { store } = await current();
    const titles: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = value(
        store.agenda({
          from: new Date(clock.now() - DAY_MS).toISOString(),
          to: new Date(clock.now() + 20 * DAY_MS).toISOString(),
          timeZone: 'Europe/Berlin',
          ...(cursor != null && { cursor }),
        }),
      );
      titles.push(...page.occurrences.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor !== null);
    return titles;
  };
  await (await current()).engine.request('person');
  value((await current()).store.setVisible({ calendarId: QUIET as CalendarId, visible: false }));
  return {
    clock,
    current,
    events,
    google,
    insert,
    logged,
    opener: () => opener,
    path,
    restart: async (): Promise<void> => {
      await opener.current()?.close();
      opener = open();
    },
    shown,
    statuses,
    asides: () => readdirSync(profile).filter((name) => /\.aside-.*-corrupt(-\d+)?$/.test(name)),
  };
};
type Synced = Awaited<ReturnType<typeof openSynced>>;

/** What a person does: looks at the calendar, searches, presses "Sync now". */
const use = async ({ current, google, insert, clock }: Synced): Promise<void> => {
  insert(TEAM, `New ${google.requests.length}`, clock.now() + 5 * HOUR_MS);
  const { store, engine, inspect } = await current();
  store.agenda({
    from: new Date(clock.now()).toISOString(),
    to: new Date(clock.now() + 30 * DAY_MS).toISOString(),
    timeZone: 'Europe/Berlin',
  });
  await store.search({ query: 'review' });
  inspect();
  await engine.request('person');
};

test.each<readonly [string, (path: string) => void]>([
  ['the header', (path) => overwrite(path, () => [1], { to: 100 })],
  ['the whole first page', (path) => overwrite(path, () => [1])],
  [
    'the inner pages of a table',
    (path) => overwrite(path, pagesOf("name = 'events' AND pagetype = 'internal'")),
  ],
  ['the leaves of a table', (path) => overwrite(path, pagesOf("name = 'events' AND pagetype = 'leaf'"))],
  [
    'what is in the rows, on sound pages',
    (path) => overwrite(path, pagesOf("name = 'events' AND pagetype = 'leaf'"), { from: 2048 }),
  ],
  [
    'indexes',
    (path) => overwrite(path, pagesOf("name LIKE 'sqlite_autoindex_events%' OR name LIKE 'events_%'")),
  ],
  ['the search index', (path) => overwrite(path, pagesOf("name LIKE '%search%'"))],
  ['the accounts', (path) => overwrite(path, pagesOf("name = 'accounts'"))],
  ['every page but the first', (path) => overwrite(path, pagesOf('pageno > 1'))],
])('[F3] damage to %s is found in use: the database is rebuilt at once', async (_name, damage) => {
  const app = await openSynced();
  const before = await app.shown();
  app.google.requests.length = 0;
  const damaged = await app.current();
  damage(app.path);
  app.statuses.length = 0;
  await use(app);

  const rebuilt = await app.current();
  expect(rebuilt).not.toBe(damaged);
  expect(rebuilt.status.current()).toMatchObject({
    lastSuccessAt: null,
    problems: [{ kind: 'storageFailed', cause: 'corrupt' }],
  });
  expect(rebuilt.reminders.isComplete()).toBe(false);
  expect(await rebuilt.engine.request('timer')).toMatchObject({ outcome: 'succeeded', problems: [] });
  expect((await app.shown()).filter((title) => !title.startsWith('New'))).toEqual(before);
  expect(rebuilt.status.current().problems).toEqual([]);
  expect(rebuilt.reminders.isComplete()).toBe(true);
  // Meanwhile nobody was told that everything is fine.
  const well = app.statuses.findIndex(({ lastSuccessAt }) => lastSuccessAt !== null);
  expect(well).toBeGreaterThan(0);
  for (const status of app.statuses.slice(0, well))
    expect(status.problems).toContainEqual({ kind: 'storageFailed', cause: 'corrupt' });
  expect(app.asides()).toHaveLength(1);
  // Nobody has to sign in again.
  expect(app.google.requests.filter(({ endpoint }) => endpoint === 'auth')).toEqual([]);
  expect(app.logged.filter((event) => event === 'store.damaged')).toHaveLength(1);
});

test('[F3] the person’s choices survive: hidden calendars, and a sign-in that is only in memory', async () => {
  const app = await openSynced({ keepsSignIn: 'memory' });
  overwrite(app.path, pagesOf("name = 'events' AND pagetype = 'leaf'"));
  await use(app);
  const { engine, store } = await app.current();
  expect(await engine.request('timer')).toMatchObject({ outcome: 'succeeded', problems: [] });
  expect(value(store.accounts()).map(({ id }) => id)).toEqual([ACCOUNT]);
  const visible = new Map(value(store.calendars()).map((calendar) => [calendar.id, calendar.visible]));
  expect(visible).toEqual(
    new Map([
      [HOME, true],
      [QUIET, false],
      [TEAM, true],
    ]),
  );
});

test('[F3] the rebuilt database is announced, and filled without a request', async () => {
  const app = await openSynced();
  const before = await app.shown();
  overwrite(app.path, pagesOf("name = 'events' AND pagetype = 'leaf'"));
  let agendaChanges = 0;
  app.events.agendaChanged.on(() => void (agendaChanges += 1));
  const passEnded = new Promise<PassOutcome>((resolve) => app.events.passEnded.on(resolve));
  (await app.current()).store.agenda({
    from: new Date(app.clock.now()).toISOString(),
    to: new Date(app.clock.now() + DAY_MS).toISOString(),
    timeZone: 'Europe/Berlin',
  });
  await app.current();
  // The window reads again.
  expect(agendaChanges).toBe(1);
  expect(await passEnded).toMatchObject({ outcome: 'succeeded' });
  expect(await app.shown()).toEqual(before);
});

test('[F3] repeated damage on the same day is reported, not rebuilt in a loop, and rebuilt at the next start', async () => {
  const app = await openSynced();
  const damage = (): void => overwrite(app.path, pagesOf("name = 'events' AND pagetype = 'leaf'"));
  damage();
  await use(app);
  await (await app.current()).engine.request('timer');
  const rebuilt = await app.current();
  damage();
  for (let n = 0; n < 3; n += 1) {
    // oxlint-disable-next-line no-await-in-loop
    await use(app);
    // oxlint-disable-next-line no-await-in-loop
    expect(await app.current()).toBe(rebuilt);
  }
  expect(rebuilt.status.current()).toMatchObject({
    phase: 'idle',
    problems: [{ kind: 'storageFailed', cause: 'damaged' }],
  });
  expect(app.asides()).toHaveLength(1);
  await app.restart();
  expect(await (await app.current()).engine.request('launch')).toMatchObject({ outcome: 'succeeded' });
  expect(app.asides()).toHaveLength(2);
  expect(await app.shown()).toContain('Review 1');
});

test('[F6] a lock is not damage: nothing is moved aside', async () => {
  const app = await openSynced();
  const before = await app.current();
  const other = new Database(app.path);
  onTestFinished(() => void other.close());
  other.exec('BEGIN IMMEDIATE');
  await use(app);
  other.exec('ROLLBACK');
  expect(await app.current()).toBe(before);
  expect(app.asides()).toEqual([]);
  expect(app.logged).not.toContain('store.damaged');
});
