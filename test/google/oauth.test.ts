import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { SignInFailure, SignInOptions } from '../../main/google/oauth.ts';
import { requiredScopes, signIn } from '../../main/google/oauth.ts';
import type { Tokens } from '../../main/google/tokens.ts';
import type { Result } from '../../shared/result.ts';
import { fail } from '../../shared/result.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';

const client = { id: 'client-1.apps.example.com', secret: 'not-confidential' };
const nowMs = Date.UTC(2026, 10, 24, 9);

let google: FakeGoogle;
beforeEach(async () => {
  google = await startFakeGoogle({ clock: { now: () => nowMs } });
});
afterEach(() => google.stop());

/** A browser whose person follows every redirect. */
const browser = async (url: string): Promise<void> => {
  await (await fetch(url)).text();
};

const signingIn = (more: Partial<SignInOptions> = {}): Promise<Result<Tokens, SignInFailure>> =>
  signIn({
    client,
    endpoints: {
      authUrl: `${google.origin}/auth`,
      tokenUrl: `${google.origin}/token`,
      revokeUrl: `${google.origin}/revoke`,
    },
    openBrowser: browser,
    signal: new AbortController().signal,
    timeoutMs: 5000,
    now: () => nowMs,
    ...more,
  });

const failure = (cause: string): object => fail({ kind: 'signInFailed', cause });

interface Reply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** A request with any content, which fetch would not allow. */
const ask = (
  base: URL,
  path: string,
  { method = 'GET', host = base.host }: { method?: string; host?: string } = {},
): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const sent = request(
      { host: base.hostname, port: base.port, path, method, headers: { host } },
      (response) => {
        let body = '';
        response.on('data', (chunk) => (body += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      },
    );
    sent.on('error', reject).end();
  });

/** Starts a sign-in whose person only looks at the consent page; returns its parameters. */
const consentPage = (
  more: Partial<SignInOptions> = {},
): Promise<{ asked: URLSearchParams; loopback: URL; outcome: ReturnType<typeof signingIn> }> =>
  new Promise((resolve) => {
    const outcome = signingIn({
      ...more,
      openBrowser: async (url) => {
        const asked = new URL(url).searchParams;
        // After this turn `outcome` is set.
        setImmediate(() => resolve({ asked, loopback: new URL(asked.get('redirect_uri') ?? ''), outcome }));
      },
    });
  });

describe('[S38, S40] a sign-in', () => {
  test('ends with tokens for the smallest set of scopes', async () => {
    expect(await signingIn()).toEqual({
      ok: true,
      value: {
        accessToken: expect.stringMatching(/^ya29/),
        refreshToken: expect.stringMatching(/^1\/\//),
        expiresAtMs: nowMs + 3_599_000,
        scopes: requiredScopes,
      },
    });
    expect(requiredScopes.map((scope) => scope.split('/auth/')[1])).toEqual([
      'calendar.events.readonly',
      'calendar.calendarlist.readonly',
    ]);
  });

  test('uses PKCE S256, a state of 256 bits, and requests offline access and consent', async () => {
    await signingIn({ loginHint: 'ada@example.com' });
    const [auth, exchange] = google.requests;
    expect(auth?.query).toEqual({
      client_id: client.id,
      redirect_uri: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/$/),
      response_type: 'code',
      scope: requiredScopes.join(' '),
      code_challenge: expect.any(String),
      code_challenge_method: 'S256',
      state: expect.stringMatching(/^[\w-]{43,}$/),
      access_type: 'offline',
      prompt: 'consent',
      login_hint: 'ada@example.com',
    });
    const { code_verifier: verifier = '', ...form } = exchange?.form ?? {};
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(auth?.query['code_challenge']);
    expect(verifier).toMatch(/^[\w-]{43,128}$/);
    // The state passes through the browser and its history, where the verifier must never be.
    expect(verifier).not.toBe(auth?.query['state']);
    expect(form).toEqual({
      grant_type: 'authorization_code',
      code: expect.any(String),
      redirect_uri: auth?.query['redirect_uri'],
      client_id: client.id,
      client_secret: client.secret,
    });
  });

  test('state and verifier are new every time', async () => {
    await signingIn();
    await signingIn();
    const asked = google.requests.filter(({ endpoint }) => endpoint === 'auth').map(({ query }) => query);
    expect(new Set(asked.flatMap((query) => [query['state'], query['code_challenge']])).size).toBe(4);
  });

  test('without endpoints it goes to Google', async () => {
    const controller = new AbortController();
    let opened = '';
    const outcome = signingIn({
      endpoints: {},
      signal: controller.signal,
      openBrowser: async (url) => {
        opened = url;
        controller.abort();
      },
    });
    expect(await outcome).toEqual(fail({ kind: 'cancelled' }));
    expect(opened).toMatch(/^https:\/\/accounts\.google\.com\/o\/oauth2\/v2\/auth\?/);
  });
});

