/**
 * What an occurrence takes from its calendar, and whose calendar that is. Reads only.
 *
 * Whose response a row contains is computed on read (agenda/ownership). So no row has to be rewritten when an account
 * is added or the role on a calendar changes.
 */
import type { Database } from 'better-sqlite3';
import type { AccessRole, AccountId, CalendarId } from '../../../shared/model.ts';
import { mailboxOf, ownershipOf, type Viewpoint } from '../../agenda/ownership.ts';
import type { CalendarKey } from '../../sync/ports.ts';
import type { CalendarFace } from './rows.ts';

interface FaceRow extends Omit<CalendarFace, keyof Viewpoint> {
  readonly accessRole: AccessRole;
  readonly isPrimary: 0 | 1;
}

const columns = `key, account_id AS accountId, calendar_id AS calendarId, name, color, zone,
    access_role AS accessRole, is_primary AS isPrimary`;

export const openCalendarFaces = (db: Database) => {
  const selectVisible = db.prepare<[], FaceRow>(`SELECT ${columns} FROM calendars WHERE visible = 1`);
  const selectNamed = db.prepare<{ calendar: CalendarId; account: string | null }, FaceRow>(
    `SELECT ${columns} FROM calendars
     WHERE calendar_id = @calendar AND account_id IS NOT NULL AND (@account IS NULL OR account_id = @account)
     ORDER BY visible DESC, key`,
  );
  const selectByKey = db.prepare<[CalendarKey], FaceRow>(`SELECT ${columns} FROM calendars WHERE key = ?`);
  // An account's id ends with its address. The id of its main calendar is that address too, even if the calendar is
  // hidden.
  const selectAddresses = db
    .prepare<[], string>(
      `SELECT substr(id, length(kind) + 2) FROM accounts
       UNION SELECT calendar_id FROM calendars WHERE is_primary = 1 AND account_id IS NOT NULL`,
    )
    .pluck();

  const mailboxes = (): readonly string[] => [
    ...new Set(selectAddresses.all().flatMap((address) => mailboxOf(address) ?? [])),
  ];
  const toFace =
    (own: readonly string[]) =>
    (row: FaceRow): CalendarFace => {
      const { accessRole, isPrimary, ...face } = row;
      const identity = { calendarId: row.calendarId, accessRole, primary: isPrimary === 1 };
      return { ...face, mailboxes: own, ownership: ownershipOf(identity, own) };
    };

  return {
    visible: (): readonly CalendarFace[] => selectVisible.all().map(toFace(mailboxes())),
    /** Without an account: the calendar in every account that has it, a visible one first. */
    named: (calendar: CalendarId, account: AccountId | null): readonly CalendarFace[] =>
      selectNamed.all({ calendar, account }).map(toFace(mailboxes())),
    viewpointOf: (key: CalendarKey): Viewpoint => {
      const row = selectByKey.get(key);
      return row === undefined ? { ownership: 'other', mailboxes: [] } : toFace(mailboxes())(row);
    },
  };
};

export type CalendarFaces = ReturnType<typeof openCalendarFaces>;
