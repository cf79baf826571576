/** What a failure stops, what the person is told, and how long to wait. */
import { describe, expect, test } from 'vitest';
import type { SourceFailure } from '../../main/sync/ports.ts';
import { fail } from '../../shared/result.ts';
import { START_MS, createScriptedAccount, openWorld, single } from './scripted.ts';

const MINUTE = 60_000;
const TEAM = 'team@example.com';
const ids = (count: number) => Array.from({ length: count }, (_, index) => `c${index}@example.com`);

const open = (calendarIds: readonly string[] = [TEAM], options: Parameters<typeof openWorld>[1] = {}) => {
  const account = createScriptedAccount('one', calendarIds);
  const world = openWorld([account], options);
  const sync = (reason: 'person' | 'timer' | 'networkBack' | 'signIn' = 'timer') =>
    world.engine.request(reason);
  const backoff = () => {
    const accounts = world.store.sync.accounts();
    if (!accounts.ok || accounts.value[0] === undefined) throw new Error('no account');
    const { retryAtMs, backoffUntilMs, failures } = accounts.value[0];
    return { retryAtMs, backoffUntilMs, failures };
  };
  return { account, world, sync, backoff };
};
const none = { retryAtMs: null, backoffUntilMs: null, failures: 0 };
const asksOf = (asked: readonly string[]) => asked.filter((what) => !what.startsWith('list'));
const iso = (ms: number) => new Date(ms).toISOString();

