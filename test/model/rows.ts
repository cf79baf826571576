/** Event rows as text, from the database file and from what should be in it: equal texts mean equal rows. */
import type { Database } from 'better-sqlite3';
import { slotOf } from '../../main/googleModel/naiveRule.ts';
import type { KnownEvent } from './protocol.ts';

interface Row {
  readonly event_id: string;
  readonly kind: string;
  readonly master_id: string | null;
  readonly original_ms: number | null;
  readonly original_date: string | null;
  readonly start_ms: number | null;
  readonly end_ms: number | null;
  readonly start_date: string | null;
  readonly end_date: string | null;
  readonly recurrence: string | null;
  readonly etag: string | null;
  readonly title: string | null;
  readonly location: string | null;
  readonly status: string | null;
  readonly reminders: string | null;
}

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const textOfKnown = ({ id, kind, masterId, slotMs, slotIsDate, event }: KnownEvent): string =>
  JSON.stringify([
    id,
    kind,
    masterId,
    slotMs,
    slotIsDate && slotMs !== null ? dateOf(slotMs) : null,
    ...(event === null
      ? []
      : [
          slotOf(event.start),
          slotOf(event.end),
          event.start.date ?? null,
          event.end.date ?? null,
          kind === 'master' ? event.recurrence : null,
          event.etag,
          event.summary ?? '',
          event.location ?? null,
          event.status,
          event.reminders?.useDefault === false ? (event.reminders.overrides ?? []) : null,
        ]),
  ]);

const textOfRow = (row: Row): string =>
  JSON.stringify([
    row.event_id,
    row.kind,
    row.master_id,
    row.original_ms,
    row.original_date,
    ...(row.kind === 'cancelled'
      ? []
      : [
          row.start_ms,
          row.end_ms,
          row.start_date,
          row.end_date,
          row.recurrence === null ? null : JSON.parse(row.recurrence),
          row.etag,
          row.title,
          row.location,
          row.status,
          row.reminders === null ? null : JSON.parse(row.reminders).overrides,
        ]),
  ]);

/** A calendar's rows, sorted. */
export const storedRows = (db: Database, key: number): readonly string[] =>
  db.prepare<[number], Row>('SELECT * FROM events WHERE calendar_key = ?').all(key).map(textOfRow).sort();

export const knownRows = (events: ReadonlyMap<string, KnownEvent>): readonly string[] =>
  [...events.values()].map(textOfKnown).sort();

/** Everything that a pass may write only if something changed, byte for byte. */
export const dataDump = (db: Database): string =>
  JSON.stringify([
    db.prepare('SELECT * FROM events ORDER BY key').all(),
    db
      .prepare(
        `SELECT key, account_id, calendar_id, name, color, zone, access_role, is_primary, selected, hidden,
           default_reminders, visible, sync_token, fingerprint, held_sweep, held_since_ms, kept_rows FROM calendars ORDER BY key`,
      )
      .all(),
    db.prepare('SELECT * FROM changes ORDER BY key').all(),
    db.prepare('SELECT * FROM calendar_choices ORDER BY account_id, calendar_id').all(),
    db.prepare('SELECT * FROM missing_masters ORDER BY calendar_key, master_id').all(),
    db
      .prepare(
        `SELECT id, list_sync_token, list_fingerprint, retry_at_ms, backoff_until_ms, failures FROM accounts`,
      )
      .all(),
  ]);

export interface StoredCalendar {
  readonly key: number;
  readonly calendar_id: string;
  readonly name: string;
  readonly zone: string;
  readonly visible: 0 | 1;
  readonly hidden: 0 | 1;
  readonly is_primary: 0 | 1;
  readonly sync_token: string | null;
  readonly fingerprint: string | null;
  readonly held_sweep: number | null;
  readonly held_since_ms: number | null;
  readonly last_success_at_ms: number | null;
  /** JSON. */
  readonly default_reminders: string;
  readonly kept_rows: number | null;
  readonly sweep_allowed: 0 | 1;
  /** JSON of what the last audit found. */
  readonly last_audit: string | null;
}

export const storedCalendars = (db: Database): readonly StoredCalendar[] =>
  db
    .prepare<[], StoredCalendar>('SELECT * FROM calendars WHERE account_id IS NOT NULL ORDER BY calendar_id')
    .all();

/** The newest listing's id. */
export const lastPassId = (db: Database): number =>
  db.prepare<[], number>(`SELECT value FROM meta WHERE name = 'lastPassId'`).pluck().get() ?? 0;

/** Masters that exist although they are recorded as unavailable [S17]. */
export const missedAndStored = (db: Database): readonly string[] =>
  db
    .prepare<[], string>(
      `SELECT missed.master_id FROM missing_masters AS missed JOIN events
         ON events.calendar_key = missed.calendar_key AND event_id = missed.master_id AND kind = 'master'`,
    )
    .pluck()
    .all();

/** What later listings recorded in the journal. */
export const toldSince = (
  db: Database,
  pass: number,
): readonly { readonly calendarId: string; readonly eventId: string; readonly kind: string }[] =>
  db
    .prepare<[number], { calendarId: string; eventId: string; kind: string }>(
      `SELECT calendar_id AS calendarId, event_id AS eventId, kind
       FROM changes JOIN calendars ON calendars.key = calendar_key WHERE pass > ? ORDER BY changes.key`,
    )
    .all(pass);

export interface StoredAccount {
  readonly backoff_until_ms: number | null;
  readonly failures: number;
  readonly list_sync_token: string | null;
  readonly retry_at_ms: number | null;
}

export const storedAccount = (db: Database): StoredAccount =>
  db.prepare<[], StoredAccount>('SELECT * FROM accounts').get() ?? {
    list_sync_token: null,
    retry_at_ms: null,
    backoff_until_ms: null,
    failures: 0,
  };
