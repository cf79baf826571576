/**
 * Repeats an output whenever it changes: when the app has written to its database, and at each full minute, when a
 * countdown goes on. In between, the process sleeps.
 *
 * It blocks this thread on purpose: the packaged app runs a command before Electron starts anything else, and returning
 * to its event loop would start the rest. So the files are watched by a thread.
 */
import { statSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { MINUTE_MS } from '../../shared/durations.ts';
import { databaseIn, outboxIn } from './readAgenda.ts';
import { sleepMs } from './sleep.ts';
import { watchThreadSource } from './watchThread.ts';

export interface Follower {
  readonly profile: string;
  readonly nowMs: () => number;
  /** Returns the output; reads the database again only if told so. */
  readonly output: (isChanged: boolean) => string;
  /** Returns false if nobody reads any more. */
  readonly print: (text: string) => boolean;
}

/** A pass writes in many short transactions. They are read together. */
const settleMs = 1000;
/** On a system without watches, the thread ends before it counts. */
const longestStartMs = 3000;

/** Returns when nobody reads any more. */
export const follow = ({ profile, nowMs, output, print }: Follower): void => {
  const counter = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const watcher = new Worker(watchThreadSource, {
    eval: true,
    execArgv: [],
    workerData: { counter: counter.buffer, folder: profile },
  });
  watcher.unref();
  // What is read from now on can be compared with what is written later.
  Atomics.wait(counter, 0, 0, longestStartMs);
  // Each count is taken before its read, so that a write during the read or the print ends the next wait at once.
  let seen = Atomics.load(counter, 0);
  let mark = markOf(profile);
  let printed = output(true);
  let isRead = print(printed);
  while (isRead) {
    const waited = Atomics.wait(counter, 0, seen, MINUTE_MS - (nowMs() % MINUTE_MS));
    if (waited !== 'timed-out') sleepMs(settleMs);
    // The minute finds what the thread may have missed: a system without watches, a folder that was replaced.
    seen = Atomics.load(counter, 0);
    const markNow = markOf(profile);
    const next = output(markNow !== mark);
    mark = markNow;
    if (next === printed) continue;
    printed = next;
    isRead = print(next);
  }
  void watcher.terminate();
};

/** Returns a text that differs after each write to one of the databases. */
const markOf = (profile: string): string =>
  [databaseIn(profile), outboxIn(profile)]
    .flatMap((path) => [path, `${path}-wal`])
    .map((path) => {
      const stat = statSync(path, { throwIfNoEntry: false });
      return stat === undefined ? '' : `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
    })
    .join(' ');
