/**
 * What a calendar shows in a window, computed from the model alone. The app's agenda is compared with it. Shares no
 * code with main/recurrence.
 */
import type { CalendarModel } from '../../../main/googleModel/serverModel.ts';
import { instanceId } from '../../../main/googleModel/instances.ts';
import type { EventResource } from '../../../main/googleModel/resources.ts';
import { readSeries, slotOf } from '../../../main/googleModel/naiveRule.ts';
import { dateOf, dayMs, instantOf } from '../../../main/googleModel/zoneTime.ts';

export interface ExpectedOccurrence {
  /** Google's id of the instance, as `Occurrence.eventId`. */
  readonly eventId: string;
  readonly masterId: string | null;
  readonly allDay: boolean;
  /** Instants; an all-day one begins and ends with its days in the viewer's zone. */
  readonly startMs: number;
  readonly endMs: number;
  /** Dates of an all-day occurrence, end exclusive. */
  readonly startDate: string | null;
  readonly endDate: string | null;
  readonly title: string;
}

/** Returns the occurrences that overlap [fromMs, toMs), by start, then id. Events that cannot be read are left out. */
export function expectedOccurrences(
  model: CalendarModel,
  calendarId: string,
  fromMs: number,
  toMs: number,
  viewerZone = 'UTC',
): ExpectedOccurrence[] {
  const { calendar, singles, masters, exceptions, cancelled } = model.truth(calendarId);
  const found: ExpectedOccurrence[] = [];

  function show(
    event: EventResource,
    eventId: string,
    masterId: string | null,
    start: number,
    end: number,
  ): void {
    const allDay = event.start.date !== undefined;
    const startMs = allDay ? instantOf(start, viewerZone) : start;
    const endMs = allDay ? instantOf(end, viewerZone) : end;
    if (startMs >= toMs || (endMs <= fromMs && startMs < fromMs)) return;
    found.push({
      eventId,
      masterId,
      allDay,
      startMs,
      endMs,
      startDate: allDay ? dateOf(start / dayMs) : null,
      endDate: allDay ? dateOf(end / dayMs) : null,
      title: event.summary ?? '',
    });
  }

  for (const event of singles)
    unlessUnreadable(() => show(event, event.id, null, slotOf(event.start), slotOf(event.end)));

  const changed = new Map<string, Set<number>>();
  const change = (masterId: string, slot: number): void => {
    if (!changed.has(masterId)) changed.set(masterId, new Set());
    changed.get(masterId)!.add(slot);
  };
  for (const one of cancelled) change(one.masterId, one.slot);
  for (const one of exceptions)
    unlessUnreadable(() => change(one.recurringEventId!, slotOf(one.originalStartTime!)));

  const lastSlots = new Map<string, number>();
  for (const master of masters)
    unlessUnreadable(() => {
      const series = readSeries(master, calendar.timeZone);
      const gone = changed.get(master.id);
      if (gone) lastSlots.set(master.id, series.lastSlot());
      // A day of margin on both sides: all-day slots are shown at the viewer's midnight.
      for (const slot of series.slots(fromMs - series.durationMs - dayMs, toMs + dayMs))
        if (!gone?.has(slot))
          show(master, instanceId(master, slot), master.id, slot, slot + series.durationMs);
    });

  for (const event of exceptions)
    unlessUnreadable(() => {
      // An exception beyond its series' end is no longer shown [S21].
      const end = lastSlots.get(event.recurringEventId!) ?? Number.POSITIVE_INFINITY;
      if (slotOf(event.originalStartTime!) > end) return;
      show(event, event.id, event.recurringEventId!, slotOf(event.start), slotOf(event.end));
    });

  return found.sort((a, b) => a.startMs - b.startMs || (a.eventId < b.eventId ? -1 : 1));
}

function unlessUnreadable(work: () => void): void {
  try {
    work();
  } catch {
    // A broken event shows nothing.
  }
}
