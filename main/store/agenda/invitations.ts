/**
 * The invitations that the person has not answered: not over, in their own calendars (agenda/ownership), a series
 * once. Reads only.
 *
 * A partial index holds the rows whose calendar has not answered, by their end, so answered and past events cost
 * nothing. Whether the response is the person's is decided on the few rows that are left. A copy is left out if the
 * agenda would show another own calendar's copy in its place [S23].
 */
import type { Database } from 'better-sqlite3';
import type { Invitation, Invitations } from '../../../shared/invitations.ts';
import type { Occurrence, Person } from '../../../shared/model.ts';
import type { Zone } from '../../../shared/zone.ts';
import { dayStartMs } from '../../../shared/zone.ts';
import { mergeSameMeetings, type Drawn } from '../../agenda/mergeDuplicates.ts';
import type { Ownership } from '../../agenda/ownership.ts';
import { dayOfIso } from '../../recurrence/civil.ts';
import { familyOf } from '../../recurrence/instanceId.ts';
import { ENDLESS_MS } from '../../recurrence/series.ts';
import { slotsIn } from '../../recurrence/slots.ts';
import type { CalendarKey } from '../../sync/ports.ts';
import type { AgendaSeries } from './agendaSeries.ts';
import { listedColumns, ownPartOfRow, placedRow, type CalendarFace, type ListedRow } from './rows.ts';

const MOST_LISTED = 100;
/** More than anyone can answer. */
const MOST_READ = 1000;
/** Rows hold dates at UTC midnight; a viewer's day ends up to this much later [S25]. */
const ZONE_MARGIN_MS = 15 * 3_600_000;

/** The calendars in which an answer is the person's. */
const ownCalendars: ReadonlySet<Ownership> = new Set<Ownership>(['primary', 'address', 'owned']);

const sameMeeting = `ical_uid = @uid AND calendar_key <> @calendar`;

/** The queries of this file, for the tests that check their plans. */
export const invitationSql = {
  unanswered: `SELECT ${listedColumns} FROM events INDEXED BY events_unanswered
    WHERE self_response = 'needsAction' AND calendar_key = @calendar AND coalesce(last_ms, end_ms) > @sinceMs
    ORDER BY coalesce(last_ms, end_ms) LIMIT ${MOST_READ}`,
  /** Copies have the same times, so only rows of those times are read. */
  copies: `SELECT ${listedColumns} FROM events INDEXED BY events_short
      WHERE is_long = 0 AND start_ms = @startMs AND end_ms = @endMs AND ${sameMeeting}
    UNION ALL SELECT ${listedColumns} FROM events INDEXED BY events_long
      WHERE is_long = 1 AND end_ms = @endMs AND start_ms = @startMs AND ${sameMeeting}`,
  copiesOfSeries: `SELECT ${listedColumns} FROM events INDEXED BY events_series
    WHERE kind = 'master' AND (last_ms, first_ms) = (SELECT last_ms, first_ms FROM events WHERE key = @key)
      AND start_ms = @startMs AND ${sameMeeting}`,
  organizer: `SELECT json_extract(body, '$.organizer') FROM events WHERE key = ?`,
} as const;

interface Candidate {
  readonly row: ListedRow;
  readonly occurrence: Occurrence;
  readonly startMs: number;
}

export interface InvitationWorld {
  readonly calendars: ReadonlyMap<CalendarKey, CalendarFace>;
  readonly viewer: Zone;
  readonly nowMs: number;
  /** Identifies the state of the database (`AgendaSeries.changeCount`). */
  readonly changes: string;
}

