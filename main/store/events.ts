/**
 * Event rows as the sync engine writes them: whole states in, tombstones applied [S11, S14, S15].
 *
 * Nothing here decides what a missing row means; that is the sweep's (sweep.ts).
 */
import type { Database } from 'better-sqlite3';
import type { EventId, EventTime, RemoteChange } from '../../shared/model.ts';
import type { CalendarKey, ChangeCounts, WrittenRow } from '../sync/ports.ts';
import { cancelledRow, contentColumns, toCancelledRow, toContentRow, type ContentRow } from './eventRow.ts';
import type { JournalWriter } from './journal.ts';
import { createToldById } from './toldById.ts';
import { openSeriesParts } from './agenda/seriesParts.ts';

/** One transaction's changes of a calendar. */
interface Slice {
  readonly calendar: CalendarKey;
  readonly passId: number;
  /** The calendar's. */
  readonly fallbackZone: string;
  readonly journal: JournalWriter | null;
  /** Singles written, of which it is still to be seen that nothing hangs on them. */
  readonly childless: EventId[];
  /** Characters of long texts written. */
  length: number;
}

export interface SliceWriter {
  apply(change: RemoteChange): ChangeCounts;
  /** What is left to do; returns the number of rows removed. */
  end(): number;
  /** Characters of long texts that were written so far. */
  length(): number;
}

interface StoredSlot {
  readonly kind: ContentRow['kind'];
  readonly master_id: string | null;
  readonly original_ms: number | null;
  readonly original_date: string | null;
}

/**
 * One statement does insert, compare and update: SQLite compares the stored columns with the new ones, so an
 * identical row is neither written nor counted [S11]. Never compared: `updated`, which some changes leave
 * untouched [S24].
 */
const upsertSql = `
  INSERT INTO events (calendar_key, event_id, seen_pass, ${contentColumns.join(', ')})
  VALUES (?, ?, ?, ${contentColumns.map(() => '?').join(', ')})
  ON CONFLICT (calendar_key, event_id) DO UPDATE SET
    seen_pass = excluded.seen_pass,
    ${contentColumns.map((column) => `${column} = excluded.${column}`).join(', ')}
  WHERE (${contentColumns.join(', ')})
    IS NOT (${contentColumns.map((column) => `excluded.${column}`).join(', ')})`;

