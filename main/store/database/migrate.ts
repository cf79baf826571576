/** Numbered migrations, counted in `user_version`, each in its own transaction [F4]. */
import type { Database } from 'better-sqlite3';
import { storageCause } from './failure.ts';
import { migrations as released, type Migration } from './schema.ts';

/** A migration failed, and not for lack of space or the like: the step or the data is wrong [F4]. */
export class MigrationFailed extends Error {
  constructor(version: number, error: unknown) {
    super(`The step to schema ${version} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export const readVersion = (db: Database): number => db.pragma('user_version', { simple: true }) as number;

export const latestVersion = (migrations: readonly Migration[]): number => migrations.at(-1)?.version ?? 0;

/**
 * Migrates the database to the last version. Throws if a step fails, after rolling it back: MigrationFailed, or the
 * storage error itself. Foreign keys are off meanwhile, so that a step may rebuild a table, and are checked before
 * each commit.
 */
export const migrate = (db: Database, migrations: readonly Migration[] = released): void => {
  db.pragma('foreign_keys = OFF');
  for (const migration of migrations) {
    if (migration.version <= readVersion(db)) continue;
    const step = db.transaction(() => {
      migration.up(db);
      const orphans = db.pragma('foreign_key_check') as unknown[];
      if (orphans.length > 0) throw new Error(`${orphans.length} rows without their parents`);
      db.pragma(`user_version = ${migration.version}`);
    });
    try {
      step.exclusive();
    } catch (error) {
      const cause = storageCause(error);
      throw cause === null || cause === 'corrupt' ? new MigrationFailed(migration.version, error) : error;
    }
  }
  db.pragma('foreign_keys = ON');
};
