/**
 * The people that the person meets, for a name in a typed line: guests of the events that were stored last, in visible
 * calendars. Reads only.
 */
import type { Database } from 'better-sqlite3';
import type { KnownPerson } from '../../shared/quickAdd.ts';
import { mailboxOf, selfAmong, type Viewpoint } from '../agenda/ownership.ts';
import type { CalendarKey } from '../sync/ports.ts';
import { openCalendarFaces } from './agenda/calendarFaces.ts';
import { toBody } from './eventRow.ts';

/** Not further back than this many rows, and not more events than that: a name is looked up while someone types. */
const FURTHEST_ROWS = 20_000;
const MOST_EVENTS = 500;
const MOST_GUESTS = 50;

export const peopleSql = `SELECT events.body, events.calendar_key AS key FROM events JOIN calendars ON calendars.key = events.calendar_key
  WHERE events.key > (SELECT max(key) FROM events) - ${FURTHEST_ROWS}
    AND events.guests_total BETWEEN 1 AND ${MOST_GUESTS} AND calendars.visible = 1
  ORDER BY events.key DESC LIMIT ${MOST_EVENTS}`;

/** Returns everyone with a name, each address once, with the name that was stored last; neither rooms nor the person. */
export const openPeople = (db: Database): (() => readonly KnownPerson[]) => {
  const recent = db.prepare<[], { readonly body: string | null; readonly key: CalendarKey }>(peopleSql);
  const calendarFaces = openCalendarFaces(db);
  return () => {
    const found = new Map<string, KnownPerson>();
    const viewpoints = new Map<CalendarKey, Viewpoint>();
    for (const { body, key } of recent.all()) {
      const { attendees } = toBody(body);
      const viewpoint = viewpoints.get(key) ?? calendarFaces.viewpointOf(key);
      viewpoints.set(key, viewpoint);
      const person = selfAmong(attendees, viewpoint);
      for (const attendee of attendees) {
        const { email, name, resource } = attendee;
        const address = email.toLowerCase();
        const isPerson = attendee === person || viewpoint.mailboxes.includes(mailboxOf(email) ?? '');
        if (name === undefined || name.trim() === '' || isPerson || resource || found.has(address)) continue;
        found.set(address, { name, email: address });
      }
    }
    return [...found.values()];
  };
};
