/** Whether a listing shows what Google accepted [O14]. Pure. */
import type { EventId } from '../../shared/model.ts';
import { dayOfIso } from '../recurrence/civil.ts';
import { compileSeries } from '../recurrence/series.ts';
import { hasSlot } from '../recurrence/slots.ts';
import type { StoredEvent } from '../store/agenda/storedEvent.ts';
import type { Operation } from './operation.ts';

/**
 * Returns whether the stored event, as a listing left it that began after Google's answer, makes the overlay
 * unnecessary: it has the answer, or something that came later.
 */
export const isEchoed = (
  operation: Operation,
  event: StoredEvent | null,
  /** The series, for one of its dates; for a move the event in the other calendar; otherwise the event itself. */
  series: StoredEvent | null,
): boolean => {
  const { want, slot, base, sentEtag, answer } = operation;
  if (want.kind === 'create') return event !== null;
  if (want.kind === 'move') return isGone(event) && !isGone(series);
  // A date that was never changed alone has no row before it is cancelled, or before its series moved away from it.
  if (want.kind === 'remove')
    return event === null
      ? series === null || slot === null || !hasDate(series, slot)
      : event.kind === 'cancelled';
  // An instance that was never changed alone has no row: it has the series' answer. Any other event without one is gone.
  const isAnswered = (one: StoredEvent): boolean =>
    one.response === want.response && hasNote(one, want.comment);
  if (event === null) return slot === null || series === null || isAnswered(series);
  if (event.kind === 'cancelled' || isAnswered(event)) return true;
  if (event.etag !== null && event.etag === answer?.etag) return true;
  // Neither what the person saw nor what was there just before the write: changed since.
  return event.etag !== base.etag && event.etag !== sentEtag;
};

/** Returns the id that an event has in the other calendar: usually the same [W32]. */
export const movedIdOf = ({ eventId, answer }: Operation): EventId => {
  const id = answer?.event?.['id'];
  return typeof id === 'string' ? (id as EventId) : eventId;
};

const isGone = (event: StoredEvent | null): boolean => event === null || event.kind === 'cancelled';

/** Null: the note was to stay as it is. */
const hasNote = ({ attendees }: StoredEvent, comment: string | null): boolean =>
  comment === null || (attendees.find(({ self }) => self)?.comment ?? '') === comment.trim();

const hasDate = ({ start, end, recurrence }: StoredEvent, slot: string): boolean => {
  const series = compileSeries({ start, end, recurrence, fallbackZone: 'UTC' });
  const at = series.allDay ? dayOfIso(slot) : Date.parse(slot);
  return at !== null && hasSlot(series, at);
};
