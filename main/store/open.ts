/**
 * The store. All SQLite code is in this folder. It owns `calendar.db`, a cache of Google's data that can always be
 * rebuilt. It also contains the accounts and the person's choice of visible calendars, which are kept when it is
 * rebuilt.
 *
 * Invariants: every write is one short transaction; a token never becomes durable before its rows [S10]; a database
 * of a newer version is never written to [F5]; a damaged one is set aside, never deleted, and reported once [F3];
 * only their owner can read the files. Failures are values (`StoreFailure`); a throw is a bug.
 *
 * Never used here: the network, the settings, sign-in tokens, snoozes and the record of shown reminders.
 */
import { existsSync } from 'node:fs';
import type { Account, AccountId, Calendar, CalendarId, Occurrence } from '../../shared/model.ts';
import type { AgendaChange, ChangesRequest, DetailChange, ListedChange } from '../../shared/agendaChanges.ts';
import type { KnownPerson } from '../../shared/quickAdd.ts';
import type { PassOutcome } from '../../shared/syncReport.ts';
import { ok, type Result } from '../../shared/result.ts';
import type { StoreFailure, SyncStore } from '../sync/ports.ts';
import { openAccounts } from './accounts.ts';
import { openAgendaReads, type AgendaReads } from './agenda/agenda.ts';
import { openCalendars } from './calendars.ts';
import { openCheckpoints } from './database/checkpoints.ts';
import {
  openDatabase,
  openDatabaseToRead,
  type DatabaseOptions,
  type OpenedDatabase,
  type StoreNotice,
} from './database/connection.ts';
import { openEvents } from './events.ts';
import { openInspection, type StoredInspection } from './inspection.ts';
import { openPeople } from './people.ts';
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
     * Removes the account and everything that came from it, including copies of the database [S40]. If that is much,
     * it is hidden at once and `sync.removePendingDeletions` removes it from the file in slices.
     */
    remove(id: AccountId): Result<{ readonly removed: boolean }, StoreFailure>;
  };
  readonly calendars: {
    /** By account; the primary one first, then by name. */
    list(): Result<readonly Calendar[], StoreFailure>;
    /** Without `accountId`: in every account that has the calendar. Returns the number of calendars. */
    setVisible(choice: {
      readonly accountId?: AccountId;
      readonly calendarId: CalendarId;
      readonly visible: boolean;
    }): Result<number, StoreFailure>;
    /**
     * Stores the person's decision about a held sweep [S12]; the next pass carries it out. Returns the number of
     * calendars.
     */
    resolveSweep(decision: {
      readonly accountId?: AccountId;
      readonly calendarId: CalendarId;
      readonly choice: 'keep' | 'remove';
    }): Result<number, StoreFailure>;
    /** Returns the sync state of each calendar, by account. */
    inspect(): Result<readonly StoredInspection[], StoreFailure>;
  };
  /** What passes changed about upcoming events of visible calendars, newest first. */
  readonly changes: {
    list(request: ChangesRequest): Result<readonly AgendaChange[], StoreFailure>;
    /** The same for the details of events. */
    details(request: ChangesRequest): Result<readonly DetailChange[], StoreFailure>;
    /** The changes of a meeting's event or series, both kinds. */
    ofMeeting(meeting: Occurrence): Result<readonly ListedChange[], StoreFailure>;
  };
  /** Those whose name and address are known from recent events. */
  readonly people: () => Result<readonly KnownPerson[], StoreFailure>;
  /** Occurrences of visible calendars, and the details of one of them. */
  readonly agenda: AgendaReads;
  readonly searchIndex: {
    /** Adds a few more rows to the search index. To be repeated until `done`, preferably while nothing else runs. */
    step(): Result<{ readonly done: boolean }, StoreFailure>;
  };
  readonly passes: {
    /** Newest first; 50 without a limit. */
    list(limit?: number): Result<readonly PassOutcome[], StoreFailure>;
  };
  readonly sqliteVersion: string;
  /** What happened during this opening that the person is told. */
  readonly notice: StoreNotice | null;
  /**
   * Marks an orderly end, so that the next opening need not check the file. The database is closed at once; the
   * promise resolves when nothing has the file open any more, which Windows requires before it can be moved. May be
   * called repeatedly.
   */
  close(): Promise<void>;
}

export interface StoreOptions extends DatabaseOptions {
  /** Called before every write that can change what the person sees. */
  readonly onWrite?: () => void;
  /** Called when damage shows in use, until it returns true: the database is rebuilt now, and not at the next start. */
  readonly onDamage?: () => boolean;
}

/** Opens the database at `path` and creates or rebuilds it if necessary. */
export const openStore = (options: StoreOptions): Result<Store, StoreFailure> => {
  const { path, onWrite = () => undefined, onDamage = () => false } = options;
  const isNew = !existsSync(path);
  const opened = openDatabase(options);
  if (!opened.ok) return opened;
  if (isNew || opened.value.notice?.kind === 'rebuilt') onWrite();
  return storeOn(opened.value, path, onWrite, onDamage);
};

/** What programs beside the app read. */
export type StoreReads = Pick<Store, 'agenda' | 'calendars' | 'changes' | 'close'>;

