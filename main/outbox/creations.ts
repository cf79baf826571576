/** New events that are not stored yet, drawn as occurrences [O15]. Pure. */
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { CalendarId, EventTime, Occurrence, OccurrenceDetail } from '../../shared/model.ts';
import { utc, type Zone } from '../../shared/zone.ts';
import { compareKeys, type SortKey } from '../agenda/cursor.ts';
import { startMsFor } from '../agenda/page.ts';
import { dayOfIso } from '../recurrence/civil.ts';
import { instanceId, readInstanceId } from '../recurrence/instanceId.ts';
import { compileSeries, type Series } from '../recurrence/series.ts';
import { hasSlot, slotEnd, slotsIn, slotTime } from '../recurrence/slots.ts';
import { timesOf } from './compare.ts';
import { movedIdOf } from './echo.ts';
import { pendingOf, type CreateWant, type MoveWant, type Operation } from './operation.ts';

/** What a new event takes from its calendar. */
export interface CalendarLook {
  readonly color: string;
  readonly name: string;
  readonly visible: boolean;
}

/** A new event that is not stored yet, or one that Google has moved and that no listing shows in either calendar. */
export interface Creation {
  readonly operation: Operation;
  /** Where it is. */
  readonly place: Pick<Operation, 'accountId' | 'calendarId' | 'eventId'>;
  readonly want: Omit<CreateWant, 'kind' | 'when'>;
  readonly series: Series;
  readonly look: CalendarLook;
  /** Not drawn once one of these is stored. */
  readonly unlessStored: readonly Creation['place'][];
}

/** One occurrence of a new event. */
export interface Created {
  readonly creation: Creation;
  readonly occurrence: Occurrence;
}

interface Creations {
  readonly creations: readonly Creation[];
}

/** Returns what is drawn of a new event. */
export const newEvent = (operation: Operation, want: CreateWant, look: CalendarLook): Creation => {
  const { accountId, calendarId, eventId } = operation;
  const place = { accountId, calendarId, eventId };
  const recurrence = [want.repeat ?? ONCE];
  const series = compileSeries({ ...timesOf(want), recurrence, fallbackZone: 'UTC' });
  return { operation, place, want, series, look, unlessStored: [] };
};

const ONCE = 'RRULE:FREQ=DAILY;COUNT=1';

/**
 * What is drawn of an event that Google has moved, while the listings show it in neither calendar: what its row tells.
 */
export const arrived = (operation: Operation, { to }: MoveWant, look: CalendarLook): Creation => {
  const { accountId, calendarId, eventId, base } = operation;
  const { title, start, end, rule, zone } = base;
  const recurrence = rule.length === 0 ? [ONCE] : rule;
  const place = { accountId, calendarId: to, eventId: movedIdOf(operation) };
  const typed = { title, repeat: rule[0] ?? null, guests: [], place: '', description: '' };
  return {
    operation,
    place,
    want: { ...typed, addMeet: false, reminders: null },
    series: compileSeries({ start, end, recurrence, fallbackZone: zone }),
    look,
    unlessStored: [{ accountId, calendarId, eventId }, place],
  };
};

export interface Drawn {
  readonly occurrence: Occurrence;
  readonly key: SortKey;
}

const occurrenceAt = (creation: Creation, slot: number): Occurrence => {
  const { operation, want, series, look } = creation;
  const { accountId, calendarId, eventId } = creation.place;
  const start = slotTime(series, slot);
  const guests = want.guests.length;
  const repeats = want.repeat !== null;
  const place = want.place.trim();
  return {
    accountId,
    calendarId,
    eventId: repeats ? instanceId(eventId, series, slot) : eventId,
    ...(repeats && { masterId: eventId, occurrenceStart: slotText(start) }),
    title: want.title.trim(),
    start,
    end: slotEnd(series, slot),
    status: 'confirmed',
    eventType: 'default',
    selfResponse: guests === 0 ? null : 'accepted',
    organizedBySelf: true,
    ...(place !== '' && { location: place }),
    color: look.color,
    visibility: 'default',
    transparency: 'opaque',
    guests: guests === 0 ? null : { total: guests + 1, accepted: 1 },
    pending: pendingOf(operation),
  };
};

