/** Faults of the network and of Google, from the socket to what a person is told, and back to the truth. */
import { describe, expect, test } from 'vitest';
import { en } from '../../shared/messages/en.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { CalendarId } from '../../shared/model.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import type { Fault } from '../support/fakeGoogle/index.ts';
import { DAY, HOME, HOUR, MINUTE, START_MS, ZONE, meeting, createBackend } from './testApp.ts';
import type { Backend } from './testApp.ts';

const TEAM = 'team@example.com';
const CLUB = 'club@example.com';
const format = createFormat({ locale: 'en-GB', timeZone: ZONE });
const everywhere = { on: ['calendarList', 'events', 'event', 'token'], times: 1e6 } as const;
const sentences = (house: Backend): string[] =>
  house.problems().map((problem) => problemText(en, problem, format).sentence);
const iso = (ms: number): string => new Date(ms).toISOString();

/** Three calendars of one page each, synced. */
const openSynced = async (options: Parameters<typeof createBackend>[0] = {}): Promise<Backend> => {
  const house = await createBackend({ pageLimit: 20, ...options });
  house.model.addCalendar({ id: TEAM, summary: 'Team' });
  house.model.addCalendar({ id: CLUB, summary: 'Club' });
  for (const [index, id] of [HOME, TEAM, CLUB].entries()) {
    for (let n = 0; n < 15; n += 1) {
      house.model.insert(id, meeting(`Meeting ${n}`, START_MS + n * DAY + index * HOUR));
    }
  }
  expect(await house.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  house.asked();
  return house;
};
/** Fifty more events: three pages of changes. */
const addPages = (house: Backend): void => {
  for (let n = 0; n < 50; n += 1) house.model.insert(TEAM, meeting(`More ${n}`, START_MS + n * HOUR));
};
const account = (house: Backend) => {
  const accounts = house.store.sync.accounts();
  if (!accounts.ok || accounts.value[0] === undefined) throw new Error('no account');
  return accounts.value[0];
};

describe('[F8] changes whose second page breaks off', () => {
  test.each<[string, Fault]>([
    ['in the middle of its body', { kind: 'cut', afterBytes: 300 }],
    ['before its first byte', { kind: 'reset' }],
    ['in the middle of its JSON', { kind: 'garbage' }],
  ])('%s leave the token as it was, and all of them come the next time', async (_name, fault) => {
    const house = await openSynced();
    const token = house.token(TEAM);
    const gone = house.ids(TEAM)[0]!;
    addPages(house);
    house.model.delete(TEAM, gone);
    house.google.faults.add(fault, { calendarId: TEAM, page: 2 });
    expect(await house.sync()).toMatchObject({ outcome: 'partial', counts: { swept: 0 } });
    expect(house.token(TEAM)).toBe(token);
    expect(house.ids(TEAM)).toContain(gone);
    expect(await house.sync()).toMatchObject({ outcome: 'succeeded', mode: 'incremental', problems: [] });
    house.expectTruth();
  });
});

test('[F10] a refused token: its calendar alone is listed in full, and what was there shows until the end', async () => {
  const house = await openSynced();
  addPages(house);
  await house.sync();
  const before = house.agenda();
  const gone = house.ids(TEAM)[0]!;
  house.model.delete(TEAM, gone);
  house.model.expireTokens(TEAM);
  house.asked();
  // The refusal comes late: the other calendars have their new tokens by then, and must keep them.
  house.google.faults.add({ kind: 'slow', delayMs: 100 }, { calendarId: TEAM, page: 1 });
  house.google.faults.add({ kind: 'hang' }, { calendarId: TEAM, page: 3 });
  const pass = house.sync();
  await house.quiet();
  // In the middle of the full listing.
  expect(house.agenda()).toEqual(before);
  await house.clock.advance(30_000);
  expect(await pass).toMatchObject({ outcome: 'partial' });
  expect(house.agenda()).toEqual(before);
  expect(await house.sync()).toMatchObject({ outcome: 'succeeded', counts: { swept: 1 } });
  house.expectTruth();
  const full = house.asked().filter(({ endpoint, query }) => endpoint === 'events' && !query['syncToken']);
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
    'of %s for two hours with restarts: few requests, a wait that grows and survives, then the truth',
    async (_name, fault) => {
      const house = await openSynced();
      house.model.insert(TEAM, meeting('New', START_MS + DAY));
      house.google.faults.add(fault, everywhere);
      house.startSchedule(5);
      let waited = 0;
      for (let restarts = 0; restarts < 4; restarts += 1) {
        // oxlint-disable-next-line no-await-in-loop
        await house.tick(30 * MINUTE);
        const { backoffUntilMs, failures } = account(house);
        expect(failures).toBeGreaterThan(restarts);
        // It says when it tries again, and keeps to it.
        expect(Date.parse(house.status().nextAttemptAt ?? '')).toBe(backoffUntilMs);
        house.asked();
        // oxlint-disable-next-line no-await-in-loop
        await house.restart();
        house.startSchedule(5);
        // oxlint-disable-next-line no-await-in-loop
        await house.quiet();
        expect(house.asked()).toEqual([]);
        expect(account(house)).toMatchObject({ backoffUntilMs, failures });
        expect(house.problems()).toHaveLength(1);
        waited = Math.max(waited, (backoffUntilMs ?? 0) - house.clock.now());
      }
      expect(waited).toBeGreaterThan(MINUTE);
      const asked = house.passes.filter(({ counts, problems }) => counts.pages === 0 && problems.length > 0);
      expect(asked.length).toBeLessThanOrEqual(40);
      house.google.faults.clear();
      await house.tick(31 * MINUTE);
      expect(house.problems()).toEqual([]);
      expect(account(house)).toMatchObject({ backoffUntilMs: null, retryAtMs: null, failures: 0 });
      house.expectTruth();
    },
  );

  test('with Retry-After: nobody asks before, not the person and not after a restart; the words say until when', async () => {
    const house = await openSynced();
    house.model.insert(TEAM, meeting('New', START_MS + DAY));
    const fault = { kind: 'status', status: 503, retryAfter: 3600 } as const;
    house.google.faults.add({ ...fault, status: 429 }, { ...everywhere, times: 1 });
    house.startSchedule(5);
    await house.quiet();
    const untilMs = START_MS + HOUR;
    expect(house.problems()).toEqual([{ kind: 'rateLimited', retryAt: iso(untilMs) }]);
    expect(sentences(house)[0]).toContain(format.time(untilMs));
    expect(house.status().nextAttemptAt).toBe(iso(untilMs));
    house.asked();
    await house.tick(20 * MINUTE);
    await house.sync('person');
    await house.restart();
    house.startSchedule(5);
    await house.tick(39 * MINUTE);
    house.schedule?.resumed();
    house.schedule?.networkBack();
    await house.sync('person');
    expect(house.asked()).toEqual([]);
    expect(sentences(house)[0]).toContain(format.time(untilMs));
    await house.tick(2 * MINUTE);
    expect(house.asked().length).toBeGreaterThan(0);
    expect(house.problems()).toEqual([]);
    house.expectTruth();
  });
});

