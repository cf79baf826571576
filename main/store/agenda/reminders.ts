/**
 * What Google would remind the person of [S29], for the reminder planner: pages of the agenda with each occurrence's
 * popup reminders, and how long before an event a reminder can be due at most. Reads only.
 *
 * The agenda shows each meeting once, in however many calendars it is [S23], so there is one reminder for it. An
 * instance made by a master's rule has the master's reminders; an exception has its own.
 */
import type { Database } from 'better-sqlite3';
import type { AgendaPage, AgendaRange } from '../../../shared/agenda.ts';
import type { AccountId, CalendarId, EventId, Occurrence, Reminder } from '../../../shared/model.ts';
import type { Problem } from '../../../shared/problems.ts';
import type { RemindedOccurrence } from '../../../shared/reminders.ts';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { CalendarKey, StoreFailure } from '../../sync/ports.ts';
import { toReminders } from '../eventRow.ts';
import type { Guard } from '../database/failure.ts';
import { SHORT_MS } from '../database/schema.ts';

export interface RemindedPage {
  readonly occurrences: readonly RemindedOccurrence[];
  readonly nextCursor: string | null;
}

export interface ReminderReads {
  /** Like `list`, with the reminders. */
  page(range: AgendaRange): Result<RemindedPage, Problem>;
  /** The largest lead time, in minutes, of any popup reminder for events that start in the window; 0 without any. */
  furthestMinutes(fromMs: number, toMs: number): Result<number, StoreFailure>;
}

interface CalendarRow {
  readonly key: CalendarKey;
  readonly accountId: AccountId;
  readonly calendarId: CalendarId;
  readonly defaults: string;
}

interface ReminderRow {
  readonly masterId: EventId | null;
  readonly reminders: string | null;
  readonly iCalUid: string | null;
}

const furthestOf = (index: string, where: string): string =>
  `SELECT max(json_extract(one.value, '$.minutes'))
    FROM events INDEXED BY ${index}, json_each(events.reminders, '$.overrides') AS one
    WHERE ${where} AND reminders IS NOT NULL AND json_extract(one.value, '$.method') = 'popup'`;

export const reminderSql = {
  calendars: `SELECT key, account_id AS accountId, calendar_id AS calendarId, default_reminders AS defaults
    FROM calendars WHERE visible = 1`,
  event: `SELECT master_id AS masterId, reminders, ical_uid AS iCalUid FROM events WHERE calendar_key = ? AND event_id = ?`,
  short: furthestOf('events_short', 'is_long = 0 AND start_ms >= @fromMs AND start_ms < @toMs'),
  long: furthestOf('events_long', 'is_long = 1 AND end_ms >= @fromMs AND start_ms < @toMs'),
  series: furthestOf('events_series', `kind = 'master' AND last_ms >= @fromMs AND first_ms < @toMs`),
} as const;

const popups = (reminders: readonly Reminder[]): readonly number[] =>
  reminders.flatMap(({ method, minutes }) => (method === 'popup' ? [minutes] : []));

export const openReminderReads = (
  db: Database,
  guard: Guard,
  list: (range: AgendaRange) => Result<AgendaPage, Problem>,
): ReminderReads => {
  const selectCalendars = db.prepare<[], CalendarRow>(reminderSql.calendars);
  const selectEvent = db.prepare<[CalendarKey, EventId], ReminderRow>(reminderSql.event);
  const furthest = [reminderSql.short, reminderSql.long, reminderSql.series].map((sql) =>
    db.prepare<{ fromMs: number; toMs: number }, number | null>(sql).pluck(),
  );

  const calendarsByName = (): ReadonlyMap<string, { key: CalendarKey; defaults: readonly number[] }> =>
    new Map(
      selectCalendars
        .all()
        .map(({ key, accountId, calendarId, defaults }) => [
          `${accountId}\n${calendarId}`,
          { key, defaults: popups(JSON.parse(defaults) as Reminder[]) },
        ]),
    );

  const withReminders = (occurrences: readonly Occurrence[]): readonly RemindedOccurrence[] => {
    const calendars = calendarsByName();
    return occurrences.flatMap((occurrence) => {
      const calendar = calendars.get(`${occurrence.accountId}\n${occurrence.calendarId}`);
      if (calendar === undefined) return [];
      const { eventId, masterId } = occurrence;
      const own = selectEvent.get(calendar.key, eventId);
      // A row with an instance's id may belong to another part of the same series, which is not shown any more [S21].
      const isOwn = own !== undefined && (own.masterId ?? undefined) === masterId;
      const row = isOwn || masterId === undefined ? own : selectEvent.get(calendar.key, masterId);
      if (row === undefined) return [];
      const { useDefault, overrides } = toReminders(row.reminders);
      const popupMinutes = useDefault ? calendar.defaults : popups(overrides);
      const silenced = !useDefault && overrides.length === 0;
      return [{ occurrence, popupMinutes, own: !useDefault, silenced, iCalUid: row.iCalUid }];
    });
  };

  return {
    page: (range) => {
      const page = list(range);
      if (!page.ok) return page;
      const { occurrences, nextCursor } = page.value;
      const read = guard(() => withReminders(occurrences));
      if (!read.ok) return fail({ kind: 'storageFailed', cause: read.problem.cause });
      return ok({ occurrences: read.value, nextCursor });
    },
    furthestMinutes: (fromMs, toMs) =>
      guard(() => {
        const defaults = [...calendarsByName().values()].flatMap((calendar) => calendar.defaults);
        const window = { fromMs: fromMs - SHORT_MS, toMs: toMs + SHORT_MS };
        return Math.max(0, ...defaults, ...furthest.map((select) => select.get(window) ?? 0));
      }),
  };
};
