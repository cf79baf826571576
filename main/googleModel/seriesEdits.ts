/** Changes to a series: its instances changed, cancelled and restored, and the series itself split. */
import type { EventEdits, EventPatch } from './eventEdits.ts';
import { baseOf, instanceId, instanceResource, isSlot, splitRecurrence } from './instances.ts';
import type { EventResource } from './resources.ts';
import { readSeries } from './naiveRule.ts';
import type { Series } from './naiveRule.ts';
import { existingCalendar } from './state.ts';
import type { ModelState, StoredEvent } from './state.ts';
import { stampOf } from './zoneTime.ts';

export function seriesEdits(state: ModelState, { stored, add, insert, patch, move, remove }: EventEdits) {
  const zoneOf = (calendarId: string): string => existingCalendar(state, calendarId).entry.timeZone;
  const series = (calendarId: string, master: EventResource): Series =>
    readSeries(master, zoneOf(calendarId));

  /**
   * Returns the changed instance at a slot, made from the master if there is none yet. Ids are unique: an instance of
   * another part of a split series with the same id is replaced.
   */
  function instance(calendarId: string, masterId: string, slot: number): StoredEvent {
    const master = stored(calendarId, masterId);
    if (master.state !== 'live' || !master.resource.recurrence) throw new Error(`${masterId} is no series`);
    const id = instanceId(master.resource, slot);
    const known = existingCalendar(state, calendarId).events.get(id);
    if (known && known.state !== 'deleted' && known.resource.recurringEventId === masterId) return known;
    if (!isSlot(series(calendarId, master.resource), slot)) throw new Error(`${id} is no slot`);
    return add(calendarId, instanceResource(master.resource, slot, zoneOf(calendarId)), { replace: true });
  }

  function changeInstance(
    calendarId: string,
    masterId: string,
    slot: number,
    fields: EventPatch,
  ): EventResource {
    return patch(calendarId, instance(calendarId, masterId, slot).resource.id, fields);
  }

  function moveInstance(calendarId: string, masterId: string, slot: number, byMs: number): EventResource {
    return move(calendarId, instance(calendarId, masterId, slot).resource.id, byMs);
  }

  function cancelInstance(calendarId: string, masterId: string, slot: number): void {
    remove(calendarId, instance(calendarId, masterId, slot).resource.id);
  }

  /** Resets a changed or cancelled instance to what the series says. It remains an exception. */
  function restoreInstance(calendarId: string, masterId: string, slot: number): EventResource {
    const { resource } = instance(calendarId, masterId, slot);
    const master = stored(calendarId, masterId).resource;
    const { start, end } = instanceResource(master, slot, zoneOf(calendarId));
    return patch(calendarId, resource.id, { start, end, summary: master.summary ?? null });
  }

  /**
   * "This and following": the old series ends before `slot`, a new one begins there with `fields` changed. Exceptions
   * of the old one from there on stay unchanged but are no longer shown [S21].
   */
  function splitSeries(
    calendarId: string,
    masterId: string,
    slot: number,
    fields: EventPatch = {},
  ): EventResource {
    const master = stored(calendarId, masterId).resource;
    const whole = series(calendarId, master);
    if (!isSlot(whole, slot) || slot === whole.firstSlot) throw new Error('not a slot to split at');
    const before = [...whole.slots(Number.NEGATIVE_INFINITY, slot)].length;
    const { ended, rest } = splitRecurrence(master, slot, before);
    patch(calendarId, masterId, { recurrence: ended });
    const digits = stampOf(slot).slice(0, whole.allDay ? 8 : 15);
    const id = `${baseOf(masterId)}_R${digits}`;
    const { start, end } = instanceResource(master, slot, zoneOf(calendarId));
    insert(calendarId, { ...master, id, start, end, recurrence: rest, iCalUID: `${id}@google.com` });
    return Object.keys(fields).length > 0 ? patch(calendarId, id, fields) : stored(calendarId, id).resource;
  }

  /** Returns the slots of a series in [from, to), whether they are exceptions or not. */
  function slots(calendarId: string, masterId: string, fromMs: number, toMs: number): number[] {
    return [...series(calendarId, stored(calendarId, masterId).resource).slots(fromMs, toMs)];
  }

  return {
    instance,
    changeInstance,
    moveInstance,
    cancelInstance,
    restoreInstance,
    splitSeries,
    slots,
  };
}
