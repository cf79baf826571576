/**
 * The search index: which words are in which rows, in order of time. Its tables are described in schema.ts.
 *
 * It is filled in slices, outside the commits that write events. Until then a row is *pending*: beyond the last
 * indexed key, or marked stale by a trigger. Each slice is one transaction that also updates what is pending, so
 * after a crash at any moment every row is either indexed in its current state or pending.
 *
 * `meta.searchedWith` is the version of the rule that made the words. If it is not the current one, every row counts
 * as pending until the first slice has emptied the index.
 */
import { DAY_MS } from '../../../shared/durations.ts';
import type { Database } from 'better-sqlite3';
import type { CalendarKey } from '../../sync/ports.ts';
import { indexText, primaryColumn, type SearchedRow } from './searchText.ts';
import { WORD_RULE } from './searchWords.ts';

interface PendingRow extends SearchedRow {
  readonly key: number;
  readonly calendar_key: CalendarKey;
  readonly kind: string;
  readonly start_ms: number | null;
  readonly is_long: 0 | 1 | null;
}

/** Rows in one slice, and characters: a few milliseconds. */
const SLICE = 80;
const SLICE_LETTERS = 30_000;
/** What words depend on: our rule, and the runtime's Unicode version. */
const WORDS = `${WORD_RULE} ${process.versions['unicode'] ?? ''}`;
/** Pages written by one slice of merging. */
const MERGE_PAGES = 32;

/** Documents per day. */
const PER_DAY = 65_536;
/** Days are counted from long before any calendar begins, so that documents are never negative. */
const DAY_ZERO = 800_000;
const LAST_DAY = 2 ** 21 - 1;
/** Documents from here on belong to no single day: series, and events longer than two days. */
export const SPANNING = 2 ** 40;

/** Returns the first document of an instant's UTC day, or of the day `days` later. */
export const firstDoc = (ms: number, days = 0): number =>
  Math.min(LAST_DAY, Math.max(0, Math.floor(ms / DAY_MS) + DAY_ZERO + days)) * PER_DAY;

/** Returns when a document's UTC day begins. */
export const dayOfDocMs = (doc: number): number => (Math.floor(doc / PER_DAY) - DAY_ZERO) * DAY_MS;

const pendingColumns = `key, calendar_key, kind, start_ms, is_long, title, location, body, ${primaryColumn}`;

/** The queries of this file, for the tests that check their plans. */
export const indexSql = {
  next: `SELECT ${pendingColumns} FROM events WHERE key > ? ORDER BY key LIMIT 1`,
  byKey: `SELECT ${pendingColumns} FROM events WHERE key = ?`,
  pendingDeletion: 'SELECT key FROM calendars WHERE account_id IS NULL',
} as const;

export const openSearchIndex = (db: Database) => {
  const selectNext = db.prepare<[number], PendingRow>(indexSql.next);
  const selectRow = db.prepare<[number], PendingRow>(indexSql.byKey);
  const selectPendingDeletion = db.prepare<[], CalendarKey>(indexSql.pendingDeletion).pluck();
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
  /** True if the next slice has to merge. */
  let isMergeDue = false;
  /** True if merging last found nothing to do. */
  let isMerged = false;

  const isOutdated = (): boolean => selectWith.get() !== WORDS;
  const searchedKey = (): number => (isOutdated() ? 0 : (selectSearched.get() ?? 0));

  const docFor = (row: PendingRow): number => {
    if (row.kind === 'master' || row.is_long === 1 || row.start_ms === null) return SPANNING + row.key;
    // If a day is full, the next one is used. The order is then off by a day, which readers allow for.
    for (let first = firstDoc(row.start_ms); ; first += PER_DAY) {
      const last = selectLastDoc.get(first, first + PER_DAY) ?? null;
      if (last === null) return first;
      if (last < first + PER_DAY - 1) return last + 1;
    }
  };

  /** Returns how many characters were read. */
  const add = (row: PendingRow, pendingDeletion: ReadonlySet<CalendarKey>): number => {
    if (row.kind === 'cancelled' || pendingDeletion.has(row.calendar_key)) return 0;
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

  /** Updates rows that changed or were deleted since they were indexed. */
  const renew = (
    keys: readonly number[],
    searched: number,
    pendingDeletion: ReadonlySet<CalendarKey>,
  ): void => {
    let letters = 0;
    for (const key of keys) {
      // Done for every key: an earlier slice may have set the last indexed key below that of a deleted row.
      drop(key);
      // A row beyond the last indexed key is indexed later.
      const row = key <= searched ? selectRow.get(key) : undefined;
      if (row !== undefined) letters += add(row, pendingDeletion);
      deleteStale.run(key);
      if (letters > SLICE_LETTERS) break;
    }
    const last = selectLastKey.get() ?? 0;
    if (last < searched) setSearched.run(last);
  };

  /** Adds rows that are new since the last slice. */
  const extend = (searched: number, pendingDeletion: ReadonlySet<CalendarKey>): void => {
    let letters = 0;
    let key = searched;
    for (let rows = 0; rows < SLICE && letters <= SLICE_LETTERS; rows += 1) {
      const row = selectNext.get(key);
      if (row === undefined) break;
      letters += add(row, pendingDeletion);
      key = row.key;
    }
    setSearched.run(key);
  };

  /**
   * If no row is marked stale, no row beyond the last indexed key has words here. An older build may have left words
   * of deleted rows, which would conflict with new rows that get their keys.
   */
  const orphans = (searched: number): readonly number[] => selectBeyond.all(searched, SLICE);

  /** Merges one slice. Returns true if there was nothing to merge. */
  const mergeSlice = (): boolean => {
    const before = selectTotal.get() ?? 0;
    merge.run(MERGE_PAGES);
    // The command itself counts as one change.
    return (selectTotal.get() ?? 0) - before < 2;
  };

  /**
   * Deletes all words, because those of a removed account must be removed from the file [S40]. The index is then
   * filled again.
   */
  const clear = (): void => {
    clearWords.run();
    clearDocs.run();
    clearStale.run();
    setSearched.run(0);
    setWith.run(WORDS);
  };

  return {
    /** Rows beyond this key are not in the index yet. */
    searchedKey,
    lastKey: (): number => selectLastKey.get() ?? 0,
    /** Returns keys of rows that changed since they were indexed, at most `most`. */
    staleKeys: (most: number): readonly number[] => selectStale.all(most),
    /**
     * Does one slice of work: empties an index made by an older rule, updates changed rows, or adds new ones, and
     * after each of these merges what was written. Must be called inside a transaction. Returns true if nothing is
     * left to do.
     */
    step(): boolean {
      if (isOutdated()) {
        clear();
        return false;
      }
      if (isMergeDue) {
        isMergeDue = false;
        isMerged = mergeSlice();
        return false;
      }
      const stale = selectStale.all(SLICE);
      const searched = searchedKey();
      const left = stale.length > 0 ? [] : orphans(searched);
      const hasNew = (selectLastKey.get() ?? 0) > searched;
      isMergeDue = stale.length + left.length > 0 || hasNew || !isMerged;
      if (!isMergeDue) return true;
      const pendingDeletion = new Set(selectPendingDeletion.all());
      if (stale.length > 0) renew(stale, searched, pendingDeletion);
      else if (left.length > 0) left.forEach(drop);
      else if (hasNew) extend(searched, pendingDeletion);
      return false;
    },
    clear,
  };
};

export type SearchIndex = ReturnType<typeof openSearchIndex>;
