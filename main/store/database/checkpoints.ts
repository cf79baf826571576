/**
 * Copies the write-ahead log back into the database while much is being written.
 *
 * SQLite does this by itself every thousand pages, within a commit. That commit then waits for the disk, and the main
 * process waits with it for far longer than a frame [F20]. So during large passes a thread with its own connection
 * does it between two writes, which wait for it without blocking anything. No data is at risk: a checkpoint copies
 * what is durable already, and an interrupted one is simply repeated. If no thread can be started, SQLite does it as
 * usual.
 */
import type { Database } from 'better-sqlite3';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { checkpointThreadSource } from './checkpointThread.ts';

export interface Checkpoints {
  /**
   * Announces long texts that are about to be written. `length`: their characters, which fill the log faster than the
   * number of rows suggests.
   */
  writes(length: number): void;
  /** Must be called after each write. */
  wrote(): void;
  /** Resolves when the log has room for more. Null: it has room now. */
  room(): Promise<void> | null;
  /** Called when no more writes are expected. Ends the thread once it is done. */
  rest(): void;
  /** Called before the database is closed. Resolves when no thread has its file open any more. */
  stop(): Promise<void>;
}

/**
 * Rows written between two checkpoints: about 10 MB of log. Shorter intervals cost more if the same pages change
 * again.
 */
const ROWS_PER_CHECKPOINT = 4000;
/** This many characters fill the log like one row. A meeting with hundreds of guests counts as ten rows. */
const ROW_LENGTH = 2500;
/** At the end of a pass, this many rows are worth a checkpoint. */
const ROWS_AT_END = 1000;
/** SQLite's own limit in pages, and the limit while the thread does the work. */
const DEFAULT_PAGES = 1000;
const THREAD_PAGES = 10_000;

export const openCheckpoints = (db: Database, path: string): Checkpoints => {
  const selectChanges = db.prepare<[], number>('SELECT total_changes()').pluck();
  const changes = (): number => selectChanges.get() ?? 0;
  /** The change count at the last checkpoint. */
  let seen = changes();
  /** Characters of long texts written since then. */
  let length = 0;
  let thread: Worker | null = null;
  /** Threads that were told to end but may still run: a thread ends only after its current checkpoint. */
  const ending = new Set<Promise<unknown>>();
  let running: { readonly ended: Promise<void>; readonly end: () => void } | null = null;
  let isResting = false;
  let isRefused = false;
  db.pragma(`wal_autocheckpoint = ${THREAD_PAGES}`);

  const endThread = (): void => {
    running?.end();
    running = null;
    if (thread === null) return;
    const ended = thread.terminate().finally(() => ending.delete(ended));
    ending.add(ended);
    thread = null;
  };
  const giveUp = (): void => {
    endThread();
    isRefused = true;
    if (db.open) db.pragma(`wal_autocheckpoint = ${DEFAULT_PAGES}`);
  };

  const startThread = (): Worker => {
    const sqlite = createRequire(import.meta.url).resolve('better-sqlite3');
    const worker = new Worker(checkpointThreadSource, {
      eval: true,
      execArgv: [],
      workerData: { sqlite, path },
    });
    // The process need not wait for the thread to exit.
    worker.unref();
    worker.on('message', () => {
      if (isResting) return endThread();
      running?.end();
      running = null;
    });
    worker.on('error', giveUp);
    // If the thread exited without a reply, writers would wait for it forever.
    worker.on('exit', () => {
      if (thread === worker) giveUp();
    });
    return worker;
  };

  const start = (): void => {
    try {
      thread ??= startThread();
    } catch {
      return giveUp();
    }
    seen = changes();
    length = 0;
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    running = { ended, end: resolve };
    thread.postMessage(null);
  };
  const isDue = (rows: number): boolean =>
    running === null && !isRefused && changes() - seen + length / ROW_LENGTH >= rows;

  return {
    writes(more) {
      length += more;
    },
    wrote() {
      isResting = false;
      if (isDue(ROWS_PER_CHECKPOINT)) start();
    },
    // Writes during a checkpoint would stay in the log, which starts over only when it has been copied completely.
    room: () => running?.ended ?? null,
    rest() {
      isResting = true;
      if (isDue(ROWS_AT_END)) start();
      else if (running === null) endThread();
    },
    async stop() {
      // The writes of closing must not start another checkpoint.
      isRefused = true;
      endThread();
      await Promise.all(ending);
    },
  };
};
