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

/** A page under watch, with what was done to it in order. */
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
const hearing = (page: Page, event: Told) => during(page, () => page.hear(event));
const within = (page: Page, ms: number) => during(page, () => page.clock.advance(ms));

test('a page that says that it is there is left alone', async () => {
  const page = aPage();
  expect(page.done).toEqual(['load']);
  expect(await hearing(page, 'live')).toEqual(['live 0']);
  expect(page.clock.pending()).toEqual([]);
});

test('a page whose process ends is loaded again, but not while that is being told', async () => {
  const page = aPage();
  page.hear('live');
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

test('a page that comes back only to fail again does not do so for ever', async () => {
  const page = aPage();
  for (const _ of pausesMs) {
    page.hear('live');
    await page.clock.advance(59_000);
    page.hear('gone');
    await page.clock.advance(5000);
  }
  page.hear('live');
  expect(await hearing(page, 'gone')).toEqual(['lost 4']);
});

test('a page that has lasted for a minute starts with all of its attempts', async () => {
  const page = aPage();
  for (let day = 0; day < 10; day += 1) {
    page.hear('live');
    await page.clock.advance(60_000);
    expect(await hearing(page, 'gone')).toEqual(['waiting 1']);
    await page.clock.advance(0);
  }
});

test('a page that never says that it is there is ended and loaded again, and in the end is lost', async () => {
  const page = aPage();
  expect(await within(page, 29_999)).toEqual([]);
  expect(await within(page, 1)).toEqual(['end', 'ending 0']);
  expect(await hearing(page, 'gone')).toEqual(['waiting 1']);
  await page.clock.advance(0);
  for (let attempt = 0; attempt < pausesMs.length; attempt += 1) {
    await page.clock.advance(30_000);
    page.hear('gone');
    await page.clock.advance(5000);
  }
  expect(page.state().kind).toBe('lost');
});

test('a process that cannot be ended holds nothing up', async () => {
  const page = aPage();
  await page.clock.advance(30_000);
  expect(await within(page, 5000)).toEqual(['waiting 1', 'load', 'loading 1']);
});

test('a page that hangs gets time to come to itself', async () => {
  const page = aPage();
  page.hear('live');
  expect(await hearing(page, 'unresponsive')).toEqual(['hung 0']);
  expect(await within(page, 9999)).toEqual([]);
  expect(await hearing(page, 'responsive')).toEqual(['live 0']);
  expect(await within(page, 3_600_000)).toEqual([]);
});

test('a page that goes on hanging is ended and loaded again', async () => {
  const page = aPage();
  page.hear('live');
  page.hear('unresponsive');
  expect(await within(page, 10_000)).toEqual(['end', 'ending 0']);
  page.hear('gone');
  expect(await within(page, 0)).toEqual(['load', 'loading 1']);
});

test('a suspend or a long halt of the app does not count as the page’s time', () => {
  // However long it took, the clock rings once for it.
  const once = nextState(firstState, 'timeout');
  expect(once.kind).toBe('loading');
  expect(limitOf(once)).toBe(limitOf(firstState));
});

test('nothing is done about the page of a window that is gone', async () => {
  const page = aPage();
  page.hear('live');
  page.hear('gone');
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

  test('whatever is not there is watched by the clock, until the person is asked', () => {
    const unwatched = all.filter((state) => limitOf(state) === null).map(({ kind }) => kind);
    expect(new Set(unwatched)).toEqual(new Set(['live', 'lost']));
  });

  test('time alone leads to a page that is there or to a question', () => {
    for (const start of all) {
      let state = start;
      for (let rings = 0; rings < 50 && limitOf(state) !== null; rings += 1) {
        state = nextState(state, 'timeout');
      }
      expect(['live', 'lost']).toContain(state.kind);
    }
  });

  test('the end of the process is never overlooked where the page was there or on its way', () => {
    for (const state of all.filter(({ kind }) => ['loading', 'live', 'hung', 'ending'].includes(kind))) {
      expect(['waiting', 'lost']).toContain(nextState(state, 'gone').kind);
    }
  });
});
