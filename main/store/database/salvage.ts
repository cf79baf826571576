/**
 * Saves the person's own data from a database that has to be replaced: which accounts are connected, and which
 * calendars they show. Events and calendars come again from Google. Best effort, read-only, never throws.
 */
import { accountKinds } from '../../../shared/model.ts';
import Sqlite, { type Database } from 'better-sqlite3';

interface Salvaged {
  readonly accounts: readonly AccountRow[];
  readonly choices: readonly ChoiceRow[];
}

interface AccountRow {
  readonly id: string;
  readonly kind: string;
  readonly label: string;
  readonly connected_at_ms: number;
}

interface ChoiceRow {
  readonly account_id: string;
  readonly calendar_id: string;
  readonly visible: number;
}

const isAccount = (row: AccountRow): boolean =>
  typeof row.id === 'string' &&
  accountKinds.some((kind) => kind === row.kind) &&
  typeof row.label === 'string' &&
  Number.isSafeInteger(row.connected_at_ms);

const isChoice = (row: ChoiceRow): boolean =>
  typeof row.account_id === 'string' &&
  typeof row.calendar_id === 'string' &&
  (row.visible === 0 || row.visible === 1);

const readRows = <Row>(db: Database, sql: string, isSound: (row: Row) => boolean): readonly Row[] => {
  try {
    return (db.prepare(sql).all() as Row[]).filter(isSound);
  } catch {
    return [];
  }
};

/** Reads whatever can still be read from a damaged or newer database. */
export const salvage = (path: string): Salvaged => {
  let db: Database | null = null;
  try {
    db = new Sqlite(path, { readonly: true, timeout: 0 });
    return {
      accounts: readRows(db, 'SELECT id, kind, label, connected_at_ms FROM accounts', isAccount),
      choices: readRows(db, 'SELECT account_id, calendar_id, visible FROM calendar_choices', isChoice),
    };
  } catch {
    return { accounts: [], choices: [] };
  } finally {
    db?.close();
  }
};

/** Writes the salvaged data into a new database. */
export const restore = (db: Database, { accounts, choices }: Salvaged): void => {
  const insertAccount = db.prepare(
    `INSERT INTO accounts (id, kind, label, connected_at_ms) VALUES (@id, @kind, @label, @connected_at_ms)
     ON CONFLICT DO NOTHING`,
  );
  const insertChoice = db.prepare(
    `INSERT INTO calendar_choices (account_id, calendar_id, visible)
     SELECT @account_id, @calendar_id, @visible WHERE EXISTS (SELECT 1 FROM accounts WHERE id = @account_id)
     ON CONFLICT DO NOTHING`,
  );
  db.transaction(() => {
    for (const account of accounts) insertAccount.run(account);
    for (const choice of choices) insertChoice.run(choice);
  })();
};
