/**
 * Proxies: everything uses Chromium's connection settings. If a proxy is what fails, it is named, and the person can
 * enter the login that it requires.
 */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import type { ClientRequestConstructorOptions } from 'electron';
import { connectGoogle, signIn } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { startForwardProxy } from '../support/forwardProxy.ts';
import type { ForwardProxy } from '../support/forwardProxy.ts';
import { inMain } from '../support/inMain.ts';
import { eventLines, feedOf, startFeedServer } from '../support/feedServer.ts';

const calendar = { id: 'ada@example.com', summary: 'Ada', primary: true };
const event = {
  summary: 'Fictional review',
  start: { dateTime: new Date(Date.now() + 3_600_000).toISOString() },
  end: { dateTime: new Date(Date.now() + 7_200_000).toISOString() },
};
const noProxies = Object.fromEntries(
  ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY'].flatMap((name) => [
    [name, ''],
    [name.toLowerCase(), ''],
  ]),
);
/** Chromium uses no proxy for this machine's own addresses unless told to. */
const through = (address: string): string[] => [
  `--proxy-server=${address}`,
  '--proxy-bypass-list=<-loopback>',
];

let proxy: ForwardProxy;
test.beforeEach(async ({ google }) => {
  google.model.addCalendar(calendar);
  google.model.insert(calendar.id, event);
  proxy = await startForwardProxy('ada:not/so:secret');
});
test.afterEach(() => proxy.stop());

const titles = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const [from, to] = [-1, 2].map((days) => new Date(Date.now() + days * 86_400_000).toISOString());
    const reply = await window.jarvis.agenda.list({ from: from!, to: to! });
    return reply.ok ? reply.value.occurrences.map(({ title }) => title) : [];
  });

test('a proxy without a scheme in the environment breaks no call', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({ env: { ...noProxies, HTTPS_PROXY: proxy.address } });
  await connectGoogle(app, page);
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
});

test("a proxy's login is read from its address in the environment", async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({
    args: through(proxy.address),
    env: { ...noProxies, HTTPS_PROXY: `http://ada:not%2Fso%3Asecret@${proxy.address}` },
  });
  await connectGoogle(app, page);
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
  expect(proxy.passed).toContain('/token');
  expect(proxy.passed.some((path) => path.startsWith('/calendar/v3/'))).toBe(true);
});

test('a session knows the proxy before its first request', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({ args: through(proxy.address), env: noProxies });
  // A session that does not know it yet sometimes connects directly, and nearly always says that it would.
  await inMain(app.app)(({ net, session }) => {
    const request = net.request.bind(net);
    const proxies: Promise<string>[] = [];
    Object.assign(globalThis, { proxies });
    net.request = (options) => {
      const { url = '', session: own = session.defaultSession } = options as ClientRequestConstructorOptions;
      proxies.push(own.resolveProxy(url));
      return request(options);
    };
  });
  await signIn(app, page);
  const used = await inMain(app.app)(() =>
    Promise.all((globalThis as unknown as { proxies: Promise<string>[] }).proxies),
  );
  expect(used).toEqual([`PROXY ${proxy.address}`]);
});

test('a proxy that requires a login is named, in the sign-in and in a pass', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({ args: through(proxy.address), env: noProxies });
  const failed = { kind: 'proxyFailed', cause: 'loginRequired', host: proxy.address };
  expect(await signIn(app, page)).toEqual({ ok: false, problem: failed });
  expect(proxy.refused()).toBeGreaterThan(0);
});

test('a proxy that rejects a tunnel without a login is named too', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({
    args: through(proxy.address),
    env: { ...noProxies, JARVIS_OAUTH_TOKEN_URL: 'https://127.0.0.1:44399/token' },
  });
  const failed = { kind: 'proxyFailed', cause: 'loginRequired', host: proxy.address };
  expect(await signIn(app, page)).toEqual({ ok: false, problem: failed });
  expect(proxy.refused()).toBeGreaterThan(0);
});

test('a wrong login is not tried again and again', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({
    args: through(proxy.address),
    env: { ...noProxies, https_proxy: `http://ada:wrong@${proxy.address}` },
  });
  const failed = { kind: 'proxyFailed', cause: 'loginRefused', host: proxy.address };
  expect(await signIn(app, page)).toEqual({ ok: false, problem: failed });
  expect(proxy.refused()).toBe(2);
});

