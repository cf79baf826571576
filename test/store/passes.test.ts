import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PassOutcome } from '../../shared/syncReport.ts';
import { HISTORY_LENGTH } from '../../main/store/passes.ts';
import { takeImage } from '../model/mortalStore.ts';
import {
  account,
  calendarId,
  changed,
  NOW_MS,
  openedStore,
  populatedStore,
  single,
  temporaryDirectory,
  value,
} from './support/builders.ts';

const pass = (n: number, fields: Partial<PassOutcome> = {}): PassOutcome => ({
  outcome: 'succeeded',
  reason: 'timer',
  mode: 'incremental',
  startedAt: new Date(NOW_MS + n * 1000).toISOString(),
  finishedAt: new Date(NOW_MS + n * 1000 + 500).toISOString(),
  counts: { calendars: 1, pages: 1, upserted: n, removed: 0, swept: 0, quarantined: 0 },
  problems: [],
  ...fields,
});

test('the history is returned newest first, as it was recorded', () => {
  const { store } = populatedStore();
  const failed = pass(2, {
    outcome: 'failed',
    problems: [{ kind: 'rateLimited', retryAt: '2026-11-24T10:00:00.000Z' }],
  });
  value(store.sync.recordPass(pass(1)));
  value(store.sync.recordPass(failed));
  expect(value(store.passes.list())).toEqual([failed, pass(1)]);
  expect(value(store.passes.list(1))).toEqual([failed]);
});

test('the history is bounded, and the last success is kept beyond it and after a restart', () => {
  const { store, path } = populatedStore();
  value(store.sync.recordPass(pass(0)));
  for (let n = 1; n <= HISTORY_LENGTH + 20; n++)
    value(store.sync.recordPass(pass(n, { outcome: 'partial' })));
  expect(value(store.passes.list(1000))).toHaveLength(HISTORY_LENGTH);
  store.close();
  const again = openedStore(path);
  expect(value(again.sync.lastSuccessAtMs())).toBe(NOW_MS + 500);
  expect(value(again.passes.list(1000)).at(-1)!.counts.upserted).toBe(21);
});

test('[S40] what names an account or its calendars is deleted with it; without accounts nothing is left', () => {
  const { store } = populatedStore();
  const sample = 'sample' as typeof account;
  value(
    store.accounts.add({
      id: sample,
      kind: 'sample',
      label: 'Sample',
      connectedAt: '2026-11-02T00:00:00.000Z',
    }),
  );
  value(
    store.sync.recordPass(pass(1, { problems: [{ kind: 'offline' }, { kind: 'calendarGone', calendarId }] })),
  );
  value(
    store.sync.recordPass(
      pass(2, { problems: [{ kind: 'signInRequired', accountId: account, reason: 'revoked' }] }),
    ),
  );
  value(store.sync.recordPass(pass(3, { problems: [{ kind: 'offline' }] })));
  value(store.accounts.remove(account));
  expect(value(store.passes.list()).map(({ counts }) => counts.upserted)).toEqual([3]);
  value(store.accounts.remove(sample));
  expect(value(store.passes.list())).toEqual([]);
  expect(value(store.sync.lastSuccessAtMs())).toBeNull();
});

test('pass ids are larger than any that rows were stamped with, even after a crash', () => {
  const { store, key, path } = populatedStore();
  value(store.sync.nextPassId());
  const second = value(store.sync.nextPassId());
  value(store.sync.commitChanges(key, second, changed(single('a'))));
  const image = join(temporaryDirectory(), 'calendar.db');
  takeImage(path, image);
  expect(value(openedStore(image).sync.nextPassId())).toBeGreaterThan(second);
});