const slotText = (start: EventTime): string =>
  start.kind === 'date' ? start.date : new Date(start.ms).toISOString();

const MOST_DRAWN = 200;

export interface DrawnWindow {
  readonly fromMs: number;
  readonly toMs: number;
  readonly viewer: Zone;
  /** Null: all calendars that are shown. */
  readonly calendarIds: readonly CalendarId[] | null;
}

/** Returns the occurrences of new events in a window, in the agenda's order. */
export const creationsIn = (index: Creations, window: DrawnWindow): readonly Drawn[] =>
  index.creations
    .filter(
      ({ place, look }) =>
        look.visible && (window.calendarIds === null || window.calendarIds.includes(place.calendarId)),
    )
    .flatMap((creation) => {
      const { series } = creation;
      return slotsIn(series, window.fromMs, window.toMs, window.viewer, MOST_DRAWN).map((slot) => {
        const occurrence = occurrenceAt(creation, slot);
        const { calendarId, accountId, eventId } = occurrence;
        const startMs = startMsFor(series, slot, window.viewer);
        const order: 0 | 1 = occurrence.start.kind === 'date' ? 0 : 1;
        return { occurrence, key: { startMs, order, calendarId, accountId, eventId } };
      });
    })
    .toSorted((a, b) => compareKeys(a.key, b.key));

/** Returns the occurrence of a new event that a reference names, and its creation; null if there is none. */
export const createdAs = (index: Creations, ref: OccurrenceRef): Created | null => {
  for (const creation of index.creations) {
    const { series, want } = creation;
    const { accountId, calendarId, eventId } = creation.place;
    if (calendarId !== ref.calendarId || (ref.accountId ?? accountId) !== accountId) continue;
    const named = readInstanceId(ref.eventId);
    const isInstance = named?.masterId === eventId && want.repeat !== null;
    if (ref.eventId !== eventId && !isInstance) continue;
    const slot =
      want.repeat === null
        ? series.start
        : slotOfText(series, ref.occurrenceStart ?? null, named, isInstance);
    if (slot !== null && hasSlot(series, slot)) return { creation, occurrence: occurrenceAt(creation, slot) };
  }
  return null;
};

const slotOfText = (
  series: Series,
  text: string | null,
  named: ReturnType<typeof readInstanceId>,
  isInstance: boolean,
): number | null => {
  if (text !== null) {
    const day = dayOfIso(text);
    if (series.allDay) return day;
    return day === null ? Date.parse(text) : null;
  }
  if (!isInstance || named === null) return series.start;
  return 'day' in named.slot ? named.slot.day : named.slot.ms;
};

/** Returns the details of a new event. */
export const createdDetail = ({ creation, occurrence }: Created, ownAddress: string): OccurrenceDetail => {
  const { want, look } = creation;
  const description = want.description.trim();
  const guest = (email: string, self: boolean) => ({
    email,
    response: self ? ('accepted' as const) : ('needsAction' as const),
    self,
    organizer: self,
    optional: false,
    resource: false,
  });
  return {
    ...occurrence,
    calendarName: look.name,
    description: description === '' ? [] : [{ kind: 'text', text: description }],
    attendees:
      want.guests.length === 0
        ? []
        : [guest(ownAddress, true), ...want.guests.map((email) => guest(email, false))],
    attendeesOmitted: false,
    organizer: { email: ownAddress, self: true },
    joinCodes: {},
    joinOptions: [],
    attachments: [],
    repeat: null,
    hasWebPage: false,
    may: { respond: false, why: 'organizer' },
    flaw: null,
  };
};

/** Returns the next occurrence of a new event, or its last one. */
export const nextOf = (creation: Creation, nowMs: number): Occurrence | null => {
  const { series } = creation;
  const [next] = slotsIn(series, nowMs, series.lastMs + 1, utc, 1);
  return occurrenceAt(creation, next ?? series.start);
};

/** Returns the reminders of a new event; null: its calendar's. */
export const remindersOf = (index: Creations, { eventId, masterId }: Occurrence): CreateWant['reminders'] =>
  index.creations.find(({ place }) => place.eventId === (masterId ?? eventId))?.want.reminders ?? null;
