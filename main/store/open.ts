/**
 * The store: SQLite stays in this folder. It owns `calendar.db`, a cache of Google that can always be rebuilt,
 * and in it the accounts and the person's choice of visible calendars (carried over when it is rebuilt).
 *
 * Invariants: every write is one short transaction; a token never becomes durable before its rows [S10]; a
 * database from a newer version is never written [F5]; damage is set aside, never deleted, and reported once
 * [F3]; files are readable by their owner only. Failures are values (`StoreFailure`); throwing means a bug.
 *
 * Never touched here: the network, the settings, sign-in tokens, snoozes and the journal of reminders.
 */
import { existsSync } from 'node:fs';
import type { Account, AccountId, Calendar, CalendarId } from '../../shared/model.ts';
import type { AgendaChange, ChangesRequest } from '../../shared/agendaChanges.ts';
import type { PassOutcome } from '../../shared/syncReport.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { StoreFailure, SyncStore } from '../sync/ports.ts';
import { openAccounts } from './accounts.ts';
import { openAgendaReads, type AgendaReads } from './agenda/agenda.ts';
import { openCalendars } from './calendars.ts';
import { openCheckpoints } from './database/checkpoints.ts';
import {
  openDatabase,
  type DatabaseOptions,
  type OpenedDatabase,
  type StoreNotice,
} from './database/connection.ts';
import { openEvents } from './events.ts';
import { openInspection, type StoredInspection } from './inspection.ts';
import { openJournal } from './journal.ts';
import { createGuard } from './database/failure.ts';
import { removeCopies } from './database/files.ts';
import { openMeta } from './meta.ts';
import { openPasses } from './passes.ts';
import { openDeferredWrites } from './deferredWrites.ts';
import { openSearchIndex } from './search/searchIndex.ts';
import { createSyncStore, inTransaction, type Commit } from './syncStore.ts';
import { openZoneData } from './agenda/zoneData.ts';

export type { RebuildCause, StoreNotice } from './database/connection.ts';

export interface Store {
  readonly sync: SyncStore;
  readonly accounts: {
    /** In the order they were connected. */
    list(): Result<readonly Account[], StoreFailure>;
    /** Adds an account or renews a known one, which keeps its rows. */
    add(account: Account): Result<null, StoreFailure>;
    /**
     * Removes the account and everything that came from it, copies of the database included [S40]. Where that
     * is much, nothing of it shows any more and `sync.removePendingDeletions` takes it out of the file bit by bit.
     */
    remove(id: AccountId): Result<{ readonly removed: boolean }, StoreFailure>;
  };
  readonly calendars: {
    /** By account; the primary one first, then by name. */
    list(): Result<readonly Calendar[], StoreFailure>;
    /** Without `accountId`: in every account that sees it. Returns how many calendars it concerned. */
    setVisible(choice: {
      readonly accountId?: AccountId;
      readonly calendarId: CalendarId;
      readonly visible: boolean;
    }): Result<number, StoreFailure>;
    /**
     * Remembers what the person decided about a held sweep [S12]; the next pass carries it out. Returns how
     * many calendars it concerned.
     */
    resolveSweep(decision: {
      readonly accountId?: AccountId;
      readonly calendarId: CalendarId;
      readonly choice: 'keep' | 'remove';
    }): Result<number, StoreFailure>;
    /** What is known of each calendar's sync, by account. */
    inspect(): Result<readonly StoredInspection[], StoreFailure>;
  };
  /** What passes changed about what was coming up, of visible calendars, newest first. */
  readonly changes: { list(request: ChangesRequest): Result<readonly AgendaChange[], StoreFailure> };
  /** Occurrences of visible calendars, and everything about one of them. */
  readonly agenda: AgendaReads;
  readonly searchIndex: {
    /** Brings a few more rows into the search index; to be repeated until `done`, best while nothing else goes on. */
    step(): Result<{ readonly done: boolean }, StoreFailure>;
  };
  readonly passes: {
    /** Newest first; 50 when no limit is given. */
    list(limit?: number): Result<readonly PassOutcome[], StoreFailure>;
  };
  readonly sqliteVersion: string;
  /** What happened at this opening that a person should hear about. */
  readonly notice: StoreNotice | null;
  /**
   * Leaves a mark of an orderly end, so that the next opening need not check the file. Closed at once; resolves
   * when nothing holds the file any more, which Windows waits for before it lets it be moved. May be repeated.
   */
  close(): Promise<void>;
}

export interface StoreOptions extends DatabaseOptions {
  /** Called before anything is written that the person could see, as often as that happens. */
  readonly onWrite?: () => void;
}

/** Opens the database at `path`, making or rebuilding it where needed. */
export const openStore = (options: StoreOptions): Result<Store, StoreFailure> => {
  const { path, onWrite = () => undefined } = options;
  const isNew = !existsSync(path);
  const opened = openDatabase(options);
  if (!opened.ok) return opened;
  if (isNew || opened.value.notice?.kind === 'rebuilt') onWrite();
  return storeOn(opened.value, path, onWrite);
};

