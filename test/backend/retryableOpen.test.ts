import { describe, expect, test } from 'vitest';
import { createRetryableOpen } from '../../main/backend/retryableOpen.ts';
import { DAY_MS } from '../../shared/durations.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

const full: Problem = { kind: 'storageFailed', cause: 'full' };

/** Opening returns these results, one after the other; then `full`. */
const openerOf = (...answers: readonly Result<string, Problem>[]) => {
  const opened: boolean[] = [];
  const closed: string[] = [];
  const replaced: string[] = [];
  const time = { nowMs: 0 };
  const opener = createRetryableOpen<string>({
    open: (isDamaged) => Promise.resolve(answers[opened.push(isDamaged) - 1] ?? fail(full)),
    close: async (backend) => void closed.push(backend),
    onReplaced: (backend) => void replaced.push(backend),
    now: () => time.nowMs,
  });
  return { opener, times: () => opened.length, opened, closed, replaced, time };
};

test('the backend is opened once for all callers', async () => {
  const { opener, times } = openerOf(ok('backend'));
  expect(opener.current()).toBeNull();
  expect(await Promise.all([opener.get(false), opener.get(true), opener.get(false)])).toEqual([
    ok('backend'),
    ok('backend'),
    ok('backend'),
  ]);
  expect(times()).toBe(1);
  expect(opener.current()).toBe('backend');
});

test('a failure is final until someone asks again, and then it is opened once for all of them [F2]', async () => {
  const { opener, times } = openerOf(fail(full), ok('backend'));
  expect(await opener.get(false)).toEqual(fail(full));
  expect(await opener.get(false)).toEqual(fail(full));
  expect(times()).toBe(1);
  expect(await Promise.all([opener.get(true), opener.get(true), opener.get(true)])).toEqual([
    ok('backend'),
    ok('backend'),
    ok('backend'),
  ]);
  expect(times()).toBe(2);
});

test('a lasting failure is tried once for each request', async () => {
  const { opener, times } = openerOf(fail(full), fail(full), fail(full));
  await opener.get(false);
  expect(await opener.get(true)).toEqual(fail(full));
  expect(await opener.get(true)).toEqual(fail(full));
  expect(times()).toBe(3);
});

describe('[F3] a backend whose database is damaged', () => {
  test('is closed and replaced, and calls meanwhile wait for the new one', async () => {
    const { opener, opened, closed, replaced } = openerOf(ok('first'), ok('second'));
    await opener.get(false);
    expect(opener.replace()).toBe(true);
    expect(opener.current()).toBeNull();
    expect(await Promise.all([opener.get(false), opener.get(true)])).toEqual([ok('second'), ok('second')]);
    expect({ opened, closed, replaced }).toEqual({
      opened: [false, true],
      closed: ['first'],
      replaced: ['second'],
    });
    expect(opener.current()).toBe('second');
  });

  test('is also replaced if the damage is found while opening', async () => {
    const { opener, closed, replaced } = openerOf(ok('first'), ok('second'));
    const first = opener.get(false);
    opener.replace();
    expect(await opener.get(false)).toEqual(ok('second'));
    expect(await first).toEqual(ok('first'));
    expect({ closed, replaced, current: opener.current() }).toEqual({
      closed: ['first'],
      replaced: ['second'],
      current: 'second',
    });
  });

  test('is rebuilt when someone asks again, if there was no space for it', async () => {
    const { opener, opened, replaced } = openerOf(ok('first'), fail(full), ok('second'), ok('third'));
    await opener.get(false);
    opener.replace();
    expect(await opener.get(false)).toEqual(fail(full));
    expect(replaced).toEqual([]);
    expect(await opener.get(true)).toEqual(ok('second'));
    expect({ opened, replaced }).toEqual({ opened: [false, true, true], replaced: ['second'] });
  });

  test('is replaced again if the clock was set back by more than a day [F16]', async () => {
    const { opener, time } = openerOf(ok('first'), ok('second'), ok('third'));
    await opener.get(false);
    opener.replace();
    await opener.get(false);
    time.nowMs = -DAY_MS;
    expect(opener.replace()).toBe(true);
    expect(await opener.get(false)).toEqual(ok('third'));
  });

  test('is replaced at most once a day', async () => {
    const { opener, times, time } = openerOf(ok('first'), ok('second'), ok('third'));
    await opener.get(false);
    expect(opener.replace()).toBe(true);
    await opener.get(false);
    time.nowMs = DAY_MS - 1;
    expect(opener.replace()).toBe(false);
    expect([await opener.get(false), times()]).toEqual([ok('second'), 2]);
    time.nowMs = DAY_MS;
    expect(opener.replace()).toBe(true);
    expect(await opener.get(false)).toEqual(ok('third'));
  });
});
