/** Single flight, status, signals, cancelling, and the effect of bugs. */
import { describe, expect, test } from 'vitest';
import { startSchedule } from '../../main/sync/schedule.ts';
import type { Source } from '../../main/sync/ports.ts';
import { fail } from '../../shared/result.ts';
import { settled } from '../support/clock.ts';
import { START_MS, createScriptedAccount, openWorld, single } from './scripted.ts';

const MINUTE = 60_000;
const TEAM = 'team@example.com';
const iso = (ms: number) => new Date(ms).toISOString();

/** An account whose calendar list waits for the test. */
const openGated = () => {
  const account = createScriptedAccount('one');
  const world = openWorld([account]);
  let release = (): void => {};
  account.script.list = (request, signal) =>
    new Promise((resolve) => {
      const answer = { items: [], nextPageToken: null, nextSyncToken: 'list@1' };
      release = () => {
        delete account.script.list;
        resolve(
          request.syncToken === null
            ? account.source.listCalendars(request, signal)
            : { ok: true, value: answer },
        );
      };
    });
  return { account, world, engine: world.engine, release: () => release() };
};
const passes = (asked: readonly string[]) => asked.filter((what) => what.startsWith(TEAM)).length;

describe('single flight', () => {
  test('a background reason during a pass joins it and gets its outcome', async () => {
    const { account, engine, release } = openGated();
    const all = [engine.request('launch'), engine.request('timer'), engine.request('timer')];
    await settled();
    all.push(engine.request('resume'), engine.request('networkBack'));
    release();
    const outcomes = await Promise.all(all);
    expect(new Set(outcomes).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ reason: 'launch', outcome: 'succeeded' });
    expect(passes(account.asked())).toBe(1);
  });

  test('what the running pass may have missed gets one more pass, for all requests', async () => {
    const { account, world, engine, release } = openGated();
    const first = engine.request('timer');
    await settled();
    const later = [
      engine.request('calendarShown'),
      engine.request('signIn'),
      engine.request('settingChanged'),
    ];
    release();
    expect(await first).toMatchObject({ reason: 'timer' });
    const outcomes = await Promise.all(later);
    expect(new Set(outcomes).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ reason: 'signIn', outcome: 'succeeded' });
    expect(passes(account.asked())).toBe(2);
    expect(world.engine.status().phase).toBe('idle');
  });

  test('a person’s request during a pass that skips an account because of our backoff gets a pass of its own', async () => {
    const one = createScriptedAccount('one');
    const two = createScriptedAccount('two', ['two@example.com']);
    const { engine } = openWorld([one, two]);
    one.script.list = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: null });
    await engine.request('timer');
    delete one.script.list;
    one.asked();
    const background = engine.request('timer');
    const person = engine.request('person');
    expect(await background).toMatchObject({ outcome: 'partial' });
    expect(await person).toMatchObject({ outcome: 'succeeded', reason: 'person' });
    expect(passes(one.asked())).toBe(1);
  });

  test('without an account there is nothing to do and nothing to record', async () => {
    const world = openWorld([]);
    expect(await world.engine.request('launch')).toMatchObject({ outcome: 'succeeded', mode: 'none' });
    expect(world.engine.status()).toMatchObject({ lastSuccessAt: null, problems: [] });
    const recorded = world.store.passes.list();
    expect(recorded.ok && recorded.value).toEqual([]);
  });
});

