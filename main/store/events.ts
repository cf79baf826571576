/**
 * Writes event rows for the sync engine: complete states are stored, tombstones applied [S11, S14, S15].
 *
 * What a missing row means is not decided here but by the sweep (sweep.ts).
 */
import type { Database } from 'better-sqlite3';
import type { EventId, EventTime, RemoteChange } from '../../shared/model.ts';
import type { CalendarKey, ChangeCounts, WrittenRow } from '../sync/ports.ts';
import { cancelledRow, contentColumns, toCancelledRow, toContentRow, type ContentRow } from './eventRow.ts';
import type { JournalWriter } from './journal.ts';
import { createCancelledById } from './cancelledById.ts';
import { openSeriesParts } from './agenda/seriesParts.ts';

/** The changes to one calendar in one transaction. */
interface Slice {
  readonly calendar: CalendarKey;
  readonly passId: number;
  /** The calendar's zone. */
  readonly fallbackZone: string;
  readonly journal: JournalWriter | null;
  /** Nothing of this calendar was stored before, so nearly every row is new. */
  readonly isFirst: boolean;
  /** The key of the next new row. */
  nextKey: number;
  /** Single events that were written and may still have exceptions from a time when they were series. */
  readonly writtenSingles: EventId[];
  /** Characters of long texts written. */
  length: number;
}

export interface SliceWriter {
  apply(change: RemoteChange): ChangeCounts;
  /** Completes the slice. Returns the number of rows removed. */
  end(): number;
  /** Characters of long texts written so far. */
  length(): number;
}

interface StoredSlot {
  readonly kind: ContentRow['kind'];
  readonly master_id: string | null;
  readonly original_ms: number | null;
  readonly original_date: string | null;
}

/**
 * One statement inserts, compares and updates: SQLite compares the stored columns with the new ones, so an identical
 * row is neither written nor counted [S11]. `updated` is never compared, because some changes do not update it [S24].
 */
const insertSql = `
  INSERT INTO events (key, calendar_key, event_id, seen_pass, ${contentColumns.join(', ')})
  VALUES (?, ?, ?, ?, ${contentColumns.map(() => '?').join(', ')})
  ON CONFLICT (calendar_key, event_id) DO`;
const upsertSql = `${insertSql} UPDATE SET
    seen_pass = excluded.seen_pass,
    ${contentColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
  WHERE (${contentColumns.join(', ')})
    IS NOT (${contentColumns.map((column) => `excluded.${column}`).join(', ')})`;

/**
 * SQLite would give a new row the key of a deleted one. The search index takes every row up to the last one that it
 * has read for indexed (searchIndex.ts), so a new row's key is always larger than both. A trigger that marked such rows
 * cost a sixth of the time for a new row.
 */
const lastKeySql = `SELECT max(
    (SELECT coalesce(max(key), 0) FROM events),
    (SELECT coalesce(max(CAST(value AS INTEGER)), 0) FROM meta WHERE name = 'searchedKey'))`;

