/**
 * Maps Google's event resource to the stored form. Owns every decision about missing, odd and hostile fields [S14,
 * S15, S25–S31, F23]: whatever has an id and a start becomes an event, and `flaw` says what was replaced or cut.
 * Pure: no clock, no I/O. The sample calendar uses the same resource and is mapped here too.
 */
import type {
  Attachment,
  Attendee,
  CalendarEvent,
  ConferenceEntryPoint,
  EventId,
  EventReminders,
  EventType,
  RemoteChange,
  ResponseStatus,
  Visibility,
} from '../../shared/model.ts';
import type { Result } from '../../shared/result.ts';
import { fail, ok } from '../../shared/result.ts';
import { toReminders } from './mapCalendar.ts';
import type { Flaws } from './mapText.ts';
import { toDescription, toDialUri, toHttpsUrl, toLocation, toName, toNote, toTitle } from './mapText.ts';
import { instanceFromId, toEnd, toTime } from './mapTime.ts';
import type { WireAttendee, WireEntryPoint, WireEvent } from './wireEvent.ts';
import { readEvent, readId } from './wireEvent.ts';

export interface MappingContext {
  /** The calendar's IANA zone, for times without a zone of their own [S25]. */
  readonly calendarZone: string;
}

/** Why an event cannot be read at all. Only codes: they may be counted and logged. */
export type MappingFailure = 'notAnEvent' | 'startMissing';

/** Google's event palette by colorId, as its `colors` endpoint defines it [S31]. */
const eventColors: ReadonlyMap<string, string> = new Map([
  ['1', '#a4bdfc'],
  ['2', '#7ae7bf'],
  ['3', '#dbadff'],
  ['4', '#ff887c'],
  ['5', '#fbd75b'],
  ['6', '#ffb878'],
  ['7', '#46d6db'],
  ['8', '#e1e1e1'],
  ['9', '#5484ed'],
  ['10', '#51b749'],
  ['11', '#dc2127'],
]);

const maxAttendees = 500;
const maxAttachments = 25;
const maxEntryPoints = 50;
/** Real series have a handful of lines. Imports have thousands of RDATE lines with one date each. */
const maxRecurrenceLines = 5000;
const maxRecurrenceLength = 262_144;

/** Returns `value` if it is a known word; otherwise the meaning of a missing one [S26]. */
const oneOf = <T extends string>(known: readonly T[], value: string | undefined, otherwise: T): T =>
  value !== undefined && (known as readonly string[]).includes(value) ? (value as T) : otherwise;

const eventTypes: readonly EventType[] = [
  'default',
  'focusTime',
  'outOfOffice',
  'workingLocation',
  'birthday',
  'fromGmail',
];
const visibilities: readonly Visibility[] = ['default', 'public', 'private', 'confidential'];
const responses: readonly ResponseStatus[] = ['accepted', 'declined', 'tentative', 'needsAction'];

/** Maps one of Google's event resources, as plain JSON, to a change. */
export const toChange = (
  resource: unknown,
  context: MappingContext,
): Result<RemoteChange, MappingFailure> => {
  const wire = readEvent(resource);
  if (wire === null) return fail('notAnEvent');
  if (wire.status === 'cancelled') return ok(toCancellation(wire, context));
  const event = toEvent(wire, context);
  return event === null ? fail('startMissing') : ok({ type: 'event', event });
};

/** Returns the id of a resource that is not a readable event; empty if the id is unreadable too [F23]. */
export const idOf = (resource: unknown): readonly EventId[] => {
  const id = readId(resource);
  return id === null ? [] : [id as EventId];
};

/** Reads only id, recurringEventId and originalStartTime: other fields have no meaning [S14, S15]. */
const toCancellation = (wire: WireEvent, { calendarZone }: MappingContext): RemoteChange => {
  const id = wire.id as EventId;
  const fromId = instanceFromId(id, calendarZone);
  if (!wire.recurringEventId) return { type: 'deleted', id, instanceOf: fromId };
  const masterId = wire.recurringEventId as EventId;
  const originalStart =
    toTime(wire.originalStartTime, calendarZone, new Set()) ?? fromId?.originalStart ?? null;
  if (originalStart === null) return { type: 'deleted', id, instanceOf: null };
  return { type: 'cancelledInstance', id, masterId, originalStart };
};

