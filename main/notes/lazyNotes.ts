/**
 * The notes for the rest of the app. Neither their code nor their database is opened before something asks for a note:
 * most starts never do.
 */
import { existsSync } from 'node:fs';
import type { OccurrenceRef } from '../../shared/agenda.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { AccountId, Occurrence } from '../../shared/model.ts';
import type { NotedMeeting, NotesBackup, NoteScope, NotesToExport } from '../../shared/notes.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok, type Result } from '../../shared/result.ts';
import type { Notes } from './notes.ts';

export interface LazyNotesOptions {
  readonly path: string;
  readonly now: () => number;
  readonly find: (meeting: NotedMeeting, scope: NoteScope) => OccurrenceRef | null;
  readonly onChanged: () => void;
  readonly messages: () => Messages;
  /** Returns the folder that the person chooses, or null. */
  readonly chooseFolder: () => Promise<string | null>;
}

export interface LazyNotes {
  use<T>(work: (notes: Notes) => Result<T, Problem>): Promise<Result<T, Problem>>;
  /** Returns nothing, and opens nothing, before the first note is written. */
  marks(): Promise<Result<readonly string[], Problem>>;
  /** The same for an account's notes. */
  count(accountId: AccountId): Promise<Result<number, Problem>>;
  backups(): Promise<Result<readonly NotesBackup[], Problem>>;
  export(what: NotesToExport): Promise<Result<{ readonly written: number }, Problem>>;
  /** Adds the sample's notes to its meetings, unless there have been notes before. */
  addSample(meetings: () => readonly Occurrence[]): Promise<void>;
  close(): Promise<void>;
}

export const createLazyNotes = (options: LazyNotesOptions): LazyNotes => {
  let loading: Promise<Notes> | null = null;
  let isClosed = false;
  const load = (): Promise<Notes> =>
    (loading ??= import('./notes.ts').then(({ createNotes }) => createNotes(options)));
  const use: LazyNotes['use'] = async (work) =>
    isClosed ? fail({ kind: 'storageFailed', cause: 'other' }) : work(await load());
  return {
    use,
    marks: async () => (existsSync(options.path) ? use((notes) => notes.marks()) : ok([])),
    count: async (accountId) => (existsSync(options.path) ? use((notes) => notes.count(accountId)) : ok(0)),
    backups: () => use((notes) => notes.backups()),
    export: async (what) => {
      const notes = await use((opened) => opened.toExport(what));
      if (!notes.ok) return notes;
      if (notes.value.length === 0) return ok({ written: 0 });
      const folder = await options.chooseFolder();
      if (folder === null) return fail({ kind: 'cancelled' });
      const { exportNotes } = await import('./exportNotes.ts');
      const written = await exportNotes(folder, notes.value, options.messages());
      return written.ok ? ok({ written: written.value }) : written;
    },
    addSample: async (meetings) => {
      if (existsSync(options.path) || isClosed) return;
      const { sampleNotes } = await import('./sampleNotes.ts');
      for (const note of sampleNotes(meetings())) {
        // oxlint-disable-next-line no-await-in-loop
        await use((notes) => notes.save(note));
      }
    },
    close: async () => {
      isClosed = true;
      (await loading)?.close();
    },
  };
};
