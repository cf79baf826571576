/**
 * The search index: which words stand in which rows, in the order of time. See schema.ts for its tables.
 *
 * It is filled in slices outside the commits that write events. Until then a row is *pending*: beyond the last
 * indexed key, or marked stale by the database itself. Each slice is one transaction with what it took from the
 * pending ones, so a crash at any moment leaves every row either indexed as it is or pending.
 *
 * `meta.searchedWith` says by which rule words were made. By another one than today's, every row counts as pending
 * until the first slice has emptied the index.
 */
import { DAY_MS } from '../../../shared/durations.ts';
import type { Database } from 'better-sqlite3';
import type { CalendarKey } from '../../sync/ports.ts';
import { PENDING_DELETION } from '../pendingDeletion.ts';
import { indexText, type SearchedRow } from './searchText.ts';
import { WORD_RULE } from './searchWords.ts';

interface PendingRow extends SearchedRow {
  readonly key: number;
  readonly calendar_key: CalendarKey;
  readonly kind: string;
  readonly start_ms: number | null;
  readonly is_long: 0 | 1 | null;
}

/** Rows in one slice, and letters: a few milliseconds. */
const SLICE = 80;
const SLICE_LETTERS = 30_000;
/** What words depend on: our rule, and what the runtime knows of characters. */
const WORDS = `${WORD_RULE} ${process.versions['unicode'] ?? ''}`;
/** Pages that one slice of merging writes. */
const MERGE_PAGES = 32;

/** A day's documents. */
const PER_DAY = 65_536;
/** Days are counted from long before the calendar's time, so that documents are never negative. */
const DAY_ZERO = 800_000;
const LAST_DAY = 2 ** 21 - 1;
/** From here on lie documents of no one day: series and what is longer than two days. */
export const SPANNING = 2 ** 40;

/** The first document of an instant's UTC day, `days` later. */
export const firstDoc = (ms: number, days = 0): number =>
  Math.min(LAST_DAY, Math.max(0, Math.floor(ms / DAY_MS) + DAY_ZERO + days)) * PER_DAY;

/** When the UTC day begins that a document lies on. */
export const dayOfDocMs = (doc: number): number => (Math.floor(doc / PER_DAY) - DAY_ZERO) * DAY_MS;

const pendingColumns = 'key, calendar_key, kind, start_ms, is_long, title, location, body';

/** Queries of this file, for the tests that guard their plans. */
export const indexSql = {
  next: `SELECT ${pendingColumns} FROM events WHERE key > ? ORDER BY key LIMIT 1`,
  byKey: `SELECT ${pendingColumns} FROM events WHERE key = ?`,
  leaving: `SELECT key FROM calendars WHERE account_id = '${PENDING_DELETION}'`,
} as const;

