/** Single values: counters and marks that belong to the database as a whole. */
import type { Database } from 'better-sqlite3';

/**
 * `lastExit`: `clean` after an orderly close, `open` while in use or after a crash, `suspect` when damage
 * showed itself in use. `stoppedBy` and `heldUpcoming` are JSON: by account what made it wait, by calendar key what
 * of its held sweep is coming up. `searchedKey` and `searchedWith` are the search index's own (searchIndex.ts),
 * `zones` and `sievedWith` are zoneData.ts's.
 */
type MetaName =
  | 'lastExit'
  | 'lastPassId'
  | 'lastSuccessAtMs'
  | 'stoppedBy'
  | 'heldUpcoming'
  | 'searchedKey'
  | 'zones'
  | 'sievedWith';
type MetaValue = string | number | null;

export const openMeta = (db: Database) => {
  const select = db.prepare<[MetaName], MetaValue>('SELECT value FROM meta WHERE name = ?').pluck();
  const upsert = db.prepare<[MetaName, MetaValue]>(
    'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );
  const set = (name: MetaName, value: MetaValue): void => void upsert.run(name, value);
  const entriesOf = (name: MetaName): Readonly<Record<string, string | number>> => {
    const value = select.get(name);
    return typeof value === 'string' ? (JSON.parse(value) as Record<string, string | number>) : {};
  };
  return {
    get: (name: MetaName): MetaValue => select.get(name) ?? null,
    getNumber: (name: MetaName): number | null => {
      const value = select.get(name);
      return typeof value === 'number' ? value : null;
    },
    set,
    /** One entry of a JSON value; null where there is none. */
    getEntry: (name: 'stoppedBy' | 'heldUpcoming', key: string | number): string | number | null =>
      entriesOf(name)[key] ?? null,
    setEntry: (
      name: 'stoppedBy' | 'heldUpcoming',
      key: string | number,
      value: string | number | null,
    ): void => {
      const { [key]: before, ...others } = entriesOf(name);
      if ((before ?? null) === value) return;
      set(name, JSON.stringify(value === null ? others : { ...others, [key]: value }));
    },
  };
};

export type Meta = ReturnType<typeof openMeta>;