describe('one calendar fails alone [S33, F13]', () => {
  test.each<[SourceFailure, object]>([
    [{ kind: 'notFound' }, { kind: 'calendarGone', calendarId: 'c1@example.com' }],
    [
      { kind: 'forbidden', detail: 'no' },
      { kind: 'calendarForbidden', calendarId: 'c1@example.com', detail: 'no' },
    ],
    [
      { kind: 'badRequest', detail: 'odd' },
      { kind: 'unexpectedReply', detail: 'odd' },
    ],
    [
      { kind: 'unavailable', detail: '500', retryAfterMs: null },
      { kind: 'googleUnavailable', detail: '500' },
    ],
  ])('%j: its rows stay, the others go on, nobody backs off', async (failure, problem) => {
    const { account, world, sync, backoff } = open(ids(3));
    for (const id of ids(3)) account.put(id, single('a'));
    await sync();
    for (const id of ids(3)) account.put(id, single('b'));
    account.script.events = ({ calendarId }) => (calendarId === 'c1@example.com' ? fail(failure) : undefined);
    expect(await sync()).toMatchObject({ outcome: 'partial', problems: [problem], counts: { calendars: 2 } });
    expect(ids(3).map(world.ids)).toEqual([['a', 'b'], ['a'], ['a', 'b']]);
    expect(backoff()).toEqual(none);
    expect(world.engine.status().problems).toEqual([problem]);
    delete account.script.events;
    expect(await sync()).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(world.engine.status().problems).toEqual([]);
  });

  test('a calendar that is refused makes the next pass list all calendars', async () => {
    const { account, world, sync } = open(ids(2));
    await sync();
    await world.clock.advance(61 * MINUTE);
    account.script.events = ({ calendarId }) =>
      calendarId === 'c1@example.com' ? fail({ kind: 'notFound' }) : undefined;
    await sync();
    account.asked();
    await sync();
    expect(account.asked()).toContain('list full');
    await sync();
    expect(account.asked()).not.toContain('list full');
  });

  test('a bug in one calendar is reported and does not affect the others', async () => {
    const { account, world, sync } = open(ids(2));
    account.put('c0@example.com', single('a'));
    account.script.events = ({ calendarId }) => {
      if (calendarId === 'c1@example.com') throw new Error('a bug');
      return undefined;
    };
    expect(await sync()).toMatchObject({ outcome: 'partial', problems: [{ kind: 'internal' }] });
    expect(world.bugs).toHaveLength(1);
    expect(world.ids('c0@example.com')).toEqual(['a']);
    expect(world.engine.status().phase).toBe('idle');
    delete account.script.events;
    expect(await sync()).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('the account stops', () => {
  test.each<[SourceFailure, object]>([
    [
      { kind: 'signInRequired', reason: 'revoked' },
      { kind: 'signInRequired', accountId: 'one', reason: 'revoked' },
    ],
    [{ kind: 'offline' }, { kind: 'offline' }],
    [
      { kind: 'accessNotConfigured', detail: 'off' },
      { kind: 'accessNotConfigured', detail: 'off' },
    ],
    [
      { kind: 'rateLimited', retryAfterMs: 90_000 },
      { kind: 'rateLimited', retryAt: iso(START_MS + 90_000) },
    ],
    [
      { kind: 'unavailable', detail: '503', retryAfterMs: 90_000 },
      { kind: 'googleUnavailable', detail: '503' },
    ],
  ])(
    '%j: the other calendars are not requested, the cache stays [S35, S39, F12, F14]',
    async (failure, problem) => {
      const { account, world, sync, backoff } = open(ids(9));
      for (const id of ids(9)) account.put(id, single('a'));
      account.script.events = () => fail(failure);
      expect(await sync()).toMatchObject({ outcome: 'failed', problems: [problem] });
      expect(asksOf(account.asked()).length).toBeLessThanOrEqual(3);
      expect(backoff().failures).toBe(1);
      // Only a sign-in ends this; there is nothing to wait for.
      if (failure.kind === 'signInRequired') expect(backoff().backoffUntilMs).toBeNull();
      else expect(backoff().backoffUntilMs).toBeGreaterThan(START_MS);
      expect(world.engine.status().problems).toEqual([problem]);
    },
  );

  test('at the calendar list: no calendar is requested', async () => {
    const { account, sync } = open(ids(2));
    await sync();
    account.asked();
    account.script.list = () => fail({ kind: 'signInRequired', reason: 'revoked' });
    expect(await sync()).toMatchObject({ outcome: 'failed', mode: 'none' });
    expect(asksOf(account.asked())).toEqual([]);
  });

  test('the account’s running requests are aborted', async () => {
    const { account, sync } = open(ids(3));
    let broken = 0;
    account.script.events = ({ calendarId }, signal) => {
      if (calendarId === 'c2@example.com') return fail({ kind: 'rateLimited', retryAfterMs: null });
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          broken += 1;
          resolve(fail({ kind: 'aborted' }));
        });
      });
    };
    expect(await sync()).toMatchObject({ problems: [{ kind: 'rateLimited' }] });
    expect(broken).toBe(2);
  });

  test('a dead server is asked a few times, not once per calendar [F11, F15]', async () => {
    const { account, sync, backoff } = open(ids(50));
    await sync();
    account.asked();
    account.script.list = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: null });
    account.script.events = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: null });
    expect(await sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'googleUnavailable', detail: '503' }],
    });
    expect(account.asked().length).toBeLessThanOrEqual(5);
    expect(backoff().failures).toBe(1);
  });

  test('occasional failures do not make a dead server', async () => {
    const { account, sync, backoff } = open(ids(12));
    const bad = ['c0@example.com', 'c4@example.com', 'c8@example.com'];
    account.script.events = ({ calendarId }) =>
      bad.includes(calendarId) ? fail({ kind: 'unavailable', detail: '500', retryAfterMs: null }) : undefined;
    expect(await sync()).toMatchObject({ outcome: 'partial', counts: { calendars: 9 } });
    expect(backoff()).toEqual(none);
  });

  test("a captive portal's page is not requested again for every calendar [S36, F14]", async () => {
    const { account, world, sync, backoff } = open(ids(1));
    account.put('c0@example.com', single('a'));
    await sync();
    account.script.list = () => fail({ kind: 'unexpectedReply', detail: 'HTML' });
    account.script.events = () => fail({ kind: 'unexpectedReply', detail: 'HTML' });
    expect(await sync()).toMatchObject({ outcome: 'failed', problems: [{ kind: 'unexpectedReply' }] });
    expect(backoff().failures).toBe(1);
    expect(world.ids('c0@example.com')).toEqual(['a']);
  });

  test('other accounts are not affected', async () => {
    const one = createScriptedAccount('one');
    const two = createScriptedAccount('two', ['two@example.com']);
    two.put('two@example.com', single('a'));
    one.script.list = () => fail({ kind: 'signInRequired', reason: 'revoked' });
    const world = openWorld([one, two]);
    expect(await world.engine.request('timer')).toMatchObject({
      outcome: 'partial',
      problems: [{ kind: 'signInRequired', accountId: 'one' }],
      counts: { calendars: 1 },
    });
    expect(world.ids('two@example.com')).toEqual(['a']);
    two.put('two@example.com', single('b'));
    // While the first one backs off, its problem is still shown.
    expect(await world.engine.request('timer')).toMatchObject({
      problems: [{ kind: 'signInRequired', accountId: 'one' }],
    });
    expect(world.ids('two@example.com')).toEqual(['a', 'b']);
  });

  test('two accounts that are offline are one problem', async () => {
    const accounts = [createScriptedAccount('one'), createScriptedAccount('two', ['two@example.com'])];
    for (const { script } of accounts) script.list = () => fail({ kind: 'offline' });
    expect(await openWorld(accounts).engine.request('timer')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'offline' }],
    });
  });

  test('an account without a source must sign in', async () => {
    const { sync } = open([TEAM], { sourceFor: () => null });
    expect(await sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'signInRequired', accountId: 'one', reason: 'never' }],
    });
  });
});

