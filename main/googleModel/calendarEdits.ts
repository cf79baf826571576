/** Changes to whole calendars: added, changed, hidden, removed, access lost; and tokens that expire. */
import type { CalendarFields, CalendarListEntryResource } from './resources.ts';
import { existingCalendar } from './state.ts';
import type { ModelState } from './state.ts';

export function calendarEdits(state: ModelState) {
  function addCalendar(fields: CalendarFields & { readonly id: string }): CalendarListEntryResource {
    const version = ++state.version;
    const entry: CalendarListEntryResource = {
      kind: 'calendar#calendarListEntry',
      summary: fields.id,
      timeZone: 'UTC',
      colorId: '14',
      backgroundColor: '#9fe1e7',
      foregroundColor: '#000000',
      accessRole: 'owner',
      selected: true,
      defaultReminders: [{ method: 'popup', minutes: 10 }],
      ...fields,
      etag: `"${version}"`,
    };
    const known = state.calendars.get(fields.id);
    if (known && !known.entry.deleted) throw new Error(`calendar ${fields.id} exists`);
    if (known) Object.assign(known, { entry, version, access: 'granted' });
    else
      state.calendars.set(fields.id, {
        entry,
        version,
        generation: 1,
        access: 'granted',
        isOthers: false,
        events: new Map(),
        order: [],
        log: [],
        exceptions: new Map(),
      });
    return entry;
  }

  /** Adds another person with a calendar, so that they can invite, be invited and answer. Not on this account's list. */
  function addPerson(email: string, timeZone = 'UTC'): void {
    state.calendars.set(email, {
      entry: {
        kind: 'calendar#calendarListEntry',
        id: email,
        etag: '"0"',
        summary: email,
        timeZone,
        accessRole: 'owner',
        defaultReminders: [],
      },
      version: 0,
      generation: 1,
      access: 'notFound',
      isOthers: true,
      events: new Map(),
      order: [],
      log: [],
      exceptions: new Map(),
    });
  }

  /** `silently`: a change to a field that the person cannot write, which no token reports [S32]. */
  function patchCalendar(
    calendarId: string,
    fields: CalendarFields & { readonly deleted?: boolean },
    how?: 'silently',
  ): CalendarListEntryResource {
    const at = existingCalendar(state, calendarId);
    const version = ++state.version;
    if (how !== 'silently') at.version = version;
    at.entry = { ...at.entry, ...fields, etag: `"${version}"` };
    return at.entry;
  }

  /** Removes it from the list; its events return 404 from now on [S33]. */
  function removeCalendar(calendarId: string): void {
    patchCalendar(calendarId, { deleted: true });
    existingCalendar(state, calendarId).access = 'notFound';
  }

  /** The calendar stays on the list, but its events cannot be read. */
  function loseAccess(calendarId: string, as: 'forbidden' | 'notFound' = 'forbidden'): void {
    existingCalendar(state, calendarId).access = as;
  }

  /** A changed role makes the tokens of the calendar's events expire [S7]. */
  function regainAccess(calendarId: string): void {
    const at = existingCalendar(state, calendarId);
    at.access = 'granted';
    at.generation++;
  }

  /** Makes every existing token return 410: those of one calendar, of `calendarList`, or all. */
  function expireTokens(listing?: string): void {
    if (listing === undefined || listing === 'calendarList') state.listGeneration++;
    for (const at of state.calendars.values())
      if (listing === undefined || at.entry.id === listing) at.generation++;
  }

  return {
    addCalendar,
    addPerson,
    patchCalendar,
    hideCalendar: (calendarId: string, hidden = true) => patchCalendar(calendarId, { hidden }),
    removeCalendar,
    loseAccess,
    regainAccess,
    expireTokens,
  };
}
