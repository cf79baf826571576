/**
 * What a body sent to Google means: which fields it changes, how a list and a time are merged into what is stored, and
 * what Google refuses [W9–W14, W20, W33]. Pure; nothing is stored here.
 */
import type { AttendeeResource, EventFields, EventResource, TimeResource } from './resources.ts';
import {
  cannotChangeOrganizer,
  emptyRange,
  eventTypeRestriction,
  forbiddenForNonOrganizer,
  invalid,
  required,
} from './refusals.ts';
import type { Refusal } from './refusals.ts';
import { readSeries, slotOf } from './naiveRule.ts';
import type { Behaviour } from './state.ts';
import { instantOf, offsetDateTime } from './zoneTime.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

export type Body = Readonly<Record<string, unknown>>;

/** Null removes a field. */
export type Fields = { readonly [K in keyof EventFields]?: EventFields[K] | null };

/** Fields that Google sets itself: it ignores them in a body. */
const readOnly: ReadonlySet<string> = new Set([
  'kind',
  'etag',
  'id',
  'htmlLink',
  'created',
  'updated',
  'creator',
  'iCalUID',
  'recurringEventId',
  'originalStartTime',
  'hangoutLink',
  'attendeesOmitted',
]);
const merged: ReadonlySet<string> = new Set(['reminders', 'extendedProperties']);
/** What a birthday takes [W9]. */
const ofBirthday: ReadonlySet<string> = new Set(['summary', 'colorId', 'reminders', 'start', 'end']);
/** What nobody can change of a locked copy [W8]. */
const ofLocked: ReadonlySet<string> = new Set([
  'summary',
  'description',
  'location',
  'start',
  'end',
  'recurrence',
]);

const isBody = (value: unknown): value is Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export interface BodyContext {
  readonly calendarId: string;
  readonly calendarZone: string;
  readonly behaviour: Behaviour;
  /** The query's conferenceDataVersion is 1. */
  readonly takesConference: boolean;
}

/** Returns the id that the caller wants for a new event; undefined if Google is to make one. */
export function wantedId(body: Body): Result<string | undefined, Refusal> {
  const { id } = body;
  if (id === undefined) return ok(undefined);
  if (typeof id !== 'string' || !/^[a-v0-9]{5,1024}$/.test(id))
    return fail(invalid('Invalid resource id value.'));
  return body['iCalUID'] === undefined ? ok(id) : fail(invalid('id and iCalUID exclude each other.'));
}

/** Returns the fields of a new event. */
export function newFields(body: Body, context: BodyContext): Result<EventFields, Refusal> {
  if (body['start'] === undefined) return fail(required('Missing start time.'));
  if (body['end'] === undefined) return fail(required('Missing end time.'));
  const type = body['eventType'] ?? 'default';
  if (type === 'fromGmail' || type === 'birthday') return fail(eventTypeRestriction);
  const { organizer: _ignored, ...rest } = body;
  const fields = changedFields(rest, null, context);
  if (!fields.ok) return fields;
  return ok(
    Object.fromEntries(Object.entries(fields.value).filter(([, value]) => value !== null)) as EventFields,
  );
}

/** Returns what a patch changes of an event; `resource` is the event as it is, null for a new one. */
export function changedFields(
  body: Body,
  resource: EventResource | null,
  context: BodyContext,
): Result<Fields, Refusal> {
  const refusal = refusalOf(body, resource);
  if (refusal !== null) return fail(refusal);
  const fields: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(body)) {
    if (readOnly.has(name) || name === 'conferenceData') continue;
    if (name === 'start' || name === 'end') {
      const time = mergedTime(resource?.[name], value, name, context.calendarZone);
      if (!time.ok) return time;
      fields[name] = time.value;
    } else if (name === 'attendees') {
      const list = attendeesAfter(resource, body, context);
      if (!list.ok) return list;
      fields[name] = list.value;
    } else if (merged.has(name) && isBody(value))
      fields[name] = withoutNulls({ ...(resource?.[name as 'reminders'] as Body | undefined), ...value });
    else fields[name] = value;
  }
  const conference = conferenceAfter(body, resource, context);
  if (!conference.ok) return conference;
  Object.assign(fields, conference.value);
  const whole = withoutNulls({ ...resource, ...fields }) as unknown as EventResource;
  const wrongTime = timeRefusal(whole, context.calendarZone);
  return wrongTime === null ? ok(fields) : fail(wrongTime);
}

