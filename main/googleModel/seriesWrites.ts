/** What a write to a whole series does to its exceptions [W25, W27, W29]. */
import type { EventEdits } from './eventEdits.ts';
import { filledSlot, instanceId, instanceResource, shifted } from './instances.ts';
import { slotOf } from './naiveRule.ts';
import type { EventResource } from './resources.ts';
import type { ModelState, StoredCalendar, StoredEvent } from './state.ts';
import type { Fields } from './writeBody.ts';
import { answerOf, withAnswer } from './writeBody.ts';

const times = ['start', 'end', 'recurrence'] as const;

const isNewTime = (old: EventResource, fields: Fields): boolean =>
  times.some(
    (name) => fields[name] !== undefined && JSON.stringify(fields[name]) !== JSON.stringify(old[name]),
  );

/** Returns whether a change resets the guests' answers. */
export const needsNewAnswers = isNewTime;

export const exceptionsOf = (at: StoredCalendar, masterId: string): readonly StoredEvent[] =>
  [...(at.exceptions.get(masterId) ?? [])].flatMap((id) => {
    const event = at.events.get(id);
    return event === undefined || event.state === 'deleted' ? [] : [event];
  });

/** An exception follows the answer to the series until it was answered alone [W25]. */
export function answerTo(
  events: EventEdits,
  at: StoredCalendar,
  old: EventResource,
  resource: EventResource,
): void {
  const was = old.attendees?.find((one) => one.self);
  const own = resource.attendees?.find((one) => one.self);
  if (own === undefined || JSON.stringify(was) === JSON.stringify(own)) return;
  for (const { state, resource: exception } of exceptionsOf(at, resource.id)) {
    const there = exception.attendees?.find((one) => one.self);
    if (state !== 'live' || there === undefined || there.responseStatus !== was?.responseStatus) continue;
    const attendees = withAnswer(exception.attendees ?? [], at.entry.id, answerOf(own));
    events.patch(at.entry.id, exception.id, { attendees });
  }
}

/** After a new start, zone or rule exceptions stay, go, or move along (Behaviour.seriesExceptions). */
export function changeSeries(
  { behaviour }: ModelState,
  events: EventEdits,
  at: StoredCalendar,
  old: EventResource,
  resource: EventResource,
): void {
  if (behaviour.seriesExceptions === 'kept' || !isNewTime(old, resource)) return;
  const byMs = slotOf(resource.start) - slotOf(old.start);
  const zone = at.entry.timeZone;
  for (const event of exceptionsOf(at, resource.id)) {
    const { resource: exception, state } = event;
    at.exceptions.get(resource.id)?.delete(exception.id);
    event.state = 'deleted';
    event.silent = true;
    if (behaviour.seriesExceptions === 'reset') continue;
    const slot = filledSlot(exception) + byMs;
    const { start } = instanceResource(resource, slot, zone);
    const id = instanceId(resource, slot);
    const moved = {
      ...exception,
      id,
      originalStartTime: start,
      start: shifted(exception.start, byMs, zone),
      end: shifted(exception.end, byMs, zone),
    };
    events.add(at.entry.id, moved, { replace: true });
    if (state === 'cancelled') events.remove(at.entry.id, id);
  }
}
