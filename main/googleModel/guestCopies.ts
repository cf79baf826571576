/**
 * Every guest has a copy of an event with an etag of its own [W7]. What the organizer changes reaches the guests'
 * copies, what a guest answers reaches the organizer's and from there the others'; both after a while
 * (Behaviour.propagationMs). A copy exists only where the model knows the guest's calendar. Mail goes to everyone.
 */
import type { EventEdits } from './eventEdits.ts';
import { filledSlot } from './instances.ts';
import { slotOf, readSeries } from './naiveRule.ts';
import type { AttendeeResource, EventFields, EventResource } from './resources.ts';
import type { Mail, ModelState, StoredCalendar, StoredEvent } from './state.ts';
import { answerOf, withAnswer } from './writeBody.ts';

/** The fields that the organizer's copy owns. Everything else belongs to each copy. */
const shared = [
  'status',
  'summary',
  'description',
  'location',
  'start',
  'end',
  'recurrence',
  'attendees',
  'conferenceData',
  'hangoutLink',
  'attachments',
  'guestsCanModify',
  'eventType',
] as const satisfies readonly (keyof EventFields)[];

export type GuestCopies = ReturnType<typeof guestCopies>;

export function guestCopies(
  state: ModelState,
  events: EventEdits,
  instance: (calendarId: string, masterId: string, slot: number) => StoredEvent,
) {
  function schedule(run: () => void): void {
    const { propagationMs } = state.behaviour;
    if (propagationMs === 0) run();
    else state.propagation.push({ atMs: state.now() + propagationMs, run });
  }

  /** Lets everything arrive whose time has come. */
  function arrive(): void {
    for (;;) {
      const due = state.propagation.filter(({ atMs }) => atMs <= state.now());
      if (due.length === 0) return;
      state.propagation = state.propagation.filter((one) => !due.includes(one));
      for (const { run } of due) run();
    }
  }

  /** Brings the organizer's event to the copies of everyone who is or was invited, except the one it came from. */
  function spread(home: StoredCalendar, event: StoredEvent, from?: StoredCalendar): void {
    const { id } = event.resource;
    for (const at of state.calendars.values()) {
      if (at === home || at === from) continue;
      const copy = at.events.get(id);
      const isCopy = copy?.state === 'live' && copy.resource.organizer?.email === home.entry.id;
      if (isCopy || isInvited(event, at.entry.id)) schedule(() => renew(home, event, at));
    }
  }

  function renew(home: StoredCalendar, event: StoredEvent, at: StoredCalendar): void {
    const { resource } = event;
    const email = at.entry.id;
    const copy = at.events.get(resource.id);
    if (!isInvited(event, email)) {
      if (copy?.state === 'live') events.remove(email, resource.id);
      return;
    }
    const ofGuest = Object.fromEntries(
      shared.map((name) => [name, resource[name] ?? null]),
    ) as Partial<EventFields>;
    const fields = { ...ofGuest, attendees: seenBy(email, resource.attendees ?? []) };
    if (copy === undefined) {
      const { reminders: _r, colorId: _c, transparency: _t, extendedProperties: _e, ...rest } = resource;
      const whole = {
        ...rest,
        ...fields,
        organizer: { email: home.entry.id },
        reminders: { useDefault: true },
      };
      events.add(email, withoutNulls(whole));
      return;
    }
    // Who deleted the event does not get it back.
    if (copy.state === 'deleted' || same(copy.resource, fields)) return;
    events.patch(email, resource.id, fields);
  }

  /** Brings a guest's answer to the organizer's copy, and from there to the others'. */
  function answer(at: StoredCalendar, resource: EventResource, own: AttendeeResource): void {
    const organizer = resource.organizer?.email;
    const home = organizer === undefined ? undefined : state.calendars.get(organizer);
    if (home === undefined || home === at) return;
    schedule(() => {
      const { recurringEventId, id } = resource;
      let event = home.events.get(id);
      if (event === undefined && recurringEventId !== undefined && home.events.has(recurringEventId))
        event = instance(home.entry.id, recurringEventId, filledSlot(resource));
      if (event?.state !== 'live') return;
      const attendees = withAnswer(event.resource.attendees ?? [], at.entry.id, answerOf(own));
      events.patch(home.entry.id, event.resource.id, { attendees });
      spread(home, event, at);
    });
  }

  function mail(
    kind: Mail['kind'],
    to: readonly (string | undefined)[],
    about: { readonly at: StoredCalendar; readonly resource: EventResource },
    sendUpdates: string | undefined,
  ): void {
    const { at, resource } = about;
    if (sendUpdates !== 'all' && sendUpdates !== 'externalOnly') return;
    // Past events send none [W27].
    if (endOf(resource, at.entry.timeZone) < state.now()) return;
    const domain = (address: string): string => address.slice(address.lastIndexOf('@'));
    for (const address of to) {
      if (address === undefined || address === at.entry.id) continue;
      if (sendUpdates === 'externalOnly' && domain(address) === domain(at.entry.id)) continue;
      state.mails.push({
        kind,
        to: address,
        calendarId: at.entry.id,
        eventId: resource.id,
        atMs: state.now(),
      });
    }
  }

  return { arrive, spread, answer, mail };
}

const isInvited = ({ state, resource }: StoredEvent, email: string): boolean =>
  state === 'live' && (resource.attendees ?? []).some((one) => one.email === email);

/** Returns the guests as their calendar `email` sees them. */
const seenBy = (email: string, attendees: readonly AttendeeResource[]): readonly AttendeeResource[] =>
  attendees.map(({ self: _self, ...one }) => (one.email === email ? { ...one, self: true } : one));

const same = (resource: EventResource, fields: Partial<EventFields>): boolean =>
  Object.entries(fields).every(
    ([name, value]) =>
      JSON.stringify(resource[name as keyof EventFields] ?? null) === JSON.stringify(value ?? null),
  );

const withoutNulls = (resource: object): EventResource =>
  Object.fromEntries(
    Object.entries(resource).filter(([, value]) => value !== null),
  ) as unknown as EventResource;

/** Returns when an event, or a series as a whole, has ended. */
const endOf = (resource: EventResource, calendarZone: string): number =>
  resource.recurrence === undefined
    ? slotOf(resource.end)
    : readSeries(resource, calendarZone).lastSlot() + slotOf(resource.end) - slotOf(resource.start);