export const openInvitations = (db: Database, series: AgendaSeries) => {
  const selectUnanswered = db.prepare<{ calendar: CalendarKey; sinceMs: number }, ListedRow>(
    invitationSql.unanswered,
  );
  const selectCopies = db.prepare<Record<string, unknown>, ListedRow>(invitationSql.copies);
  const selectCopiesOfSeries = db.prepare<Record<string, unknown>, ListedRow>(invitationSql.copiesOfSeries);
  const selectOrganizer = db.prepare<[number], string | null>(invitationSql.organizer).pluck();

  /** Returns what is left to answer of a row; null if all of it is over. */
  const candidateOf = (row: ListedRow, calendar: CalendarFace, world: InvitationWorld): Candidate | null => {
    const { viewer, nowMs, changes } = world;
    if (row.kind === 'master') {
      const master = series.masterOf(calendar, row.event_id, changes);
      if (master === null) return null;
      const [slot] = slotsIn(master.series, nowMs, ENDLESS_MS, viewer, 1, series.takenOf(master));
      if (slot === undefined) return null;
      const { occurrence, key } = series.draw(master, calendar, slot, viewer);
      return { row, occurrence, startMs: key.startMs };
    }
    if (series.isCutOff(row, calendar, changes)) return null;
    const { drawn } = placedRow(row, calendar, viewer);
    return { row, occurrence: drawn.occurrence, startMs: drawn.key.startMs };
  };

  const isOver = ({ occurrence: { end } }: Candidate, { viewer, nowMs }: InvitationWorld): boolean =>
    (end.kind === 'timed' ? end.ms : dayStartMs(viewer, dayOfIso(end.date) ?? 0)) <= nowMs;

  /** Returns whether the agenda shows this copy of the meeting, and not that of another own calendar. */
  const isShown = ({ row }: Candidate, calendar: CalendarFace, world: InvitationWorld): boolean => {
    if (row.ical_uid === null || row.ical_uid === '') return true;
    const select = row.kind === 'master' ? selectCopiesOfSeries : selectCopies;
    const copies = select.all({
      uid: row.ical_uid,
      calendar: row.calendar_key,
      startMs: row.start_ms,
      ...(row.kind === 'master' ? { key: row.key } : { endMs: row.end_ms }),
    });
    const own = placedRow(row, calendar, world.viewer).drawn;
    const others = copies.flatMap((copy): Drawn[] => {
      const face = world.calendars.get(copy.calendar_key);
      return face === undefined || !ownCalendars.has(face.ownership)
        ? []
        : [placedRow(copy, face, world.viewer).drawn];
    });
    return others.length === 0 || mergeSameMeetings([own, ...others]).includes(own);
  };

  const inCalendar = (calendar: CalendarFace, several: boolean, world: InvitationWorld) => {
    const bySeries = new Map<string, { next: Candidate; wholeSeries: boolean }>();
    const sinceMs = world.nowMs - ZONE_MARGIN_MS;
    for (const row of selectUnanswered.all({ calendar: calendar.key, sinceMs })) {
      // In a calendar of one's own, the calendar may be invited and not the person.
      if (ownPartOfRow(row, calendar).response !== 'needsAction') continue;
      const found = candidateOf(row, calendar, world);
      if (found === null || isOver(found, world) || (several && !isShown(found, calendar, world))) continue;
      const id = familyOf(row.master_id ?? row.event_id).base;
      const known = bySeries.get(id);
      bySeries.set(id, {
        next: known === undefined || found.startMs < known.next.startMs ? found : known.next,
        wholeSeries: row.kind === 'master' || known?.wholeSeries === true,
      });
    }
    return [...bySeries.values()];
  };

  const toInvitation = ({ next, wholeSeries }: ReturnType<typeof inCalendar>[number]): Invitation => {
    const organizer = selectOrganizer.get(next.row.key) ?? null;
    const isSelf = next.occurrence.organizedBySelf === true;
    return {
      occurrence: next.occurrence,
      wholeSeries,
      organizer: organizer === null || isSelf ? null : (JSON.parse(organizer) as Person),
    };
  };

  return (world: InvitationWorld): Invitations => {
    const own = [...world.calendars.values()].filter(({ ownership }) => ownCalendars.has(ownership));
    const all = own.flatMap((calendar) => inCalendar(calendar, own.length > 1, world));
    const sorted = all.toSorted((a, b) => a.next.startMs - b.next.startMs);
    return { invitations: sorted.slice(0, MOST_LISTED).map(toInvitation), total: all.length };
  };
};
