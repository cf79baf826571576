/**
 * What a client may ask the server to change: insert, patch, delete, move, and the dates of a series [W12–W17,
 * W22–W33]. Each checks who may do it, the condition and the body; then it changes the calendar, the guests' copies
 * and the mails.
 */
import type { AfterWrites } from './afterWrites.ts';
import type { EventEdits } from './eventEdits.ts';
import type { GuestCopies } from './guestCopies.ts';
import { filledSlot, instanceId, instanceResource, isSlot } from './instances.ts';
import { present } from './listing.ts';
import { readSeries } from './naiveRule.ts';
import {
  badParameter,
  conditionNotMet,
  deleted,
  duplicate,
  eventTypeRestriction,
  forbiddenForNonOrganizer,
  notFound,
} from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { AttendeeResource, CancelledResource, EventResource } from './resources.ts';
import { answerTo, changeSeries, exceptionsOf, needsNewAnswers } from './seriesWrites.ts';
import { calendarOf } from './state.ts';
import type { ModelState, StoredCalendar } from './state.ts';
import { changedFields, newFields, wantedId } from './writeBody.ts';
import type { BodyContext, Fields } from './writeBody.ts';
import { isStale, target, visible, writable } from './writeTargets.ts';
import type { Instance, Target, WriteCall } from './writeTargets.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export interface WriteTools {
  readonly state: ModelState;
  readonly events: EventEdits;
  readonly copies: GuestCopies;
  readonly after: AfterWrites;
  readonly instance: Instance;
}

