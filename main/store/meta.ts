/** Single values that belong to the database as a whole: counters and marks. */
import type { Database } from 'better-sqlite3';

/**
 * `lastExit`: `clean` after an orderly close, `open` while in use or after a crash, `suspect` if damage was found
 * during use. `stoppedBy` and `heldUpcoming` are JSON: by account, why it has to wait; by calendar key, how many
 * upcoming events its held sweep contains. `searchedKey` and `searchedWith` belong to the search index
 * (searchIndex.ts), `zones` and `sievedWith` (an older name: with which data the
 * prefilters were made) to zoneData.ts.
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
    /** Returns one entry of a JSON value; null if there is none. */
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
