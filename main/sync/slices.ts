/**
 * Splits a page's changes into transactions, each of which blocks the main process. They are measured by the work
 * they cause, not by their number [F20]: a meeting with two hundred guests counts as ten average ones. Pure.
 */
import type { RemoteChange } from '../../shared/model.ts';

/** The length of an average event in characters, and of one guest: address, name and response. */
const AVERAGE_LENGTH = 2000;
const GUEST_LENGTH = 100;

/** Returns a change's weight, counted in average events: reading and writing it takes longer the longer it is. */
const weightOf = (change: RemoteChange): number => {
  if (change.type !== 'event') return 1;
  const { event } = change;
  const { title, location, description, attendees, attachments, conference } = event;
  const listed = attendees.length + attachments.length + conference.entryPoints.length;
  let length = title.length + (location?.length ?? 0) + (description?.length ?? 0) + GUEST_LENGTH * listed;
  if (event.kind === 'master') for (const line of event.recurrence) length += line.length;
  return Math.max(1, Math.ceil(length / AVERAGE_LENGTH));
};

/** Returns the changes of the next transaction, starting at `from`: at least one, and no more than `most` in weight. */
export const sliceByWeight = (
  changes: readonly RemoteChange[],
  from: number,
  most: number,
): { readonly slice: readonly RemoteChange[]; readonly weight: number } => {
  let weight = 0;
  let to = from;
  for (const change of changes.slice(from, from + Math.max(1, Math.ceil(most)))) {
    const more = weightOf(change);
    if (to > from && weight + more > most) break;
    weight += more;
    to += 1;
  }
  return { slice: changes.slice(from, to), weight };
};

/** The weight of the first transaction's changes, and the limits. */
export const FIRST_SLICE = 100;
const SMALLEST_SLICE = 20;
const LARGEST_SLICE = 500;
/** How long one transaction may block the main process, well below the 16 ms of a frame [F20]. */
const SLICE_MS = 8;

/** Returns the next transaction's weight, based on the last one's weight and duration [F20]. */
export const nextSlice = (size: number, tookMs: number): number => {
  if (tookMs > SLICE_MS) return Math.max(SMALLEST_SLICE, Math.floor((size * SLICE_MS) / tookMs));
  return tookMs <= SLICE_MS / 2 ? Math.min(LARGEST_SLICE, size * 2) : size;
};
