/**
 * What a changed event means for the person: new, moved, cancelled, or with another place, link or response, or with
 * other details.
 *
 * Pure: compares two states of one row and returns the changes. Only what was upcoming or still is counts. A series
 * is represented once, by its next upcoming occurrence. A changed instance is compared with the slot that it fills
 * [S18], and the second part of a split series with the continuation of the first [S21].
 */
import { DAY_MS } from '../../shared/durations.ts';
import type { ChangeWhat, DetailWhat, EventSpan } from '../../shared/agendaChanges.ts';
import type {
  EventId,
  EventTime,
  EventType,
  IsoDate,
  IsoInstant,
  ResponseStatus,
} from '../../shared/model.ts';
import { dayStartMs } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { dayOfIso } from '../recurrence/civil.ts';
import { familyOf } from '../recurrence/instanceId.ts';
import { compileSeries } from '../recurrence/series.ts';
import type { Series } from '../recurrence/series.ts';
import { hasSlot, slotEnd, slotOf, slotsIn, slotTime } from '../recurrence/slots.ts';
import { zoneOrUtc } from '../recurrence/zoneNames.ts';
import { detailsBetween, type EventDetails } from './diffDetails.ts';

/** One row's state, as far as it matters for changes. */
export interface EventState {
  readonly id: EventId;
  readonly kind: 'single' | 'master' | 'exception' | 'cancelled';
  readonly masterId: EventId | null;
  readonly originalStart: EventTime | null;
  /** Null for a cancelled instance, whose other fields have no meaning either [S15]. */
  readonly span: EventSpan | null;
  readonly recurrence: readonly string[];
  readonly title: string;
  readonly location: string | null;
  readonly joinUrl: string | null;
  readonly selfResponse: ResponseStatus | null;
  /** Someone else's event, without the person. */
  readonly isOthers: boolean;
  readonly eventType: EventType;
  /** Null if they were not read. */
  readonly details: () => EventDetails | null;
}

export interface StateChange {
  /** Null: the row is new. */
  readonly before: EventState | null;
  /** Null: the row was deleted. */
  readonly after: EventState | null;
  /** The stored master of an exception or a cancelled instance; null if there is none [S17]. */
  readonly master: EventState | null;
  /** For a new master: the part of the same series that it continues; null for a new series. */
  readonly predecessor: EventState | null;
  /** Whether another part of this series begins later. */
  readonly hasSuccessor: boolean;
  /** Slots of the series that exceptions fill or cancel, in the form of `_ms` columns. */
  readonly takenMs: readonly number[];
  /** The calendar's zone. */
  readonly zone: string;
  readonly nowMs: number;
}

/** A change and the event it applies to. */
export type NoticedChange = (ChangeWhat | DetailWhat) & {
  readonly eventId: EventId;
  readonly masterId: EventId | null;
  readonly occurrenceStart: IsoInstant | IsoDate | null;
  readonly wholeSeries: boolean;
  readonly title: string;
  readonly start: EventTime;
  /** The person's own response. */
  readonly selfResponse: ResponseStatus | null;
  readonly isOthers?: true;
};

/** The occurrence that represents a state. */
interface Face {
  readonly span: EventSpan;
  readonly slot: EventTime | null;
  readonly state: EventState;
}

/** How far ahead the next occurrence of a series is looked for. */
const FURTHEST_MS = 5 * 366 * DAY_MS;

/** Kinds that are not appointments: nobody needs a notice that a birthday was added. */
const unreportedTypes: ReadonlySet<EventType> = new Set<EventType>(['birthday', 'workingLocation']);

/** Returns whether a master's change keeps its slots. Then changes of its exceptions are reported separately. */
export const keepsSlots = (before: EventState | null, after: EventState | null): boolean =>
  before?.kind === 'master' &&
  after?.kind === 'master' &&
  sameSpan(before.span, after.span) &&
  before.recurrence.join('\n') === after.recurrence.join('\n');

/** Returns the changes to report to the person; empty for most changes of a row. */
export const changesOf = (change: StateChange): readonly NoticedChange[] => {
  const { before, after } = change;
  if (unreportedTypes.has((after ?? before)?.eventType ?? 'default')) return [];
  if (before?.kind === 'master' && after?.kind === 'master') return seriesChanges(change, before, after);
  const zone = zoneOrUtc(change.zone);
  const old = before === null ? previousFace(change, zone) : faceOf(change, before, zone);
  const now = after === null ? before && slotFace(change, before) : faceOf(change, after, zone);
  if (old !== null && now === null && before?.kind === 'master' && change.hasSuccessor) return [];
  return compare(old, now, change, zone);
};