export const openEvents = (db: Database) => {
  const parts = openSeriesParts(db);
  const cancelledById = createCancelledById();
  const upsert = db.prepare(upsertSql);
  /** For rows that are nearly always new: takes a sixth less than the upsert, which is prepared to run triggers. */
  const insert = db.prepare(`${insertSql} NOTHING`);
  const selectLastKey = db.prepare<[], number>(lastKeySql).pluck();
  const stamp = db.prepare<[number, CalendarKey, EventId, number]>(
    'UPDATE events SET seen_pass = ? WHERE calendar_key = ? AND event_id = ? AND seen_pass <> ?',
  );
  const selectSlot = db.prepare<[CalendarKey, EventId], StoredSlot>(
    'SELECT kind, master_id, original_ms, original_date FROM events WHERE calendar_key = ? AND event_id = ?',
  );
  const deleteEvent = db.prepare<[CalendarKey, EventId]>(
    'DELETE FROM events WHERE calendar_key = ? AND event_id = ?',
  );
  const deleteParts = db.prepare<[CalendarKey, EventId, number, string]>(
    `DELETE FROM events WHERE calendar_key = ? AND master_id = ? AND NOT (kind = 'exception' AND seen_pass = ?)
       AND NOT (kind = 'cancelled' AND event_id IN (SELECT value FROM json_each(?)))`,
  );
  const updateMaster = db.prepare<[EventId, CalendarKey, EventId]>(
    'UPDATE events SET master_id = ? WHERE calendar_key = ? AND event_id = ?',
  );
  const deletePartsOfAll = db.prepare<[CalendarKey, string]>(
    'DELETE FROM events WHERE calendar_key = ? AND master_id IN (SELECT value FROM json_each(?))',
  );
  const forgetMissing = db.prepare<[CalendarKey, EventId]>(
    'DELETE FROM missing_masters WHERE calendar_key = ? AND master_id = ?',
  );
  const insertMissing = db.prepare<[CalendarKey, EventId]>(
    'INSERT INTO missing_masters (calendar_key, master_id) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const selectMissing = db
    .prepare<{ calendar: CalendarKey; limit: number }, EventId>(
      `SELECT part.id FROM (
         SELECT DISTINCT master_id AS id FROM events
         WHERE calendar_key = @calendar AND master_id IS NOT NULL
       ) AS part
       WHERE NOT EXISTS (SELECT 1 FROM events WHERE calendar_key = @calendar AND event_id = part.id)
         AND NOT EXISTS (SELECT 1 FROM missing_masters WHERE calendar_key = @calendar AND master_id = part.id)
         AND EXISTS (
           SELECT 1 FROM events
           WHERE calendar_key = @calendar AND master_id = part.id AND kind = 'exception'
         )
       LIMIT @limit`,
    )
    .pluck();

  /** Returns true if the row is new or differs. An identical row only gets the pass's stamp. */
  const write = (slice: Slice, id: EventId, row: ContentRow): boolean => {
    const { calendar, passId } = slice;
    const values: (string | number | null)[] = [slice.nextKey, calendar, id, passId];
    for (const column of contentColumns) values.push(row[column]);
    let written = slice.isFirst ? insert.run(values) : upsert.run(values);
    if (slice.isFirst && written.changes === 0) written = upsert.run(values);
    if (written.changes > 0) {
      if (written.lastInsertRowid === slice.nextKey) slice.nextKey += 1;
      slice.length += (row.body?.length ?? 0) + (row.recurrence?.length ?? 0);
      return true;
    }
    stamp.run(passId, calendar, id, passId);
    return false;
  };

  /**
   * Deletes an event together with its exceptions and cancelled instances [S14], except those that the same listing
   * contains. Such an exception is what the person is invited to now, with or without the series [S17], and may come
   * before the tombstone [S16]. An instance known only by its id may belong to another part. If an exception was
   * deleted while the listing went on, the next listing has its tombstone. Returns the number of rows removed.
   */
  const remove = (calendar: CalendarKey, passId: number, id: EventId): number => {
    forgetMissing.run(calendar, id);
    const cancelledIds = JSON.stringify([...cancelledById.of(calendar, passId, id).keys()]);
    return (
      deleteEvent.run(calendar, id).changes + deleteParts.run(calendar, id, passId, cancelledIds).changes
    );
  };

  /**
   * Called when a part of a split series was added, changed or removed. Cancelled instances known only by their ids
   * move to the part that has their slot now: a listing has no order [S16], so only at its end is it known which part
   * that is.
   */
  const reassignInstances = ({ calendar, passId, fallbackZone }: Slice, master: EventId): void => {
    for (const [id, named] of cancelledById.of(calendar, passId, master)) {
      const slot = selectSlot.get(calendar, id);
      if (slot?.kind !== 'cancelled') continue;
      const part = parts.partOf(calendar, { ...slot, master_id: named }, fallbackZone);
      if (part !== slot.master_id) updateMaster.run(part, calendar, id);
    }
  };

  /**
   * Applies a tombstone, of which only the id is certain. For a single event or a master it means deletion [S14]. For
   * an instance it means that its slot stays cancelled [S15], even if no such master is known: it may be on a later
   * page [S16], and a slot without a master hides nothing. The row stored under the id tells which of the two it is,
   * and the slot; without a row, `guess` does, which is what the id looks like. In a split series the part that has
   * the slot is meant: the id may belong to another part than when the row was stored.
   */
  const applyTombstone = (
    slice: Slice,
    id: EventId,
    guess: { readonly masterId: EventId; readonly originalStart: EventTime } | null,
  ): ChangeCounts => {
    const { calendar, passId, fallbackZone } = slice;
    const stored = selectSlot.get(calendar, id);
    const slot = stored ?? (guess && toCancelledRow(guess));
    if (slot === null || slot.kind === 'single' || slot.kind === 'master') {
      const removed = remove(calendar, passId, id);
      if (slot?.kind === 'master') reassignInstances(slice, id);
      return { upserted: 0, removed };
    }
    if (slot.master_id !== null) cancelledById.note(calendar, passId, id, slot.master_id as EventId);
    const part = parts.partOf(calendar, slot, fallbackZone);
    const changed = write(slice, id, cancelledRow({ ...slot, master_id: part }));
    return stored?.kind === 'exception'
      ? { upserted: 0, removed: 1 }
      : { upserted: changed ? 1 : 0, removed: 0 };
  };

  const applyChange = (slice: Slice, change: RemoteChange): ChangeCounts => {
    const { calendar, passId, fallbackZone, writtenSingles } = slice;
    if (change.type === 'deleted') return applyTombstone(slice, change.id, change.instanceOf);
    if (change.type === 'cancelledInstance') {
      cancelledById.forget(calendar, passId, change.id, change.masterId);
      const changed = write(slice, change.id, toCancelledRow(change));
      return { upserted: changed ? 1 : 0, removed: 0 };
    }
    const { event } = change;
    const changed = write(slice, event.id, toContentRow(event, fallbackZone));
    if (event.kind === 'master') reassignInstances(slice, event.id);
    if (!changed) return { upserted: 0, removed: 0 };
    // A master keeps the exceptions that came before it or stay unchanged [S16, S21]. A single event has none.
    if (event.kind === 'single') writtenSingles.push(event.id);
    if (event.kind === 'master') forgetMissing.run(calendar, event.id);
    return { upserted: 1, removed: 0 };
  };

  /**
   * Removes what still belongs to single events. Done for many at once, because a first listing consists almost only
   * of them.
   */
  const removeInstancesOfSingles = ({ calendar, writtenSingles }: Slice): number => {
    if (writtenSingles.length === 0) return 0;
    return deletePartsOfAll.run(calendar, JSON.stringify(writtenSingles.splice(0))).changes;
  };

  const apply = (slice: Slice, change: RemoteChange): ChangeCounts => {
    const { journal } = slice;
    const isSingle = change.type === 'event' && change.event.kind === 'single';
    if (journal === null && isSingle) return applyChange(slice, change);
    // Done first: this change may be an instance of one of them, and the journal reads the current rows.
    const earlier = removeInstancesOfSingles(slice);
    const { id } = change.type === 'event' ? change.event : change;
    const before = journal?.stateOf(id) ?? null;
    const { upserted, removed } = applyChange(slice, change);
    const counts = { upserted, removed: removed + removeInstancesOfSingles(slice) };
    if (counts.upserted + counts.removed > 0) journal?.note(before, journal.stateOf(id));
    return { upserted, removed: earlier + counts.removed };
  };

  return {
    /** Returns a writer for one transaction. It applies changes one by one and records them in the journal. */
    slice(
      calendar: CalendarKey,
      passId: number,
      { fallbackZone, journal, isFirst }: Pick<Slice, 'fallbackZone' | 'journal' | 'isFirst'>,
    ): SliceWriter {
      const nextKey = (selectLastKey.get() ?? 0) + 1;
      const began = { calendar, passId, fallbackZone, journal, isFirst, nextKey };
      const slice: Slice = { ...began, writtenSingles: [], length: 0 };
      return {
        apply: (change) => apply(slice, change),
        end: () => removeInstancesOfSingles(slice),
        length: () => slice.length,
      };
    },
    /** Runs `apply` for the change and returns which row was written; null if none was [S11]. */
    audit(
      calendar: CalendarKey,
      change: RemoteChange,
      apply: () => ChangeCounts,
    ): { readonly counts: ChangeCounts; readonly written: WrittenRow | null } {
      const { id } = change.type === 'event' ? change.event : change;
      const isNew = selectSlot.get(calendar, id) === undefined;
      const counts = apply();
      if (counts.upserted === 0) return { counts, written: null };
      const masterId = (selectSlot.get(calendar, id)?.master_id ?? null) as EventId | null;
      return { counts, written: { id, masterId, isNew } };
    },
    /**
     * Stamps rows that a listing contained without a readable state. Events that are not stored cannot be kept [F23].
     */
    keep(calendar: CalendarKey, passId: number, ids: readonly EventId[]): void {
      for (const id of ids) stamp.run(passId, calendar, id, passId);
    },
    missingMasters: (calendar: CalendarKey, limit: number): readonly EventId[] =>
      selectMissing.all({ calendar, limit }),
    markMasterMissing: (calendar: CalendarKey, masterId: EventId): void =>
      void insertMissing.run(calendar, masterId),
  };
};

export type Events = ReturnType<typeof openEvents>;
