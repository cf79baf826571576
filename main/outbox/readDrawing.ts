/**
 * What is on its way to Google, for programs beside the app: `outbox.db` is read only, and at once closed again. There
 * is no schema here, which would take longer to load than all the rest: the app wrote the rows under one.
 */
import type { Database } from 'better-sqlite3';
import { existsSync } from 'node:fs';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import { openToRead } from '../store/database/readOnly.ts';
import { drawing, type Drawing } from './drawing.ts';
import { isOpen, type Base, type Operation, type Want } from './operation.ts';
import type { CalendarLook } from './creations.ts';
import { indexOf } from './pending.ts';

type Row = Readonly<
  Record<'op_id' | 'account_id' | 'calendar_id' | 'event_id' | 'want' | 'base' | 'state', string>
> & { readonly seq: number; readonly slot: string | null; readonly made_at_ms: number };

const sql = `SELECT seq, op_id, account_id, calendar_id, event_id, slot, want, base, state, made_at_ms
  FROM operation ORDER BY seq`;

const toOperation = (row: Row): Operation => ({
  seq: row.seq,
  opId: row.op_id,
  accountId: row.account_id as Operation['accountId'],
  calendarId: row.calendar_id as Operation['calendarId'],
  eventId: row.event_id as Operation['eventId'],
  slot: row.slot,
  want: JSON.parse(row.want) as Want,
  base: JSON.parse(row.base) as Base,
  state: row.state as Operation['state'],
  madeAtMs: row.made_at_ms,
  sentEtag: null,
  notify: 'none',
  steps: {},
  attempts: 0,
  notBeforeMs: 0,
  problem: null,
  answer: null,
});

/** Returns null if there is nothing to draw, or the file cannot be read: then what is stored is shown as it is. */
export const readDrawing = (
  path: string,
  lookOf: (accountId: AccountId, calendarId: CalendarId) => CalendarLook | null,
): Drawing | null => {
  if (!existsSync(path)) return null;
  let db: Database | null = null;
  try {
    db = openToRead(path);
    const operations = db.prepare<[], Row>(sql).all().map(toOperation).filter(isOpen);
    const index = indexOf(operations, lookOf);
    return index === null ? null : { ...drawing, index };
  } catch {
    return null;
  } finally {
    db?.close();
  }
};