/** Compares two states of a series by their next occurrences. */
const seriesChanges = (
  change: StateChange,
  before: EventState,
  after: EventState,
): readonly NoticedChange[] => {
  const zone = zoneOrUtc(change.zone);
  const old = faceOf(change, before, zone);
  const now = faceOf(change, after, zone);
  if (old === null || now === null) {
    return now === null && change.hasSuccessor ? [] : compare(old, now, change, zone);
  }
  if (sameTime(old.span.start, now.span.start)) return compare(old, now, change, zone);
  // The next occurrence differs, but the rhythm is the same: a single instance was added or removed.
  const stays = hasTime(compiled(after, change), old.span.start);
  const wasThere = hasTime(compiled(before, change), now.span.start);
  if (stays && wasThere) return compare({ ...old, span: now.span }, now, change, zone);
  if (wasThere) return [told({ kind: 'cancelled' }, old, false)];
  if (stays) return [told({ kind: 'new' }, now, false)];
  return compare(old, now, change, zone);
};

/** Returns what a new row is compared with: a slot of its series, or the series it continues. */
const previousFace = (change: StateChange, zone: Zone): Face | null => {
  const { after, predecessor } = change;
  if (after === null) return null;
  if (after.kind === 'master')
    return predecessor === null ? null : continuedBy(change, after, predecessor, zone);
  return slotFace(change, after);
};

/** Returns the slot that an instance fills, as its series has it. */
const slotFace = (change: StateChange, { id, originalStart }: EventState): Face | null => {
  const { master } = change;
  if (originalStart === null || master?.kind !== 'master' || master.span === null) return null;
  const series = compiled(master, change);
  const slot = slotOf(series, originalStart);
  if (slot === null || !hasSlot(series, slot)) return null;
  const span = { start: slotTime(series, slot), end: slotEnd(series, slot) };
  return { span, slot: span.start, state: { ...master, id, masterId: master.id } };
};

/** Returns the next occurrence that the first part of a split series would have had without the cut. */
const continuedBy = (
  change: StateChange,
  after: EventState,
  predecessor: EventState,
  zone: Zone,
): Face | null => {
  const recurrence = predecessor.recurrence.map((line) => line.replace(/;?(?:UNTIL|COUNT)=[^;]*/gi, ''));
  const cutMs = cutOf(after);
  const face = seriesFace({ ...change, takenMs: [] }, { ...predecessor, recurrence }, zone, cutMs);
  return face === null ? null : { ...face, state: { ...predecessor, id: after.id } };
};

const cutOf = (state: EventState): number => {
  const { cut } = familyOf(state.id);
  if (cut === null) return -Infinity;
  const day = dayOfIso(cut.slice(0, 8));
  if (day === null) return -Infinity;
  const clock = /T(\d\d)(\d\d)(\d\d)/.exec(cut);
  const seconds = clock === null ? 0 : Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3]);
  return day * DAY_MS + seconds * 1000;
};

/** Returns what represents a state: the event itself, or a series' next occurrence. Null if nothing is shown. */
const faceOf = (change: StateChange, state: EventState, zone: Zone): Face | null => {
  if (state.span === null) return null;
  if (state.kind === 'master') return seriesFace(change, state, zone, -Infinity);
  if (state.kind === 'exception' && isCutOff(change, state)) return null;
  return { span: state.span, slot: state.originalStart, state };
};

const seriesFace = (change: StateChange, state: EventState, zone: Zone, notBeforeMs: number): Face | null => {
  const series = compiled(state, change);
  const taken = new Set(change.takenMs.map((ms) => (series.allDay ? Math.floor(ms / DAY_MS) : ms)));
  const fromMs = Math.max(change.nowMs, notBeforeMs);
  const toMs = Math.min(fromMs + FURTHEST_MS, series.lastMs + DAY_MS);
  const [slot] = slotsIn(series, fromMs, toMs, zone, 1, taken, notBeforeMs);
  if (slot === undefined) return null;
  const span = { start: slotTime(series, slot), end: slotEnd(series, slot) };
  return isUpcoming(span, zone, change.nowMs) ? { span, slot: span.start, state } : null;
};

