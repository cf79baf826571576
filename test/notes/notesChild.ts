/**
 * Another process with the notes.
 * `node notesChild.ts type <path>`: types into one note until it is killed, and prints each number once it is saved.
 * `node notesChild.ts read <path>`: reads and changes a note as a user without permission would; prints what happened.
 */
import { createNotes } from '../../main/notes/notes.ts';
import { refOf } from '../../shared/agenda.ts';
import { typedMeeting } from './typedMeeting.ts';

const [mode, path = ''] = process.argv.slice(2);
const notes = createNotes({ path, now: Date.now, find: refOf, onChanged: () => {} });
const found = notes.of(typedMeeting);
if (!found.ok) throw new Error(JSON.stringify(found.problem));
let note = found.value.occurrence;
if (mode === 'read') {
  const saved = note === null ? null : notes.save({ ...note, text: 'changed' });
  process.stdout.write(JSON.stringify({ text: note?.text, notice: found.value.notice, saved }));
} else {
  for (let typed = Number(note?.text.split(' ').at(-1) ?? 0) + 1; ; typed += 1) {
    const text = `${'typed '.repeat(typed % 400)}${typed}`;
    const saved = notes.save({
      id: note?.id ?? null,
      scope: 'occurrence',
      meeting: typedMeeting,
      text,
      revision: note?.revision ?? 0,
    });
    if (!saved.ok) throw new Error(JSON.stringify(saved.problem));
    ({ note } = saved.value);
    process.stdout.write(`${typed}\n`);
    // Lets the pipe take it.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setImmediate(resolve));
  }
}