/** Opens an existing database for reading only, also while the app has it open. Changes nothing in it. */
export const openStoreToRead = (path: string): Result<StoreReads, StoreFailure> => {
  const opened = openDatabaseToRead(path);
  return opened.ok ? storeOn(opened.value, path) : opened;
};

/** Creates the store over an opened database. */
export const storeOn = (
  { db, notice }: OpenedDatabase,
  path: string,
  onWrite: () => void = () => undefined,
  onDamage: () => boolean = () => false,
): Result<Store, StoreFailure> => {
  const isReadOnly = notice?.kind === 'readOnly';
  /** The kind of damage; null if there is none. */
  let damage: 'corrupt' | 'damaged' | null = null;

  /** Whether the next opening must check the file. */
  let isDoubtful = false;

  const guard = createGuard(db, {
    onDamage: () => {
      if (damage !== 'corrupt') damage = !isReadOnly && onDamage() ? 'corrupt' : 'damaged';
      return damage;
    },
    onUnexpected: () => {
      isDoubtful = true;
    },
  });

  const aggregates = guard(() => {
    const checkpoints = openCheckpoints(db, path);
    const meta = openMeta(db);
    if (!isReadOnly) meta.set('lastExit', 'open');
    const passes = openPasses(db);
    const deferred = openDeferredWrites(db, { meta, passes });
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
        deferred.write();
        return work();
      });
      if (committed.ok) deferred.clear();
      return committed;
    };
    const accounts = openAccounts(db, meta);
    const calendars = openCalendars(db, meta);
    const events = openEvents(db);
    const journal = openJournal(db);
    const people = openPeople(db);
    const parts = { accounts, calendars, checkpoints, events, journal, passes, meta, deferred };
    const sync = createSyncStore({ db, guard, commit }, parts, () => removePendingDeletions());
    const index = openSearchIndex(db);
    const agenda = openAgendaReads(db, guard, index, { prefiltersHold: zoneData.prefiltersHold });
    const inspection = openInspection(db, calendars.heldUpcoming, deferred.calendar);
    const sqliteVersion = String(db.prepare('SELECT sqlite_version()').pluck().get());
    return { ...parts, agenda, commit, index, inspection, people, sqliteVersion, sync, write, zoneData };
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
    people,
    journal,
    meta,
    passes,
    deferred,
    sqliteVersion,
    sync,
    write,
    zoneData,
  } = aggregates.value;

  /** Overwrites what is deleted: free pages would keep the account's text for a long time [S40]. */
  const commitSecurely = <T>(work: () => T, through = commit): Result<T, StoreFailure> => {
    const prepared = guard(() => db.pragma('secure_delete = ON'));
    if (!prepared.ok) return prepared;
    const result = through(work);
    guard(() => db.pragma('secure_delete = FAST'));
    return result;
  };
  /** The log still contains removed data, because a reader or the checkpoint thread was in the way. */
  let isTruncateDue = false;
  const truncate = (): void => {
    isTruncateDue = db.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) !== 0;
  };
  /** Called when no row of a removed account is left. */
  const tidy = (): void => {
    // With nothing left, rewriting the file costs nothing and frees the space.
    if (accounts.list().length === 0) db.exec('VACUUM');
    truncate();
  };
  const removePendingDeletions: SyncStore['removePendingDeletions'] = () => {
    const isEmpty = guard(() => calendars.pendingDeletion.isEmpty());
    if (!isEmpty.ok) return isEmpty;
    if (isEmpty.value) {
      return guard(() => {
        if (isTruncateDue) truncate();
        return { done: true };
      });
    }
    const slice = commitSecurely(() => {
      const done = calendars.pendingDeletion.removeSlice();
      // The index contains words of the removed events until it is rebuilt.
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
          if (calendars.pendingDeletion.isEmpty()) index.clear();
          return true;
        });
        if (!removal.ok) return removal;
        const removed = removal.value;
        return guard(() => {
          if (!removed) return { removed };
          removeCopies(path);
          if (calendars.pendingDeletion.isEmpty()) tidy();
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
    people: () => guard(people),
    changes: {
      list: (request) => guard(() => journal.list(request)),
      details: (request) => guard(() => journal.details(request)),
      ofMeeting: (meeting) => guard(() => journal.ofMeeting(meeting)),
    },
    agenda,
    searchIndex: {
      step: () => {
        // Merging frees pages that contain words which may have to be removed later [S40].
        const stepped = commitSecurely(() => ({ done: index.step() }), write);
        if (stepped.ok && stepped.value.done) {
          if (!zoneData.isWritten()) write(() => zoneData.write());
          checkpoints.rest();
        }
        return stepped;
      },
    },
    passes: {
      list: (limit = 50) => guard(() => [...deferred.passes(), ...passes.list(limit)].slice(0, limit)),
    },
    notice,
    close: () => {
      const ended = checkpoints.stop();
      if (!db.open) return ended;
      if (!isReadOnly && !(deferred.isEmpty() && zoneData.isWritten())) commit(() => zoneData.write());
      if (!isReadOnly) {
        const lastExit = damage !== null ? 'suspect' : isDoubtful ? 'open' : 'clean';
        guard(() => meta.set('lastExit', lastExit));
      }
      db.close();
      return ended;
    },
  });
};
