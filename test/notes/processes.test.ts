/** Notes when the process is killed, the disk is full, or the profile belongs to somebody else. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createNotes, type Notes } from '../../main/notes/notes.ts';
import { refOf } from '../../shared/agenda.ts';
import { value } from '../support/value.ts';
import { typedMeeting } from './typedMeeting.ts';

const child = join(import.meta.dirname, 'notesChild.ts');
const noWarnings = '--disable-warning=ExperimentalWarning';

const aFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'notes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};
const openNotes = (path: string): Notes => {
  const notes = createNotes({ path, now: Date.now, find: refOf, onChanged: () => {} });
  onTestFinished(() => notes.close());
  return notes;
};
const textOf = (notes: Notes): string => value(notes.of(typedMeeting)).occurrence?.text ?? '';

test('[F1] a kill while typing loses nothing that was saved, however often it happens', async () => {
  const path = join(aFolder(), 'notes.db');
  let most = 0;
  for (let round = 1; round <= 8; round += 1) {
    const typing = spawn(process.execPath, [noWarnings, child, 'type', path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    const enough = most + round * 7;
    typing.stdout.on('data', (data: Buffer) => {
      printed += data.toString();
      if (Number(printed.trimEnd().split('\n').at(-1)) >= enough) typing.kill('SIGKILL');
    });
    // oxlint-disable-next-line no-await-in-loop
    await once(typing, 'close');
    // The last line may be cut off.
    const saved = Number(printed.split('\n').at(-2));
    expect(saved).toBeGreaterThanOrEqual(enough);
    const notes = openNotes(path);
    const found = value(notes.of(typedMeeting));
    expect(found.notice).toBe(null);
    const stored = Number(found.occurrence?.text.split(' ').at(-1));
    expect(stored).toBeGreaterThanOrEqual(saved);
    expect(found.occurrence?.text).toBe(`${'typed '.repeat(stored % 400)}${stored}`);
    most = stored;
    notes.close();
  }
});

test('[F2] a full disk is reported, what was saved stays, and the next attempt is saved', ({ skip }) => {
  const folder = aFolder();
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'tmpfs', folder]);
  skip(mounted.status !== 0, 'no file system can be mounted here (not root, or not Linux)');
  onTestFinished(() => void spawnSync('umount', ['--lazy', folder]));
  const notes = openNotes(join(folder, 'notes.db'));
  const { note } = value(
    notes.save({ id: null, scope: 'occurrence', meeting: typedMeeting, text: 'Saved', revision: 0 }),
  );
  const ballast = join(folder, 'ballast');
  for (const size of [1 << 16, 4096, 1]) {
    try {
      for (;;) appendFileSync(ballast, Buffer.alloc(size));
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
  }
  const typed = 'typed '.repeat(20_000);
  expect(notes.save({ ...note, text: typed })).toEqual({
    ok: false,
    problem: { kind: 'storageFailed', cause: 'full' },
  });
  expect(textOf(notes)).toBe('Saved');
  rmSync(ballast);
  expect(value(notes.save({ ...note, text: typed })).outcome).toBe('saved');
  notes.close();
  expect(textOf(openNotes(join(folder, 'notes.db')))).toBe(typed);
});

test('[F7] a profile that cannot be written is read, and nothing in it changes', () => {
  const folder = aFolder();
  chmodSync(folder, 0o755);
  const profile = join(folder, 'profile');
  mkdirSync(profile);
  const path = join(profile, 'notes.db');
  const notes = openNotes(path);
  value(notes.save({ id: null, scope: 'occurrence', meeting: typedMeeting, text: 'Saved', revision: 0 }));
  notes.close();
  const nobody = 65534;
  const isRoot = process.getuid?.() === 0;
  chmodSync(path, 0o400);
  if (isRoot) chownSync(path, nobody, nobody);
  chmodSync(profile, 0o555);
  onTestFinished(() => chmodSync(profile, 0o755));
  const before = readdirSync(profile);
  const { stdout } = spawnSync(process.execPath, [noWarnings, child, 'read', path], {
    env: { PATH: process.env['PATH'] },
    encoding: 'utf8',
    ...(isRoot && { uid: nobody, gid: nobody }),
  });
  expect(JSON.parse(stdout)).toEqual({
    text: 'Saved',
    notice: { kind: 'readOnly' },
    saved: { ok: false, problem: { kind: 'storageFailed', cause: 'readOnly' } },
  });
  expect(readdirSync(profile)).toEqual(before);
});