describe('the status', () => {
  test('reports phase, progress, freshness and problems', async () => {
    const account = createScriptedAccount('one', ['a@example.com', 'b@example.com']);
    const world = openWorld([account]);
    account.put('a@example.com', single('x'), single('y'));
    expect(world.engine.status()).toEqual({
      phase: 'idle',
      progress: null,
      lastSuccessAt: null,
      lastAttemptAt: null,
      nextAttemptAt: null,
      problems: [],
    });
    await world.engine.request('launch');
    expect(world.statuses[0]).toMatchObject({
      phase: 'syncing',
      progress: { calendarsDone: 0, calendarsTotal: 0, events: 0 },
      lastAttemptAt: iso(START_MS),
    });
    const last = world.statuses.findLast(({ phase }) => phase === 'syncing');
    expect(last?.progress).toEqual({ calendarsDone: 2, calendarsTotal: 2, events: 2 });
    expect(world.engine.status()).toMatchObject({
      phase: 'idle',
      progress: null,
      lastSuccessAt: iso(START_MS),
    });
    await world.clock.advance(MINUTE);
    account.script.list = () => fail({ kind: 'offline' });
    await world.engine.request('timer');
    expect(world.engine.status()).toMatchObject({
      lastSuccessAt: iso(START_MS),
      lastAttemptAt: iso(START_MS + MINUTE),
      problems: [{ kind: 'offline' }],
    });
  });

  test('knows after a restart how fresh the data is', async () => {
    const world = openWorld([createScriptedAccount('one')]);
    await world.engine.request('launch');
    await world.restart();
    expect(world.engine.status()).toMatchObject({ lastSuccessAt: iso(START_MS), lastAttemptAt: null });
  });

  test('every pass is recorded', async () => {
    const account = createScriptedAccount('one');
    const world = openWorld([account]);
    const first = await world.engine.request('launch');
    account.script.list = () => fail({ kind: 'offline' });
    await world.clock.advance(1_000);
    const second = await world.engine.request('person');
    const recorded = world.store.passes.list();
    expect(recorded.ok && recorded.value).toEqual([second, first]);
  });
});

describe('changed calendars', () => {
  test('are reported if rows changed, and only then', async () => {
    const account = createScriptedAccount('one', ['a@example.com', 'b@example.com']);
    const world = openWorld([account]);
    await world.engine.request('launch');
    world.changed.length = 0;
    account.put('b@example.com', single('x'));
    await world.engine.request('timer');
    expect(world.changed).toEqual([[2]]);
    world.changed.length = 0;
    await world.engine.request('timer');
    expect(world.changed).toEqual([]);
  });

  test('a changed calendar list reports every calendar of the account', async () => {
    const account = createScriptedAccount('one', ['a@example.com', 'b@example.com']);
    const world = openWorld([account]);
    await world.engine.request('launch');
    expect(world.changed).toEqual([[1, 2]]);
  });

  test('a long pass reports them while it runs', async () => {
    const account = createScriptedAccount('one');
    const world = openWorld([account]);
    account.put(TEAM, single('a'), single('b'));
    account.settings.pageSize = 1;
    account.script.events = ({ pageToken }) => (pageToken === null ? undefined : new Promise(() => {}));
    const pass = world.engine.request('launch');
    await world.clock.advance(1_000);
    expect(world.changed).toEqual([[1]]);
    await world.engine.cancel();
    expect(await pass).toMatchObject({ outcome: 'cancelled' });
  });
});

