import { expect, test } from 'vitest';
import { createStatusFeed } from '../../main/backend/syncStatusFeed.ts';
import type { SyncStatus } from '../../shared/syncReport.ts';
import type { Problem } from '../../shared/problems.ts';

const setUp = () => {
  let status: SyncStatus = {
    phase: 'idle',
    progress: null,
    lastSuccessAt: null,
    lastAttemptAt: null,
    nextAttemptAt: null,
    problems: [],
  };
  const standing: Problem[] = [];
  const emitted: SyncStatus[] = [];
  let timer: (() => void) | null = null;
  const feed = createStatusFeed({
    engine: () => status,
    standing: () => standing,
    emit: (now) => emitted.push(now),
    clock: {
      after: (_delayMs, callback) => {
        timer = callback;
        return () => (timer = null);
      },
    },
  });
  return {
    feed,
    emitted,
    standing,
    set: (change: Partial<SyncStatus>) => {
      status = { ...status, ...change };
      feed.changed();
    },
    passTime: () => {
      const callback = timer;
      timer = null;
      callback?.();
    },
    timers: () => (timer === null ? 0 : 1),
  };
};

test('many reports become few, the last one is never lost, and no timer is left', () => {
  const { emitted, set, passTime, timers } = setUp();
  for (let events = 0; events < 500; events += 1) {
    set({ phase: 'syncing', progress: { calendarsDone: 0, calendarsTotal: 1, events } });
  }
  expect(emitted).toHaveLength(1);
  passTime();
  expect(emitted.at(-1)?.progress?.events).toBe(499);
  passTime();
  expect(emitted).toHaveLength(2);
  expect(timers()).toBe(0);
});

test('the beginning and end of a pass are reported at once', () => {
  const { emitted, set } = setUp();
  set({ phase: 'syncing' });
  set({ phase: 'idle', lastSuccessAt: '2026-11-24T09:00:00.000Z' });
  expect(emitted.map(({ phase }) => phase)).toEqual(['syncing', 'idle']);
});

test('standing problems are added to the pass’s, without duplicates', () => {
  const { feed, standing, set, emitted } = setUp();
  standing.push({ kind: 'noKeyring' }, { kind: 'storageFailed', cause: 'readOnly' });
  set({ problems: [{ kind: 'storageFailed', cause: 'readOnly' }] });
  expect(emitted[0]?.problems).toEqual([{ kind: 'storageFailed', cause: 'readOnly' }, { kind: 'noKeyring' }]);
  standing.length = 0;
  expect(feed.current().problems).toHaveLength(1);
});