/** An exception whose slot is after its master's end is not shown [S21]. */
const isCutOff = ({ master, zone }: StateChange, { originalStart }: EventState): boolean => {
  if (master?.kind !== 'master' || master.span === null || originalStart === null) return false;
  const series = compiled(master, { zone });
  const slot = slotOf(series, originalStart);
  return slot !== null && slot > series.lastSlot;
};

const compiled = ({ span, recurrence }: EventState, { zone }: { readonly zone: string }): Series => {
  const nothing: EventTime = { kind: 'timed', ms: 0, zone: 'UTC' };
  const { start, end } = span ?? { start: nothing, end: nothing };
  return compileSeries({ start, end, recurrence, fallbackZone: zone });
};

const hasTime = (series: Series, start: EventTime): boolean => {
  const slot = slotOf(series, start);
  return slot !== null && hasSlot(series, slot);
};

const compare = (
  old: Face | null,
  now: Face | null,
  { nowMs }: StateChange,
  zone: Zone,
): readonly NoticedChange[] => {
  const wasComing = old !== null && isUpcoming(old.span, zone, nowMs);
  const isComing = now !== null && isUpcoming(now.span, zone, nowMs);
  if (now === null) return wasComing && old !== null ? [told({ kind: 'cancelled' }, old)] : [];
  if (old === null) return isComing ? [told({ kind: 'new' }, now)] : [];
  const found: (ChangeWhat | DetailWhat)[] = [];
  if ((wasComing || isComing) && !sameSpan(old.span, now.span)) {
    found.push({ kind: 'moved', from: old.span, to: now.span });
  }
  if (isComing) found.push(...contentChanges(old.state, now.state), ...detailChanges(old.state, now.state));
  return found.map((what) => told(what, now));
};

const contentChanges = (before: EventState, after: EventState): readonly ChangeWhat[] => {
  const found: ChangeWhat[] = [];
  const newLink = before.joinUrl !== after.joinUrl;
  const newPlace = (before.location ?? '') !== (after.location ?? '');
  // A link that was entered as the place is one change, not two.
  if (newPlace && !(newLink && isLink(before.location) && isLink(after.location))) {
    found.push({ kind: 'placeChanged', from: before.location, to: after.location });
  }
  if (newLink) found.push({ kind: 'linkChanged', from: before.joinUrl, to: after.joinUrl });
  // Without an invitation there is no response to report.
  if (after.selfResponse !== null && before.selfResponse !== after.selfResponse) {
    found.push({ kind: 'answerChanged', from: before.selfResponse, to: after.selfResponse });
  }
  return found;
};

/** Nobody follows what becomes of other people's meetings in such detail. */
const detailChanges = (before: EventState, after: EventState): readonly DetailWhat[] => {
  if (after.isOthers) return [];
  const [was, is] = [before.details(), after.details()];
  if (was === null || is === null) return [];
  // Another link brings other numbers.
  const isTold = before.joinUrl !== after.joinUrl;
  return detailsBetween(isTold ? { ...was, conference: is.conference } : was, is);
};

const isLink = (place: string | null): boolean => place === null || /^\s*(?:https:\/\/\S+)?\s*$/i.test(place);

const told = (
  what: ChangeWhat | DetailWhat,
  { span, slot, state }: Face,
  wholeSeries = true,
): NoticedChange => ({
  ...what,
  eventId: state.id,
  masterId: state.kind === 'master' && state.masterId === null ? state.id : state.masterId,
  occurrenceStart: slot === null ? null : textOf(slot),
  wholeSeries: wholeSeries && state.kind === 'master' && state.masterId === null,
  title: state.title,
  start: span.start,
  selfResponse: state.selfResponse,
  ...(state.isOthers && { isOthers: true }),
});

const textOf = (time: EventTime): IsoInstant | IsoDate =>
  time.kind === 'date' ? time.date : new Date(time.ms).toISOString();

const sameTime = (one: EventTime, other: EventTime): boolean =>
  one.kind === 'date'
    ? other.kind === 'date' && one.date === other.date
    : other.kind === 'timed' && one.ms === other.ms;

const sameSpan = (one: EventSpan | null, other: EventSpan | null): boolean =>
  one === null || other === null
    ? one === other
    : sameTime(one.start, other.start) && sameTime(one.end, other.end);

/** Returns whether an event is not over. A date is over when its day ends in the calendar's zone. */
const isUpcoming = ({ end }: EventSpan, zone: Zone, nowMs: number): boolean =>
  end.kind === 'timed' ? end.ms > nowMs : dayStartMs(zone, dayOfIso(end.date) ?? 0) > nowMs;
