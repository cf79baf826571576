/** A disk that is full, a real one: a file system of its own in memory, filled to its last byte. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { en } from '../../shared/messages/en.ts';
import { expect, test } from '../support/electronTest.ts';

let folder: string;
let isMounted = false;

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jarvis-disk-'));
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96m,mode=700', 'tmpfs', folder]);
  isMounted = mount.status === 0;
  test.skip(!isMounted, 'no file system can be mounted here (not root, or not Linux)');
});

test.afterEach(() => {
  // Lazily: Chromium's own processes may still be closing their files.
  if (isMounted) spawnSync('umount', ['--lazy', folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Writes until the disk takes no more, down to the last byte. */
const fill = (file: string): void => {
  for (const size of [1 << 20, 4096, 1]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
};

test('a setting that cannot be saved says why, holds until the app ends, and is saved with the next one', async ({
  launch,
}) => {
  const app = await launch({ userDataDir: folder });
  const page = await app.window();
  const read = (): unknown => JSON.parse(readFileSync(path.join(folder, 'settings.json'), 'utf8'));
  const theme = (): Promise<unknown> =>
    page.evaluate(async () => {
      const reply = await window.jarvis.settings.get();
      return reply.ok && reply.value.theme;
    });
  await page
    .getByRole('button', { name: /^Settings/ })
    .first()
    .click();
  await page.getByRole('radio', { name: en.settings.themes.light }).check({ force: true });
  await expect.poll(read).toMatchObject({ theme: 'light' });

  const ballast = path.join(folder, 'ballast');
  fill(ballast);
  await page.getByRole('radio', { name: en.settings.themes.dark }).click({ force: true });
  const told = page.getByRole('alert');
  await expect(told).toHaveText(`${en.problems.storageFailed.full} ${en.settings.holdsUntilEnd}`);
  await expect(page.getByRole('radio', { name: en.settings.themes.dark })).toBeChecked();
  expect(await theme()).toBe('dark');
  expect(read()).toMatchObject({ theme: 'light' });

  rmSync(ballast);
  await page.getByRole('radio', { name: '24' }).first().click({ force: true });
  await expect.poll(read).toMatchObject({ theme: 'dark', timeFormat: '24' });
  await expect(told).toHaveCount(0);
});