export function writes({ state, events, copies, after, instance }: WriteTools) {
  const { behaviour } = state;
  const find = (calendarId: string, eventId: string, call: WriteCall): Result<Target, Refusal> => {
    after.begin();
    return target(state, instance, calendarId, eventId, call);
  };
  const context = ({ entry }: StoredCalendar, { query = {} }: WriteCall): BodyContext => ({
    calendarId: entry.id,
    calendarZone: entry.timeZone,
    behaviour,
    takesConference: query['conferenceDataVersion'] === '1',
  });

  function insert(calendarId: string, call: WriteCall): Result<EventResource, Refusal> {
    after.begin();
    const found = writable(state, calendarId, call);
    if (!found.ok) return found;
    const at = found.value;
    const { body = {}, query = {} } = call;
    const id = wantedId(body);
    if (!id.ok) return id;
    const fields = newFields(body, context(at, call));
    if (!fields.ok) return fields;
    const known = id.value === undefined ? undefined : at.events.get(id.value);
    // A deleted id stays in use [W14].
    if (known !== undefined && (behaviour.collisions === 'found' || known.state !== 'live'))
      return fail(duplicate);
    const done = after.aboutTo(at.entry.id, known ?? null);
    if (known !== undefined) known.state = 'deleted';
    const { id: newId } = events.insert(at.entry.id, {
      ...fields.value,
      ...(id.value !== undefined && { id: id.value }),
    });
    const event = events.stored(at.entry.id, newId);
    done(event);
    if (behaviour.readLag > 0) event.missingReads = behaviour.readLag;
    awaitCall(event.resource, () => (event.pendingReads = 2));
    copies.spread(at, event);
    copies.mail(
      'invitation',
      guestsOf(event.resource),
      { at, resource: event.resource },
      query['sendUpdates'],
    );
    return ok(present(state, at, event) as EventResource);
  }

  function patch(calendarId: string, eventId: string, call: WriteCall): Result<EventResource, Refusal> {
    const found = find(calendarId, eventId, call);
    if (!found.ok) return found;
    const { at, resource: old, state: was, store } = found.value;
    if (was === 'deleted') return fail(behaviour.changeOfDeleted === 410 ? deleted : notFound);
    if (isStale(found.value, call)) return fail(conditionNotMet);
    const { body = {}, query = {} } = call;
    const fields = changedFields(body, old, context(at, call));
    if (!fields.ok) return fields;
    const isOrganizer = isOrganizedHere(at, old);
    const changed: Fields =
      isOrganizer && needsNewAnswers(old, fields.value)
        ? { ...fields.value, attendees: asked(fields.value.attendees ?? old.attendees) }
        : fields.value;
    const event = store();
    const done = after.aboutTo(at.entry.id, event);
    events.patch(at.entry.id, event.resource.id, changed);
    if (isOrganizer && needsNewAnswers(old, fields.value))
      event.resource = { ...event.resource, sequence: old.sequence + 1 };
    done(event);
    awaitCall(event.resource, () => (event.pendingReads ??= 2));
    const { resource } = event;
    if (old.recurrence !== undefined) {
      if (isOrganizer) changeSeries(state, events, at, old, resource);
      answerTo(events, at, old, resource);
    }
    if (isOrganizer) {
      copies.spread(at, event);
      mailChanges(at, old, resource, query['sendUpdates']);
    } else sendBack(at, old, resource, query['sendUpdates'], fields.value);
    return ok(present(state, at, event) as EventResource);
  }

  /** What a guest changed: the answer goes to the organizer, anything else stays on the own copy [W7, W8]. */
  function sendBack(
    at: StoredCalendar,
    old: EventResource,
    resource: EventResource,
    sendUpdates: string | undefined,
    changed: Fields,
  ): void {
    const own = ownOf(resource);
    if (own !== undefined && JSON.stringify(own) !== JSON.stringify(ownOf(old))) {
      copies.answer(at, resource, own);
      copies.mail('response', [resource.organizer?.email], { at, resource }, sendUpdates);
    }
    const home = calendarOf(state, resource.organizer?.email ?? '');
    const event = home?.events.get(resource.id);
    if (
      !resource.guestsCanModify ||
      behaviour.guestsCanModify === 'local' ||
      !home ||
      event?.state !== 'live'
    )
      return;
    const { attendees: _attendees, reminders: _reminders, colorId: _color, ...rest } = changed;
    events.patch(home.entry.id, resource.id, rest);
    copies.spread(home, event);
  }

  function mailChanges(
    at: StoredCalendar,
    old: EventResource,
    resource: EventResource,
    sendUpdates: string | undefined,
  ): void {
    const before = guestsOf(old);
    const now = guestsOf(resource);
    const about = { at, resource };
    copies.mail(
      'invitation',
      now.filter((one) => !before.includes(one)),
      about,
      sendUpdates,
    );
    copies.mail(
      'cancellation',
      before.filter((one) => !now.includes(one)),
      about,
      sendUpdates,
    );
    copies.mail(
      'update',
      now.filter((one) => before.includes(one)),
      about,
      sendUpdates,
    );
  }

  /** Returns null: the reply has no content. */
  function remove(calendarId: string, eventId: string, call: WriteCall): Result<null, Refusal> {
    const found = find(calendarId, eventId, call);
    if (!found.ok) return found;
    const { at, resource, state: was, store } = found.value;
    const stale = isStale(found.value, call);
    if (was !== 'live') return fail(stale && behaviour.staleDelete === 412 ? conditionNotMet : deleted);
    if (stale) return fail(conditionNotMet);
    const { query = {} } = call;
    const event = store();
    const done = after.aboutTo(at.entry.id, event);
    events.remove(at.entry.id, event.resource.id);
    done(event);
    if (isOrganizedHere(at, resource)) {
      copies.spread(at, event);
      copies.mail('cancellation', guestsOf(resource), { at, resource }, query['sendUpdates']);
      return ok(null);
    }
    const own = ownOf(resource);
    if (behaviour.guestDelete === 'declines' && own !== undefined) {
      copies.answer(at, event.resource, { ...own, responseStatus: 'declined' });
      copies.mail('response', [resource.organizer?.email], { at, resource }, query['sendUpdates']);
    }
    return ok(null);
  }

  /**
   * Only default events, not single dates; the old id stays behind as cancelled [W32], and an event that comes back can
   * have it again. A series keeps its exceptions.
   */
  function move(calendarId: string, eventId: string, call: WriteCall): Result<EventResource, Refusal> {
    const found = find(calendarId, eventId, call);
    if (!found.ok) return found;
    const { at, resource, state: was, store } = found.value;
    if (was !== 'live') return fail(deleted);
    const to = writable(state, call.query?.['destination'] ?? '', {});
    if (!to.ok) return to;
    if (resource.recurringEventId !== undefined || (resource.eventType ?? 'default') !== 'default')
      return fail(eventTypeRestriction);
    if (!isOrganizedHere(at, resource)) return fail(forbiddenForNonOrganizer);
    const { id, organizer: _organizer, ...fields } = resource;
    const event = store();
    const parts = exceptionsOf(at, id).map((part) => ({ ...part }));
    const left = after.aboutTo(at.entry.id, event);
    events.remove(at.entry.id, id);
    left(event);
    const arrived = after.aboutTo(to.value.entry.id, null);
    const taken = (to.value.events.get(id)?.state ?? 'deleted') !== 'deleted';
    const { id: newId } = events.insert(to.value.entry.id, {
      ...fields,
      ...(behaviour.movedId === 'kept' && !taken && { id }),
    });
    const moved = events.stored(to.value.entry.id, newId);
    arrived(moved);
    for (const { resource: part, state: partState } of parts) {
      const { organizer } = moved.resource;
      const partId = instanceId(moved.resource, filledSlot(part));
      events.add(to.value.entry.id, {
        ...part,
        id: partId,
        recurringEventId: newId,
        ...(organizer && { organizer }),
      });
      if (partState === 'cancelled') events.remove(to.value.entry.id, partId);
    }
    copies.mail('update', guestsOf(resource), { at: to.value, resource }, call.query?.['sendUpdates']);
    return ok(present(state, to.value, moved) as EventResource);
  }

  /** Returns the date of a series with this original start; a cancelled one only with showDeleted [W28]. */
  function instances(
    calendarId: string,
    eventId: string,
    call: WriteCall,
  ): Result<{ readonly items: readonly (EventResource | CancelledResource)[] }, Refusal> {
    after.begin();
    const found = visible(state, calendarId, call);
    if (!found.ok) return found;
    const at = found.value;
    const master = at.events.get(eventId);
    if (master?.state !== 'live' || master.resource.recurrence === undefined) return fail(notFound);
    const { originalStart, showDeleted } = call.query ?? {};
    const slot = Date.parse(originalStart ?? '');
    if (Number.isNaN(slot)) return fail(badParameter('originalStart', 'Bad Request'));
    const kind = 'calendar#events' as const;
    const stored = [...(at.exceptions.get(eventId) ?? [])]
      .map((id) => at.events.get(id))
      .find((one) => one !== undefined && one.state !== 'deleted' && filledSlot(one.resource) === slot);
    if (stored !== undefined) {
      const isShown = stored.state === 'live' || showDeleted === 'true';
      return ok({ kind, items: isShown ? [present(state, at, stored)] : [] });
    }
    const isMade = isSlot(readSeries(master.resource, at.entry.timeZone), slot);
    const items = isMade ? [instanceResource(master.resource, slot, at.entry.timeZone)] : [];
    return ok({ kind, items });
  }

  return { insert, patch, delete: remove, move, instances };
}

export const isOrganizedHere = ({ entry }: StoredCalendar, { organizer }: EventResource): boolean =>
  organizer === undefined || organizer.self === true || organizer.email === entry.id;

const ownOf = ({ attendees = [] }: EventResource): AttendeeResource | undefined =>
  attendees.find((one) => one.self);

const guestsOf = ({ attendees = [] }: EventResource): readonly (string | undefined)[] =>
  attendees.flatMap((one) => (one.self ? [] : [one.email]));

/** A new time resets the guests' answers [W27]. */
const asked = (attendees: readonly AttendeeResource[] | undefined): readonly AttendeeResource[] | null =>
  attendees?.map((one) => (one.self || one.organizer ? one : { ...one, responseStatus: 'needsAction' })) ??
  null;

const awaitCall = ({ conferenceData }: EventResource, wait: () => void): void => {
  if (conferenceData?.createRequest?.status.statusCode === 'pending') wait();
};