describe('waiting [S35, F11]', () => {
  test('Retry-After applies to the timer and to the person, even after a restart', async () => {
    const { account, world, sync, backoff } = open();
    account.script.list = () => fail({ kind: 'rateLimited', retryAfterMs: 10 * MINUTE });
    await sync();
    expect(backoff().retryAtMs).toBe(START_MS + 10 * MINUTE);
    delete account.script.list;
    account.asked();
    expect(await sync('person')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'rateLimited', retryAt: iso(START_MS + 10 * MINUTE) }],
    });
    await world.restart();
    expect(await sync('person')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'rateLimited', retryAt: iso(START_MS + 10 * MINUTE) }],
    });
    expect(account.asked()).toEqual([]);
    await world.clock.advance(10 * MINUTE);
    expect(await sync('person')).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(backoff()).toEqual(none);
  });

  test('whatever the failure, "Sync now" under a Retry-After says when it may try again', async () => {
    const { account, world, sync } = open();
    account.script.events = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: 20 * MINUTE });
    await sync();
    const retryAt = iso(START_MS + 20 * MINUTE);
    account.asked();
    expect(await sync('person')).toMatchObject({ problems: [{ kind: 'rateLimited', retryAt }] });
    expect(account.asked()).toEqual([]);
    expect(world.engine.status().problems).toEqual([{ kind: 'rateLimited', retryAt }]);
  });

  test('[F2] a backoff that the store cannot write is kept in memory', async () => {
    const account = createScriptedAccount('one');
    let full = true;
    const world = openWorld([account], {
      wrapStore: (store) => ({
        ...store,
        setAccountBackoff: (...args) => (full ? fail({ cause: 'full' }) : store.setAccountBackoff(...args)),
      }),
    });
    const sync = (reason: 'timer' | 'person') => world.engine.request(reason);
    account.script.list = () => fail({ kind: 'rateLimited', retryAfterMs: 10 * MINUTE });
    await sync('timer');
    account.asked();
    await sync('person');
    expect(account.asked()).toEqual([]);
    expect(world.engine.nextDelayMs(MINUTE)).toBe(10 * MINUTE);
    await world.clock.advance(10 * MINUTE);
    delete account.script.list;
    // It succeeds, but the end of the backoff cannot be stored either.
    expect(await sync('timer')).toMatchObject({ outcome: 'succeeded' });
    expect(await sync('timer')).toMatchObject({ outcome: 'succeeded' });
    full = false;
    account.script.list = () => fail({ kind: 'rateLimited', retryAfterMs: 10 * MINUTE });
    await sync('timer');
    await world.restart();
    account.asked();
    await sync('person');
    expect(account.asked()).toEqual([]);
  });

  test('our own backoff grows, applies to the timer, and is skipped for the person', async () => {
    const { account, world, sync, backoff } = open();
    account.script.list = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: null });
    for (let failures = 1; failures <= 8; failures += 1) {
      // oxlint-disable-next-line no-await-in-loop
      expect(await sync('person')).toMatchObject({ outcome: 'failed' });
      expect(backoff().failures).toBe(failures);
    }
    const waitMs = (backoff().backoffUntilMs ?? 0) - START_MS;
    expect(waitMs).toBeGreaterThanOrEqual(5_000);
    expect(waitMs).toBeLessThanOrEqual(30 * MINUTE);
    delete account.script.list;
    account.asked();
    expect(await sync('timer')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'googleUnavailable' }],
    });
    expect(account.asked()).toEqual([]);
    await world.restart();
    expect(await sync('timer')).toMatchObject({ problems: [{ kind: 'googleUnavailable' }] });
    expect(account.asked()).toEqual([]);
    expect(world.engine.nextDelayMs(60 * MINUTE)).toBe(waitMs);
    expect(await sync('person')).toMatchObject({ outcome: 'succeeded' });
    expect(backoff()).toEqual(none);
  });

  test('a first refusal of the only calendar is a failure that says when it is tried again [S35]', async () => {
    const { account, sync } = open();
    account.put('team@example.com', single('a'));
    account.script.events = () => fail({ kind: 'rateLimited', retryAfterMs: 90_000 });
    expect(await sync('person')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'rateLimited', retryAt: iso(START_MS + 90_000) }],
    });
  });

  test.each<[SourceFailure, object]>([
    [{ kind: 'offline' }, { kind: 'offline' }],
    [{ kind: 'unexpectedReply', detail: 'html' }, { kind: 'unexpectedReply' }],
    [{ kind: 'accessNotConfigured', detail: 'off' }, { kind: 'accessNotConfigured' }],
    [{ kind: 'rateLimited', retryAfterMs: null }, { kind: 'rateLimited' }],
    [{ kind: 'unavailable', detail: '503', retryAfterMs: null }, { kind: 'googleUnavailable' }],
  ])('%j: after a restart the reason for waiting is still shown [F11, F14]', async (failure, problem) => {
    const { account, world, sync, backoff } = open();
    account.script.list = () => fail(failure);
    await sync('timer');
    await world.restart();
    account.asked();
    expect(await sync('timer')).toMatchObject({ problems: [problem] });
    expect(world.engine.status().problems).toMatchObject([problem]);
    if (failure.kind === 'rateLimited') {
      const retryAt = iso(backoff().backoffUntilMs ?? 0);
      expect(world.engine.status().problems).toEqual([{ kind: 'rateLimited', retryAt }]);
    }
    expect(account.asked()).toEqual([]);
    // A network that is back ends the wait, even after the restart, if it can have been the reason.
    const wasUnreachable = failure.kind === 'offline' || failure.kind === 'unexpectedReply';
    delete account.script.list;
    await sync('networkBack');
    expect(account.asked().length > 0).toBe(wasUnreachable);
  });

  test('a network that is back never ends a wait that Google asked for, whatever came after it [S35]', async () => {
    const { account, world, sync } = open();
    account.script.list = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: 10 * MINUTE });
    await sync('timer');
    for (const again of [false, true]) {
      // oxlint-disable-next-line no-await-in-loop
      if (again) await world.restart();
      account.asked();
      // oxlint-disable-next-line no-await-in-loop
      expect(await sync('networkBack')).toMatchObject({ problems: [{ kind: 'rateLimited' }] });
      expect(account.asked()).toEqual([]);
    }
  });

  test('a new sign-in does not wait for the old one’s backoff', async () => {
    const { account, sync } = open();
    account.script.list = () => fail({ kind: 'signInRequired', reason: 'revoked' });
    await sync();
    delete account.script.list;
    expect(await sync('signIn')).toMatchObject({ outcome: 'succeeded', problems: [] });
  });

  test('a network that is back ends only the wait of an account that was offline', async () => {
    const { account, sync } = open();
    account.script.list = () => fail({ kind: 'offline' });
    await sync();
    delete account.script.list;
    expect(await sync('networkBack')).toMatchObject({ outcome: 'succeeded' });
    account.script.list = () => fail({ kind: 'rateLimited', retryAfterMs: null });
    await sync();
    delete account.script.list;
    expect(await sync('networkBack')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'rateLimited' }],
    });
  });

  test('a pass in which all accounts wait is not recorded', async () => {
    const { account, world, sync } = open();
    account.script.list = () => fail({ kind: 'rateLimited', retryAfterMs: 10 * MINUTE });
    await sync();
    await sync();
    await sync('person');
    const passes = world.store.passes.list();
    expect(passes.ok && passes.value).toHaveLength(1);
  });
});

