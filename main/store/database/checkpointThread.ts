/**
 * The code of the checkpoint thread (checkpoints.ts). For each message it checkpoints the database once, over its own
 * connection, and replies when that is done.
 *
 * The thread gets this function as text, since bundles have no file for it. So it may use only its argument.
 */
import type * as workerThreads from 'node:worker_threads';
import type BetterSqlite3 from 'better-sqlite3';

export const checkpointThread = (require: NodeJS.Require): void => {
  const { parentPort, workerData } = require('node:worker_threads') as typeof workerThreads;
  const Database = require(workerData.sqlite) as typeof BetterSqlite3;
  parentPort?.on('message', () => {
    const db = new Database(workerData.path, { fileMustExist: true });
    try {
      db.pragma('synchronous = NORMAL');
      db.pragma('wal_checkpoint(PASSIVE)');
    } finally {
      db.close();
    }
    parentPort.postMessage(null);
  });
};

/** The source for `new Worker(…, { eval: true })`. `workerData` holds the paths `sqlite` and `path`. */
export const checkpointThreadSource = `(${checkpointThread.toString()})(require);`;
