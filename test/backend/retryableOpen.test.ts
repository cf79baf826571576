import { expect, test } from 'vitest';
import { createRetryableOpen } from '../../main/backend/retryableOpen.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

const full: Problem = { kind: 'storageFailed', cause: 'full' };

const doorTo = (...answers: readonly Result<string, Problem>[]) => {
  let opened = 0;
  const door = createRetryableOpen(() => Promise.resolve(answers[opened++] ?? fail(full)));
  return { door, times: () => opened };
};

test('the house is opened once for all who ask', async () => {
  const { door, times } = doorTo(ok('house'));
  expect(door.current()).toBeNull();
  expect(await Promise.all([door.get(false), door.get(true), door.get(false)])).toEqual([
    ok('house'),
    ok('house'),
    ok('house'),
  ]);
  expect(times()).toBe(1);
  expect(door.current()).toBe('house');
});

test('a failure is final until somebody asks again, and then opened once for all of them [F2]', async () => {
  const { door, times } = doorTo(fail(full), ok('house'));
  expect(await door.get(false)).toEqual(fail(full));
  expect(await door.get(false)).toEqual(fail(full));
  expect(times()).toBe(1);
  expect(await Promise.all([door.get(true), door.get(true), door.get(true)])).toEqual([
    ok('house'),
    ok('house'),
    ok('house'),
  ]);
  expect(times()).toBe(2);
});

test('a failure that lasts is tried once for each time somebody asks', async () => {
  const { door, times } = doorTo(fail(full), fail(full), fail(full));
  await door.get(false);
  expect(await door.get(true)).toEqual(fail(full));
  expect(await door.get(true)).toEqual(fail(full));
  expect(times()).toBe(3);
});
