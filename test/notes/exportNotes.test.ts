/** Notes as Markdown files in a folder of the person's. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { exportNotes } from '../../main/notes/exportNotes.ts';
import { safeName } from '../../main/notes/fileNames.ts';
import { de } from '../../shared/messages/de.ts';
import { en } from '../../shared/messages/en.ts';
import type { Note } from '../../shared/notes.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { aNote } from '../support/fakeNotes.ts';
import { value } from '../support/value.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notes-export-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const note = (title: string, text = 'Text', more: Partial<Note> = {}): Note =>
  aNote(anOccurrence(title, '2026-11-24T09:00Z', '2026-11-24T10:00Z'), text, more);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('a file', () => {
  test('has the date and the title as its name, and the meeting above the text as it was typed', async () => {
    expect(value(await exportNotes(folder, [note('Design review', '- [ ] One\n**two**')], en))).toBe(1);
    expect(readdirSync(folder)).toEqual(['2026-11-24 Design review.md']);
    expect(read('2026-11-24 Design review.md')).toBe(
      '# Design review\n\n2026-11-24 10:00 (Europe/Berlin)\n\n- [ ] One\n**two**\n',
    );
  });

  test('of a series says so, in the person’s language; one without a title has one', async () => {
    value(await exportNotes(folder, [note('Plan', 'x', { scope: 'series' }), note('  ')], de));
    expect(readdirSync(folder).toSorted()).toEqual(
      ['2026-11-24 (Kein Titel).md', 'Plan (Serie).md'].toSorted(),
    );
    expect(read('Plan (Serie).md')).toBe('# Plan\n\nGanze Serie\n\nx\n');
  });

  test('of an all-day event has its date', async () => {
    const holiday = aNote(anOccurrence('Holiday', '2026-12-24', '2026-12-25'), 'x');
    value(await exportNotes(folder, [holiday], en));
    expect(read('2026-12-24 Holiday.md')).toBe('# Holiday\n\n2026-12-24\n\nx\n');
  });
});

describe('nothing is overwritten [property 21]', () => {
  test('what has the name stays, and the note gets the next one', async () => {
    writeFileSync(join(folder, '2026-11-24 Plan.md'), 'mine');
    mkdirSync(join(folder, '2026-11-24 Plan (2).md'));
    value(await exportNotes(folder, [note('Plan', 'a'), note('Plan', 'b')], en));
    expect(read('2026-11-24 Plan.md')).toBe('mine');
    expect(read('2026-11-24 Plan (3).md')).toContain('\na\n');
    expect(read('2026-11-24 Plan (4).md')).toContain('\nb\n');
  });

  test('exporting the same again makes no copies', async () => {
    const notes = [note('Plan', 'a'), note('Plan', 'b')];
    value(await exportNotes(folder, notes, en));
    expect(value(await exportNotes(folder, notes, en))).toBe(2);
    expect(readdirSync(folder)).toHaveLength(2);
  });
});

describe('a folder that cannot be written', () => {
  test('is said, with how many notes are there', async () => {
    const gone = join(folder, 'gone');
    expect(await exportNotes(gone, [note('Plan')], en)).toEqual({
      ok: false,
      problem: { kind: 'exportFailed', cause: 'other', written: 0 },
    });
    // No user may write there, whatever the mode says to root.
    expect(await exportNotes('/proc', [note('Plan')], en)).toMatchObject({
      problem: { kind: 'exportFailed' },
    });
  });
});

test('names are ones that every system accepts', () => {
  const names: readonly (readonly [string, string])[] = [
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['con', '_con'],
    ['LPT1.txt', '_LPT1.txt'],
    ['Console', 'Console'],
    ['dots... ', 'dots'],
    ['.hidden', 'hidden'],
    ['line\nbreak\u0000\u202eevil', 'line breakevil'],
    ['…', '…'],
    ['...', ''],
    ['e\u0301', 'é'],
    ['会議', '会議'],
    ['half \ud800', 'half \ufffd'],
  ];
  for (const [title, name] of names) expect(safeName(title), title).toBe(name);
  const long = safeName('👩‍👩‍👧‍👦'.repeat(100));
  expect(new TextEncoder().encode(long).length).toBeLessThanOrEqual(150);
  expect(long.isWellFormed()).toBe(true);
});