describe('[F12] a consent taken back', () => {
  test('stops the sync, keeps what is stored, says one thing, and one sign-in ends it', async () => {
    const house = await openSynced();
    const before = house.agenda();
    house.model.insert(TEAM, meeting('New', START_MS + DAY));
    house.google.oauth.withdraw();
    house.startSchedule(5);
    await house.tick(3 * HOUR);
    const problem = { kind: 'signInRequired', accountId: house.accountId, reason: 'revoked' } as const;
    expect(house.problems()).toEqual([problem]);
    expect(problemText(en, problem, format)).toMatchObject({ action: { do: 'signIn' } });
    expect(house.agenda()).toEqual(before);
    const asked = house.asked();
    // The refresh token is dead: Google said so once, and no browser was opened.
    expect(asked.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(1);
    expect(asked.filter(({ endpoint }) => endpoint === 'auth')).toEqual([]);
    expect(asked.length).toBeLessThanOrEqual(2);
    await house.restart();
    await house.sync('launch');
    expect(house.agenda()).toEqual(before);
    expect(house.problems()).toMatchObject([{ kind: 'signInRequired' }]);
    expect(await house.accounts.connectGoogle()).toMatchObject({ ok: true });
    expect(await house.sync('signIn')).toMatchObject({ outcome: 'succeeded', problems: [] });
    house.expectTruth();
    expect(await house.sync('timer')).toMatchObject({ outcome: 'succeeded', mode: 'incremental' });
  });

  test('an access token that ran out is nobody’s concern: refreshed once, unseen, and kept', async () => {
    const house = await openSynced();
    house.startSchedule(10);
    await house.tick(5 * HOUR);
    expect(house.passes.every(({ problems }) => problems.length === 0)).toBe(true);
    const refreshes = house.asked().filter(({ endpoint }) => endpoint === 'token').length;
    expect(refreshes).toBeGreaterThanOrEqual(4);
    expect(refreshes).toBeLessThanOrEqual(6);
    await house.restart();
    expect(await house.sync('launch')).toMatchObject({ outcome: 'succeeded' });
    expect(house.asked().filter(({ endpoint }) => endpoint === 'token')).toEqual([]);
  });
});

describe('[F13] a calendar that answers', () => {
  test.each([
    ['403', 'forbidden', 'calendarForbidden'],
    ['404', 'notFound', 'calendarGone'],
  ] as const)('%s: the others go on, its events stay, and it heals by itself', async (_name, how, kind) => {
    const house = await openSynced();
    const rows = house.ids(TEAM);
    house.model.loseAccess(TEAM, how);
    house.model.insert(TEAM, meeting('Unseen', START_MS + DAY));
    house.model.insert(CLUB, meeting('New', START_MS + DAY));
    house.model.insert(HOME, meeting('New', START_MS + DAY));
    expect(await house.sync('timer')).toMatchObject({
      outcome: 'partial',
      counts: { calendars: 2, upserted: 2, removed: 0, swept: 0 },
      problems: [{ kind, calendarId: TEAM }],
    });
    expect(house.ids(TEAM)).toEqual(rows);
    const [problem] = house.problems();
    expect(problemText(en, problem!, format, (id: CalendarId) => `the ${id}`).sentence).toContain(TEAM);
    expect(account(house)).toMatchObject({ failures: 0, backoffUntilMs: null });
    house.model.regainAccess(TEAM);
    expect(await house.sync('timer')).toMatchObject({ outcome: 'succeeded', problems: [] });
    house.expectTruth();
  });
});

describe('[F14] no way to Google', () => {
  test('offline for hours: the last synced state stays, with the time of it; little is tried, all comes back', async () => {
    const house = await openSynced();
    const before = house.agenda();
    const { lastSuccessAt } = house.status();
    house.network.up = false;
    house.model.insert(TEAM, meeting('New', START_MS + DAY));
    house.startSchedule(5);
    await house.tick(6 * HOUR);
    expect(house.problems()).toEqual([{ kind: 'offline' }]);
    expect(sentences(house)).toEqual(['You are offline. What you see is the last synced state.']);
    expect(house.status().lastSuccessAt).toBe(lastSuccessAt);
    expect(en.sync.synced(format.relative(Date.parse(lastSuccessAt ?? ''), house.clock.now()))).toBe(
      'Synced 6 h ago',
    );
    expect(house.agenda()).toEqual(before);
    // At most every five minutes once the first tries are over.
    expect(house.passes.length).toBeLessThanOrEqual((6 * HOUR) / (2 * MINUTE));
    house.network.up = true;
    house.schedule?.networkBack();
    await house.quiet();
    expect(house.problems()).toEqual([]);
    house.expectTruth();
  });

  test.each<[string, Fault]>([
    ['a page with 200', { kind: 'html' }],
    ['a page with 511', { kind: 'html', status: 511 }],
    ['a redirect', { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:1/login' } }],
    ['JSON of something else', { kind: 'edit', edit: () => ({ hello: 'guest', items: 'none' }) }],
    ['an empty listing of nothing', { kind: 'edit', edit: () => ({}) }],
  ])('a captive portal with %s, at a refresh as well, is never an empty calendar', async (_name, fault) => {
    const house = await openSynced();
    const before = house.agenda();
    const tokens = [HOME, TEAM, CLUB].map(house.token);
    house.google.faults.add(fault, everywhere);
    house.startSchedule(5);
    // Long enough for the access token to run out.
    await house.tick(2 * HOUR);
    expect(house.problems().map(({ kind }) => kind)).toEqual(['unexpectedReply']);
    expect(sentences(house)[0]).toMatch(/sign-in page/);
    expect(house.agenda()).toEqual(before);
    expect([HOME, TEAM, CLUB].map(house.token)).toEqual(tokens);
    expect(house.passes.length).toBeLessThanOrEqual(40);
    house.google.faults.clear();
    house.model.insert(TEAM, meeting('New', START_MS + DAY));
    expect(await house.sync('person')).toMatchObject({
      outcome: 'succeeded',
      mode: 'incremental',
      problems: [],
    });
    house.expectTruth();
  });
});

describe('[F15] a socket that stalls', () => {
  test('ends the pass at its deadline, whatever stalls; “Sync now” meanwhile is one more try, and works afterwards', async () => {
    const house = await openSynced();
    house.model.insert(TEAM, meeting('New', START_MS + DAY));
    for (const stalled of ['calendarList', 'events'] as const) {
      const heal = house.google.faults.add({ kind: 'hang' }, { on: stalled, times: 1e6 });
      house.asked();
      const pass = house.sync('timer');
      // oxlint-disable-next-line no-await-in-loop
      await house.quiet();
      expect(house.status().phase).toBe('syncing');
      const pressed = [house.sync('person'), house.sync('person')];
      const beganMs = house.clock.now();
      // oxlint-disable-next-line no-await-in-loop
      await house.tick(90_000);
      // oxlint-disable-next-line no-await-in-loop
      const outcomes = await Promise.all([pass, ...pressed]);
      for (const outcome of outcomes) expect(outcome.problems).toMatchObject([{ kind: 'googleUnavailable' }]);
      expect(Date.parse(outcomes[0].finishedAt) - beganMs).toBeLessThanOrEqual(60_000);
      expect(house.google.hanging()).toBe(0);
      expect(house.status().phase).toBe('idle');
      heal();
      // oxlint-disable-next-line no-await-in-loop
      expect(await house.sync('person')).toMatchObject({ outcome: 'succeeded', problems: [] });
    }
    house.expectTruth();
  });

  test('by the machine’s own clock too, with no fake between', async () => {
    const house = await openSynced({ deadlineMs: 150 });
    house.google.faults.add({ kind: 'hang' }, { on: 'events', times: 3 });
    expect(await house.sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'googleUnavailable', detail: 'timeout' }],
    });
    expect(await house.sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
  });

  test('a refresh of the access token that never ends holds up no pass', async () => {
    const house = await openSynced();
    await house.clock.advance(2 * HOUR);
    house.google.faults.add({ kind: 'hang' }, { on: 'token', times: 1 });
    const pass = house.sync('timer');
    await house.quiet();
    await house.tick(90_000);
    expect(await pass).toMatchObject({ problems: [{ kind: 'googleUnavailable' }] });
  });
});
