/**
 * The person's notes. Owns `notes.db` and its backups; nothing here depends on `calendar.db`, so notes survive whatever
 * happens to it. Failures are values. A note's text goes to the window and into files that the person asked for, and
 * nowhere else: not into the log, not to the command line, not to assistants.
 */
import type { AccountId } from '../../shared/model.ts';
import { openTasks } from '../../shared/notes.ts';
import type {
  FoundNote,
  ListedNote,
  MeetingNotes,
  Note,
  NotedMeeting,
  NoteList,
  NoteScope,
  NotesBackup,
  NotesNotice,
  NotesToExport,
  NoteToSave,
  SavedNote,
} from '../../shared/notes.ts';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { storageCause } from '../store/database/failure.ts';
import { withRepair } from '../store/database/withRepair.ts';
import { queryWordsIn } from '../store/search/searchWords.ts';
import {
  backUpIfDue,
  backupFiles,
  listBackups,
  makeBackup,
  putRows,
  readNotes,
  removeFromBackups,
} from './backups.ts';
import { openNotesDatabase, type OpenedNotes } from './database.ts';
import { meetingOf, noteOf, type NoteRow } from './rows.ts';
import { excerptOfNote, hasAllWords } from './search.ts';
import { openTable, unlessStorage, type NotesTable } from './table.ts';

export interface NotesOptions {
  readonly path: string;
  readonly now: () => number;
  /** Returns where a note's meeting is now; null if it is in no calendar any more. */
  readonly find: (meeting: NotedMeeting, scope: NoteScope) => OccurrenceRef | null;
  /** Called after every change. */
  readonly onChanged: () => void;
}

export interface Notes {
  of(meeting: NotedMeeting): Result<MeetingNotes, Problem>;
  read(id: string): Result<Note, Problem>;
  save(note: NoteToSave): Result<SavedNote, Problem>;
  /** By the start of their meetings, the latest first. */
  list(request: { readonly limit: number }): Result<NoteList, Problem>;
  search(request: { readonly query: string; readonly limit: number }): Result<readonly FoundNote[], Problem>;
  /** Returns the keys of notes (`noteKey`). */
  marks(): Result<readonly string[], Problem>;
  count(accountId: AccountId): Result<number, Problem>;
  /** Removes the notes on an account's meetings, also from the backups. */
  removeOf(accountId: AccountId): Result<null, Problem>;
  toExport(what: NotesToExport): Result<readonly Note[], Problem>;
  backups(): Result<readonly NotesBackup[], Problem>;
  /** Replaces all notes by a backup's, after a backup of the present ones. */
  restore(id: string): Result<null, Problem>;
  close(): void;
}

const MOST_MARKS = 20_000;

