/**
 * How a page's changes are parted into transactions, each of which holds up the main process: by how much work they
 * are and not by how many [F20]. A meeting of two hundred guests is ten usual ones. Pure.
 */
import type { RemoteChange } from '../../shared/model.ts';

/** Characters of an event that is as heavy as a usual one, and what a guest counts: address, name and answer. */
const USUAL_LENGTH = 2000;
const GUEST_LENGTH = 100;

/** How much work a change is, in usual events: what is read and written of it grows with its length. */
const weightOf = (change: RemoteChange): number => {
  if (change.type !== 'event') return 1;
  const { event } = change;
  const { title, location, description, attendees, attachments, conference } = event;
  const listed = attendees.length + attachments.length + conference.entryPoints.length;
  let length = title.length + (location?.length ?? 0) + (description?.length ?? 0) + GUEST_LENGTH * listed;
  if (event.kind === 'master') for (const line of event.recurrence) length += line.length;
  return Math.max(1, Math.ceil(length / USUAL_LENGTH));
};

/** The changes of the next transaction, from `from` on: as many as weigh no more than `most`, one at least. */
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

/** The weight of a transaction's changes: the first one's, and the limits. */
export const FIRST_SLICE = 100;
const SMALLEST_SLICE = 20;
const LARGEST_SLICE = 500;
/** What one transaction may take of the main process, well below the 16 ms of a frame [F20]. */
const SLICE_MS = 8;

/** What the next transaction should weigh, from what the last one weighed and how long it took [F20]. */
export const nextSlice = (size: number, tookMs: number): number => {
  if (tookMs > SLICE_MS) return Math.max(SMALLEST_SLICE, Math.floor((size * SLICE_MS) / tookMs));
  return tookMs <= SLICE_MS / 2 ? Math.min(LARGEST_SLICE, size * 2) : size;
};
