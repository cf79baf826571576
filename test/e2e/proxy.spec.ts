/** Proxies: everything goes the one way that Chromium goes, and where a proxy is what fails, it is named. */
import type { Page } from '@playwright/test';
import { connectGoogle, signIn } from '../support/connectGoogle.ts';
import { expect, test } from '../support/electronTest.ts';
import { startForwardProxy } from '../support/forwardProxy.ts';
import type { ForwardProxy } from '../support/forwardProxy.ts';

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
/** Chromium asks no proxy for this machine's own addresses unless it is told to. */
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

test('an environment that names a proxy without a scheme breaks no call', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({ env: { ...noProxies, HTTPS_PROXY: proxy.address } });
  await connectGoogle(app, page);
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
});

test("a proxy's login comes from the environment's address of it", async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({
    args: through(proxy.address),
    env: { ...noProxies, HTTPS_PROXY: `http://ada:not%2Fso%3Asecret@${proxy.address}` },
  });
  await connectGoogle(app, page);
  await expect.poll(() => titles(page)).toEqual(['Fictional review']);
  expect(proxy.passed).toContain('/token');
  expect(proxy.passed.some((path) => path.startsWith('/calendar/v3/'))).toBe(true);
});

test('a proxy that wants a login is named, in the sign-in and in a pass', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({ args: through(proxy.address), env: noProxies });
  const failed = { kind: 'proxyFailed', cause: 'loginRequired' };
  expect(await signIn(app, page)).toEqual({ ok: false, problem: failed });
  expect(proxy.refused()).toBeGreaterThan(0);
});

test('a proxy that refuses a tunnel without a login is named too', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({
    args: through(proxy.address),
    env: { ...noProxies, JARVIS_OAUTH_TOKEN_URL: 'https://127.0.0.1:44399/token' },
  });
  const failed = { kind: 'proxyFailed', cause: 'loginRequired' };
  expect(await signIn(app, page)).toEqual({ ok: false, problem: failed });
  expect(proxy.refused()).toBeGreaterThan(0);
});

test('a wrong login is not tried again and again', async ({ openWithGoogle }) => {
  const { app, page } = await openWithGoogle({
    args: through(proxy.address),
    env: { ...noProxies, https_proxy: `http://ada:wrong@${proxy.address}` },
  });
  const failed = { kind: 'proxyFailed', cause: 'loginRequired' };
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
