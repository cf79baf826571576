/** [S37] No minute has more requests than Google allows a person. */
import { describe, expect, test } from 'vitest';
import { createPace } from '../../main/sync/pace.ts';
import { createFakeClock } from '../support/clock.ts';
import { createScriptedAccount, openWorld } from './scripted.ts';

const MINUTE = 60_000;
const ALLOWED = 600;

/** Returns the most requests in any minute. */
const mostInAMinute = (times: readonly number[]): number =>
  Math.max(0, ...times.map((from) => times.filter((ms) => ms >= from && ms < from + MINUTE).length));

test('[S37] three passes in a row over 200 calendars stay below the quota in every minute, and all succeed', async () => {
  const ids = Array.from({ length: 200 }, (_, index) => `calendar${index}@example.com`);
  const account = createScriptedAccount('one', ids);
  const times: number[] = [];
  let open = 0;
  let mostOpen = 0;
  const world = openWorld([account]);
  account.script.events = () => {
    times.push(world.clock.now());
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    open -= 1;
    return undefined;
  };
  /** Lets time pass until it is done. */
  const ended = async <T>(work: Promise<T>): Promise<T> => {
    let done = false;
    void work.finally(() => {
      done = true;
    });
    while (!done) {
      // oxlint-disable-next-line no-await-in-loop
      await world.clock.advance(100);
    }
    return work;
  };
  const both = Promise.all([world.engine.request('launch'), world.engine.request('signIn')]);
  for (const outcome of [...(await ended(both)), await ended(world.engine.request('person'))]) {
    expect(outcome).toMatchObject({ outcome: 'succeeded', counts: { calendars: 200 } });
  }
  expect(times).toHaveLength(600);
  expect(mostInAMinute(times)).toBeLessThan(ALLOWED * 0.95);
  expect(mostOpen).toBeLessThanOrEqual(3);
});

describe('a pace', () => {
  const drain = async (seconds: number) => {
    const clock = createFakeClock();
    const pace = createPace(clock);
    const { signal } = new AbortController();
    const times: number[] = [];
    for (let index = 0; index < 2_000; index += 1) void pace(signal).then(() => times.push(clock.now()));
    await clock.advance(seconds * 1_000);
    return { clock, times };
  };

  test('[S37] allows a burst, then a number per minute', async () => {
    const { times } = await drain(180);
    expect(times.length).toBeGreaterThan(900);
    expect(mostInAMinute(times)).toBeLessThan(ALLOWED);
  });

  test('[F16] works with a clock that is set back or forward', async () => {
    const { clock, times } = await drain(60);
    const before = times.length;
    clock.jump(-3_600_000);
    await clock.advance(MINUTE);
    expect(times.length).toBeGreaterThan(before + 250);
    expect(times.length).toBeLessThanOrEqual(before + 300);
    clock.jump(30 * 24 * 3_600_000);
    await clock.advance(1_000);
    expect(times.length).toBeLessThan(before + 250 + 600);
  });

  test('ends the waiting when the pass is cancelled', async () => {
    const clock = createFakeClock();
    const pace = createPace(clock);
    const pass = new AbortController();
    const waiting = Array.from({ length: 300 }, () => pace(pass.signal));
    await expect.poll(() => clock.pending()).toHaveLength(1);
    pass.abort();
    await Promise.all(waiting);
    expect(clock.pending()).toEqual([]);
  });
});
