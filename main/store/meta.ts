/** Single values: counters and marks that belong to the database as a whole. */
import type { Database } from 'better-sqlite3';

/**
 * `lastExit`: `clean` after an orderly close, `open` while in use or after a crash, `suspect` when damage
 * showed itself in use.
 */
type MetaName = 'lastExit' | 'lastPassId' | 'lastSuccessAtMs';
type MetaValue = string | number | null;

export const openMeta = (db: Database) => {
  const select = db.prepare<[MetaName], MetaValue>('SELECT value FROM meta WHERE name = ?').pluck();
  const upsert = db.prepare<[MetaName, MetaValue]>(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  return {
    get: (name: MetaName): MetaValue => select.get(name) ?? null,
    getNumber: (name: MetaName): number | null => {
      const value = select.get(name);
      return typeof value === 'number' ? value : null;
    },
    set: (name: MetaName, value: MetaValue): void => void upsert.run(name, value),
  };
};

export type Meta = ReturnType<typeof openMeta>;
