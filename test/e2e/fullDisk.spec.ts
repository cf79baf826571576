/** A full disk: a real file system in memory, filled to its last byte. */
import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { AccountId } from '../../shared/model.ts';
import { en } from '../../shared/messages/en.ts';
import { connectGoogle } from '../support/connectGoogle.ts';
import { expect, test as base } from '../support/electronTest.ts';
import { enableWriting, waitingIn } from '../support/enableWriting.ts';
import { openSettingsPage } from '../support/settingsPages.ts';

/** A small file system of its own. */
interface Disk {
  readonly folder: string;
  /**
   * Keeps it full until there is to be room: the app gives up room itself, for example when it empties the database's
   * log after a sync.
   */
  keepFull(): void;
  makeRoom(): void;
}

/** Writes until the disk is full, to the last byte. */
const fill = (file: string): void => {
  for (const size of [1 << 20, 4096, 1]) {
    try {
      for (;;) appendFileSync(file, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  }
};

const test = base.extend<{ readonly disk: Disk }>({
  disk: async ({ apps, profile }, use, testInfo) => {
    const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96m,mode=700', 'tmpfs', profile]);
    testInfo.skip(mount.status !== 0, 'no file system can be mounted here (not root, or not Linux)');
    const ballast = path.join(profile, 'ballast');
    let timer: NodeJS.Timeout | undefined;
    await use({
      folder: profile,
      keepFull: () => {
        fill(ballast);
        timer = setInterval(fill, 5, ballast);
      },
      makeRoom: () => {
        clearInterval(timer);
        rmSync(ballast);
      },
    });
    // Otherwise a test that failed would go on to fill the real disk.
    clearInterval(timer);
    await apps.close();
    // Lazily: Chromium's own processes may still be closing their files.
    spawnSync('umount', ['--lazy', profile]);
  },
});

test('a setting that cannot be saved says why, applies until the app ends, and is saved with the next one', async ({
  disk,
  launch,
}) => {
  const app = await launch({ userDataDir: disk.folder });
  const page = await app.window();
  const read = (): unknown => JSON.parse(readFileSync(path.join(disk.folder, 'settings.json'), 'utf8'));
  const theme = (): Promise<unknown> =>
    page.evaluate(async () => {
      const reply = await window.jarvis.settings.get();
      return reply.ok && reply.value.theme;
    });
  await openSettingsPage(page, 'appearance');
  await page.getByRole('radio', { name: en.settings.themes.light }).check({ force: true });
  await expect.poll(read).toMatchObject({ theme: 'light' });

  disk.keepFull();
  await page.getByRole('radio', { name: en.settings.themes.dark }).click({ force: true });
  const told = page.getByRole('alert');
  await expect(told).toHaveText(`${en.problems.storageFailed.full} ${en.settings.holdsUntilEnd}`);
  await expect(page.getByRole('radio', { name: en.settings.themes.dark })).toBeChecked();
  expect(await theme()).toBe('dark');
  expect(read()).toMatchObject({ theme: 'light' });

  disk.makeRoom();
  await page.getByRole('radio', { name: '24' }).first().click({ force: true });
  await expect.poll(read).toMatchObject({ theme: 'dark', timeFormat: '24' });
  await expect(told).toHaveCount(0);
});

test('X14: a new event that cannot be kept is refused, what was typed stays, and it is created once there is room', async ({
  disk,
  google,
  openWithGoogle,
}) => {
  const address = 'ada@example.com';
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  const { app, page } = await openWithGoogle({ userDataDir: disk.folder, args: ['--lang=en-GB'] });
  await connectGoogle(app, page);
  await enableWriting(app, page, `google:${address}` as AccountId);
  const lunches = () =>
    google.model.truth(address).singles.filter(({ summary }) => summary === 'Lunch').length;
  // The file is there before the disk is full.
  await page.evaluate(() => window.jarvis.edits.saveDraft({ draftId: crypto.randomUUID(), text: null }));
  await page.evaluate(() => window.jarvis.settings.set({ undoSeconds: 5 }));
  await expect(page.getByRole('button', { name: 'New event', exact: true })).toBeVisible();
  await page.keyboard.press('n');
  const line = page.getByRole('textbox', { name: 'What and when' });
  await line.fill('Lunch tomorrow 12:30');
  await expect(page.locator('dialog mark').first()).toBeVisible();

  disk.keepFull();
  const create = page.getByRole('button', { name: 'Create', exact: true });
  await create.click();
  await expect(page.locator('dialog')).toContainText(en.problems.outboxFailed.full);
  await expect(line).toHaveValue('Lunch tomorrow 12:30');
  expect(await waitingIn(page)).toBe(0);
  expect(lunches()).toBe(0);

  disk.makeRoom();
  await create.click();
  await expect(page.getByText('“Lunch” created')).toBeVisible();
  await expect.poll(lunches).toBe(1);
});
