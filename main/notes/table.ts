/** Reads and writes the rows of an open `notes.db`. Throws SQLite's errors; notes.ts makes values of them. */
import type { Database } from 'better-sqlite3';
import { randomUUID } from 'node:crypto';
import type { AccountId } from '../../shared/model.ts';
import type { NotedMeeting, NoteScope } from '../../shared/notes.ts';
import { meetingSlot, meetingUid } from '../../shared/notes.ts';
import { chooseNote } from './matching.ts';
import { insertNote, meetingColumns, meetingOf, noteColumns, startMs, type NoteRow } from './rows.ts';
import { wordsToKeep } from './search.ts';
import { storageCause } from '../store/database/failure.ts';

/** Whether the occurrence that a note was written on is still in a calendar. */
export type Exists = (meeting: NotedMeeting) => boolean;

export interface KeyRow {
  readonly uid: string;
  readonly scope: NoteScope;
  readonly slot: string;
}

/** A row that the search compares. */
interface WordsRow {
  readonly id: string;
  readonly words: string | null;
}

export const openTable = (db: Database, isReadOnly: boolean) => {
  const hasText = `text <> ''`;
  const byId = db.prepare<[string], NoteRow>(`SELECT ${noteColumns} FROM notes WHERE id = ?`);
  const byMeeting = db.prepare<[string, NoteScope], NoteRow>(
    `SELECT ${noteColumns} FROM notes WHERE uid = ? AND scope = ?`,
  );
  const byKey = db.prepare<KeyRow, NoteRow>(
    `SELECT ${noteColumns} FROM notes WHERE uid = @uid AND scope = @scope AND slot = @slot`,
  );
  const before = db.prepare<{ uid: string; startMs: number; slot: string; id: string }, NoteRow>(
    `SELECT ${noteColumns} FROM notes
     WHERE uid = @uid AND scope = 'occurrence' AND ${hasText} AND slot <> @slot AND id <> @id AND start_ms < @startMs
     ORDER BY start_ms DESC LIMIT 1`,
  );
  const listed = db.prepare<[number, number], NoteRow>(
    `SELECT ${noteColumns} FROM notes WHERE ${hasText} ORDER BY start_ms DESC, id LIMIT ? OFFSET ?`,
  );
  const counted = db.prepare<[], number>(`SELECT count(*) FROM notes WHERE ${hasText}`).pluck();
  const countedOf = db
    .prepare<[AccountId], number>(`SELECT count(*) FROM notes WHERE ${hasText} AND account_id = ?`)
    .pluck();
  const ofAccount = db.prepare<[AccountId], NoteRow>(
    `SELECT ${noteColumns} FROM notes WHERE ${hasText} AND account_id = ? ORDER BY start_ms`,
  );
  const ofSeries = db.prepare<[string], NoteRow>(
    `SELECT ${noteColumns} FROM notes WHERE ${hasText} AND uid = ? ORDER BY start_ms`,
  );
  const all = db.prepare<[], NoteRow>(`SELECT ${noteColumns} FROM notes WHERE ${hasText} ORDER BY start_ms`);
  const keys = db.prepare<[number], KeyRow>(
    `SELECT uid, scope, slot FROM notes WHERE ${hasText} ORDER BY start_ms DESC LIMIT ?`,
  );
  const words = db.prepare<[], WordsRow>(
    `SELECT id, words FROM notes WHERE ${hasText} ORDER BY start_ms DESC`,
  );
  const setWords = db.prepare<[string, string]>('UPDATE notes SET words = ? WHERE id = ?');
  const remove = db.prepare<[AccountId]>('DELETE FROM notes WHERE account_id = ?');
  const clear = db.prepare('DELETE FROM notes');
  const purge = db.prepare(`DELETE FROM notes WHERE text = ''`);

  /** The note on exactly this meeting, or the one that now belongs to it. */
  const find = (scope: NoteScope, meeting: NotedMeeting, exists: Exists): NoteRow | null => {
    const candidates = byMeeting.all(meetingUid(meeting), scope);
    if (scope === 'series') return candidates[0] ?? null;
    return (
      chooseNote(
        meeting,
        candidates.map((row) => ({ slot: row.slot, meeting: meetingOf(row), row })),
        exists,
      )?.row ?? null
    );
  };

  return {
    byId: (id: string): NoteRow | null => byId.get(id) ?? null,
    find,
    /** The note on the latest occurrence before this one. */
    last: (meeting: NotedMeeting, own: string | null): NoteRow | null =>
      before.get({
        uid: meetingUid(meeting),
        startMs: startMs(meeting),
        slot: meetingSlot(meeting),
        id: own ?? '',
      }) ?? null,
    /** Writes a note. `row`: the one that it changes. The meeting is stored as it is seen now. */
    write: (
      row: NoteRow | null,
      note: { readonly scope: NoteScope; readonly meeting: NotedMeeting; readonly text: string },
      nowMs: number,
    ): NoteRow => {
      const seen = meetingColumns(note.scope, note.meeting);
      const id = row?.id ?? randomUUID();
      const taken = byKey.get({ uid: seen.uid, scope: note.scope, slot: seen.slot });
      // Another note has this meeting. The one that is written keeps the meeting that it had.
      const place = row !== null && taken !== undefined && taken.id !== id ? meetingColumnsOf(row) : seen;
      const written: NoteRow = {
        ...place,
        id,
        scope: note.scope,
        updated_ms: nowMs,
        revision: (row?.revision ?? 0) + 1,
        text: note.text,
      };
      db.prepare<[NoteRow]>(insertNote).run(written);
      return written;
    },
    list: (limit: number, offset: number) => listed.all(limit, offset),
    count: () => counted.get() ?? 0,
    countOf: (accountId: AccountId) => countedOf.get(accountId) ?? 0,
    all: () => all.all(),
    ofAccount: (accountId: AccountId) => ofAccount.all(accountId),
    ofSeries: (meeting: NotedMeeting) => ofSeries.all(meetingUid(meeting)),
    keys: (limit: number) => keys.all(limit),
    /** Returns each note's words, the latest meeting first. Those that are not known yet are made now and kept. */
    words(): readonly { readonly id: string; readonly words: string }[] {
      const made: { readonly id: string; readonly words: string }[] = [];
      const found = words.all().flatMap((row) => {
        if (row.words !== null) return [{ id: row.id, words: row.words }];
        const note = byId.get(row.id);
        if (note === undefined) return [];
        const one = { id: row.id, words: wordsToKeep(note.title, note.text) };
        made.push(one);
        return [one];
      });
      if (!isReadOnly && made.length > 0)
        // A search must not fail because nothing can be written.
        unlessStorage(() => {
          db.transaction(() => made.forEach((one) => setWords.run(one.words, one.id)))();
        });
      return found;
    },
    removeOf: (accountId: AccountId) => void remove.run(accountId),
    clear: () => void clear.run(),
    /** Removes the rows of emptied notes. */
    purge: () => void purge.run(),
  };
};

export type NotesTable = ReturnType<typeof openTable>;

const meetingColumnsOf = (
  row: NoteRow,
): Omit<NoteRow, 'id' | 'scope' | 'updated_ms' | 'revision' | 'text'> => {
  const { id: _id, scope: _scope, updated_ms: _ms, revision: _revision, text: _text, ...place } = row;
  return place;
};

/** Runs work that may fail for lack of space or the like without harm. */
export const unlessStorage = (work: () => void): void => {
  try {
    work();
  } catch (error) {
    if (storageCause(error) === null) throw error;
  }
};
