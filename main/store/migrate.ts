/** Numbered migrations on `user_version`, each in a transaction of its own [F4]. */
import type { Database } from 'better-sqlite3';
import { migrations as released, type Migration } from './schema.ts';

export const readVersion = (db: Database): number => db.pragma('user_version', { simple: true }) as number;

export const latestVersion = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0;

/**
 * Brings the database to the last version. What a step throws is thrown on, with that step rolled back.
 * Foreign keys are off meanwhile, so that a step may rebuild a table, and checked before each commit.
 */
export const migrate = (db: Database, migrations: readonly Migration[] = released): void => {
  db.pragma('foreign_keys = OFF');
  for (const migration of migrations) {
    if (migration.version <= readVersion(db)) continue;
    db.transaction(() => {
      migration.up(db);
      if ((db.pragma('foreign_key_check') as unknown[]).length > 0) {
        throw new Error(`Migration ${migration.version} leaves rows without their parents`);
      }
      db.pragma(`user_version = ${migration.version}`);
    }).exclusive();
  }
  db.pragma('foreign_keys = ON');
};
