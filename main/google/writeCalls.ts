/**
 * The requests that a writer can send, as HTTP: method, path, parameters, headers, body. What is not listed here cannot
 * be sent: no other method, no other path, no other field. Pure.
 */
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { RawEvent, WriteRequest } from '../sync/ports.ts';

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** With the query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Whether it changes anything. */
  readonly changes: boolean;
}

/**
 * Fields that a body may contain. Not `sequence`, `etag`, `organizer`, `creator`, `created` and `updated`, which Google
 * keeps itself [W20]; not `eventType` [W9], attachments [W34], or `eventLabelVersion`, which drops labels [W11].
 */
const writable: ReadonlySet<string> = new Set([
  'summary',
  'description',
  'location',
  'start',
  'end',
  'recurrence',
  'attendees',
  'attendeesOmitted',
  'conferenceData',
  'reminders',
  'transparency',
  'visibility',
  'colorId',
]);

/** Characters of a body. What a person can type is far less, a list of 200 guests too. */
const longestBody = 512 * 1024;

const eventIdForm = /^[a-v0-9]{5,1024}$/;
const etagForm = /^"[\x20-\x7e]{1,200}"$/;

/** Returns the HTTP request; or a code for what makes it impossible, which is a mistake of the caller. */
export const httpCallOf = (request: WriteRequest): Result<HttpCall, string> => {
  const events = `/calendar/v3/calendars/${encodeURIComponent(request.calendarId)}/events`;
  const read = (path: string): Result<HttpCall, string> =>
    ok({ method: 'GET', path, headers: {}, body: null, changes: false });
  switch (request.verb) {
    case 'get':
      return read(`${events}/${encodeURIComponent(request.eventId)}`);
    case 'instances': {
      const query = new URLSearchParams({ originalStart: request.originalStart, showDeleted: 'true' });
      return read(`${events}/${encodeURIComponent(request.eventId)}/instances?${query}`);
    }
    case 'insert': {
      const { id, ...fields } = request.body;
      if (typeof id !== 'string' || !eventIdForm.test(id)) return fail('badId');
      return withBody('POST', events, request.notify, fields, { id });
    }
    case 'patch': {
      if (!etagForm.test(request.etag)) return fail('badEtag');
      const path = `${events}/${encodeURIComponent(request.eventId)}`;
      return withBody('PATCH', path, request.notify, request.body, {}, { 'if-match': request.etag });
    }
    case 'delete': {
      if (!etagForm.test(request.etag)) return fail('badEtag');
      const path = `${events}/${encodeURIComponent(request.eventId)}?sendUpdates=${request.notify}`;
      return ok({ method: 'DELETE', path, headers: { 'if-match': request.etag }, body: null, changes: true });
    }
    case 'move': {
      const query = new URLSearchParams({ destination: request.destination, sendUpdates: request.notify });
      const path = `${events}/${encodeURIComponent(request.eventId)}/move?${query}`;
      return ok({ method: 'POST', path, headers: {}, body: null, changes: true });
    }
  }
};

const withBody = (
  method: 'POST' | 'PATCH',
  path: string,
  notify: 'all' | 'none',
  fields: RawEvent,
  id: { readonly id?: string },
  headers: Readonly<Record<string, string>> = {},
): Result<HttpCall, string> => {
  if (Object.keys(fields).some((name) => !writable.has(name))) return fail('fieldNotWritable');
  const body = JSON.stringify({ ...id, ...fields });
  if (body.length > longestBody) return fail('tooLarge');
  const query = new URLSearchParams({
    sendUpdates: notify,
    ...('conferenceData' in fields && { conferenceDataVersion: '1' }),
  });
  return ok({
    method,
    path: `${path}?${query}`,
    headers: { 'content-type': 'application/json', ...headers },
    body,
    changes: true,
  });
};
