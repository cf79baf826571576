import { describe, expect, test } from 'vitest';
import { startSchedule } from '../../main/sync/schedule.ts';
import type { PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import { createFakeClock } from '../support/clock.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** An engine that only records its requests, and ends when told. */
const start = ({ intervalMinutes = 10, outcome = 'succeeded' as PassOutcome['outcome'] } = {}) => {
  let rings = 0;
  const clock = createFakeClock();
  const asked: { reason: SyncReason; atMs: number }[] = [];
  const began = clock.now();
  let listener: (outcome: PassOutcome) => void = () => {};
  let announcedMs: number | null = null;
  let delay = (intervalMs: number): number => intervalMs;
  let hanging = false;
  let isBroken = false;
  const settings = { intervalMinutes };
  const end = (reason: SyncReason): PassOutcome => {
    const at = new Date(clock.now()).toISOString();
    const counts = { calendars: 0, pages: 0, upserted: 0, removed: 0, swept: 0, quarantined: 0 };
    const done = {
      outcome,
      reason,
      mode: 'none',
      startedAt: at,
      finishedAt: at,
      counts,
      problems: [],
    } as const;
    listener(done);
    return done;
  };
  const schedule = startSchedule({
    clock,
    interval: () => settings.intervalMinutes,
    onRing: () => {
      rings += 1;
      if (isBroken) throw new Error('a bug');
    },
    engine: {
      request: async (reason) => {
        asked.push({ reason, atMs: clock.now() - began });
        await Promise.resolve();
        return hanging ? new Promise(() => {}) : end(reason);
      },
      nextDelayMs: (intervalMs) => delay(intervalMs),
      announceNext: (atMs) => {
        announcedMs = atMs;
      },
      onPassEnd: (next) => {
        listener = next;
        return () => {
          listener = () => {};
        };
      },
    },
  });
  return {
    clock,
    schedule,
    settings,
    end,
    rings: () => rings,
    reasons: () => asked.map(({ reason }) => reason),
    minutes: () => asked.map(({ atMs }) => atMs / MINUTE),
    nextInMinutes: () => (announcedMs === null ? null : (announcedMs - clock.now()) / MINUTE),
    setDelay: (next: typeof delay) => {
      delay = next;
    },
    breakRings: () => {
      isBroken = true;
    },
    hang: () => {
      hanging = true;
    },
  };
};

describe('when passes run', () => {
  test('one at launch, then one after each interval', async () => {
    const t = start();
    await t.clock.advance(30 * MINUTE);
    expect(t.reasons()).toEqual(['launch', 'timer', 'timer', 'timer']);
    expect(t.minutes()).toEqual([0, 10, 20, 30]);
    expect(t.nextInMinutes()).toBe(10);
  });

  test('the engine decides the delay: a backoff may end earlier or later than the interval [F11]', async () => {
    const t = start();
    t.setDelay(() => 25 * MINUTE);
    await t.clock.advance(60 * MINUTE);
    expect(t.minutes()).toEqual([0, 25, 50]);
  });

  test('[F17] a delay of 40 days is waited for, by short timers', async () => {
    const t = start();
    t.setDelay(() => 40 * DAY);
    await t.clock.advance(0);
    expect(t.clock.pending()).toEqual([MINUTE]);
    t.clock.jump(39 * DAY);
    await t.clock.advance(MINUTE);
    expect(t.minutes()).toEqual([0]);
    t.clock.jump(DAY);
    await t.clock.advance(MINUTE);
    expect(t.reasons()).toEqual(['launch', 'timer']);
  });

  test('a listener that throws does not prevent the next pass', async () => {
    const t = start({ intervalMinutes: 3 });
    await t.clock.advance(0);
    t.breakRings();
    for (let minute = 0; minute < 6; minute += 1)
      await t.clock.advance(MINUTE).catch((error: unknown) => expect(String(error)).toContain('a bug'));
    expect(t.rings()).toBe(6);
    expect(t.minutes()).toEqual([0, 3, 6]);
  });

  test('[F16] its timer fires every minute for its listener', async () => {
    const t = start({ intervalMinutes: 60 });
    await t.clock.advance(10 * MINUTE);
    expect(t.rings()).toBe(10);
    expect(t.clock.pending()).toHaveLength(1);
  });

  test('never more than one timer', async () => {
    const t = start();
    await t.clock.advance(3 * MINUTE);
    t.schedule.settingsChanged();
    t.schedule.networkBack();
    t.schedule.resumed();
    await t.clock.advance(0);
    expect(t.clock.pending()).toHaveLength(1);
  });

  test('a pass requested by someone else moves the next one', async () => {
    const t = start();
    await t.clock.advance(5 * MINUTE);
    t.end('person');
    await t.clock.advance(9 * MINUTE);
    expect(t.minutes()).toEqual([0]);
    await t.clock.advance(MINUTE);
    expect(t.minutes()).toEqual([0, 15]);
  });

  test('while a pass runs no other is planned', async () => {
    const t = start();
    await t.clock.advance(0);
    t.hang();
    await t.clock.advance(DAY);
    expect(t.reasons()).toEqual(['launch', 'timer']);
    t.end('timer');
    expect(t.nextInMinutes()).toBe(10);
  });

  test('a new interval counts from now', async () => {
    const t = start({ intervalMinutes: 120 });
    await t.clock.advance(4 * MINUTE);
    t.settings.intervalMinutes = 5;
    t.schedule.settingsChanged();
    expect(t.nextInMinutes()).toBe(5);
    await t.clock.advance(5 * MINUTE);
    expect(t.minutes()).toEqual([0, 9]);
  });

  test('after stop nothing runs and nothing is announced', async () => {
    const t = start();
    await t.clock.advance(MINUTE);
    t.schedule.stop();
    t.schedule.resumed();
    t.schedule.networkBack();
    t.schedule.settingsChanged();
    await t.clock.advance(DAY);
    expect(t.reasons()).toEqual(['launch']);
    expect(t.nextInMinutes()).toBeNull();
    expect(t.clock.pending()).toEqual([]);
  });
});

describe('[F16] sleep and clock jumps', () => {
  test('a resume requests a pass at once', async () => {
    const t = start();
    await t.clock.advance(MINUTE);
    t.clock.jump(8 * 60 * MINUTE);
    t.schedule.resumed();
    await t.clock.advance(0);
    expect(t.reasons()).toEqual(['launch', 'resume']);
  });

  test('sleep without an event is noticed within a minute', async () => {
    const t = start();
    await t.clock.advance(MINUTE);
    t.clock.jump(8 * 60 * MINUTE);
    await t.clock.advance(MINUTE);
    expect(t.reasons()).toEqual(['launch', 'timer']);
  });

  test('a clock set back by two hours does not delay the next pass by two hours', async () => {
    const t = start();
    await t.clock.advance(MINUTE);
    t.clock.jump(-120 * MINUTE);
    await t.clock.advance(12 * MINUTE);
    expect(t.reasons()).toEqual(['launch', 'timer']);
  });

  test('a network that comes and goes requests one pass, not one each time', async () => {
    const t = start();
    await t.clock.advance(MINUTE);
    for (let times = 0; times < 20; times += 1) {
      t.schedule.networkBack();
      // oxlint-disable-next-line no-await-in-loop
      await t.clock.advance(1_000);
    }
    expect(t.reasons()).toEqual(['launch', 'networkBack']);
  });

  test('a network that is back after a failure is tried each time', async () => {
    const t = start({ outcome: 'failed' });
    await t.clock.advance(1_000);
    t.schedule.networkBack();
    await t.clock.advance(0);
    expect(t.reasons()).toEqual(['launch', 'networkBack']);
  });
});
