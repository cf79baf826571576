import { expect, test, vi } from 'vitest';
import { oneAtATime } from '../../main/platform/oneAtATime.ts';

test('runs once more after what is running, however often it is asked meanwhile', async () => {
  const gates: PromiseWithResolvers<void>[] = [];
  const work = vi.fn(() => {
    const gate = Promise.withResolvers<void>();
    gates.push(gate);
    return gate.promise;
  });
  const run = oneAtATime(work, () => {});
  run();
  run();
  run();
  expect(work).toHaveBeenCalledTimes(1);
  gates[0]?.resolve();
  await expect.poll(() => gates).toHaveLength(2);
  gates[1]?.resolve();
  await Promise.resolve();
  expect(work).toHaveBeenCalledTimes(2);
});

test('a bug is reported, and does not keep what was asked meanwhile from running', async () => {
  const bugs: unknown[] = [];
  let count = 0;
  const run = oneAtATime(
    async () => {
      count += 1;
      if (count === 1) throw new Error('planted');
    },
    (bug) => bugs.push(bug),
  );
  run();
  run();
  await expect.poll(() => count).toBe(2);
  expect(bugs).toHaveLength(1);
});
