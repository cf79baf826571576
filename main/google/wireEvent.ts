/**
 * The parts of Google's event resource that this app reads; as tolerant as wire.ts [F23]. Written by hand, because a
 * full sync reads a hundred thousand of them, and a schema library took a third of its time. Pure.
 */
import { LONGEST_EVENT_ID } from '../../shared/idLengths.ts';
import type { WireReminder } from './wire.ts';

export interface WireTime {
  readonly date: string | undefined;
  readonly dateTime: string | undefined;
  readonly timeZone: string | undefined;
}

export interface WirePerson {
  readonly email: string | undefined;
  readonly displayName: string | undefined;
  readonly self: boolean | undefined;
}

export interface WireAttendee extends WirePerson {
  readonly responseStatus: string | undefined;
  readonly comment: string | undefined;
  readonly organizer: boolean | undefined;
  readonly optional: boolean | undefined;
  readonly resource: boolean | undefined;
}

export interface WireEntryPoint {
  readonly entryPointType: string | undefined;
  readonly uri: string;
  readonly label: string | undefined;
  readonly pin: string | undefined;
  readonly accessCode: string | undefined;
  readonly passcode: string | undefined;
  readonly password: string | undefined;
  readonly meetingCode: string | undefined;
}

export interface WireAttachment {
  readonly title: string | undefined;
  readonly fileUrl: string;
}

/** A field that is missing or of the wrong type is undefined. What that means is decided where it is used [S26]. */
export interface WireEvent {
  readonly id: string;
  readonly etag: string | undefined;
  readonly status: string | undefined;
  readonly iCalUID: string | undefined;
  readonly summary: string | undefined;
  readonly location: string | undefined;
  readonly description: string | undefined;
  readonly eventType: string | undefined;
  readonly start: WireTime | undefined;
  readonly end: WireTime | undefined;
  readonly recurringEventId: string | undefined;
  readonly originalStartTime: WireTime | undefined;
  readonly recurrence: readonly string[] | undefined;
  readonly transparency: string | undefined;
  readonly visibility: string | undefined;
  readonly colorId: string | undefined;
  readonly attendees: readonly WireAttendee[] | undefined;
  readonly attendeesOmitted: boolean | undefined;
  readonly organizer: WirePerson | undefined;
  readonly conferenceName: string | undefined;
  readonly entryPoints: readonly WireEntryPoint[] | undefined;
  readonly hangoutLink: string | undefined;
  readonly htmlLink: string | undefined;
  readonly reminders:
    | {
        readonly useDefault: boolean | undefined;
        readonly overrides: readonly WireReminder[] | undefined;
      }
    | undefined;
  readonly attachments: readonly WireAttachment[] | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

/** Returns a list without its unusable entries. */
const list = <T>(value: unknown, read: (entry: unknown) => T | undefined): readonly T[] | undefined => {
  if (!Array.isArray(value)) return undefined;
  const entries: T[] = [];
  for (const entry of value as readonly unknown[]) {
    const found = read(entry);
    if (found !== undefined) entries.push(found);
  }
  return entries;
};

const time = (value: unknown): WireTime | undefined => {
  const wire = fields(value);
  return wire && { date: text(wire.date), dateTime: text(wire.dateTime), timeZone: text(wire.timeZone) };
};

const person = (value: unknown): WirePerson | undefined => {
  const wire = fields(value);
  return wire && { email: text(wire.email), displayName: text(wire.displayName), self: flag(wire.self) };
};

const attendee = (value: unknown): WireAttendee | undefined => {
  const wire = fields(value);
  return (
    wire && {
      email: text(wire.email),
      displayName: text(wire.displayName),
      self: flag(wire.self),
      responseStatus: text(wire.responseStatus),
      comment: text(wire.comment),
      organizer: flag(wire.organizer),
      optional: flag(wire.optional),
      resource: flag(wire.resource),
    }
  );
};

const entryPoint = (value: unknown): WireEntryPoint | undefined => {
  const wire = fields(value);
  const uri = text(wire?.uri);
  if (wire === undefined || uri === undefined) return undefined;
  return {
    uri,
    entryPointType: text(wire.entryPointType),
    label: text(wire.label),
    pin: text(wire.pin),
    accessCode: text(wire.accessCode),
    passcode: text(wire.passcode),
    password: text(wire.password),
    meetingCode: text(wire.meetingCode),
  };
};

const attachment = (value: unknown): WireAttachment | undefined => {
  const wire = fields(value);
  const fileUrl = text(wire?.fileUrl);
  return wire === undefined || fileUrl === undefined ? undefined : { title: text(wire.title), fileUrl };
};

const reminder = (value: unknown): WireReminder | undefined => {
  const wire = fields(value);
  const method = text(wire?.method);
  const minutes = wire?.minutes;
  return method === undefined || typeof minutes !== 'number' || !Number.isFinite(minutes)
    ? undefined
    : { method, minutes };
};

const reminders = (value: unknown): WireEvent['reminders'] => {
  const wire = fields(value);
  return wire && { useDefault: flag(wire.useDefault), overrides: list(wire.overrides, reminder) };
};

const eventId = (value: unknown): string | undefined => {
  const id = text(value);
  return id === undefined || id.length === 0 || id.length > LONGEST_EVENT_ID ? undefined : id;
};

/** Returns the resource's id if it can be stored. */
export const readId = (resource: unknown): string | null => eventId(fields(resource)?.id) ?? null;

/** Returns the resource's fields; null if it is not an event: no object, or no usable id. */
export const readEvent = (resource: unknown): WireEvent | null => {
  const wire = fields(resource);
  const id = readId(resource);
  if (wire === undefined || id === null) return null;
  const conference = fields(wire.conferenceData);
  return {
    id,
    etag: text(wire.etag),
    status: text(wire.status),
    iCalUID: text(wire.iCalUID),
    summary: text(wire.summary),
    location: text(wire.location),
    description: text(wire.description),
    eventType: text(wire.eventType),
    start: time(wire.start),
    end: time(wire.end),
    recurringEventId: eventId(wire.recurringEventId),
    originalStartTime: time(wire.originalStartTime),
    recurrence: list(wire.recurrence, text),
    transparency: text(wire.transparency),
    visibility: text(wire.visibility),
    colorId: text(wire.colorId),
    attendees: list(wire.attendees, attendee),
    attendeesOmitted: flag(wire.attendeesOmitted),
    organizer: person(wire.organizer),
    conferenceName: text(fields(conference?.conferenceSolution)?.name),
    entryPoints: list(conference?.entryPoints, entryPoint),
    hangoutLink: text(wire.hangoutLink),
    htmlLink: text(wire.htmlLink),
    reminders: reminders(wire.reminders),
    attachments: list(wire.attachments, attachment),
  };
};