describe('cancelling [F19]', () => {
  const openHanging = () => {
    const account = createScriptedAccount('one');
    const writes: string[] = [];
    const world = openWorld([account], {
      wrapStore: (store) => ({
        ...store,
        recordPass: (outcome) => {
          writes.push(outcome.outcome);
          return store.recordPass(outcome);
        },
        setAccountBackoff: (...args) => {
          writes.push('backoff');
          return store.setAccountBackoff(...args);
        },
        finishCalendar: (...args) => {
          writes.push('finish');
          return store.finishCalendar(...args);
        },
      }),
    });
    // Ignores its signal.
    account.script.events = () => new Promise(() => {});
    return { account, world, engine: world.engine, writes };
  };

  test('cancel ends the pass at once, without a backoff, and the next one works', async () => {
    const { account, world, engine, writes } = openHanging();
    const pass = engine.request('timer');
    const waiting = engine.request('settingChanged');
    await settled();
    await engine.cancel();
    expect(await pass).toMatchObject({ outcome: 'cancelled', problems: [] });
    expect(await waiting).toMatchObject({ outcome: 'cancelled' });
    expect(writes).toEqual(['cancelled']);
    expect(world.engine.status()).toMatchObject({ phase: 'idle', problems: [] });
    delete account.script.events;
    expect(await engine.request('person')).toMatchObject({ outcome: 'succeeded' });
  });

  test('a cancelled pass leaves an earlier backoff and its problem unchanged [F11]', async () => {
    const { account, world, engine } = openHanging();
    account.script.list = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: null });
    account.script.events = () => fail({ kind: 'unavailable', detail: '503', retryAfterMs: null });
    await engine.request('timer');
    const before = world.store.sync.accounts();
    expect(before).toMatchObject({ value: [{ failures: 1 }] });
    account.script.list = () => new Promise(() => {});
    const pass = engine.request('person');
    await settled();
    await engine.cancel();
    expect(await pass).toMatchObject({ outcome: 'cancelled' });
    expect(world.store.sync.accounts()).toEqual(before);
    expect(engine.status().problems).toEqual([{ kind: 'googleUnavailable', detail: '503' }]);
  });

  test('stop ends the pass without waiting; nothing is requested or written afterwards', async () => {
    const { account, world, engine, writes } = openHanging();
    const pass = engine.request('timer');
    await settled();
    await engine.stop();
    expect(await pass).toMatchObject({ outcome: 'cancelled' });
    expect(writes).toEqual(['cancelled']);
    account.asked();
    expect(await engine.request('person')).toMatchObject({ outcome: 'cancelled' });
    expect(account.asked()).toEqual([]);
    expect(world.clock.pending()).toEqual([]);
  });

  test('stop resolves within 2 s even if the pass cannot end', async () => {
    const account = createScriptedAccount('one');
    const world = openWorld([account], { pause: () => new Promise(() => {}) });
    void world.engine.request('timer');
    await settled();
    let stopped = false;
    const stop = world.engine.stop().then(() => {
      stopped = true;
    });
    await world.clock.advance(2_000);
    expect(stopped).toBe(true);
    await stop;
  });

  test('a pass that ends after the stop touches neither the store nor anybody who listens', async () => {
    const turn = Promise.withResolvers<void>();
    const recorded: string[] = [];
    const world = openWorld([createScriptedAccount('one')], {
      pause: () => turn.promise,
      wrapStore: (store) => ({
        ...store,
        recordPass: (outcome) => {
          recorded.push(outcome.outcome);
          return store.recordPass(outcome);
        },
      }),
    });
    const pass = world.engine.request('timer');
    await settled();
    const stop = world.engine.stop();
    await world.clock.advance(2_000);
    await stop;
    const told = world.statuses.length;
    turn.resolve();
    expect(await pass).toMatchObject({ outcome: 'cancelled' });
    expect(recorded).toEqual([]);
    expect(world.statuses).toHaveLength(told);
  });

  test.each(['commitCalendarList', 'commitChanges', 'sweepSlice', 'finishCalendar'] as const)(
    'a pass cancelled right before %s does not call it',
    async (name) => {
      /** Returns after which turn of the event loop it is called first. */
      const firstCall = async (cancelAt: number | null): Promise<number | undefined> => {
        let turns = 0;
        const calls: number[] = [];
        const account = createScriptedAccount('one');
        account.put(TEAM, single('e1'));
        const world = openWorld([account], {
          pause: async () => {
            turns += 1;
            if (turns === cancelAt) void world.engine.cancel();
          },
          wrapStore: (store) => ({
            ...store,
            [name]: (...args: never[]) => {
              calls.push(turns);
              return (store[name] as (...given: never[]) => unknown)(...args);
            },
          }),
        });
        await world.engine.request('timer');
        return calls[0];
      };
      const turn = await firstCall(null);
      expect(turn).toBeGreaterThan(0);
      expect(await firstCall(turn ?? null)).toBeUndefined();
    },
  );

  test('a pass cancelled between two slices writes no further one', async () => {
    const account = createScriptedAccount('one');
    account.put(TEAM, ...Array.from({ length: 600 }, (_, index) => single(`e${index}`)));
    let turns = 0;
    const world = openWorld([account], {
      pause: async () => {
        turns += 1;
        // The second turn after that for the calendar list.
        if (turns === 3) void world.engine.cancel();
      },
    });
    expect(await world.engine.request('timer')).toMatchObject({ outcome: 'cancelled' });
    expect(world.ids(TEAM)).toHaveLength(100);
    expect(world.token(TEAM)).toBeNull();
  });
});

describe('between passes', () => {
  test('work is done while none runs, and all requests meanwhile share one pass after it', async () => {
    const account = createScriptedAccount('one');
    const { engine } = openWorld([account]);
    let hang = true;
    account.script.events = () => (hang ? new Promise(() => {}) : undefined);
    const pass = engine.request('timer');
    const pressed = [engine.request('person')];
    await settled();
    account.asked();
    const seen = engine.betweenPasses(() => {
      hang = false;
      pressed.push(engine.request('settingChanged'));
      return { phase: engine.status().phase, asked: account.asked() };
    });
    // The running pass has been told to end, but has not ended yet.
    pressed.push(engine.request('person'));
    expect(await seen).toEqual({ phase: 'idle', asked: [] });
    expect(await pass).toMatchObject({ outcome: 'cancelled' });
    const outcomes = await Promise.all(pressed);
    expect(new Set(outcomes).size).toBe(1);
    expect(outcomes[0]).toMatchObject({ outcome: 'succeeded', reason: 'person' });
    expect(passes(account.asked())).toBe(1);
  });

  test('a pass requested while none runs but work is being done waits for its end', async () => {
    const account = createScriptedAccount('one');
    const { engine } = openWorld([account]);
    const working = engine.betweenPasses(() => {
      const timer = engine.request('timer');
      return { timer, phase: engine.status().phase };
    });
    const { timer, phase } = await working;
    expect(phase).toBe('idle');
    expect(await timer).toMatchObject({ outcome: 'succeeded' });
  });
});

