/** What the window's calls about notes do. */
import type { LazyNotes } from '../notes/lazyNotes.ts';
import type { Handlers } from './dispatch.ts';

type NoteChannel = Extract<keyof Handlers, `notes.${string}`>;

export const createNoteHandlers = (notes: LazyNotes): Pick<Handlers, NoteChannel> => ({
  'notes.of': ({ meeting }) => notes.use((opened) => opened.of(meeting)),
  'notes.read': ({ id }) => notes.use((opened) => opened.read(id)),
  'notes.save': (note) => notes.use((opened) => opened.save(note)),
  'notes.list': ({ limit }) => notes.use((opened) => opened.list({ limit })),
  'notes.search': (request) => notes.use((opened) => opened.search(request)),
  'notes.marks': () => notes.marks(),
  'notes.count': ({ accountId }) => notes.count(accountId),
  'notes.removeOf': ({ accountId }) => notes.use((opened) => opened.removeOf(accountId)),
  'notes.export': (what) => notes.export(what),
  'notes.backups': () => notes.backups(),
  'notes.restore': ({ id }) => notes.use((opened) => opened.restore(id)),
});
