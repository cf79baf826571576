/** Which login a proxy gets, how often, and what is kept of it. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createProxyLogins } from '../../main/platform/proxyLogins.ts';
import type { ProxyLogins } from '../../main/platform/proxyLogins.ts';

const proxy = { host: 'proxy.example.com', port: 8080 };
const host = 'proxy.example.com:8080';
const ada = { username: 'ada', password: 'p@ss:word' };
const eve = { username: 'eve', password: 'guess' };
const login = (given: typeof ada) => ({ kind: 'login', login: given });
const none = (cause: 'loginRequired' | 'loginRefused', at = host) => ({
  kind: 'none',
  refusal: { host: at, cause },
});

let stored: Map<string, string>;
const start = (env: Readonly<Record<string, string>> = {}): ProxyLogins =>
  createProxyLogins({
    env,
    store: {
      read: (name) => Promise.resolve(stored.get(name) ?? null),
      keep: (name, text) => Promise.resolve(void stored.set(name, text)),
      forget: (name) => Promise.resolve(void stored.delete(name)),
    },
  });
/** What one request is answered when the proxy refuses every login. */
const refusedAtEach = async (logins: ProxyLogins, at = proxy): Promise<readonly unknown[]> => {
  const ask = logins.forRequest();
  const answers: unknown[] = [];
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    const answer = await ask(at);
    answers.push(answer);
    if (answer.kind === 'none') return answers;
  }
};
const first = (logins: ProxyLogins, at = proxy): Promise<unknown> => logins.forRequest()(at);

beforeEach(() => {
  stored = new Map();
});

test('a proxy that nobody knows a login for gets none, and is named', async () => {
  expect(await refusedAtEach(start())).toEqual([none('loginRequired')]);
  const v6 = { host: '2001:db8::1', port: 3128 };
  expect(await refusedAtEach(start(), v6)).toEqual([none('loginRequired', '[2001:db8::1]:3128')]);
});

test('each request sends the login in the environment once', async () => {
  const logins = start({ https_proxy: 'http://eve:guess@proxy.example.com:8080' });
  for (let requests = 0; requests < 2; requests += 1)
    // oxlint-disable-next-line no-await-in-loop
    expect(await refusedAtEach(logins)).toEqual([login(eve), none('loginRefused')]);
});

describe('a login that the person entered', () => {
  test('is for the proxy that asked for it, and for no other host or port', async () => {
    const logins = start();
    expect(await logins.enter(host, ada, false)).toBe(false);
    await first(logins);
    expect(await logins.enter('other.example.com:8080', ada, false)).toBe(false);
    expect(await logins.enter(host, ada, false)).toBe(true);
    expect(await first(logins)).toEqual(login(ada));
    expect(await first(logins, { ...proxy, port: 8081 })).toMatchObject({ kind: 'none' });
    expect(await first(logins, { ...proxy, host: 'example.com' })).toMatchObject({ kind: 'none' });
  });

  test('goes before the one in the environment, which was refused', async () => {
    const logins = start({ https_proxy: 'http://eve:guess@proxy.example.com:8080' });
    await refusedAtEach(logins);
    await logins.enter(host, ada, false);
    expect(await first(logins)).toEqual(login(ada));
  });

  test('is sent once and forgotten when it is refused, also by requests under way', async () => {
    const logins = start();
    await first(logins);
    await logins.enter(host, eve, true);
    const other = logins.forRequest();
    expect(await other(proxy)).toEqual(login(eve));
    expect(await refusedAtEach(logins)).toEqual([login(eve), none('loginRefused')]);
    expect(await other(proxy)).toEqual(none('loginRefused'));
    expect(stored.size).toBe(0);
    expect(await refusedAtEach(logins)).toEqual([none('loginRefused')]);
  });

  test.each([true, false])('survives a request that still had an older one; kept: %s', async (keep) => {
    const logins = start();
    await first(logins);
    await logins.enter(host, eve, true);
    const late = logins.forRequest();
    await late(proxy);
    await logins.enter(host, ada, keep);
    expect(await late(proxy)).toEqual(login(ada));
    expect(await first(logins)).toEqual(login(ada));
    expect(await first(start())).toEqual(keep ? login(ada) : none('loginRequired'));
  });

  test('lasts until the app quits, or is found at the next start if it was to be kept', async () => {
    const logins = start();
    await first(logins);
    await logins.enter(host, ada, false);
    expect(stored.size).toBe(0);
    await logins.enter(host, ada, true);
    expect(await first(start())).toEqual(login(ada));
    // Entered again without the wish to keep it.
    await logins.enter(host, ada, false);
    expect(stored.size).toBe(0);
  });

  test.each(['', '[]', '{"username":"ada"}', 'null', '{'])('is not read from %j', async (text) => {
    stored.set(`proxy:${host}`, text);
    expect(await first(start())).toEqual(none('loginRequired'));
  });
});
