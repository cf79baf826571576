/** The notes as the app has them: opened when something asks for a note, and not before. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLazyNotes, type LazyNotes } from '../../main/notes/lazyNotes.ts';
import { refOf } from '../../shared/agenda.ts';
import { en } from '../../shared/messages/en.ts';
import type { AccountId, EventId } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { value } from '../support/value.ts';

const open = (chosen: (folder: string) => string | null = () => null) => {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  const notes: LazyNotes = createLazyNotes({
    path: join(folder, 'notes.db'),
    now: () => Date.parse('2026-11-24T09:00:00Z'),
    find: refOf,
    onChanged: () => {},
    messages: () => en,
    chooseFolder: async () => chosen(folder),
  });
  onTestFinished(async () => {
    await notes.close();
    rmSync(folder, { recursive: true });
  });
  return { folder, notes };
};
const oneOnOne = anOccurrence('Priya / Alex', '2026-11-17T14:00Z', '2026-11-17T14:30Z', {
  masterId: 'weekly' as EventId,
  iCalUid: 'weekly@example.com',
  occurrenceStart: '2026-11-17T14:00:00.000Z',
});

test('marks and counts ask nothing and create nothing before the first note', async () => {
  const { folder, notes } = open();
  expect(value(await notes.marks())).toEqual([]);
  expect(value(await notes.count('sample' as AccountId))).toBe(0);
  expect(readdirSync(folder)).toEqual([]);
});

test('the sample gets its notes once; deleted ones do not come back', async () => {
  const { folder, notes } = open();
  await notes.addSample(() => []);
  expect(existsSync(join(folder, 'notes.db'))).toBe(false);
  await notes.addSample(() => [oneOnOne]);
  expect(value(await notes.marks())).toHaveLength(2);
  value(await notes.use((opened) => opened.removeOf(oneOnOne.accountId)));
  await notes.addSample(() => [oneOnOne]);
  expect(value(await notes.marks())).toEqual([]);
});

test('an export without a folder is cancelled, with one it is written there', async () => {
  let isChosen = false;
  const { folder, notes } = open((at) => (isChosen ? at : null));
  await notes.addSample(() => [oneOnOne]);
  expect(await notes.export({ kind: 'all' })).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  isChosen = true;
  expect(value(await notes.export({ kind: 'all' }))).toEqual({ written: 2 });
  expect(readdirSync(folder).filter((name) => name.endsWith('.md'))).toHaveLength(2);
});

test('after the end of the app nothing is opened any more', async () => {
  const { folder, notes } = open();
  await notes.close();
  expect(await notes.use((opened) => opened.marks())).toMatchObject({ ok: false });
  expect(readdirSync(folder)).toEqual([]);
});