export const openEvents = (db: Database) => {
  const parts = openSeriesParts(db);
  const toldById = createToldById();
  const upsert = db.prepare(upsertSql);
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
  const giveToPart = db.prepare<[EventId, CalendarKey, EventId]>(
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

  /** True when the row is new or differs. An identical row only takes the pass's stamp. */
  const write = (slice: Slice, id: EventId, row: ContentRow): boolean => {
    const { calendar, passId } = slice;
    const values: (string | number | null)[] = [calendar, id, passId];
    for (const column of contentColumns) values.push(row[column]);
    if (upsert.run(values).changes > 0) {
      slice.length += (row.body?.length ?? 0) + (row.recurrence?.length ?? 0);
      return true;
    }
    stamp.run(passId, calendar, id, passId);
    return false;
  };

  /**
   * A deleted event takes what hangs on it along [S14], but for what the same listing has: that is what the person
   * is invited to now, the series or no [S17], and may come before the tombstone [S16], or is an instance of
   * which only the id was told and that another part may have. Was it deleted while the listing went on, the next one
   * has the tombstone again. Returns the number of rows removed.
   */
  const remove = (calendar: CalendarKey, passId: number, id: EventId): number => {
    forgetMissing.run(calendar, id);
    const told = JSON.stringify([...toldById.of(calendar, passId, id).keys()]);
    return deleteEvent.run(calendar, id).changes + deleteParts.run(calendar, id, passId, told).changes;
  };

  /**
   * When a part came, changed or went, the instances that ids alone gave to another part, or to none, go to the one
   * that has them now: a listing is in no order [S16], and only at its end it is known which part has a slot.
   */
  const takeOver = ({ calendar, passId, fallbackZone }: Slice, master: EventId): void => {
    for (const [id, named] of toldById.of(calendar, passId, master)) {
      const slot = selectSlot.get(calendar, id);
      if (slot?.kind !== 'cancelled') continue;
      const part = parts.partOf(calendar, { ...slot, master_id: named }, fallbackZone);
      if (part !== slot.master_id) giveToPart.run(part, calendar, id);
    }
  };

  /**
   * A tombstone, of which only the id is certain. Of a single or a master it means the end [S14]. Of an
   * instance it means that its slot stays cancelled [S15], even while no such master is known: it may be on
   * a later page [S16], and a slot of no master hides nothing. What is stored under the id tells which of
   * the two it is, and the slot; else `guess`, what the id looks like. Of a split series the part is meant that has
   * the slot: since a row was stored, its id may have become another part's.
   */
  const bury = (
    slice: Slice,
    id: EventId,
    guess: { readonly masterId: EventId; readonly originalStart: EventTime } | null,
  ): ChangeCounts => {
    const { calendar, passId, fallbackZone } = slice;
    const stored = selectSlot.get(calendar, id);
    const slot = stored ?? (guess && toCancelledRow(guess));
    if (slot === null || slot.kind === 'single' || slot.kind === 'master') {
      const removed = remove(calendar, passId, id);
      if (slot?.kind === 'master') takeOver(slice, id);
      return { upserted: 0, removed };
    }
    if (slot.master_id !== null) toldById.note(calendar, passId, id, slot.master_id as EventId);
    const part = parts.partOf(calendar, slot, fallbackZone);
    const changed = write(slice, id, cancelledRow({ ...slot, master_id: part }));
    return stored?.kind === 'exception'
      ? { upserted: 0, removed: 1 }
      : { upserted: changed ? 1 : 0, removed: 0 };
  };

  const applyChange = (slice: Slice, change: RemoteChange): ChangeCounts => {
    const { calendar, passId, fallbackZone, childless } = slice;
    if (change.type === 'deleted') return bury(slice, change.id, change.instanceOf);
    if (change.type === 'cancelledInstance') {
      toldById.forget(calendar, passId, change.id, change.masterId);
      const changed = write(slice, change.id, toCancelledRow(change));
      return { upserted: changed ? 1 : 0, removed: 0 };
    }
    const { event } = change;
    const changed = write(slice, event.id, toContentRow(event, fallbackZone));
    if (event.kind === 'master') takeOver(slice, event.id);
    if (!changed) return { upserted: 0, removed: 0 };
    // A master keeps the exceptions that came before it or stay unchanged [S16, S21]; a single has none.
    if (event.kind === 'single') childless.push(event.id);
    if (event.kind === 'master') forgetMissing.run(calendar, event.id);
    return { upserted: 1, removed: 0 };
  };

  /** Removes what still hangs on singles: all at once, because a first listing has nearly nothing else. */
  const orphan = ({ calendar, childless }: Slice): number => {
    if (childless.length === 0) return 0;
    return deletePartsOfAll.run(calendar, JSON.stringify(childless.splice(0))).changes;
  };

  const apply = (slice: Slice, change: RemoteChange): ChangeCounts => {
    const { journal } = slice;
    const isSingle = change.type === 'event' && change.event.kind === 'single';
    if (journal === null && isSingle) return applyChange(slice, change);
    // What comes now may be a part of one of them, and the journal looks at what there is.
    const earlier = orphan(slice);
    const { id } = change.type === 'event' ? change.event : change;
    const before = journal?.stateOf(id) ?? null;
    const { upserted, removed } = applyChange(slice, change);
    const counts = { upserted, removed: removed + orphan(slice) };
    if (counts.upserted + counts.removed > 0) journal?.note(before, journal.stateOf(id));
    return { upserted, removed: earlier + counts.removed };
  };

  return {
    /** Applies the changes of one transaction, one after the other, and notes what they mean. */
    slice(
      calendar: CalendarKey,
      passId: number,
      fallbackZone: string,
      journal: JournalWriter | null,
    ): SliceWriter {
      const slice: Slice = { calendar, passId, fallbackZone, journal, childless: [], length: 0 };
      return {
        apply: (change) => apply(slice, change),
        end: () => orphan(slice),
        length: () => slice.length,
      };
    },
    /** What `apply` does to the change, naming the row that was written; null when none was [S11]. */
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
    /** Stamps rows that a listing contained without a readable state; those that are not stored, nobody has [F23]. */
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