export const openSearchIndex = (db: Database) => {
  const selectNext = db.prepare<[number], PendingRow>(indexSql.next);
  const selectRow = db.prepare<[number], PendingRow>(indexSql.byKey);
  const selectPendingDeletion = db.prepare<[], CalendarKey>(indexSql.leaving).pluck();
  const selectStale = db
    .prepare<[number], number>('SELECT key FROM search_stale ORDER BY key LIMIT ?')
    .pluck();
  const deleteStale = db.prepare<[number]>('DELETE FROM search_stale WHERE key = ?');
  const selectDoc = db.prepare<[number], number>('SELECT doc FROM search_docs WHERE key = ?').pluck();
  const selectBeyond = db
    .prepare<[number, number], number>('SELECT key FROM search_docs WHERE key > ? ORDER BY key LIMIT ?')
    .pluck();
  const selectLastDoc = db
    .prepare<[number, number], number | null>('SELECT max(doc) FROM search_docs WHERE doc >= ? AND doc < ?')
    .pluck();
  const insertDoc = db.prepare<[number, number]>('INSERT INTO search_docs (doc, key) VALUES (?, ?)');
  const deleteDoc = db.prepare<[number]>('DELETE FROM search_docs WHERE doc = ?');
  const insertWords = db.prepare<[number, string]>('INSERT INTO search_words (rowid, words) VALUES (?, ?)');
  const deleteWords = db.prepare<[number]>('DELETE FROM search_words WHERE rowid = ?');
  const merge = db.prepare<[number]>("INSERT INTO search_words (search_words, rank) VALUES ('merge', ?)");
  const selectTotal = db.prepare<[], number>('SELECT total_changes()').pluck();
  const selectSearched = db
    .prepare<[], number>("SELECT coalesce((SELECT value FROM meta WHERE name = 'searchedKey'), 0)")
    .pluck();
  const setSearched = db.prepare<[number]>(
    "INSERT INTO meta (name, value) VALUES ('searchedKey', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const selectWith = db.prepare<[], string>("SELECT value FROM meta WHERE name = 'searchedWith'").pluck();
  const setWith = db.prepare<[string]>(
    "INSERT INTO meta (name, value) VALUES ('searchedWith', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  );
  const selectLastKey = db.prepare<[], number>('SELECT coalesce(max(key), 0) FROM events').pluck();
  const clearDocs = db.prepare('DELETE FROM search_docs');
  const clearStale = db.prepare('DELETE FROM search_stale');
  const clearWords = db.prepare("INSERT INTO search_words (search_words) VALUES ('delete-all')");
  // Keys of rows that are gone are given again. One below the last indexed key would never be looked at.
  if (!db.readonly)
    db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS events_reused AFTER INSERT ON events
      WHEN new.key <= coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE name = 'searchedKey'), 0)
      BEGIN
        INSERT INTO search_stale (key) VALUES (new.key) ON CONFLICT DO NOTHING;
      END`);
  /** The next slice is one of merging. */
  let owesMerge = false;
  /** Merging last found nothing to do. */
  let isMerged = false;

  const isOutdated = (): boolean => selectWith.get() !== WORDS;
  const searchedKey = (): number => (isOutdated() ? 0 : (selectSearched.get() ?? 0));

  const docFor = (row: PendingRow): number => {
    if (row.kind === 'master' || row.is_long === 1 || row.start_ms === null) return SPANNING + row.key;
    // A full day goes on in the next one: the order is then a day off, which readers allow for.
    for (let first = firstDoc(row.start_ms); ; first += PER_DAY) {
      const last = selectLastDoc.get(first, first + PER_DAY) ?? null;
      if (last === null) return first;
      if (last < first + PER_DAY - 1) return last + 1;
    }
  };

  /** Returns how many letters were read. */
  const add = (row: PendingRow, leaving: ReadonlySet<CalendarKey>): number => {
    if (row.kind === 'cancelled' || leaving.has(row.calendar_key)) return 0;
    const doc = docFor(row);
    insertDoc.run(doc, row.key);
    insertWords.run(doc, indexText(row, row.calendar_key));
    return (row.title?.length ?? 0) + (row.location?.length ?? 0) + (row.body?.length ?? 0);
  };

  const drop = (key: number): void => {
    const doc = selectDoc.get(key);
    if (doc === undefined) return;
    deleteWords.run(doc);
    deleteDoc.run(doc);
  };

  /** What changed or went since it was indexed. */
  const renew = (keys: readonly number[], searched: number, leaving: ReadonlySet<CalendarKey>): void => {
    let letters = 0;
    for (const key of keys) {
      // Always: a slice before this one may have set the last indexed key to below a row that is gone.
      drop(key);
      // Beyond the last indexed key a row's turn comes.
      const row = key <= searched ? selectRow.get(key) : undefined;
      if (row !== undefined) letters += add(row, leaving);
      deleteStale.run(key);
      if (letters > SLICE_LETTERS) break;
    }
    // The keys of the last rows may be given again once they are gone, and must be new then.
    const last = selectLastKey.get() ?? 0;
    if (last < searched) setSearched.run(last);
  };

  /** What came since. */
  const extend = (searched: number, leaving: ReadonlySet<CalendarKey>): void => {
    let letters = 0;
    let key = searched;
    for (let rows = 0; rows < SLICE && letters <= SLICE_LETTERS; rows += 1) {
      const row = selectNext.get(key);
      if (row === undefined) break;
      letters += add(row, leaving);
      key = row.key;
    }
    setSearched.run(key);
  };

  /**
   * With nothing marked stale no row beyond the last indexed key has words here. Where an older build left some of
   * rows that are gone, they would stand in the way of whichever rows get their keys.
   */
  const orphans = (searched: number): readonly number[] => selectBeyond.all(searched, SLICE);

  /** One slice of merging. True when there was nothing to merge. */
  const mergeSlice = (): boolean => {
    const before = selectTotal.get() ?? 0;
    merge.run(MERGE_PAGES);
    // The command itself counts as one.
    return (selectTotal.get() ?? 0) - before < 2;
  };

  /** Forgets every word of every event, when some of them must go from the file [S40]; it is filled anew. */
  const clear = (): void => {
    clearWords.run();
    clearDocs.run();
    clearStale.run();
    setSearched.run(0);
    setWith.run(WORDS);
  };

  return {
    /** The rows beyond this key are not in the index yet. */
    searchedKey,
    lastKey: (): number => selectLastKey.get() ?? 0,
    /** Keys of rows that the index knows otherwise than they are, at most `most`. */
    staleKeys: (most: number): readonly number[] => selectStale.all(most),
    /**
     * One slice: of emptying what was made by an older rule, of what changed, of what is new, or, after each of these, of merging what was written. To be
     * called inside a transaction. True when nothing is left to do.
     */
    step(): boolean {
      if (isOutdated()) {
        clear();
        return false;
      }
      if (owesMerge) {
        owesMerge = false;
        isMerged = mergeSlice();
        return false;
      }
      const stale = selectStale.all(SLICE);
      const searched = searchedKey();
      const left = stale.length > 0 ? [] : orphans(searched);
      const hasNew = (selectLastKey.get() ?? 0) > searched;
      owesMerge = stale.length + left.length > 0 || hasNew || !isMerged;
      if (!owesMerge) return true;
      const leaving = new Set(selectPendingDeletion.all());
      if (stale.length > 0) renew(stale, searched, leaving);
      else if (left.length > 0) left.forEach(drop);
      else if (hasNew) extend(searched, leaving);
      return false;
    },
    clear,
  };
};

export type SearchIndex = ReturnType<typeof openSearchIndex>;