describe('the status between two passes', () => {
  test('a pass that is followed by another does not report the idle phase', async () => {
    const account = createScriptedAccount('one');
    const world = openWorld([account]);
    const first = world.engine.request('timer');
    const second = world.engine.request('person');
    await first;
    world.statuses.push(world.engine.status());
    await second;
    const phases = world.statuses.map(({ phase }) => phase);
    expect(phases.indexOf('idle')).toBe(phases.length - 1);
    const starts = world.statuses.filter(({ progress }) => progress?.calendarsTotal === 0);
    expect(starts.length).toBeGreaterThanOrEqual(2);
  });
});

describe('bugs', () => {
  test('in the store end the pass as internal; the next request works', async () => {
    const account = createScriptedAccount('one');
    let broken = true;
    const world = openWorld([account], {
      wrapStore: (store) => ({
        ...store,
        accounts: () => {
          if (broken) throw new Error('a bug');
          return store.accounts();
        },
      }),
    });
    expect(await world.engine.request('launch')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'internal' }],
    });
    expect(world.engine.status()).toMatchObject({ phase: 'idle', problems: [{ kind: 'internal' }] });
    expect(world.bugs).toHaveLength(1);
    broken = false;
    expect(await world.engine.request('launch')).toMatchObject({ outcome: 'succeeded' });
  });

  test('in a listener affect nothing', async () => {
    const account = createScriptedAccount('one');
    account.put(TEAM, single('a'));
    const listener = (): never => {
      throw new Error('a bug');
    };
    const world = openWorld([account], { onStatus: listener, onChanged: listener });
    world.engine.onPassEnd(listener);
    expect(await world.engine.request('launch')).toMatchObject({ outcome: 'succeeded', problems: [] });
    expect(world.bugs.length).toBeGreaterThan(0);
  });

  test.each<[string, () => Source]>([
    [
      'finding the source',
      () => {
        throw new Error('a bug');
      },
    ],
    [
      'the source itself',
      () => ({
        listCalendars: () => {
          throw new Error('a bug');
        },
        listEvents: () => Promise.reject(new Error('a bug')),
        getEvent: () => Promise.reject(new Error('a bug')),
      }),
    ],
  ])('in %s end the account as internal', async (_name, sourceFor) => {
    const world = openWorld([createScriptedAccount('one')], { sourceFor });
    expect(await world.engine.request('launch')).toMatchObject({
      outcome: 'failed',
      problems: [{ kind: 'internal' }],
    });
    expect(world.clock.pending()).toEqual([]);
  });
});

test('engine and schedule together: the status contains the time of the next attempt [F11]', async () => {
  const account = createScriptedAccount('one');
  const world = openWorld([account]);
  account.script.list = () => fail({ kind: 'rateLimited', retryAfterMs: 45 * MINUTE });
  const schedule = startSchedule({ clock: world.clock, engine: world.engine, interval: () => 10 });
  await world.clock.advance(0);
  expect(world.engine.status().nextAttemptAt).toBe(iso(START_MS + 45 * MINUTE));
  account.asked();
  delete account.script.list;
  await world.clock.advance(44 * MINUTE);
  expect(account.asked()).toEqual([]);
  await world.clock.advance(MINUTE);
  expect(world.engine.status()).toMatchObject({ phase: 'idle', problems: [] });
  expect(account.asked()).toEqual(['list full', `${TEAM} full`]);
  const nextMs = Date.parse(world.engine.status().nextAttemptAt ?? '') - world.clock.now();
  expect(nextMs).toBeGreaterThanOrEqual(7.5 * MINUTE);
  expect(nextMs).toBeLessThanOrEqual(12.5 * MINUTE);
  schedule.stop();
});