describe('requests that hang [F15]', () => {
  test('end after 30 s, and so does the pass; the next request works', async () => {
    const { account, world, sync } = open(ids(2));
    await sync();
    // A source that ignores both its signal and the time.
    account.script.events = () => new Promise(() => {});
    const pass = sync('person');
    await world.clock.advance(29_999);
    expect(world.engine.status().phase).toBe('syncing');
    await world.clock.advance(1);
    expect(await pass).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'googleUnavailable', detail: 'no answer within 30 seconds' }],
    });
    delete account.script.events;
    expect(await sync('person')).toMatchObject({ outcome: 'succeeded' });
    // No deadline is left behind.
    expect(world.clock.pending()).toEqual([]);
  });

  test('the source is aborted at the deadline', async () => {
    const { account, world, sync } = open();
    let told = false;
    account.script.list = (_request, signal) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          told = true;
          resolve(fail({ kind: 'aborted' }));
        });
      });
    const pass = sync();
    await world.clock.advance(30_000);
    expect(await pass).toMatchObject({ problems: [{ kind: 'googleUnavailable' }] });
    expect(told).toBe(true);
  });
});

describe('the storage fails [F2]', () => {
  test('the whole pass ends, and says why', async () => {
    const { account, world, sync } = open(ids(9), {
      wrapStore: (store) => ({ ...store, commitChanges: () => fail({ cause: 'full' }) }),
    });
    for (const id of ids(9)) account.put(id, single('a'));
    expect(await sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'storageFailed', cause: 'full' }],
    });
    expect(asksOf(account.asked()).length).toBeLessThanOrEqual(3);
    expect(ids(9).map(world.token)).toEqual(ids(9).map(() => null));
  });

  test('accounts that cannot be read make a failed pass, not a crash', async () => {
    const { sync } = open([TEAM], {
      wrapStore: (store) => ({ ...store, accounts: () => fail({ cause: 'corrupt' }) }),
    });
    expect(await sync()).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'storageFailed', cause: 'corrupt' }],
    });
  });
});

test('a source that aborts by itself is unavailable, not cancelled [S36]', async () => {
  const { account, sync } = open();
  account.script.list = () => fail({ kind: 'aborted' });
  account.script.events = () => fail({ kind: 'aborted' });
  expect(await sync()).toMatchObject({
    outcome: 'failed',
    problems: [{ kind: 'googleUnavailable', detail: 'the request was broken off' }],
  });
});