/** The store over an opened database. */
export const storeOn = (
  { db, notice }: OpenedDatabase,
  path: string,
  onWrite: () => void = () => undefined,
): Result<Store, StoreFailure> => {
  const isReadOnly = notice?.kind === 'readOnly';
  let isSuspect = false;

  const guard = createGuard(db, () => {
    isSuspect = true;
  });

  const aggregates = guard(() => {
    const checkpoints = openCheckpoints(db, path);
    const meta = openMeta(db);
    if (!isReadOnly) meta.set('lastExit', 'open');
    const passes = openPasses(db);
    const quiet = openDeferredWrites(db, { meta, passes });
    const zoneData = openZoneData(db, meta, isReadOnly);
    const write: Commit = (work) =>
      guard(() => {
        const done = inTransaction(db, work);
        checkpoints.wrote();
        return done;
      });
    const commit: Commit = (work) => {
      onWrite();
      const committed = write(() => {
        quiet.write();
        return work();
      });
      if (committed.ok) quiet.clear();
      return committed;
    };
    const accounts = openAccounts(db, meta);
    const calendars = openCalendars(db, meta);
    const events = openEvents(db);
    const journal = openJournal(db);
    const parts = { accounts, calendars, checkpoints, events, journal, passes, meta, quiet };
    const sync = createSyncStore({ db, guard, commit }, parts, () => removePendingDeletions());
    const index = openSearchIndex(db);
    const agenda = openAgendaReads(db, guard, index, { prefiltersHold: zoneData.prefiltersHold });
    const inspection = openInspection(db, calendars.heldUpcoming, quiet.calendar);
    const sqliteVersion = String(db.prepare('SELECT sqlite_version()').pluck().get());
    return { ...parts, agenda, commit, index, inspection, sqliteVersion, sync, write, zoneData };
  });
  if (!aggregates.ok) {
    db.close();
    return aggregates;
  }
  const {
    accounts,
    agenda,
    calendars,
    checkpoints,
    commit,
    index,
    inspection,
    journal,
    meta,
    passes,
    quiet,
    sqliteVersion,
    sync,
    write,
    zoneData,
  } = aggregates.value;

  /** What is deleted is overwritten too: free pages would keep the account's text for long [S40]. */
  const commitSecurely = <T>(work: () => T, through = commit): Result<T, StoreFailure> => {
    const prepared = guard(() => db.pragma('secure_delete = ON'));
    if (!prepared.ok) return prepared;
    const result = through(work);
    guard(() => db.pragma('secure_delete = FAST'));
    return result;
  };
  /** The log still holds what was removed: a checkpoint of the thread or a reader was in the way. */
  let owesTruncate = false;
  const truncate = (): void => {
    owesTruncate = db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
  };
  /** Once everything of an account is out of the tables. */
  const tidy = (): void => {
    // With nothing left, rewriting the file costs nothing and gives the space back.
    if (accounts.list().length === 0) db.exec('VACUUM');
    truncate();
  };
  const removePendingDeletions: SyncStore['removePendingDeletions'] = () => {
    const isEmpty = guard(() => calendars.leaving.isEmpty());
    if (!isEmpty.ok) return isEmpty;
    if (isEmpty.value) {
      return guard(() => {
        if (owesTruncate) truncate();
        return { done: true };
      });
    }
    const slice = commitSecurely(() => {
      const done = calendars.leaving.removeSlice();
      // The index holds words of what has gone until it is written anew.
      if (done) index.clear();
      return done;
    });
    if (!slice.ok) return slice;
    return guard(() => {
      if (slice.value) tidy();
      return { done: slice.value };
    });
  };

  return ok({
    sqliteVersion,
    sync,
    accounts: {
      list: () => guard(() => accounts.list()),
      add: (account) =>
        commit(() => {
          accounts.add(account);
          return null;
        }),
      remove: (id) => {
        const removal = commitSecurely(() => {
          passes.forgetAccount(id);
          if (!accounts.has(id)) return false;
          calendars.removeAll(id);
          accounts.remove(id);
          if (accounts.list().length === 0) {
            passes.clear();
            meta.set('lastSuccessAtMs', null);
            zoneData.forget();
          }
          if (calendars.leaving.isEmpty()) index.clear();
          return true;
        });
        if (!removal.ok) return removal;
        const removed = removal.value;
        return guard(() => {
          if (!removed) return { removed };
          removeCopies(path);
          if (calendars.leaving.isEmpty()) tidy();
          return { removed };
        });
      },
    },
    calendars: {
      list: () => guard(() => calendars.list()),
      setVisible: ({ accountId, calendarId, visible }) =>
        commit(() => calendars.setVisible(accountId ?? null, calendarId, visible)),
      resolveSweep: ({ accountId, calendarId, choice }) =>
        commit(() => calendars.resolveSweep(accountId ?? null, calendarId, choice)),
      inspect: () => guard(() => inspection()),
    },
    changes: { list: (request) => guard(() => journal.list(request)) },
    agenda,
    searchIndex: {
      step: () => {
        // Merging gives pages free that hold words of what may have to go later [S40].
        const stepped = commitSecurely(() => ({ done: index.step() }), write);
        if (stepped.ok && stepped.value.done) {
          if (!zoneData.isWritten()) write(() => zoneData.write());
          checkpoints.rest();
        }
        return stepped;
      },
    },
    passes: {
      list: (limit = 50) => guard(() => [...quiet.passes(), ...passes.list(limit)].slice(0, limit)),
    },
    notice,
    close: () => {
      const ended = checkpoints.stop();
      if (!db.open) return ended;
      if (!isReadOnly && !(quiet.isEmpty() && zoneData.isWritten())) commit(() => zoneData.write());
      if (!isReadOnly) guard(() => meta.set('lastExit', isSuspect ? 'suspect' : 'clean'));
      db.close();
      return ended;
    },
  });
};
