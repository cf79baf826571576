/** Reads what a command prints from the app's database, which is opened for this and closed again at once. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { FoundOccurrence } from '../../shared/agenda.ts';
import { eachPage } from '../../shared/eachPage.ts';
import type { Calendar, CalendarId, IsoDate, Occurrence } from '../../shared/model.ts';
import type { StorageCause } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { addDays, startOfDate } from '../../shared/text/days.ts';
import { createOverlaidReads, type OverlaidReads } from '../backend/overlaidReads.ts';
import { readDrawing } from '../outbox/readDrawing.ts';
import { openStoreToRead } from '../store/open.ts';
import type { StoreReads } from '../store/open.ts';

export interface Reading {
  readonly calendars: readonly Calendar[];
  /** The ids of the chosen calendars; undefined: all. */
  readonly chosen: readonly CalendarId[] | undefined;
  readonly store: StoreReads;
  /** What is stored, with what is on its way to Google drawn over it, as in the window. */
  readonly reads: OverlaidReads;
}

export const outboxIn = (profile: string): string => join(profile, 'outbox.db');

export const databaseIn = (profile: string): string => join(profile, 'calendar.db');

export const noCalendars = (profile: string): string => `there are no calendars in ${profile} yet`;

/** Runs `read` over the database of a profile. Failures are sentences for the person. */
export const withCalendars = <T>(
  profile: string,
  names: readonly string[],
  read: (reading: Reading) => Result<T, string>,
): Result<T, string> => {
  const path = databaseIn(profile);
  if (!existsSync(path)) return fail(noCalendars(profile));
  const opened = openStoreToRead(path);
  if (!opened.ok) return fail(storageText(opened.problem.cause));
  const store = opened.value;
  try {
    const calendars = store.calendars.list();
    if (!calendars.ok) return fail(storageText(calendars.problem.cause));
    const chosen = idsOf(calendars.value, names);
    if (!chosen.ok) return chosen;
    const reads = overlaid(store, calendars.value, profile);
    return read({ calendars: calendars.value, chosen: chosen.value, store, reads });
  } finally {
    void store.close();
  }
};

const overlaid = (store: StoreReads, calendars: readonly Calendar[], profile: string): OverlaidReads => {
  const drawing = readDrawing(
    outboxIn(profile),
    (accountId, calendarId) =>
      calendars.find((each) => each.accountId === accountId && each.id === calendarId) ?? null,
  );
  // Nothing can be changed from here.
  const outbox = { drawing: () => drawing, may: () => ({ respond: false, why: 'writingOff' }) as const };
  return createOverlaidReads(store, { current: () => (drawing === null ? null : outbox) });
};

/** Returns the ids of the named calendars. A name may be an id, too; upper and lower case do not matter. */
const idsOf = (
  calendars: readonly Calendar[],
  names: readonly string[],
): Result<readonly CalendarId[] | undefined, string> => {
  if (names.length === 0) return ok(undefined);
  const ids: CalendarId[] = [];
  for (const name of names) {
    const wanted = name.toLowerCase();
    const found = calendars.filter((each) =>
      [each.name, each.id].some((own) => own.toLowerCase() === wanted),
    );
    if (found.length === 0) return fail(`no such calendar: ${name}`);
    if (!found.some(({ visible }) => visible)) return fail(`this calendar is hidden in the app: ${name}`);
    ids.push(...found.map(({ id }) => id));
  }
  return ok(ids);
};

/** Returns all occurrences of some days, both included. */
export const occurrencesOn = (
  { reads, chosen }: Reading,
  days: { readonly first: IsoDate; readonly last: IsoDate },
  timeZone: string,
): Result<readonly Occurrence[], string> => {
  const occurrences: Occurrence[] = [];
  const range = {
    from: new Date(startOfDate(days.first, timeZone)).toISOString(),
    to: new Date(startOfDate(addDays(days.last, 1), timeZone)).toISOString(),
    timeZone,
    ...(chosen !== undefined && { calendarIds: chosen }),
  };
  for (const page of eachPage((cursor) => reads.list({ ...range, cursor }))) {
    if (!page.ok) {
      return fail(storageText(page.problem.kind === 'storageFailed' ? page.problem.cause : 'other'));
    }
    occurrences.push(...page.value.occurrences);
  }
  return ok(occurrences);
};

export interface SearchResult {
  readonly occurrences: readonly FoundOccurrence[];
  readonly complete: boolean;
}

export const foundIn = (
  { store, reads, chosen }: Reading,
  query: string,
  limit: number,
  nowMs: number,
): Result<SearchResult, string> => {
  // The store's own most: a calendar is chosen among them afterwards.
  const request = { query, limit: chosen === undefined ? limit : 100 };
  const steps = store.agenda.search(request, nowMs);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  const found = reads.found(request, nowMs, step.value);
  if (!found.ok) return fail(storageText(found.problem.cause));
  const { occurrences, complete } = found.value;
  const own = occurrences.filter(({ calendarId }) => chosen?.includes(calendarId) ?? true);
  return ok({ occurrences: own.slice(0, limit), complete });
};

export const storageText = (cause: StorageCause): string => {
  if (cause === 'locked') return 'the database is locked by another program; try again';
  if (cause === 'damaged' || cause === 'corrupt')
    return 'the database is damaged; the app repairs it when it starts';
  if (cause === 'readOnly') return 'the database cannot be read here; after an update, start the app once';
  return 'the database cannot be read';
};