const toEvent = (wire: WireEvent, { calendarZone }: MappingContext): CalendarEvent | null => {
  const flaws: Flaws = new Set();
  const start = toTime(wire.start, calendarZone, flaws);
  if (start === null) return null;
  const id = wire.id as EventId;
  const attendees = toAttendees(wire.attendees ?? [], flaws);
  const recurrence = wire.recurringEventId ? [] : toRecurrence(wire.recurrence ?? [], flaws);
  const originalStart = wire.recurringEventId
    ? (toTime(wire.originalStartTime, calendarZone, flaws) ??
      instanceFromId(id, calendarZone)?.originalStart ??
      guessedSlot(start, flaws))
    : null;

  const content = {
    id,
    etag: wire.etag ?? '',
    iCalUid: toName(wire.iCalUID, 1024) ?? null,
    title: toTitle(wire.summary, flaws),
    location: toLocation(wire.location, flaws),
    description: toDescription(wire.description, flaws),
    status: oneOf(['confirmed', 'tentative'], wire.status, 'confirmed'),
    eventType: oneOf(eventTypes, wire.eventType, 'default'),
    start,
    // `endTimeUnspecified` is not read: such events still have an end [S25].
    end: toEnd(start, wire.end, calendarZone, flaws),
    transparency: oneOf(['opaque', 'transparent'], wire.transparency, 'opaque'),
    visibility: oneOf(visibilities, wire.visibility, 'default'),
    color: eventColors.get(wire.colorId ?? '') ?? null,
    attendees,
    attendeesOmitted: wire.attendeesOmitted === true || attendees.length < (wire.attendees?.length ?? 0),
    organizer: toOrganizer(wire.organizer),
    conference: {
      name: toName(wire.conferenceName) ?? null,
      entryPoints: toEntryPoints(wire.entryPoints ?? []),
    },
    hangoutLink: toHttpsUrl(wire.hangoutLink),
    htmlLink: toHttpsUrl(wire.htmlLink),
    reminders: toEventReminders(wire.reminders),
    attachments: toAttachments(wire.attachments ?? []),
    flaw: flaws.size === 0 ? null : [...flaws].join(' '),
  } as const;

  if (originalStart !== null) {
    return { ...content, kind: 'exception', masterId: wire.recurringEventId as EventId, originalStart };
  }
  return recurrence.length > 0 ? { ...content, kind: 'master', recurrence } : { ...content, kind: 'single' };
};

/** An exception without a slot was most likely not moved. Leaving it out would hide a meeting. */
const guessedSlot = <T>(start: T, flaws: Flaws): T => {
  flaws.add('The place in its series was missing; the start was taken for it.');
  return start;
};

/**
 * Returns the lines as sent [S22]. Cutting within a line would change its meaning, so only whole lines are left out.
 */
const toRecurrence = (lines: readonly string[], flaws: Flaws): readonly string[] => {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (line.trim() === '') continue;
    length += line.length;
    if (kept.length === maxRecurrenceLines || length > maxRecurrenceLength) {
      flaws.add('The recurrence was too long; some of its dates were left out.');
      break;
    }
    kept.push(line.toWellFormed());
  }
  return kept;
};

const toAttendees = (wire: readonly WireAttendee[], flaws: Flaws): readonly Attendee[] => {
  let kept = wire;
  if (wire.length > maxAttendees) {
    flaws.add(`Only ${maxAttendees} of the people invited were kept.`);
    // The person's own response must not be cut off [S28].
    const self = wire.slice(maxAttendees).filter((one) => one.self === true);
    kept = [...self, ...wire].slice(0, maxAttendees);
  }
  return kept.map((one) => {
    const name = toName(one.displayName);
    const comment = one.self === true ? toNote(one.comment) : undefined;
    return {
      email: toName(one.email) ?? '',
      ...(name !== undefined && { name }),
      response: oneOf(responses, one.responseStatus, 'needsAction'),
      self: one.self ?? false,
      organizer: one.organizer ?? false,
      optional: one.optional ?? false,
      resource: one.resource ?? false,
      ...(comment !== undefined && { comment }),
    };
  });
};

const toOrganizer = (wire: WireEvent['organizer']): CalendarEvent['organizer'] => {
  if (wire === undefined) return null;
  const email = toName(wire.email);
  const name = toName(wire.displayName);
  return {
    ...(email !== undefined && { email }),
    ...(name !== undefined && { name }),
    self: wire.self ?? false,
  };
};

/** https for video and `more`, `tel:` and `sip:` for the others; everything else is left out [S30]. */
const toEntryPoints = (wire: readonly WireEntryPoint[]): readonly ConferenceEntryPoint[] => {
  const points: ConferenceEntryPoint[] = [];
  for (const point of wire.slice(0, maxEntryPoints)) {
    const kind = point.entryPointType;
    let uri: string | null = null;
    if (kind === 'video' || kind === 'more') uri = toHttpsUrl(point.uri);
    else if (kind === 'phone') uri = toDialUri(point.uri, ['tel:']);
    else if (kind === 'sip') uri = toDialUri(point.uri, ['sip:', 'sips:']);
    else continue;
    if (uri === null) continue;
    const label = toName(point.label);
    // Each provider fills only its own fields for the code. A video link's meeting code is already in its address.
    const code = point.pin || point.accessCode || (kind === 'video' ? undefined : point.meetingCode);
    const pin = toName(code, 128);
    const passcode = toName(point.passcode || point.password, 128);
    points.push({
      kind,
      uri,
      ...(label !== undefined && { label }),
      ...(pin !== undefined && { pin }),
      ...(passcode !== undefined && passcode !== pin && { passcode }),
    });
  }
  return points;
};

/**
 * Returns Google's setting as sent: with the calendar's defaults there are no own reminders; "none" means none [S29].
 */
const toEventReminders = (wire: WireEvent['reminders']): EventReminders => {
  if (wire === undefined || wire.useDefault === true) return { useDefault: true, overrides: [] };
  return { useDefault: false, overrides: toReminders(wire.overrides) };
};

const toAttachments = (wire: NonNullable<WireEvent['attachments']>): readonly Attachment[] => {
  const attachments: Attachment[] = [];
  for (const one of wire.slice(0, maxAttachments)) {
    const url = toHttpsUrl(one.fileUrl);
    if (url !== null) attachments.push({ title: toName(one.title) ?? new URL(url).hostname, url });
  }
  return attachments;
};