function refusalOf(body: Body, resource: EventResource | null): Refusal | null {
  if (body['sequence'] !== undefined) return invalid('Invalid sequence value.');
  if (body['organizer'] !== undefined) return cannotChangeOrganizer;
  if (resource !== null) {
    const type = resource.eventType ?? 'default';
    if (body['eventType'] !== undefined && body['eventType'] !== type) return eventTypeRestriction;
    if (type === 'birthday' && Object.keys(body).some((name) => !ofBirthday.has(name)))
      return eventTypeRestriction;
    if (resource.locked && Object.keys(body).some((name) => ofLocked.has(name)))
      return forbiddenForNonOrganizer;
  }
  const reminders = isBody(body['reminders']) ? body['reminders']['overrides'] : undefined;
  if (Array.isArray(reminders)) {
    const isUsable = (one: unknown): boolean =>
      isBody(one) &&
      Number.isInteger(one['minutes']) &&
      Number(one['minutes']) >= 0 &&
      Number(one['minutes']) <= 40_320;
    if (reminders.length > 5 || !reminders.every(isUsable)) return invalid('Invalid reminder value.');
  }
  return null;
}

/** A time merges with the stored one: to make an event all-day, the other key must be sent as null [W12]. */
function mergedTime(
  stored: TimeResource | undefined,
  value: unknown,
  name: 'start' | 'end',
  calendarZone: string,
): Result<TimeResource, Refusal> {
  if (!isBody(value)) return fail(required(`Missing ${name} time.`));
  const { date, dateTime, timeZone } = withoutNulls({ ...stored, ...value });
  const wrong = fail(invalid(`Invalid ${name} time.`));
  if (date !== undefined)
    return dateTime === undefined && /^\d{4}-\d\d-\d\d$/.test(String(date))
      ? ok({ date: String(date) })
      : wrong;
  const [, local, offset] =
    /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d+)?(Z|[+-]\d\d:\d\d)?$/.exec(String(dateTime)) ?? [];
  if (local === undefined) return dateTime === undefined ? fail(required(`Missing ${name} time.`)) : wrong;
  const zone = timeZone === undefined ? calendarZone : String(timeZone);
  try {
    const ms = offset === undefined ? instantOf(Date.parse(`${local}Z`), zone) : Date.parse(local + offset);
    return ok({
      dateTime: offsetDateTime(ms, zone),
      ...(timeZone !== undefined && { timeZone: zone }),
    });
  } catch {
    return fail(invalid('Invalid time zone definition.'));
  }
}

function timeRefusal(event: EventResource, calendarZone: string): Refusal | null {
  const { start, end, recurrence } = event;
  if ((start.date === undefined) !== (end.date === undefined)) return invalid('Invalid start or end time.');
  if (!(slotOf(end) > slotOf(start))) return emptyRange;
  if (recurrence === undefined) return null;
  if (
    !Array.isArray(recurrence) ||
    recurrence.some((line) => !/^(RRULE|EXRULE|RDATE|EXDATE)[:;]/.test(String(line)))
  )
    return invalid('Invalid recurrence rule.');
  if (start.date === undefined && (start.timeZone === undefined || end.timeZone === undefined))
    return required('Missing time zone definition for start time.');
  try {
    readSeries(event, calendarZone);
    return null;
  } catch {
    return invalid('Invalid recurrence rule.');
  }
}

/**
 * A list of guests replaces the whole list, and an absent responseStatus means needsAction [W12, W13]. With
 * `attendeesOmitted` it is an answer: see Behaviour.attendeesOmitted [W22].
 */
function attendeesAfter(
  resource: EventResource | null,
  body: Body,
  { calendarId, behaviour }: BodyContext,
): Result<readonly AttendeeResource[] | null, Refusal> {
  if (body['attendees'] === null) return ok(null);
  if (!Array.isArray(body['attendees'])) return fail(invalid('Invalid attendees.'));
  const stored = resource?.attendees ?? [];
  const organizer = resource?.organizer?.email ?? calendarId;
  const given: AttendeeResource[] = [];
  for (const entry of body['attendees'] as readonly unknown[]) {
    const email = isBody(entry) ? entry['email'] : undefined;
    if (typeof email !== 'string') return fail(required('Missing attendee email.'));
    if (!/^[^@\s]+@[^@\s]+$/.test(email)) return fail(invalid('Invalid attendee email.'));
    given.push(attendeeOf(entry as Body, email.toLowerCase(), calendarId, organizer));
  }
  if (body['attendeesOmitted'] !== true) {
    // A guest's answers for others are accepted and vanish [W23].
    if (organizer === calendarId) return ok(given);
    const known = new Map(stored.map((one) => [one.email?.toLowerCase(), one]));
    return ok(given.map((one) => (one.self ? one : { ...one, ...answerOf(known.get(one.email) ?? one) })));
  }
  if (behaviour.attendeesOmitted === 'wiping') return ok(given);
  const own = given.find((one) => one.self);
  if (own === undefined) return ok(stored);
  // Whoever is not on the list is added to it [W23].
  if (!stored.some((one) => one.self)) return ok([...stored, own]);
  const { comment: _comment, additionalGuests: _guests, ...bare } = own;
  const answer = behaviour.attendeesOmitted === 'commentless' ? bare : own;
  return ok(stored.map((one) => (one.self ? { ...answerless(one), ...answer } : one)));
}

