/**
 * The parts of a series that was split by "this and following": `<base>` up to the cut, `<base>_R<cut>` from there
 * on.
 *
 * Google's instance ids do not tell the parts apart: an instance of either is `<base>_<slot>`, and only
 * `recurringEventId` names its part. A tombstone without one is assigned to the part that has the slot.
 */
import type { Database } from 'better-sqlite3';
import type { EventId } from '../../../shared/model.ts';
import { familyOf } from '../../recurrence/instanceId.ts';
import { compileSeries } from '../../recurrence/series.ts';
import { hasSlot, slotOf } from '../../recurrence/slots.ts';
import type { CalendarKey } from '../../sync/ports.ts';
import { toEventTime, type ContentRow } from '../eventRow.ts';

type PartRow = Pick<ContentRow, 'start_date' | 'end_date' | 'start_zone' | 'end_zone' | 'recurrence'> & {
  readonly event_id: EventId;
  readonly start_ms: number;
  readonly end_ms: number;
};

/** A slot and the master it was assigned to. */
type NamedSlot = Pick<ContentRow, 'master_id' | 'original_ms' | 'original_date'>;

export const openSeriesParts = (db: Database) => {
  // `S` is the character after the `R` of `_R`. The latest part is first.
  const selectParts = db.prepare<{ calendar: CalendarKey; base: string; from: string; to: string }, PartRow>(
    `SELECT event_id, start_ms, end_ms, start_date, end_date, start_zone, end_zone, recurrence
     FROM events WHERE calendar_key = @calendar AND kind = 'master'
       AND (event_id = @base OR (event_id >= @from AND event_id < @to)) ORDER BY start_ms DESC LIMIT 100`,
  );

  const has = (part: PartRow, slot: NamedSlot, fallbackZone: string): boolean => {
    const series = compileSeries({
      start: toEventTime(part.start_ms, part.start_date, part.start_zone),
      end: toEventTime(part.end_ms, part.end_date, part.end_zone ?? part.start_zone),
      recurrence: JSON.parse(part.recurrence ?? '[]') as string[],
      fallbackZone,
    });
    const place = slotOf(series, toEventTime(slot.original_ms ?? 0, slot.original_date, null));
    return place !== null && hasSlot(series, place);
  };

  const storedParts = (calendar: CalendarKey, base: EventId): readonly PartRow[] =>
    selectParts
      .all({ calendar, base, from: `${base}_R`, to: `${base}_S` })
      .filter(({ event_id: id }) => familyOf(id).base === base);

  return {
    /**
     * Returns the part that has the slot: the named master if it has it, else the first part, else the latest part
     * that has it. Returns the named master if no part has it.
     */
    partOf(calendar: CalendarKey, slot: NamedSlot, fallbackZone: string): EventId {
      const named = (slot.master_id ?? '') as EventId;
      const { base } = familyOf(named);
      const parts = storedParts(calendar, base);
      if (!parts.some(({ event_id: id }) => id !== named)) return named;
      const owners = parts.filter((part) => has(part, slot, fallbackZone)).map(({ event_id: id }) => id);
      return [named, base].find((id) => owners.includes(id)) ?? owners[0] ?? named;
    },
    /** Returns the ids of the stored parts of a series, the latest first. */
    idsOf: (calendar: CalendarKey, base: EventId): readonly EventId[] =>
      storedParts(calendar, base).map(({ event_id: id }) => id),
  };
};
