/** Google accounts in the running app: sign-in, restart, a withdrawn consent, sign-out. */
import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { nextOpened, opened } from '../support/browser.ts';
import { signIn } from '../support/connectGoogle.ts';
import type { LaunchedApp } from '../support/electron.ts';
import { expect, test } from '../support/electronTest.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';

const address = 'ada@example.com';
const hourMs = 3_600_000;

let google: FakeGoogle;
let profile: string;
let launched: LaunchedApp;
let launch: () => Promise<Page>;

test.beforeEach(({ google: ours, profile: folder, openWithGoogle }) => {
  [google, profile] = [ours, folder];
  launch = async () => {
    const { app, page } = await openWithGoogle({ userDataDir: profile });
    launched = app;
    return page;
  };
  google.model.addCalendar({ id: address, summary: 'Ada', primary: true });
  const start = Date.now() + hourMs;
  google.model.insert(address, {
    summary: 'Fictional review',
    start: { dateTime: new Date(start).toISOString() },
    end: { dateTime: new Date(start + hourMs / 2).toISOString() },
  });
});

const connect = (page: Page) => signIn(launched, page);
const titles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const day = 86_400_000;
    const [from, to] = [Date.now() - day, Date.now() + day].map((ms) => new Date(ms).toISOString());
    const reply = await window.jarvis.agenda.list({ from: from!, to: to! });
    return reply.ok ? reply.value.occurrences.map(({ title }) => title) : [];
  });
const accountIds = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const reply = await window.jarvis.accounts.list();
    return reply.ok ? reply.value.map(({ id }) => id) : [];
  });
const problems = (page: Page) =>
  page.evaluate(async () => {
    const reply = await window.jarvis.sync.status();
    return reply.ok ? reply.value.problems : [];
  });

test('a sign-in connects the account, brings its meetings and removes the sample', async () => {
  const page = await launch();
  await expect.poll(() => accountIds(page)).toEqual(['sample']);
  expect(await connect(page)).toMatchObject({
    ok: true,
    value: { id: `google:${address}`, kind: 'google', label: address },
  });
  await expect.poll(() => accountIds(page)).toEqual([`google:${address}`]);
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
  await expect(page.getByText('Fictional review').first()).toBeVisible();
});

test('a refused consent and a cancelled sign-in change nothing', async () => {
  google.oauth.settings.consent = 'denied';
  const page = await launch();
  expect(await connect(page)).toEqual({ ok: false, problem: { kind: 'signInFailed', cause: 'denied' } });
  const waiting = page.evaluate(() => window.jarvis.accounts.connectGoogle());
  await nextOpened(launched.app, 1);
  await page.evaluate(() => window.jarvis.accounts.cancelConnect());
  expect(await waiting).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  expect(await accountIds(page)).toEqual(['sample']);
});

test('property 8: without a keyring tokens stay in memory, the person is told, and the file is a choice', async () => {
  let page = await launch();
  const info = await page.evaluate(() => window.jarvis.app.info());
  test.skip(info.ok && info.value.keyring === 'available', 'this system has a keyring');
  await connect(page);
  await expect.poll(() => problems(page)).toContainEqual({ kind: 'noKeyring' });
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
  const vault = path.join(profile, 'vault.json');
  await expect(stat(vault)).rejects.toThrow();
  await launched.close();

  // After a restart the cached meetings are shown, and the person is asked to sign in.
  page = await launch();
  await expect
    .poll(() => problems(page))
    .toContainEqual({ kind: 'signInRequired', accountId: `google:${address}`, reason: 'notKept' });
  expect(await titles(page)).toEqual(['Fictional review']);
  await connect(page);
  await expect.poll(() => problems(page)).toEqual([{ kind: 'noKeyring' }]);
  await page.evaluate(() => window.jarvis.settings.set({ tokenStorage: 'file' }));
  await expect.poll(() => problems(page)).toEqual([]);
  await expect.poll(() => stat(vault).then(({ mode }) => mode & 0o777)).toBe(0o600);
  await launched.close();

  page = await launch();
  expect(await page.evaluate(() => window.jarvis.sync.request())).toMatchObject({
    ok: true,
    value: { outcome: 'succeeded' },
  });

  // An unreadable vault: one sign-in, no crash.
  await launched.close();
  const sealed = {
    version: 1,
    secrets: { [`google:${address}`]: { kind: 'sealed', by: 'sync', sealed: 'AAAA' } },
  };
  await writeFile(vault, JSON.stringify(sealed));
  page = await launch();
  await expect
    .poll(() => problems(page))
    .toContainEqual({ kind: 'signInRequired', accountId: `google:${address}`, reason: 'vaultUnreadable' });
});

test('a consent withdrawn at Google stops the sync, keeps the meetings, opens no browser [S39]', async () => {
  const page = await launch();
  await connect(page);
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
  google.oauth.withdraw();
  await page.evaluate(() => window.jarvis.sync.request());
  await expect
    .poll(() => problems(page))
    .toContainEqual({ kind: 'signInRequired', accountId: `google:${address}`, reason: 'revoked' });
  expect(await titles(page)).toEqual(['Fictional review']);
  expect(await opened(launched.app)).toHaveLength(1);
});

test('disconnecting revokes the consent and leaves nothing of the account [S40]', async () => {
  const page = await launch();
  await page.evaluate(() => window.jarvis.settings.set({ tokenStorage: 'file' }));
  await connect(page);
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
  const reply = await page.evaluate(
    (accountId) => window.jarvis.accounts.disconnect({ accountId: accountId as never }),
    `google:${address}`,
  );
  expect(reply).toEqual({ ok: true, value: null });
  await expect.poll(() => google.oauth.revoked.length).toBe(1);
  expect(await titles(page)).toEqual([]);
  expect(await accountIds(page)).toEqual([]);
  await launched.close();
  for (const name of ['calendar.db', 'vault.json', 'logs/main.log']) {
    const bytes = await readFile(path.join(profile, name)).catch(() => Buffer.alloc(0));
    expect([
      name,
      bytes.includes('Fictional review'),
      bytes.includes(address),
      bytes.includes('1//fake'),
    ]).toEqual([name, false, false, false]);
  }
});