describe('a sign-in that fails', () => {
  test('the person refuses', async () => {
    google.oauth.settings.consent = 'denied';
    expect(await signingIn()).toEqual(failure('denied'));
  });

  test('[S38] the person selects only some boxes; nothing is revoked, an earlier consent may be in use', async () => {
    google.oauth.settings.consent = 'partial';
    expect(await signingIn()).toEqual(failure('partialConsent'));
    expect(google.oauth.revoked).toEqual([]);
  });

  test('the person does nothing', async () => {
    google.oauth.settings.consent = 'ignored';
    expect(await signingIn({ timeoutMs: 60 })).toEqual(failure('timedOut'));
  });

  test('the person cancels, before and meanwhile', async () => {
    const controller = new AbortController();
    const { outcome } = await consentPage({ signal: controller.signal });
    controller.abort();
    expect(await outcome).toEqual(fail({ kind: 'cancelled' }));
    expect(await signingIn({ signal: controller.signal })).toEqual(fail({ kind: 'cancelled' }));
  });

  test('the person cancels during the exchange of the code: the tokens still come, to be revoked', async () => {
    const controller = new AbortController();
    const exchange = Promise.withResolvers<void>();
    google.faults.add({ kind: 'held', until: exchange.promise }, { on: 'token' });
    const outcome = signingIn({ signal: controller.signal });
    await expect.poll(() => google.requests.map(({ endpoint }) => endpoint)).toContain('token');
    controller.abort();
    exchange.resolve();
    expect(await outcome).toMatchObject({ ok: true });
  });

  test('there is no browser', async () => {
    const openBrowser = (): Promise<void> => Promise.reject(new Error('none'));
    expect(await signingIn({ openBrowser })).toEqual(failure('browserFailed'));
  });

  test('Google sends no refresh token', async () => {
    google.oauth.settings.refreshTokens = 'never';
    expect(await signingIn()).toEqual(failure('exchangeFailed'));
  });

  test('the client is rejected', async () => {
    google.oauth.settings.clientSecret = 'another';
    expect(await signingIn()).toEqual(fail({ kind: 'accessNotConfigured', detail: 'invalid_client' }));
  });

  test.each([
    ['html', { kind: 'html' } as const],
    ['an outage', { kind: 'status', status: 503 } as const],
    ['a hang', { kind: 'hang' } as const],
  ])('the exchange meets %s', async (_, fault) => {
    google.faults.add(fault, { on: 'token' });
    expect(await signingIn({ deadlineMs: 100 })).toEqual(failure('exchangeFailed'));
  });

  test('an endpoint is neither https nor on this machine', async () => {
    await expect(signingIn({ endpoints: { authUrl: 'http://accounts.example.com/' } })).rejects.toThrow(
      'https',
    );
  });
});

