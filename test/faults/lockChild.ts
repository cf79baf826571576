/**
 * Another process with the database's write lock: `node lockChild.ts <database> <ms>`. Prints a dot when it has the
 * lock, and releases it this many milliseconds after its input has ended.
 */
import Database from 'better-sqlite3';

const [path = '', ms = '0'] = process.argv.slice(2);
const db = new Database(path);
db.exec('BEGIN IMMEDIATE');
process.stdout.write('.');
process.stdin.resume().once('end', () => {
  setTimeout(() => {
    db.exec('ROLLBACK');
    db.close();
  }, Number(ms));
});
