/**
 * What is on its way, drawn over what is stored [O15]. Pure: rows and operations in, rows out. The store stays what
 * Google sent [O14]; this is applied to whatever is read from it. Keyed by series and slot, never by an instance's id.
 */
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type {
  AccountId,
  CalendarId,
  EventTime,
  Occurrence,
  OccurrenceDetail,
  ResponseStatus,
} from '../../shared/model.ts';
import type { Pending } from '../../shared/pending.ts';
import { utc, type Zone } from '../../shared/zone.ts';
import { compareKeys, type SortKey } from '../agenda/cursor.ts';
import { startMsFor } from '../agenda/page.ts';
import { dayOfIso } from '../recurrence/civil.ts';
import { instanceId, readInstanceId } from '../recurrence/instanceId.ts';
import { compileSeries, type Series } from '../recurrence/series.ts';
import { hasSlot, slotEnd, slotsIn, slotTime } from '../recurrence/slots.ts';
import { timesOf } from './compare.ts';
import { isDrawn, type CreateWant, type Operation, type RemoveWant, type RespondWant } from './operation.ts';

/** What a new event takes from its calendar. */
export interface CalendarLook {
  readonly color: string;
  readonly name: string;
  readonly visible: boolean;
}

/** A change to an event that is stored. */
interface Change {
  readonly operation: Operation;
  readonly want: RespondWant | RemoveWant;
}

/** A new event that is not stored yet. */
export interface Creation {
  readonly operation: Operation;
  readonly want: CreateWant;
  readonly series: Series;
  readonly look: CalendarLook;
}

/** One occurrence of a new event. */
export interface Created {
  readonly creation: Creation;
  readonly occurrence: Occurrence;
}

/** Open operations, arranged for drawing. Made once for each change of the outbox. */
export interface PendingIndex {
  /** Answers and deletions, by event. */
  readonly changes: ReadonlyMap<string, readonly Change[]>;
  readonly hasRemovals: boolean;
  readonly creations: readonly Creation[];
}

const nameOf = (accountId: string, calendarId: string, eventId: string): string =>
  `${accountId}\n${calendarId}\n${eventId}`;

/** Returns null if nothing is to be drawn. */
export const indexOf = (
  operations: readonly Operation[],
  lookOf: (accountId: AccountId, calendarId: CalendarId) => CalendarLook | null,
): PendingIndex | null => {
  const changes = new Map<string, Change[]>();
  const creations: Creation[] = [];
  for (const operation of operations) {
    const { want, accountId, calendarId, eventId } = operation;
    if (want.kind !== 'create') {
      const name = nameOf(accountId, calendarId, eventId);
      changes.set(name, [...(changes.get(name) ?? []), { operation, want }]);
      continue;
    }
    const look = isDrawn(operation) ? lookOf(accountId, calendarId) : null;
    if (look !== null) creations.push({ operation, want, series: seriesOf(want), look });
  }
  const hasRemovals = [...changes.values()].flat().some(({ operation }) => isRemoving(operation));
  return changes.size === 0 && creations.length === 0 ? null : { changes, hasRemovals, creations };
};

const seriesOf = (want: CreateWant): Series => {
  const recurrence = want.repeat === null ? ['RRULE:FREQ=DAILY;COUNT=1'] : [want.repeat];
  return compileSeries({ ...timesOf(want), recurrence, fallbackZone: 'UTC' });
};

const pendingOf = (operation: Operation): Pending => ({
  opId: operation.opId,
  kind: operation.want.kind,
  state: operation.state as Pending['state'],
  ...(operation.want.kind === 'respond' && { response: operation.want.response }),
});

/** Whether an event is no longer shown because of this operation. One that the person must decide about is shown. */
const isRemoving = (operation: Operation): boolean =>
  operation.want.kind === 'remove' && operation.state !== 'asks' && isDrawn(operation);

/**
 * Whether an operation is about this occurrence. An answer to a whole series is about the instances that had the
 * series' answer: one that was answered alone keeps its own [W25].
 */
