import { expect, test, vi } from 'vitest';
import { readPages } from '../../main/sync/ask.ts';
import { fail, ok } from '../../shared/result.ts';

test('a page that is asked for ahead may fail unheard when the one before could not be kept', async () => {
  const unheard = vi.fn<(reason: unknown) => void>();
  process.on('unhandledRejection', unheard);
  const request = (pageToken: string | null) =>
    pageToken === null
      ? Promise.resolve(ok({ nextPageToken: 'second', nextSyncToken: null }))
      : Promise.reject(new Error('a bug of the source'));
  const walked = await readPages(request, async () => fail({ kind: 'storageFailed', cause: 'full' }));
  expect(walked).toEqual(fail({ kind: 'storageFailed', cause: 'full' }));
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unheard);
  expect(unheard).not.toHaveBeenCalled();
});
