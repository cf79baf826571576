/** Faults of the network and of Google, from the socket to what a person is told, and back to the true state. */
import { describe, expect, test } from 'vitest';
import { en } from '../../shared/messages/en.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { CalendarId } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import type { Fault } from '../support/fakeGoogle/index.ts';
import { DAY, HOME, HOUR, MINUTE, START_MS, ZONE, meeting, openTestApp } from './testApp.ts';
import type { TestApp } from './testApp.ts';

const TEAM = 'team@example.com';
const CLUB = 'club@example.com';
const format = createFormat({ locale: 'en-GB', timeZone: ZONE });
const everywhere = { on: ['calendarList', 'events', 'event', 'token'], times: 1e6 } as const;
const sentences = (app: TestApp): string[] =>
  app.problems().map((problem) => problemText(en, problem, format).sentence);
const iso = (ms: number): string => new Date(ms).toISOString();

/** Three calendars of one page each, synced. */
const openSynced = async (options: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> => {
  const app = await openTestApp({ pageLimit: 20, ...options });
  app.model.addCalendar({ id: TEAM, summary: 'Team' });
  app.model.addCalendar({ id: CLUB, summary: 'Club' });
  for (const [index, id] of [HOME, TEAM, CLUB].entries()) {
    for (let n = 0; n < 15; n += 1) {
      app.model.insert(id, meeting(`Meeting ${n}`, START_MS + n * DAY + index * HOUR));
    }
  }
  expect(await app.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  app.asked();
  return app;
};
/** Fifty more events: three pages of changes. */
const addPages = (app: TestApp): void => {
  for (let n = 0; n < 50; n += 1) app.model.insert(TEAM, meeting(`More ${n}`, START_MS + n * HOUR));
};
const account = (app: TestApp) => {
  const accounts = app.store.sync.accounts();
  if (!accounts.ok || accounts.value[0] === undefined) throw new Error('no account');
  return accounts.value[0];
};

describe('[F8] changes whose second page fails', () => {
  test.each<[string, Fault]>([
    ['in the middle of its body', { kind: 'cut', afterBytes: 300 }],
    ['before its first byte', { kind: 'reset' }],
    ['in the middle of its JSON', { kind: 'garbage' }],
  ])('%s leave the token unchanged, and all of them come the next time', async (_name, fault) => {
    const app = await openSynced();
    const token = app.token(TEAM);
    const gone = app.ids(TEAM)[0]!;
    addPages(app);
    app.model.delete(TEAM, gone);
    app.google.faults.add(fault, { calendarId: TEAM, page: 2 });
    expect(await app.sync()).toMatchObject({ outcome: 'partial', counts: { swept: 0 } });
    expect(app.token(TEAM)).toBe(token);
    expect(app.ids(TEAM)).toContain(gone);
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', mode: 'incremental', problems: [] });
    app.expectTruth();
  });
});

test('[F10] a rejected token: only its calendar is listed in full, and the old rows are shown until the end', async () => {
  const app = await openSynced();
  addPages(app);
  await app.sync();
  const before = app.agenda();
  const gone = app.ids(TEAM)[0]!;
  app.model.delete(TEAM, gone);
  app.model.expireTokens(TEAM);
  app.asked();
  // The rejection comes late: the other calendars have their new tokens by then, and must keep them.
  app.google.faults.add({ kind: 'slow', delayMs: 100 }, { calendarId: TEAM, page: 1 });
  app.google.faults.add({ kind: 'hang' }, { calendarId: TEAM, page: 3 });
  const pass = app.sync();
  await app.idle();
  // In the middle of the full listing.
  expect(app.agenda()).toEqual(before);
  await app.clock.advance(30_000);
  expect(await pass).toMatchObject({ outcome: 'partial' });
  expect(app.agenda()).toEqual(before);
  expect(await app.sync()).toMatchObject({ outcome: 'succeeded', counts: { swept: 1 } });
  app.expectTruth();
  const full = app.asked().filter(({ endpoint, query }) => endpoint === 'events' && !query['syncToken']);
  expect(new Set(full.map(({ calendarId }) => calendarId))).toEqual(new Set([TEAM]));
});

describe('[F11] a storm', () => {
  const limits: readonly (readonly [string, Fault])[] = [
    ['429', { kind: 'status', status: 429, body: '429_rateLimitExceeded' }],
    ['403 rateLimitExceeded', { kind: 'status', status: 403, body: '403_rateLimitExceeded' }],
    ['503', { kind: 'status', status: 503 }],
    ['500', { kind: 'status', status: 500, body: '500_backendError' }],
  ];
  test.each(limits)(
    'of %s for two hours with restarts: few requests, a wait that grows and survives, then the true state',
    async (_name, fault) => {
      const app = await openSynced();
      app.model.insert(TEAM, meeting('New', START_MS + DAY));
      app.google.faults.add(fault, everywhere);
      app.startSchedule(5);
      let waited = 0;
      for (let restarts = 0; restarts < 4; restarts += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await app.tick(30 * MINUTE);
        const { backoffUntilMs, failures } = account(app);
        expect(failures).toBeGreaterThan(restarts);
        // It says when it tries again, and does so.
        expect(Date.parse(app.status().nextAttemptAt ?? '')).toBe(backoffUntilMs);
        app.asked();
        // oxlint-disable-next-line no-await-in-loop
        await app.restart();
        app.startSchedule(5);
        // oxlint-disable-next-line no-await-in-loop
        await app.idle();
        expect(app.asked()).toEqual([]);
        expect(account(app)).toMatchObject({ backoffUntilMs, failures });
        expect(app.problems()).toHaveLength(1);
        waited = Math.max(waited, (backoffUntilMs ?? 0) - app.clock.now());
      }
      expect(waited).toBeGreaterThan(MINUTE);
      const asked = app.passes.filter(({ counts, problems }) => counts.pages === 0 && problems.length > 0);
      expect(asked.length).toBeLessThanOrEqual(40);
      app.google.faults.clear();
      await app.tick(31 * MINUTE);
      expect(app.problems()).toEqual([]);
      expect(account(app)).toMatchObject({ backoffUntilMs: null, retryAtMs: null, failures: 0 });
      app.expectTruth();
    },
  );

  test('with Retry-After: no request before that, not for the person and not after a restart; the text says until when', async () => {
    const app = await openSynced();
    app.model.insert(TEAM, meeting('New', START_MS + DAY));
    const fault = { kind: 'status', status: 503, retryAfter: 3600 } as const;
    app.google.faults.add({ ...fault, status: 429 }, { ...everywhere, times: 1 });
    app.startSchedule(5);
    await app.idle();
    const untilMs = START_MS + HOUR;
    expect(app.problems()).toEqual([{ kind: 'rateLimited', retryAt: iso(untilMs) }]);
    expect(sentences(app)[0]).toContain(format.time(untilMs));
    expect(app.status().nextAttemptAt).toBe(iso(untilMs));
    app.asked();
    await app.tick(20 * MINUTE);
    await app.sync('person');
    await app.restart();
    app.startSchedule(5);
    await app.tick(39 * MINUTE);
    app.schedule?.resumed();
    app.schedule?.networkBack();
    await app.sync('person');
    expect(app.asked()).toEqual([]);
    expect(sentences(app)[0]).toContain(format.time(untilMs));
    await app.tick(2 * MINUTE);
    expect(app.asked().length).toBeGreaterThan(0);
    expect(app.problems()).toEqual([]);
    app.expectTruth();
  });
});

describe('[F12] a withdrawn consent', () => {
  test('stops the sync, keeps what is stored, shows one problem, and is solved by one sign-in', async () => {
    const app = await openSynced();
    const before = app.agenda();
    app.model.insert(TEAM, meeting('New', START_MS + DAY));
    app.google.oauth.withdraw();
    app.startSchedule(5);
    await app.tick(3 * HOUR);
    const problem = { kind: 'signInRequired', accountId: app.accountId, reason: 'revoked' } as const;
    expect(app.problems()).toEqual([problem]);
    expect(problemText(en, problem, format)).toMatchObject({ action: { do: 'signIn' } });
    expect(app.agenda()).toEqual(before);
    const asked = app.asked();
    // The refresh token is invalid: Google said so once, and no browser was opened.
    expect(asked.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1);
    expect(asked.filter(({ endpoint }) => endpoint === 'auth')).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(2);
    await app.restart();
    await app.sync('launch');
    expect(app.agenda()).toEqual(before);
    expect(app.problems()).toMatchObject([{ kind: 'signInRequired' }]);
    expect(await app.accounts.connect('google')).toMatchObject({ ok: true });
    expect(await app.sync('signIn')).toMatchObject({ outcome: 'succeeded', problems: [] });
    app.expectTruth();
    expect(await app.sync('timer')).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
  });

  test('an expired access token is nobody’s concern: refreshed once, unnoticed, and stored', async () => {
    const app = await openSynced();
    app.startSchedule(10);
    await app.tick(5 * HOUR);
    expect(app.passes.every(({ problems }) => problems.length === 0)).toBe(true);
    const refreshes = app.asked().filter(({ endpoint }) => endpoint === 'token').length;
    expect(refreshes).toBeGreaterThanOrEqual(4);
    expect(refreshes).toBeLessThanOrEqual(6);
    await app.restart();
    expect(await app.sync('launch')).toMatchObject({ outcome: 'succeeded' });
    expect(app.asked().filter(({ endpoint }) => endpoint === 'token')).toEqual([]);
  });
});

describe('[F13] a calendar that returns', () => {
  test.each([
    ['403', 'forbidden', 'calendarForbidden'],
    ['404', 'notFound', 'calendarGone'],
  ] as const)(
    '%s: the others are synced, its events stay, and it recovers by itself',
    async (_name, how, kind) => {
      const app = await openSynced();
      const rows = app.ids(TEAM);
      app.model.loseAccess(TEAM, how);
      app.model.insert(TEAM, meeting('Unseen', START_MS + DAY));
      app.model.insert(CLUB, meeting('New', START_MS + DAY));
      app.model.insert(HOME, meeting('New', START_MS + DAY));
      expect(await app.sync('timer')).toMatchObject({
        outcome: 'partial',
        counts: { calendars: 2, upserted: 2, removed: 0, swept: 0 },
        problems: [{ kind, calendarId: TEAM }],
      });
      expect(app.ids(TEAM)).toEqual(rows);
      const [problem] = app.problems();
      expect(problemText(en, problem!, format, (id: CalendarId) => `the ${id}`).sentence).toContain(TEAM);
      expect(account(app)).toMatchObject({ failures: 0, backoffUntilMs: null });
      app.model.regainAccess(TEAM);
      expect(await app.sync('timer')).toMatchObject({ outcome: 'succeeded', problems: [] });
      app.expectTruth();
    },
  );
});

describe('[F14] without a connection to Google', () => {
  test('offline for hours: the last synced state stays, with its time; few attempts are made, and everything recovers', async () => {
    const app = await openSynced();
    const before = app.agenda();
    const { lastSuccessAt } = app.status();
    app.network.up = false;
    app.model.insert(TEAM, meeting('New', START_MS + DAY));
    app.startSchedule(5);
    await app.tick(6 * HOUR);
    expect(app.problems()).toEqual([{ kind: 'offline' }]);
    expect(sentences(app)).toEqual(['You’re offline. Showing events from the last sync.']);
    expect(app.status().lastSuccessAt).toBe(lastSuccessAt);
    expect(en.sync.synced(format.relative(Date.parse(lastSuccessAt ?? ''), app.clock.now()))).toBe(
      'Synced 6\u00a0h ago',
    );
    expect(app.agenda()).toEqual(before);
    // At most every five minutes once the first tries are over.
    expect(app.passes.length).toBeLessThanOrEqual((6 * HOUR) / (2 * MINUTE));
    app.network.up = true;
    app.schedule?.networkBack();
    await app.idle();
    expect(app.problems()).toEqual([]);
    app.expectTruth();
  });

  test.each<[string, Fault]>([
    ['a page with 200', { kind: 'html' }],
    ['a page with 511', { kind: 'html', status: 511 }],
    ['a redirect', { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/login' } }],
    ['JSON of something else', { kind: 'edit', edit: () => ({ hello: 'guest', items: 'none' }) }],
    ['an empty listing of nothing', { kind: 'edit', edit: () => ({}) }],
  ])('a captive portal with %s, even at a refresh, is never an empty calendar', async (_name, fault) => {
    const app = await openSynced();
    const before = app.agenda();
    const tokens = [HOME, TEAM, CLUB].map(app.token);
    app.google.faults.add(fault, everywhere);
    app.startSchedule(5);
    // Long enough for the access token to expire.
    await app.tick(2 * HOUR);
    expect(app.problems().map(({ kind }) => kind)).toEqual(['unexpectedReply']);
    expect(sentences(app)[0]).toMatch(/sign-in page/);
    expect(app.agenda()).toEqual(before);
    expect([HOME, TEAM, CLUB].map(app.token)).toEqual(tokens);
    expect(app.passes.length).toBeLessThanOrEqual(40);
    app.google.faults.clear();
    app.model.insert(TEAM, meeting('New', START_MS + DAY));
    expect(await app.sync('person')).toMatchObject({
      outcome: 'succeeded',
      mode: 'incremental',
      problems: [],
    });
    app.expectTruth();
  });
});

describe('[F15] a socket that stalls', () => {
  test('ends the pass at its deadline, whatever stalls; “Sync now” meanwhile is one more attempt, and works afterwards', async () => {
    const app = await openSynced();
    app.model.insert(TEAM, meeting('New', START_MS + DAY));
    for (const stalled of ['calendarList', 'events'] as const) {
      const heal = app.google.faults.add({ kind: 'hang' }, { on: stalled, times: 1e6 });
      app.asked();
      const pass = app.sync('timer');
      // oxlint-disable-next-line no-await-in-loop
      await app.idle();
      expect(app.status().phase).toBe('syncing');
      const pressed = [app.sync('person'), app.sync('person')];
      const beganMs = app.clock.now();
      // oxlint-disable-next-line no-await-in-loop
      await app.tick(90_000);
      // oxlint-disable-next-line no-await-in-loop
      const outcomes = await Promise.all([pass, ...pressed]);
      for (const outcome of outcomes) expect(outcome.problems).toMatchObject([{ kind: 'googleUnavailable' }]);
      expect(Date.parse(outcomes[0].finishedAt) - beganMs).toBeLessThanOrEqual(60_000);
      expect(app.google.hanging()).toBe(0);
      expect(app.status().phase).toBe('idle');
      heal();
      // oxlint-disable-next-line no-await-in-loop
      expect(await app.sync('person')).toMatchObject({ outcome: 'succeeded', problems: [] });
    }
    app.expectTruth();
  });

  test('does so by the machine’s real clock too', async () => {
    // Long enough for a busy machine to read what does not stall.
    const app = await openSynced({ deadlineMs: 3_000 });
    app.google.faults.add({ kind: 'hang' }, { on: 'events', times: 3 });
    expect(await app.sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'googleUnavailable', detail: 'timeout' }],
    });
    expect(await app.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  });

  test('during a refresh of the access token that never ends does not block a pass', async () => {
    const app = await openSynced();
    await app.clock.advance(2 * HOUR);
    app.google.faults.add({ kind: 'hang' }, { on: 'token', times: 1 });
    const pass = app.sync('timer');
    await app.idle();
    await app.tick(90_000);
    expect(await pass).toMatchObject({ problems: [{ kind: 'googleUnavailable' }] });
  });
});
