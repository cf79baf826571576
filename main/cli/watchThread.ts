/**
 * The code of the thread that watches the profile (follow.ts). It counts the changes of the database's files and wakes
 * the main thread, which waits for the counter.
 *
 * The thread gets this function as text, since bundles have no file for it. So it may use only its argument.
 */
import type * as fs from 'node:fs';
import type * as workerThreads from 'node:worker_threads';

export const watchThread = (require: NodeJS.Require): void => {
  const { workerData } = require('node:worker_threads') as typeof workerThreads;
  const { watch } = require('node:fs') as typeof fs;
  const counter = new Int32Array(workerData.counter as SharedArrayBuffer);
  const count = (): void => {
    Atomics.add(counter, 0, 1);
    Atomics.notify(counter, 0);
  };
  watch(workerData.folder as string, (_event, name) => {
    // Readers change the index of the log, `-shm`, themselves.
    if (name === null || /^(?:calendar|outbox)\.db(?:-wal)?$/.test(name)) count();
  });
  // From here on no change is missed.
  count();
};

/** The source for `new Worker(…, { eval: true })`. `workerData` holds `counter` and `folder`. */
export const watchThreadSource = `(${watchThread.toString()})(require);`;