const concerns = ({ operation, want }: Change, occurrence: Occurrence): boolean => {
  if (operation.slot !== null) return sameSlot(operation.slot, occurrence.occurrenceStart);
  if (want.scope === 'one') return occurrence.masterId === undefined;
  return (
    want.kind === 'remove' ||
    occurrence.masterId === undefined ||
    (occurrence.selfResponse ?? 'needsAction') === (operation.base.response ?? 'needsAction')
  );
};

const sameSlot = (slot: string, start: string | undefined): boolean =>
  slot === start || (start !== undefined && slot.length > 10 && Date.parse(slot) === Date.parse(start));

/** Whether a deletion is on its way, so that the occurrence is not shown. */
export const isRemoved = (index: PendingIndex, shown: Occurrence): boolean => {
  if (!index.hasRemovals) return false;
  const { accountId, calendarId, eventId, masterId } = shown;
  const found = index.changes.get(nameOf(accountId, calendarId, masterId ?? eventId)) ?? [];
  return found.some((change) => isRemoving(change.operation) && concerns(change, shown));
};

/** Draws what is on its way over one occurrence; returns the same object if that is nothing. */
export const drawAnswer = <Shown extends Occurrence>(index: PendingIndex, shown: Shown): Shown => {
  const { accountId, calendarId, eventId, masterId } = shown;
  const found = index.changes.get(nameOf(accountId, calendarId, masterId ?? eventId));
  if (found === undefined) return shown;
  let drawn = shown;
  for (const change of found) {
    if (!concerns(change, drawn)) continue;
    const { operation, want } = change;
    // A refused one is marked, and shows what Google has.
    drawn = {
      ...(isDrawn(operation) && want.kind === 'respond' ? answered(drawn, want.response) : drawn),
      pending: pendingOf(operation),
    };
  }
  return drawn;
};

const answered = <Shown extends Occurrence>(shown: Shown, response: ResponseStatus): Shown => {
  const { guests, selfResponse } = shown;
  const change = Number(response === 'accepted') - Number(selfResponse === 'accepted');
  return {
    ...shown,
    selfResponse: response,
    guests: guests === null ? null : { ...guests, accepted: guests.accepted + change },
  };
};

/** Draws them over the details, where the guest list shows the own entry too. */
export const drawDetail = <Shown extends OccurrenceDetail>(index: PendingIndex, shown: Shown): Shown => {
  const drawn = drawAnswer(index, shown);
  const { accountId, calendarId, eventId, masterId, selfResponse: response } = drawn;
  if (drawn === shown || response === null) return drawn;
  const note = (index.changes.get(nameOf(accountId, calendarId, masterId ?? eventId)) ?? [])
    .filter((one) => isDrawn(one.operation) && concerns(one, shown))
    .flatMap(({ want }) => (want.kind === 'respond' && want.comment !== null ? [want.comment] : []))
    .at(-1);
  return {
    ...drawn,
    attendees: shown.attendees.map((one) =>
      one.self ? { ...one, response, ...(note != null && { comment: note.trim() }) } : one,
    ),
  };
};

export interface Drawn {
  readonly occurrence: Occurrence;
  readonly key: SortKey;
}

const occurrenceAt = (creation: Creation, slot: number): Occurrence => {
  const { operation, want, series, look } = creation;
  const { accountId, calendarId, eventId } = operation;
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
export const creationsIn = (index: PendingIndex, window: DrawnWindow): readonly Drawn[] =>
  index.creations
    .filter(
      ({ operation, look }) =>
        look.visible && (window.calendarIds === null || window.calendarIds.includes(operation.calendarId)),
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
export const createdAs = (index: PendingIndex, ref: OccurrenceRef): Created | null => {
  for (const creation of index.creations) {
    const { operation, series, want } = creation;
    const { accountId, calendarId, eventId } = operation;
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
export const remindersOf = (
  index: PendingIndex,
  { eventId, masterId }: Occurrence,
): CreateWant['reminders'] =>
  index.creations.find(({ operation }) => operation.eventId === (masterId ?? eventId))?.want.reminders ??
  null;
