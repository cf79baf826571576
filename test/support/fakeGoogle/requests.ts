/** Reads a request: which of the API's calls it is, and what the log keeps of it. */
import { readToken } from '../../../main/googleModel/listTokens.ts';
import type { Endpoint, LoggedRequest } from './faults.ts';

/** Marks a page token that leads to the page of the token inside it. */
const detour = /^via(\d+)\.(.*)$/s;

/** What a request asks for: a closed list, anything else is refused with 405. */
export type Verb = 'calendarList' | 'list' | 'get' | 'insert' | 'patch' | 'delete' | 'move' | 'instances';
export const writingVerbs: ReadonlySet<Verb> = new Set(['insert', 'patch', 'delete', 'move']);
const verbs: Readonly<Record<string, Verb>> = {
  'GET calendarList': 'calendarList',
  'GET events': 'list',
  'POST events': 'insert',
  'GET event': 'get',
  'PATCH event': 'patch',
  'DELETE event': 'delete',
  'POST move': 'move',
  'GET instances': 'instances',
};
export const verbOf = ({ method, endpoint }: LoggedRequest): Verb | null =>
  verbs[`${method} ${endpoint}`] ?? null;

/** Which permission writing to a calendar needs: the narrower one is enough for an own calendar [W1]. */
export const writeNeed = (role: string | null): 'writeOwn' | 'write' =>
  role === 'owner' ? 'writeOwn' : 'write';

const eventPath = /^\/calendar\/v3\/calendars\/([^/]+)\/events(?:\/([^/]+)(?:\/(move|instances))?)?$/;
export const eventIdIn = (path: string): string => decodeURIComponent(eventPath.exec(path)?.[2] ?? '');

export function withoutDetour(query: Readonly<Record<string, string>>): Record<string, string> {
  const { pageToken, ...rest } = query;
  const inner = detour.exec(pageToken ?? '')?.[2] ?? pageToken;
  return inner ? { ...rest, pageToken: inner } : rest;
}

export function logged(
  method: string,
  target: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  posted: string,
  atMs: number,
): LoggedRequest {
  const url = new URL(target, 'http://127.0.0.1');
  const query: Record<string, string> = {};
  // A parameter given twice (eventTypes) counts as a list.
  for (const [name, value] of url.searchParams)
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  const [, calendarId, eventId, more] = eventPath.exec(url.pathname) ?? [];
  const header = (name: string): string | null => {
    const sent = headers[name];
    return typeof sent === 'string' ? sent : null;
  };
  const isJson = /^application\/json\b/.test(header('content-type') ?? '');
  let endpoint: Endpoint | null = null;
  if (calendarId !== undefined)
    endpoint = (more as Endpoint | undefined) ?? (eventId === undefined ? 'events' : 'event');
  else if (url.pathname === '/calendar/v3/users/me/calendarList') endpoint = 'calendarList';
  else if (['/auth', '/token', '/revoke'].includes(url.pathname))
    endpoint = url.pathname.slice(1) as Endpoint;
  const pageToken = withoutDetour(query)['pageToken'];
  return {
    endpoint,
    method,
    path: url.pathname,
    query,
    form: isJson ? {} : Object.fromEntries(new URLSearchParams(posted)),
    json: isJson ? jsonIn(posted) : null,
    ifMatch: header('if-match'),
    auth: header('authorization'),
    calendarId: calendarId === undefined ? null : decodeURIComponent(calendarId),
    page: pageToken === undefined ? 1 : (readToken(pageToken, 'page')?.page ?? 0) + 1,
    atMs,
    status: 0,
  };
}

function jsonIn(text: string): LoggedRequest['json'] {
  try {
    return JSON.parse(text) as LoggedRequest['json'];
  } catch {
    return null;
  }
}
