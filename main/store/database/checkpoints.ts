/**
 * Brings the write-ahead log back into the database while much is being written.
 *
 * SQLite does it by itself inside some commit, every thousand pages, and that commit then waits for the disk:
 * the main process with it, for far longer than a frame [F20]. So while passes write much, a thread with a
 * connection of its own does it between two writes, which wait for it without blocking anything. Nothing is
 * at stake: a checkpoint moves what is durable already, and one cut short is simply done again. Where no
 * thread can be had, SQLite goes on by itself.
 */
import type { Database } from 'better-sqlite3';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { checkpointThreadSource } from './checkpointThread.ts';

export interface Checkpoints {
  /** Long texts are about to be written: so many characters, which fill the log beyond what their rows count. */
  writes(length: number): void;
  /** To be called after each write. */
  wrote(): void;
  /** Resolves when the log has room for more. Null: now. */
  room(): Promise<void> | null;
  /** Nothing more is coming for now: gives the thread back when it is done. */
  rest(): void;
  /** The database is about to be closed. Resolves when no thread holds its file any more. */
  stop(): Promise<void>;
}

/** Rows written between two checkpoints: about 10 MB of log. More often costs more, for what changes again and again. */
const ENOUGH = 4000;
/** Characters that fill the log like a row: a meeting of hundreds of guests is ten of them. */
const USUAL_LENGTH = 2500;
/** When a pass ends, this many are worth one. */
const SOME = 1000;
/** SQLite's own limit, in pages, and what it is while the thread is relied on. */
const USUAL_PAGES = 1000;
const UTMOST_PAGES = 10_000;

export const openCheckpoints = (db: Database, path: string): Checkpoints => {
  const selectChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const changes = (): number => selectChanges.get() ?? 0;
  /** The changes up to which the last checkpoint went. */
  let seen = changes();
  /** Characters of long texts written since. */
  let length = 0;
  let thread: Worker | null = null;
  /** Threads that were given back and may still be there: one ends only after what it is doing. */
  const ending = new Set<Promise<unknown>>();
  let running: { readonly ended: Promise<void>; readonly end: () => void } | null = null;
  let isResting = false;
  let isRefused = false;
  db.pragma(`wal_autocheckpoint = ${UTMOST_PAGES}`);

  const giveBack = (): void => {
    running?.end();
    running = null;
    if (thread === null) return;
    const ended = thread.terminate().finally(() => ending.delete(ended));
    ending.add(ended);
    thread = null;
  };
  const refuse = (): void => {
    giveBack();
    isRefused = true;
    if (db.open) db.pragma(`wal_autocheckpoint = ${USUAL_PAGES}`);
  };

  const startThread = (): Worker => {
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(checkpointThreadSource, {
      eval: true,
      execArgv: [],
      workerData: { sqlite, path },
    });
    // Nobody need wait for it to quit.
    worker.unref();
    worker.on('message', () => {
      if (isResting) return giveBack();
      running?.end();
      running = null;
    });
    worker.on('error', refuse);
    // Ended without a word, it would be waited for.
    worker.on('exit', () => {
      if (thread === worker) refuse();
    });
    return worker;
  };

  const start = (): void => {
    try {
      thread ??= startThread();
    } catch {
      return refuse();
    }
    seen = changes();
    length = 0;
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    running = { ended, end: resolve };
    thread.postMessage(null);
  };
  const isDue = (rows: number): boolean =>
    running === null && !isRefused && changes() - seen + length / USUAL_LENGTH >= rows;

  return {
    writes(more) {
      length += more;
    },
    wrote() {
      isResting = false;
      if (isDue(ENOUGH)) start();
    },
    // What is written meanwhile would stay in the log, which begins anew only when it is empty.
    room: () => running?.ended ?? null,
    rest() {
      isResting = true;
      if (isDue(SOME)) start();
      else if (running === null) giveBack();
    },
    async stop() {
      // What closing itself writes begins no other.
      isRefused = true;
      giveBack();
      await Promise.all(ending);
    },
  };
};
