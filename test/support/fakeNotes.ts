/** The notes of the fake `window.jarvis`: a list instead of a database, with the rules that the window relies on. */
import {
  meetingUid,
  noteKey,
  openTasks,
  type ListedNote,
  type Note,
  type NotedMeeting,
  type NoteScope,
  type NotesBackup,
  type NotesNotice,
} from '../../shared/notes.ts';
import type { Jarvis, Reply, Request } from '../../shared/contract.ts';
import type { Occurrence } from '../../shared/model.ts';
import { notedMeetingOf } from '../../shared/notes.ts';
import { fail, ok } from '../../shared/result.ts';

export interface FakeNotes {
  readonly notes: readonly Note[];
  readonly notice: NotesNotice | null;
  readonly backups: readonly NotesBackup[];
  /** The ids of notes whose meetings are in no calendar any more. */
  readonly orphans: readonly string[];
}

export const noNotes: FakeNotes = { notes: [], notice: null, backups: [], orphans: [] };

let made = 0;
const anId = (): string => {
  made += 1;
  return `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`;
};

export const aNote = (meeting: Occurrence, text: string, more: Partial<Note> = {}): Note => ({
  id: anId(),
  scope: 'occurrence',
  meeting: notedMeetingOf(meeting),
  text,
  revision: 1,
  updatedAt: '2026-11-24T08:00:00.000Z',
  ...more,
});

type Calls = Omit<Jarvis['notes'], 'onChanged'>;
type Handlers = {
  readonly [Name in keyof Calls]: (request: Request<`notes.${Name}`>) => Reply<`notes.${Name}`>;
};

export const fakeNotes = (get: () => FakeNotes, set: (notes: FakeNotes) => void): Handlers => {
  const find = (scope: NoteScope, meeting: NotedMeeting): Note | null =>
    get().notes.find((note) => noteKey(note.scope, note.meeting) === noteKey(scope, meeting)) ?? null;
  const listed = ({ id, scope, meeting, text }: Note): ListedNote => ({
    id,
    scope,
    title: meeting.title,
    start: meeting.start,
    excerpt: text.split('\n')[0] ?? '',
    openTasks: openTasks(text).length,
    ref: get().orphans.includes(id) ? null : meeting,
  });
  const startOf = ({ meeting: { start } }: Note): number =>
    start.kind === 'timed' ? start.ms : Date.parse(start.date);
  const withText = (): readonly Note[] =>
    get()
      .notes.filter(({ text }) => text !== '')
      .toSorted((a, b) => startOf(b) - startOf(a));
  return {
    of: ({ meeting }) => {
      const last = withText().find(
        (note) =>
          note.scope === 'occurrence' &&
          meetingUid(note.meeting) === meetingUid(meeting) &&
          startOf(note) < startOf({ meeting } as Note),
      );
      return ok({
        occurrence: find('occurrence', meeting),
        series: find('series', meeting),
        last: meeting.masterId === undefined ? null : (last ?? null),
        notice: get().notice,
      });
    },
    read: ({ id }) => {
      const note = get().notes.find((each) => each.id === id);
      return note === undefined ? fail({ kind: 'notFound' }) : ok(note);
    },
    save: ({ id, scope, meeting, text, revision }) => {
      const known = get().notes.find((each) => each.id === id) ?? find(scope, meeting);
      if (known !== null && known !== undefined && known.revision !== revision && known.text !== text)
        return ok({ outcome: 'changed', note: known });
      const note: Note = {
        id: known?.id ?? anId(),
        scope,
        meeting,
        text,
        revision: (known?.revision ?? 0) + 1,
        updatedAt: '2026-11-24T08:48:00.000Z',
      };
      set({ ...get(), notes: [...get().notes.filter((each) => each.id !== note.id), note] });
      return ok({ outcome: 'saved', note });
    },
    list: ({ limit }) =>
      ok({ notes: withText().slice(0, limit).map(listed), total: withText().length, notice: get().notice }),
    search: ({ query, limit }) =>
      ok(
        withText()
          .filter(({ text }) => text.toLowerCase().includes(query.trim().toLowerCase()))
          .slice(0, limit)
          .map((note) => {
            const text = note.text.replaceAll('\n', ' ').slice(0, 140);
            const start = text.toLowerCase().indexOf(query.trim().toLowerCase());
            return {
              ...listed(note),
              match: { text, spans: start === -1 ? [] : [[start, start + query.trim().length]] },
            };
          }),
      ),
    marks: () => ok(withText().map((note) => noteKey(note.scope, note.meeting))),
    count: ({ accountId }) => ok(withText().filter(({ meeting }) => meeting.accountId === accountId).length),
    removeOf: ({ accountId }) => {
      set({ ...get(), notes: get().notes.filter(({ meeting }) => meeting.accountId !== accountId) });
      return ok(null);
    },
    export: () => ok({ written: withText().length }),
    backups: () => ok(get().backups),
    restore: ({ id }) => {
      if (!get().backups.some((backup) => backup.id === id)) return fail({ kind: 'notFound' });
      set({ ...get() });
      return ok(null);
    },
  };
};
