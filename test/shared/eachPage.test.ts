import { expect, test } from 'vitest';
import { eachPage } from '../../shared/eachPage.ts';
import { fail, ok } from '../../shared/result.ts';

test('pages are read one after another, each with the cursor of the one before', () => {
  const asked: (string | null)[] = [];
  const pages = eachPage((cursor) => {
    asked.push(cursor);
    return ok({ nextCursor: cursor === null ? 'b' : null });
  });
  expect(asked).toEqual([]);
  expect([...pages]).toHaveLength(2);
  expect(asked).toEqual([null, 'b']);
});

test('nothing is read after a page that cannot be, or that nobody asks for', () => {
  let reads = 0;
  const failing = eachPage(() => {
    reads += 1;
    return reads === 1 ? ok({ nextCursor: 'more' }) : fail('lost');
  });
  expect([...failing]).toEqual([ok({ nextCursor: 'more' }), fail('lost')]);
  for (const _ of eachPage(() => ok({ nextCursor: `${(reads += 1)}` }))) break;
  expect(reads).toBe(3);
});