test('a proxy that does not answer is named', async ({ openWithGoogle }) => {
  const { address } = proxy;
  await proxy.stop();
  const { app, page } = await openWithGoogle({ args: through(address), env: noProxies });
  const failed = { kind: 'proxyFailed', cause: 'unreachable' };
  expect(await signIn(app, page)).toEqual({ ok: false, problem: failed });
});

test.describe('a login that the person enters', () => {
  test.beforeEach(async () => {
    await proxy.stop();
    proxy = await startForwardProxy(null);
  });

  test('is asked for by name, by keyboard alone, until the proxy accepts it', async ({
    openWithGoogle,
    google,
    profile,
  }) => {
    const { app, page } = await openWithGoogle({
      args: through(proxy.address),
      env: noProxies,
      userDataDir: profile,
    });
    await connectGoogle(app, page);
    await expect.poll(() => titles(page)).toEqual(['Fictional review']);

    proxy.require('ada:not/so:secret');
    google.model.insert(calendar.id, { ...event, summary: 'Fictional demo' });
    await page.getByRole('button', { name: 'Sync now' }).press('Enter');
    const notice = page.locator('[data-problem="proxyFailed"]');
    await expect(notice).toContainText(
      `The proxy server ${proxy.address} requires a user name and password.`,
    );

    const dialog = page.getByRole('dialog', { name: 'Log in to the proxy server' });
    const logIn = async (password: string): Promise<void> => {
      await notice.getByRole('button', { name: 'Log in…' }).press('Enter');
      await expect(dialog).toContainText(proxy.address);
      await expect(dialog.getByLabel('User name')).toBeFocused();
      await page.keyboard.type('ada');
      await page.keyboard.press('Tab');
      await page.keyboard.type(password);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
    };
    await logIn('canary-guess');
    await expect(notice).toContainText('didn’t accept');
    expect(proxy.wrong).toEqual(['ada:canary-guess']);

    // It is forgotten: the next pass asks without it.
    const refused = proxy.refused();
    await page.evaluate(() => window.jarvis.sync.request());
    expect(proxy.refused()).toBeGreaterThan(refused);
    expect(proxy.wrong).toEqual(['ada:canary-guess']);

    await logIn('not/so:secret');
    await expect.poll(() => titles(page)).toContain('Fictional demo');
    await expect(notice).toBeHidden();
    expect(proxy.wrong).toHaveLength(1);

    await app.close();
    const log = await readFile(path.join(profile, 'logs', 'main.log'), 'utf8');
    expect(log).toContain('proxyFailed');
    expect(log).not.toMatch(/canary|secret|127\.0\.0\.1/);
    // There is no keyring here, so it was not offered to keep it.
    expect(await readFile(path.join(profile, 'vault.json'), 'utf8')).not.toContain('not/so:secret');
  });

  test('serves calendars by address too, and no server that asks for one', async ({ openWithGoogle }) => {
    const server = await startFeedServer();
    const asks = { 'www-authenticate': 'Basic realm="Fictional office"' };
    server.answers.set('/team.ics', { body: feedOf(eventLines('review', Date.now() + 3_600_000)) });
    server.answers.set('/private.ics', { status: 401, headers: asks });
    try {
      const { page } = await openWithGoogle({ args: through(proxy.address), env: noProxies });
      proxy.require('ada:not/so:secret');
      const add = (name: string) =>
        page.evaluate(
          (address) => window.jarvis.accounts.connectFeed({ address }),
          `${server.origin}/${name}`,
        );
      const host = proxy.address;
      const required = { kind: 'proxyFailed', cause: 'loginRequired', host };
      expect(await add('team.ics')).toEqual({ ok: false, problem: required });

      const enter = (to: string) =>
        page.evaluate(
          (at) => window.jarvis.system.loginToProxy({ host: at, username: 'ada', password: 'not/so:secret' }),
          to,
        );
      const refused = { ok: false, problem: { kind: 'invalidRequest', detail: 'no such proxy' } };
      expect(await enter(new URL(server.origin).host)).toEqual(refused);
      expect(await enter(host)).toEqual({ ok: true, value: null });
      expect(await add('team.ics')).toMatchObject({ ok: true });
      expect(await add('private.ics')).toMatchObject({ problem: { kind: 'feedFailed', cause: 'refused' } });
      expect(await enter(new URL(server.origin).host)).toEqual(refused);
      expect(server.requests.map(({ path: asked }) => asked)).toEqual(['/team.ics', '/private.ics']);
      for (const { headers } of server.requests) {
        expect(headers.authorization).toBeUndefined();
        expect(headers['proxy-authorization']).toBeUndefined();
      }
    } finally {
      await server.stop();
    }
  });
});
