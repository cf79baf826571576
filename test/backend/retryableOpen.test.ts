import { expect, test } from 'vitest';
import { createRetryableOpen } from '../../main/backend/retryableOpen.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

const full: Problem = { kind: 'storageFailed', cause: 'full' };

const openerOf = (...answers: readonly Result<string, Problem>[]) => {
  let opened = 0;
  const opener = createRetryableOpen(() => Promise.resolve(answers[opened++] ?? fail(full)));
  return { opener, times: () => opened };
};

test('the backend is opened once for all who ask', async () => {
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

test('a failure is final until somebody asks again, and then opened once for all of them [F2]', async () => {
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

test('a failure that lasts is tried once for each time somebody asks', async () => {
  const { opener, times } = openerOf(fail(full), fail(full), fail(full));
  await opener.get(false);
  expect(await opener.get(true)).toEqual(fail(full));
  expect(await opener.get(true)).toEqual(fail(full));
  expect(times()).toBe(3);
});