const attendeeOf = (entry: Body, email: string, calendarId: string, organizer: string): AttendeeResource => ({
  email,
  ...(typeof entry['displayName'] === 'string' && { displayName: entry['displayName'] }),
  ...(entry['optional'] === true && { optional: true }),
  ...(entry['resource'] === true && { resource: true }),
  ...(typeof entry['comment'] === 'string' && entry['comment'] !== '' && { comment: entry['comment'] }),
  ...(Number(entry['additionalGuests']) > 0 && { additionalGuests: Number(entry['additionalGuests']) }),
  ...(email === organizer && { organizer: true }),
  ...(email === calendarId && { self: true }),
  responseStatus:
    (entry['responseStatus'] as AttendeeResource['responseStatus'] | undefined) ?? 'needsAction',
});

/** What only the guest says of themselves, and what goes back to the organizer [W7]. */
export const answerOf = ({ responseStatus, comment, additionalGuests }: AttendeeResource) => ({
  responseStatus,
  ...(comment !== undefined && { comment }),
  ...(additionalGuests !== undefined && { additionalGuests }),
});

const answerless = (one: AttendeeResource): Omit<AttendeeResource, 'comment' | 'additionalGuests'> => {
  const { comment: _comment, additionalGuests: _guests, ...rest } = one;
  return rest;
};

/** Returns the list with one person's answer replaced. */
export const withAnswer = (
  attendees: readonly AttendeeResource[],
  email: string,
  answer: ReturnType<typeof answerOf>,
): readonly AttendeeResource[] =>
  attendees.map((one) =>
    one.email?.toLowerCase() === email.toLowerCase() ? { ...answerless(one), ...answer } : one,
  );

/** The same requestId again is ignored; without conferenceDataVersion=1 nothing about a call is read [W33]. */
function conferenceAfter(
  body: Body,
  resource: EventResource | null,
  { behaviour, takesConference }: BodyContext,
): Result<Pick<Fields, 'conferenceData' | 'hangoutLink'>, Refusal> {
  const { conferenceData } = body;
  if (!takesConference || conferenceData === undefined) return ok({});
  if (conferenceData === null) return ok({ conferenceData: null, hangoutLink: null });
  const wanted = isBody(conferenceData) ? conferenceData['createRequest'] : undefined;
  const requestId = isBody(wanted) ? wanted['requestId'] : undefined;
  if (typeof requestId !== 'string' || behaviour.conference === 'refused')
    return fail(invalid('Invalid conference type value.'));
  if (resource?.conferenceData?.createRequest?.requestId === requestId) return ok({});
  return ok(conferenceFields(requestId, behaviour.conference));
}

/** Returns the fields of a call with this state. */
export function conferenceFields(
  requestId: string,
  state: Exclude<Behaviour['conference'], 'refused'>,
): Pick<EventFields, 'conferenceData' | 'hangoutLink'> {
  const statusCode = ({ made: 'success', pending: 'pending', failed: 'failure' } as const)[state];
  const createRequest = {
    requestId,
    conferenceSolutionKey: { type: 'hangoutsMeet' },
    status: { statusCode },
  };
  if (state !== 'made') return { conferenceData: { createRequest } };
  const uri = `https://meet.google.com/${meetCode(requestId)}`;
  return {
    hangoutLink: uri,
    conferenceData: {
      createRequest,
      conferenceId: uri.slice('https://meet.google.com/'.length),
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      entryPoints: [{ entryPointType: 'video', uri, label: uri.slice('https://'.length) }],
    },
  };
}

/** Ten letters made from the text, in Meet's form. */
function meetCode(text: string): string {
  let hash = 7;
  let letters = '';
  for (let index = 0; index < 10; index++) {
    for (const character of text) hash = (hash * 31 + character.charCodeAt(0) + index) % 1_000_003;
    letters += String.fromCharCode(97 + (hash % 26));
  }
  return `${letters.slice(0, 3)}-${letters.slice(3, 7)}-${letters.slice(7)}`;
}

const withoutNulls = (fields: Body): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
