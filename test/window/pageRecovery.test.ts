import { describe, expect, test } from 'vitest';
import {
  createPageRecovery,
  firstState,
  limitOf,
  nextState,
  pausesMs,
} from '../../main/window/pageRecovery.ts';
import type { RecoveryEvent, RecoveryState } from '../../main/window/pageRecovery.ts';
import { createFakeClock } from '../support/clock.ts';

type Told = Exclude<RecoveryEvent, 'timeout'>;

/** A watched page, with what was done to it in order. */
const aPage = () => {
  const clock = createFakeClock();
  const done: string[] = [];
  const recovery = createPageRecovery({
    clock,
    load: () => done.push('load'),
    end: () => done.push('end'),
    onState: ({ kind, failures }) => done.push(`${kind} ${failures}`),
  });
  return { ...recovery, clock, done };
};
type Page = ReturnType<typeof aPage>;

/** What `act` makes it do. */
const during = async (page: Page, act: () => unknown): Promise<readonly string[]> => {
  const before = page.done.length;
  await act();
  return page.done.slice(before);
};
const hearing = (page: Page, event: Told) => during(page, () => page.report(event));
const within = (page: Page, ms: number) => during(page, () => page.clock.advance(ms));

test('a page that reports that it works is left alone', async () => {
  const page = aPage();
  expect(page.done).toEqual(['load']);
  expect(await hearing(page, 'live')).toEqual(['live 0']);
  expect(page.clock.pending()).toEqual([]);
});

test('a page whose process ends is loaded again, but not while that is being reported', async () => {
  const page = aPage();
  page.report('live');
  expect(await hearing(page, 'gone')).toEqual(['waiting 1']);
  expect(await within(page, 0)).toEqual(['load', 'loading 1']);
  expect(await hearing(page, 'live')).toEqual(['live 1']);
});

test.each<Told>(['gone', 'failed'])(
  'a page that keeps failing (%s) is tried again after longer and longer pauses, and then is lost',
  async (event) => {
    const page = aPage();
    for (const [index, pauseMs] of pausesMs.entries()) {
      expect(await hearing(page, event)).toEqual([`waiting ${index + 1}`]);
      if (pauseMs > 0) expect(await within(page, pauseMs - 1)).toEqual([]);
      expect(await within(page, 1)).toEqual(['load', `loading ${index + 1}`]);
    }
    expect(await hearing(page, event)).toEqual([`lost ${pausesMs.length + 1}`]);
    expect(await within(page, 3_600_000)).toEqual([]);
  },
);

test('a page that recovers only to fail again does not do so forever', async () => {
  const page = aPage();
  for (const _ of pausesMs) {
    page.report('live');
    await page.clock.advance(59_000);
    page.report('gone');
    await page.clock.advance(5000);
  }
  page.report('live');
  expect(await hearing(page, 'gone')).toEqual(['lost 4']);
});

test('a page that has worked for a minute has all of its attempts again', async () => {
  const page = aPage();
  for (let day = 0; day < 10; day += 1) {
    page.report('live');
    await page.clock.advance(60_000);
    expect(await hearing(page, 'gone')).toEqual(['waiting 1']);
    await page.clock.advance(0);
  }
});

test('a page that never reports that it works is ended and loaded again, and in the end is lost', async () => {
  const page = aPage();
  expect(await within(page, 29_999)).toEqual([]);
  expect(await within(page, 1)).toEqual(['end', 'ending 0']);
  expect(await hearing(page, 'gone')).toEqual(['waiting 1']);
  await page.clock.advance(0);
  for (let attempt = 0; attempt < pausesMs.length; attempt += 1) {
    await page.clock.advance(30_000);
    page.report('gone');
    await page.clock.advance(5000);
  }
  expect(page.state().kind).toBe('lost');
});

test('a process that cannot be ended blocks nothing', async () => {
  const page = aPage();
  await page.clock.advance(30_000);
  expect(await within(page, 5000)).toEqual(['waiting 1', 'load', 'loading 1']);
});

test('a page that hangs gets time to recover', async () => {
  const page = aPage();
  page.report('live');
  expect(await hearing(page, 'unresponsive')).toEqual(['hung 0']);
  expect(await within(page, 9999)).toEqual([]);
  expect(await hearing(page, 'responsive')).toEqual(['live 0']);
  expect(await within(page, 3_600_000)).toEqual([]);
});

test('a page that keeps hanging is ended and loaded again', async () => {
  const page = aPage();
  page.report('live');
  page.report('unresponsive');
  expect(await within(page, 10_000)).toEqual(['end', 'ending 0']);
  page.report('gone');
  expect(await within(page, 0)).toEqual(['load', 'loading 1']);
});

test('sleep or a long halt of the app does not count against the page', () => {
  // However long it took, the clock fires once for it.
  const once = nextState(firstState, 'timeout');
  expect(once.kind).toBe('loading');
  expect(limitOf(once)).toBe(limitOf(firstState));
});

test('nothing is done about the page of a closed window', async () => {
  const page = aPage();
  page.report('live');
  page.report('gone');
  page.stop();
  expect(await within(page, 60_000)).toEqual([]);
  expect(await hearing(page, 'gone')).toEqual([]);
  expect(page.clock.pending()).toEqual([]);
});

describe('in every state that can be reached', () => {
  const events: readonly RecoveryEvent[] = [
    'live',
    'gone',
    'failed',
    'unresponsive',
    'responsive',
    'timeout',
  ];
  const states = new Map<string, RecoveryState>();
  const visit = (state: RecoveryState): void => {
    const key = JSON.stringify(state);
    if (states.has(key)) return;
    states.set(key, state);
    for (const event of events) visit(nextState(state, event));
  };
  visit(firstState);
  const all = [...states.values()];

  test('whatever does not work is watched by the clock, until the person is asked', () => {
    const unwatched = all.filter((state) => limitOf(state) === null).map(({ kind }) => kind);
    expect(new Set(unwatched)).toEqual(new Set(['live', 'lost']));
  });

  test('time alone leads to a working page or to a question', () => {
    for (const start of all) {
      let state = start;
      for (let rings = 0; rings < 50 && limitOf(state) !== null; rings += 1) {
        state = nextState(state, 'timeout');
      }
      expect(['live', 'lost']).toContain(state.kind);
    }
  });

  test('the end of the process is never missed while the page works or is loading', () => {
    for (const state of all.filter(({ kind }) => ['loading', 'live', 'hung', 'ending'].includes(kind))) {
      expect(['waiting', 'lost']).toContain(nextState(state, 'gone').kind);
    }
  });
});
