/**
 * What happens by itself some time after a write: an etag moves, a listing shows it, a read finds it, a call is made
 * [W16, W33, W37, W38]. Only writes over the API do this, not the edits that tests and the sample make directly.
 */
import type { EventEdits } from './eventEdits.ts';
import type { GuestCopies } from './guestCopies.ts';
import type { ModelState, StoredEvent } from './state.ts';
import { conferenceFields } from './writeBody.ts';

export type AfterWrites = ReturnType<typeof afterWrites>;

export function afterWrites(state: ModelState, events: EventEdits, { arrive, spread }: GuestCopies) {
  const { behaviour } = state;

  /** Called before every request. */
  function begin(): void {
    arrive();
    for (const [event, calendarId] of state.fresh) {
      if (event.drifts !== true) continue;
      event.drifts = false;
      const { updated } = event.resource;
      if (event.state === 'live') events.patch(calendarId, event.resource.id, {});
      event.resource = { ...event.resource, updated };
    }
    if (state.lag === null) state.fresh.clear();
  }

  /** Called before a listing's first page. */
  function beginListing(): void {
    if (state.lag === null || state.lag.left-- > 0) return;
    state.lag = null;
    for (const event of state.fresh.keys()) delete event.before;
  }

  /** Called before a change. Returns what must be called after it. */
  function aboutTo(calendarId: string, event: StoredEvent | null): (now: StoredEvent) => void {
    const { version } = state;
    const before = event === null ? null : { resource: event.resource, state: event.state };
    return (written) => {
      if (behaviour.etagsMove) written.drifts = true;
      if (behaviour.listingLag > 0) {
        state.lag ??= { version, left: behaviour.listingLag };
        if (written.before === undefined) written.before = before;
      }
      state.fresh.set(written, calendarId);
    };
  }

  /** Called for every event that is read by its id. Returns whether it is there yet. */
  function isRead(calendarId: string, event: StoredEvent): boolean {
    if ((event.missingReads ?? 0) > 0) {
      event.missingReads = (event.missingReads ?? 0) - 1;
      return false;
    }
    const requestId = event.resource.conferenceData?.createRequest?.requestId;
    if (event.pendingReads !== undefined && requestId !== undefined && --event.pendingReads === 0) {
      delete event.pendingReads;
      events.patch(calendarId, event.resource.id, conferenceFields(requestId, 'made'));
      const at = state.calendars.get(calendarId);
      if (at) spread(at, event);
    }
    return true;
  }

  return { begin, beginListing, aboutTo, isRead };
}
