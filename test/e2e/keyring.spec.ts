/** The vault with a real Secret Service: gnome-keyring on a private bus. */
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from '@playwright/test';
import { expect } from '../support/expect.ts';
import type { Page } from '@playwright/test';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { projectRoot } from '../../build/processes.mjs';
import { googleEnvironment } from '../support/browser.ts';
import { startSessionBus } from '../support/dbus.ts';
import type { SessionBus } from '../support/dbus.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { startKeyring } from '../support/keyring.ts';
import { removeFolder } from '../support/removeFolder.ts';
import { startPlainly } from '../support/plainStart.ts';
import type { PlainStart } from '../support/plainStart.ts';

test.skip(process.platform !== 'linux', 'The keychain and DPAPI belong to a logged-in person.');

let google: FakeGoogle;
let bus: SessionBus;
let profile: string;

test.beforeEach(async () => {
  google = await startFakeGoogle();
  google.model.addCalendar({ id: 'ada@example.com', summary: 'Ada', primary: true });
  bus = await startSessionBus();
  profile = await mkdtemp(path.join(tmpdir(), 'jarvis-keyring-profile-'));
});
test.afterEach(async () => {
  await bus.stop();
  await google.stop();
  await removeFolder(profile);
});

/** A stand-in for the system's browser visits sign-in pages. */
const launch = async (): Promise<PlainStart> => {
  const programs = path.join(profile, 'programs');
  await mkdir(programs, { recursive: true });
  const visit = `#!/bin/sh\nexec '${process.execPath}' -e 'fetch(process.argv[1])' "$1"\n`;
  await writeFile(path.join(programs, 'xdg-open'), visit, { mode: 0o755 });
  const electron = locateElectron();
  if (electron === null) throw new Error('No Electron here yet: "npm test" fetches one.');
  return startPlainly({
    executable: electron.executable,
    args: [projectRoot, `--user-data-dir=${profile}`],
    env: {
      ...googleEnvironment(google),
      ...bus.env,
      // Chromium chooses the keyring by the desktop's name.
      XDG_CURRENT_DESKTOP: 'GNOME',
      PATH: `${programs}:${process.env['PATH']}`,
    },
  });
};
const keyring = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.jarvis.app.info();
    return reply.ok ? reply.value.keyring : reply.problem.kind;
  });
const sync = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.jarvis.sync.request();
    return reply.ok ? { outcome: reply.value?.outcome, problems: reply.value?.problems } : reply;
  });
const vaultText = () => readFile(path.join(profile, 'vault.json'), 'utf8');
const signIn = async (page: Page): Promise<void> => {
  expect(await page.evaluate(() => window.jarvis.accounts.connectGoogle())).toMatchObject({ ok: true });
};

test('property 8: the sign-in is encrypted by the keyring, and decrypted by it at the next start', async () => {
  const service = await startKeyring(bus);
  try {
    const first = await launch();
    expect(await keyring(first.page)).toBe('available');
    await signIn(first.page);
    await first.end();
    expect(await vaultText()).toContain('"sealed"');
    expect(await vaultText()).not.toMatch(/ya29|1\/\/|refresh|fake-/i);

    const second = await launch();
    expect(await sync(second.page)).toEqual({ outcome: 'succeeded', problems: [] });
    await second.end();
  } finally {
    await service.stop();
  }
});

test('property 8: if the keyring is not the one that encrypted it, one new sign-in is enough', async () => {
  const service = await startKeyring(bus);
  const first = await launch();
  await signIn(first.page);
  await first.end();
  expect(await vaultText()).toContain('"sealed"');
  await service.stop();

  const other = await startKeyring(bus);
  try {
    const second = await launch();
    const outcome = await sync(second.page);
    expect(outcome).toMatchObject({ problems: [{ kind: 'signInRequired' }] });
    await signIn(second.page);
    await expect.poll(async () => (await sync(second.page)) as object).toMatchObject({ problems: [] });
    await second.end();
  } finally {
    await other.stop();
  }
});

test('property 8: without a keyring the person is asked, and until then nothing is written', async () => {
  const { page, end } = await launch();
  expect(await keyring(page)).toBe('none');
  await signIn(page);
  await expect(page.locator('[data-notice="keyring"]')).toBeVisible();
  const text = await vaultText().catch(() => '{}');
  expect(text).not.toContain('"text"');
  await end();
});
