import { expect, test, vi } from 'vitest';
import { createDeferredLog } from '../../main/platform/deferredLog.ts';
import type { Log } from '../../main/platform/log.ts';

const setUp = () => {
  const start = Promise.withResolvers<void>();
  const written: unknown[] = [];
  const log: Log = (event, facts) => void written.push([event, facts]);
  const open = vi.fn<() => Promise<Log>>(async () => log);
  return { start, written, open, ...createDeferredLog(start.promise, open) };
};

test('what is logged during the start is written in order after the start', async () => {
  const { start, written, open, log } = setUp();
  log('app.started', { packaged: true });
  log('store.opened');
  await Promise.resolve();
  expect(open).not.toHaveBeenCalled();
  start.resolve();
  await expect.poll(() => written).toHaveLength(2);
  log('app.ready');
  expect(written).toEqual([
    ['app.started', { packaged: true }],
    ['store.opened', undefined],
    ['app.ready', undefined],
  ]);
  expect(open).toHaveBeenCalledOnce();
});

test('a bug is written before the start is over: the process may be about to end', async () => {
  const { start, written, open, log } = setUp();
  log('app.started');
  log('bug', { error: 'TypeError' });
  log('bug', { error: 'RangeError' });
  await expect.poll(() => written).toHaveLength(3);
  start.resolve();
  await start.promise;
  expect(open).toHaveBeenCalledOnce();
});

test('a process that ends before its start is over writes what it has logged', async () => {
  const { written, log, flush } = setUp();
  log('app.started');
  log('app.stopped');
  await flush();
  expect(written).toEqual([
    ['app.started', undefined],
    ['app.stopped', undefined],
  ]);
});