describe('[property 10] the loopback address', () => {
  test('rejects everything but the one right request, and the sign-in continues', async () => {
    const { asked, loopback, outcome } = await consentPage();
    const state = asked.get('state') ?? '';
    const right = `/?state=${state}&code=4/0`;
    const replies = {
      path: await ask(loopback, `/callback?state=${state}&code=4/0`),
      doubleSlash: await ask(loopback, `//?state=${state}&code=4/0`),
      absolute: await ask(loopback, `http://example.com/?state=${state}&code=4/0`),
      favicon: await ask(loopback, '/favicon.ico'),
      post: await ask(loopback, right, { method: 'POST' }),
      head: await ask(loopback, right, { method: 'HEAD' }),
      host: await ask(loopback, right, { host: `evil.example.com:${loopback.port}` }),
      localhost: await ask(loopback, right, { host: `localhost:${loopback.port}` }),
      noState: await ask(loopback, '/?code=4/0'),
      wrongState: await ask(loopback, `/?state=${'A'.repeat(state.length)}&code=4/0`),
      shortState: await ask(loopback, `/?state=${state.slice(0, -1)}&code=4/0`),
      twoStates: await ask(loopback, `${right}&state=${state}`),
      nothing: await ask(loopback, `/?state=${state}`),
      both: await ask(loopback, `${right}&error=access_denied`),
    };
    expect(Object.fromEntries(Object.entries(replies).map(([name, reply]) => [name, reply.status]))).toEqual({
      path: 404,
      doubleSlash: 404,
      absolute: 404,
      favicon: 404,
      post: 405,
      head: 405,
      host: 400,
      localhost: 400,
      noState: 400,
      wrongState: 400,
      shortState: 400,
      twoStates: 400,
      nothing: 400,
      both: 400,
    });
    expect(google.requests).toHaveLength(0);

    expect((await ask(loopback, `/?state=${state}&error=access_denied`)).status).toBe(200);
    expect(await outcome).toEqual(failure('denied'));
  });

  test.each([
    ['admin_policy_enforced', 'orgPolicy'],
    ['org_internal', 'orgPolicy'],
    ['server_error', 'exchangeFailed'],
    ['constructor', 'exchangeFailed'],
  ] as const)('understands the refusal %s as %s', async (error, cause) => {
    const { asked, loopback, outcome } = await consentPage();
    const state = asked.get('state');
    await ask(loopback, `/?state=${state}&error=${error}`);
    expect(await outcome).toEqual(failure(cause));
  });

  test('replies with a static page that is not stored, loads nothing, repeats nothing', async () => {
    const { asked, loopback, outcome } = await consentPage();
    const marker = 'marker<script>alert(1)</script>';
    const path = `/?state=${asked.get('state')}&code=${encodeURIComponent(marker)}&scope=${encodeURIComponent(marker)}`;
    const { status, headers, body } = await ask(loopback, path);
    expect(status).toBe(200);
    expect(body).toContain('You can close this tab');
    expect(body).not.toMatch(/marker|https?:|src=|href=|<script|<style/);
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    expect(await outcome).toEqual(failure('exchangeFailed'));
  });

  test('works once, then stops', async () => {
    const { asked, loopback, outcome } = await consentPage();
    const path = `/?state=${asked.get('state')}&error=access_denied`;
    const [first, second] = await Promise.allSettled([ask(loopback, path), ask(loopback, path)]);
    const statuses = [first, second].map((one) => (one.status === 'fulfilled' ? one.value.status : 'closed'));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    await outcome;
    await expect(ask(loopback, path)).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
  });

  test('stops after a failure too', async () => {
    google.oauth.settings.consent = 'ignored';
    const { loopback, outcome } = await consentPage({ timeoutMs: 60 });
    await outcome;
    await expect(ask(loopback, '/')).rejects.toThrow(/ECONNREFUSED|ECONNRESET/);
  });

  test('listens on 127.0.0.1 only', async () => {
    const controller = new AbortController();
    const { loopback, outcome } = await consentPage({ signal: controller.signal });
    expect(loopback.hostname).toBe('127.0.0.1');
    // The port is still free on another address of this machine.
    const other = createServer();
    await new Promise<void>((resolve, reject) => {
      other.once('error', reject).listen({ host: '127.0.0.2', port: Number(loopback.port) }, resolve);
    });
    other.close();
    controller.abort();
    await outcome;
  });
});

test('[property 11] no code, token or address in a failure or on the console', async () => {
  const spies = (['log', 'info', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  const canary = '4/canary ada@example.com';
  const body = { error: canary, error_description: canary };
  google.faults.add({ kind: 'status', status: 400, body }, { on: 'token' });
  const outcomes = [await signingIn()];
  const { asked, loopback, outcome } = await consentPage();
  await ask(loopback, `/?state=${asked.get('state')}&error=${encodeURIComponent(canary)}`);
  outcomes.push(await outcome);
  expect(outcomes.every((one) => !one.ok)).toBe(true);
  expect(JSON.stringify(outcomes)).not.toMatch(/canary|ada/);
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});