export const createNotes = ({ path, now, find, onChanged }: NotesOptions): Notes => {
  let open: (OpenedNotes & { readonly table: NotesTable }) | null = null;
  let isClosed = false;
  /** Kept while the app runs, so that it is told wherever notes are shown. */
  let notice: NotesNotice | null = null;

  const connected = (isDamaged: boolean): Result<NonNullable<typeof open>, Problem> => {
    if (isClosed) return fail({ kind: 'storageFailed', cause: 'other' });
    if (open !== null) return ok(open);
    const opened = openNotesDatabase({ path, nowMs: now(), isDamaged });
    if (!opened.ok) return fail({ kind: 'storageFailed', cause: opened.problem.cause });
    const { db } = opened.value;
    const isReadOnly = opened.value.notice !== null && opened.value.notice.kind !== 'restored';
    try {
      const table = openTable(db, isReadOnly);
      open = { ...opened.value, table };
      // `readOnly` is over once the folder can be written to.
      notice = opened.value.notice ?? (notice?.kind === 'restored' ? notice : null);
      // A backup that cannot be made must not keep anybody from writing.
      if (!isReadOnly)
        unlessStorage(() => {
          backUpIfDue(db, path, now());
          table.purge();
        });
      return ok(open);
    } catch (error) {
      db.close();
      // A newer app has changed what this one reads.
      if (opened.value.notice?.kind === 'fromTheFuture')
        return fail({ kind: 'storageFailed', cause: 'fromTheFuture' });
      const cause = storageCause(error);
      if (cause === null) throw error;
      return fail({ kind: 'storageFailed', cause });
    }
  };

  const disconnect = (): void => {
    open?.db.close();
    open = null;
  };

  /** Runs work on the open database. Damage that shows is repaired once, and the work done again. */
  const run = <T>(work: (table: NotesTable) => T): Result<T, Problem> =>
    withRepair(
      {
        open: connected,
        close: disconnect,
        isReplaceable: (opened) => opened.notice?.kind !== 'readOnly',
      },
      ({ table }) => work(table),
    );

  /** The same for a change. */
  const change = <T>(work: (table: NotesTable) => T): Result<T, Problem> => {
    // What could not be written to at first can perhaps be now.
    if (open?.notice?.kind === 'readOnly') disconnect();
    const db = connected(false);
    if (!db.ok) return db;
    if (db.value.notice?.kind === 'readOnly') return fail({ kind: 'storageFailed', cause: 'readOnly' });
    if (db.value.notice?.kind === 'fromTheFuture')
      return fail({ kind: 'storageFailed', cause: 'fromTheFuture' });
    const { db: connection } = db.value;
    unlessStorage(() => backUpIfDue(connection, path, now()));
    const changed = run((table) => {
      const current = open?.db ?? connection;
      return current.transaction(() => work(table)).immediate();
    });
    if (changed.ok) onChanged();
    return changed;
  };

  const exists = (meeting: NotedMeeting): boolean => find(meeting, 'occurrence') !== null;
  const listedOf = (row: NoteRow): ListedNote => {
    const meeting = meetingOf(row);
    return {
      id: row.id,
      scope: row.scope,
      title: meeting.title,
      start: meeting.start,
      excerpt: firstLine(row.text),
      openTasks: openTasks(row.text).length,
      ref: find(meeting, row.scope),
    };
  };

  return {
    of: (meeting) =>
      run((table) => {
        const occurrence = table.find('occurrence', meeting, exists);
        const series = meeting.masterId === undefined ? null : table.find('series', meeting, exists);
        const last = meeting.masterId === undefined ? null : table.last(meeting, occurrence?.id ?? null);
        return {
          occurrence: occurrence && noteOf(occurrence),
          series: series && noteOf(series),
          last: last && noteOf(last),
          notice,
        };
      }),
    read: (id) => {
      const row = run((table) => table.byId(id));
      if (!row.ok) return row;
      return row.value === null ? fail({ kind: 'notFound' }) : ok(noteOf(row.value));
    },
    save: ({ id, scope, meeting, revision, text: typed }) =>
      change((table) => {
        const text = typed.trim() === '' ? '' : typed.toWellFormed();
        const known = (id === null ? null : table.byId(id)) ?? table.find(scope, meeting, exists);
        if (known === null)
          return { outcome: 'saved', note: noteOf(table.write(null, { scope, meeting, text }, now())) };
        if (known.text === text) return { outcome: 'saved', note: noteOf(known) };
        // An emptied note has nothing to lose.
        if (known.revision !== revision && known.text !== '')
          return { outcome: 'changed', note: noteOf(known) };
        return { outcome: 'saved', note: noteOf(table.write(known, { scope, meeting, text }, now())) };
      }),
    list: ({ limit }) =>
      run((table) => ({ notes: table.list(limit, 0).map(listedOf), total: table.count(), notice })),
    search: ({ query, limit }) =>
      run((table) => {
        const queryWords = queryWordsIn(query);
        if (queryWords.length === 0) return [];
        const found: FoundNote[] = [];
        for (const { id, words } of table.words()) {
          if (!hasAllWords(words, queryWords)) continue;
          const row = table.byId(id);
          if (row !== null) found.push({ ...listedOf(row), match: excerptOfNote(row.text, queryWords) });
          if (found.length === limit) break;
        }
        return found;
      }),
    marks: () =>
      run((table) =>
        table.keys(MOST_MARKS).map(({ uid, scope, slot }) => `${uid}\n${scope === 'series' ? '*' : slot}`),
      ),
    count: (accountId) => run((table) => table.countOf(accountId)),
    removeOf: (accountId) => {
      const removed = change((table) => table.removeOf(accountId));
      if (!removed.ok) return removed;
      removeFromBackups(path, 'account_id = ?', accountId);
      return run(() => {
        open?.db.pragma('wal_checkpoint(TRUNCATE)');
        return null;
      });
    },
    toExport: (what) =>
      run((table) => {
        switch (what.kind) {
          case 'note':
            return [table.byId(what.id)].filter((row) => row !== null).map(noteOf);
          case 'series':
            return table.ofSeries(what.meeting).map(noteOf);
          case 'account':
            return table.ofAccount(what.accountId).map(noteOf);
          case 'all':
            return table.all().map(noteOf);
          default:
            return what satisfies never;
        }
      }),
    backups: () => run(() => listBackups(path)),
    restore: (id) => {
      const backup = backupFiles(path).find(({ at }) => at === id);
      const rows = backup === undefined ? null : readNotes(backup.file, true);
      if (rows === null) return fail({ kind: 'notFound' });
      const kept = run(() => {
        if (open !== null && open.notice?.kind !== 'readOnly') makeBackup(open.db, path, now());
      });
      if (!kept.ok) return kept;
      const restored = change((table) => {
        const revisions = new Map(table.all().map((row) => [row.id, row.revision]));
        table.clear();
        // Windows that show a note learn from the revision that it has changed.
        const next = rows.map((row) => ({
          ...row,
          revision: Math.max(row.revision, revisions.get(row.id) ?? 0) + 1,
        }));
        if (open !== null) putRows(open.db, next);
        return null;
      });
      if (restored.ok) notice = null;
      return restored;
    },
    close: () => {
      isClosed = true;
      disconnect();
    },
  };
};

const firstLine = (text: string): string =>
  plainText(
    text
      .split('\n', 50)
      .find((line) => line.trim() !== '')
      ?.slice(0, 1000) ?? '',
    160,
  );
