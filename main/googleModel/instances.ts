/** Instances of a series as resources: their ids, slots and times; and a series split in two. */
import type { EventResource, TimeResource } from './resources.ts';
import { slotOf } from './naiveRule.ts';
import type { Series } from './naiveRule.ts';
import { dateOf, dayMs, offsetDateTime, stampOf } from './zoneTime.ts';

export function isSlot(series: Series, slot: number): boolean {
  for (const one of series.slots(slot, slot + 1)) return one === slot;
  return false;
}

/**
 * Returns the beginning that the ids of all parts of a split series share: `<base>` up to the first cut,
 * `<base>_R<cut>` from each cut on.
 */
export const baseOf = (masterId: string): string => masterId.replace(/(?:_R\d{8}(?:T\d{6})?)+$/, '');

/** Instances of all parts have ids that begin with the first part's, so their ids do not tell the parts apart. */
export const instanceId = (master: EventResource, slot: number): string =>
  `${baseOf(master.id)}_${master.start.date === undefined ? stampOf(slot) : stampOf(slot).slice(0, 8)}`;

/** Returns the instance of a series at a slot, as the rule makes it. */
export function instanceResource(master: EventResource, slot: number, calendarZone: string): EventResource {
  const rest: { -readonly [K in keyof EventResource]: EventResource[K] } = { ...master };
  delete rest.recurrence;
  const byMs = slot - slotOf(master.start);
  const start = shifted(master.start, byMs, calendarZone);
  return {
    ...rest,
    id: instanceId(master, slot),
    start,
    end: shifted(master.end, byMs, calendarZone),
    recurringEventId: master.id,
    originalStartTime: start,
  };
}

/** Returns the slot that an exception fills [S18]. */
export const filledSlot = (exception: EventResource): number =>
  slotOf(exception.originalStartTime ?? exception.start);

/** Returns the same kind of time, `byMs` later, in its own zone. */
export function shifted(time: TimeResource, byMs: number, calendarZone: string): TimeResource {
  const ms = slotOf(time) + byMs;
  if (time.date !== undefined) return { date: dateOf(Math.round(ms / dayMs)) };
  const zone = time.timeZone ?? calendarZone;
  return { ...time, dateTime: offsetDateTime(ms, zone) };
}

/**
 * Returns the recurrence of a series split before `slot` [S21]: the old part gets an UNTIL, the new part the old
 * rules with the rest of their COUNT. `before` is the number of slots the old part keeps.
 */
export function splitRecurrence(
  master: EventResource,
  slot: number,
  before: number,
): { readonly ended: string[]; readonly rest: string[] } {
  const until =
    master.start.date === undefined ? stampOf(slot - 1000) : dateOf(slot / dayMs - 1).replaceAll('-', '');
  const lines = master.recurrence ?? [];
  const isRule = (line: string): boolean => line.startsWith('RRULE:');
  return {
    ended: lines.map((line) => {
      if (!isRule(line)) return line;
      const parts = line.slice('RRULE:'.length).split(';');
      return `RRULE:${parts.filter((part) => !/^(COUNT|UNTIL)=/.test(part)).join(';')};UNTIL=${until}`;
    }),
    rest: lines
      .filter((line) => !line.startsWith('RDATE'))
      .map((line) =>
        isRule(line)
          ? line.replace(/COUNT=(\d+)/, (_, count) => `COUNT=${Math.max(1, Number(count) - before)}`)
          : line,
      ),
  };
}
