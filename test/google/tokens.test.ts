import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TokenKeeper, TokenKeeperOptions, Tokens } from '../../main/google/tokens.ts';
import { createTokenKeeper, readTokens, revoke } from '../../main/google/tokens.ts';
import { fail, ok } from '../../shared/result.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';

const client = { id: 'client-1.apps.example.com', secret: 'not-confidential' };

let google: FakeGoogle;
let nowMs: number;
let stored: Tokens;
let saved: Tokens[];

beforeEach(async () => {
  nowMs = Date.UTC(2026, 10, 24, 9);
  google = await startFakeGoogle({ clock: { now: () => nowMs } });
  const { accessToken, refreshToken } = google.oauth.issue();
  stored = { accessToken, refreshToken, expiresAtMs: nowMs + 3_599_000, scopes: ['one', 'two'] };
  saved = [];
});
afterEach(() => google.stop());

const endpoints = (): { tokenUrl: string; revokeUrl: string } => ({
  tokenUrl: `${google.origin}/token`,
  revokeUrl: `${google.origin}/revoke`,
});

const keeperOf = (more: Partial<TokenKeeperOptions> = {}): TokenKeeper =>
  createTokenKeeper({
    client,
    endpoints: endpoints(),
    stored,
    save: async (tokens) => saved.push(tokens),
    now: () => nowMs,
    ...more,
  });

describe('access tokens', () => {
  test('a valid one is used as it is', async () => {
    expect(await keeperOf().accessToken()).toEqual(ok(stored.accessToken));
    expect(google.requests).toHaveLength(0);
  });

  test('one that expires within the minute is refreshed first', async () => {
    nowMs += 3_599_000 - 60_000;
    const token = await keeperOf().accessToken();
    expect(token.ok && token.value).not.toBe(stored.accessToken);
    expect(google.requests.map(({ form }) => form)).toEqual([
      {
        grant_type: 'refresh_token',
        refresh_token: stored.refreshToken,
        client_id: client.id,
        client_secret: client.secret,
      },
    ]);
  });

  test('[S38] a refresh that returns no refresh token keeps the stored one; the new set is saved', async () => {
    const keeper = keeperOf();
    const token = await keeper.refreshAfter401(stored.accessToken);
    expect(saved).toEqual([
      {
        accessToken: token.ok && token.value,
        refreshToken: stored.refreshToken,
        expiresAtMs: nowMs + 3_599_000,
        scopes: expect.arrayContaining([expect.stringContaining('calendar.events.readonly')]),
      },
    ]);
    expect(keeper.current()).toEqual(saved[0]);
  });

  test('a refresh that rotates the refresh token replaces it', async () => {
    google.oauth.settings.refreshTokens = 'rotating';
    const keeper = keeperOf();
    const first = await keeper.refreshAfter401(stored.accessToken);
    expect(saved[0]?.refreshToken).not.toBe(stored.refreshToken);
    const second = await keeper.refreshAfter401(first.ok ? first.value : '');
    expect(second.ok).toBe(true);
  });

  test('a failing vault does not fail the refresh', async () => {
    const keeper = keeperOf({ save: () => Promise.reject(new Error('locked')) });
    expect((await keeper.refreshAfter401(stored.accessToken)).ok).toBe(true);
  });

  test('a client without a secret sends none', async () => {
    await keeperOf({ client: { id: client.id, secret: null } }).refreshAfter401(stored.accessToken);
    expect(google.requests[0]?.form).not.toHaveProperty('client_secret');
  });
});

describe('[S34] after a 401', () => {
  test('parallel requests share one refresh', async () => {
    const keeper = keeperOf();
    const results = await Promise.all(
      Array.from({ length: 8 }, () => keeper.refreshAfter401(stored.accessToken)),
    );
    expect(google.requests).toHaveLength(1);
    expect(new Set(results.map((one) => one.ok && one.value)).size).toBe(1);
  });

  test('a late 401 for a token that was already replaced causes no refresh', async () => {
    const keeper = keeperOf();
    const fresh = await keeper.refreshAfter401(stored.accessToken);
    expect(await keeper.refreshAfter401(stored.accessToken)).toEqual(fresh);
    expect(google.requests).toHaveLength(1);
  });
});

describe('[S39, F12] the end of a consent', () => {
  test('invalid_grant: sign in again, and Google is not asked any more', async () => {
    google.oauth.withdraw();
    const keeper = keeperOf();
    const revoked = fail({ kind: 'signInRequired', reason: 'revoked' });
    expect(await keeper.refreshAfter401(stored.accessToken)).toEqual(revoked);
    expect(await keeper.refreshAfter401(stored.accessToken)).toEqual(revoked);
    expect(await keeper.accessToken()).toEqual(revoked);
    expect(google.requests).toHaveLength(1);
    expect(saved).toEqual([]);
  });

  test.each([
    ['a captive portal', { kind: 'html' } as const, 'unexpectedReply'],
    ['an outage', { kind: 'status', status: 503 } as const, 'unavailable'],
    ['a limit', { kind: 'status', status: 429 } as const, 'rateLimited'],
    ['a reset', { kind: 'reset' } as const, 'unavailable'],
    ['a hang', { kind: 'hang' } as const, 'unavailable'],
    ['another answer', { kind: 'edit', edit: () => ({ token_type: 'Bearer' }) } as const, 'unexpectedReply'],
  ])('%s is not a sign-in problem, and the next attempt works', async (_, fault, kind) => {
    google.faults.add(fault, { on: 'token' });
    const keeper = keeperOf({ deadlineMs: fault.kind === 'hang' ? 1000 : 10_000 });
    const failed = await keeper.refreshAfter401(stored.accessToken);
    expect(failed).toMatchObject({ ok: false, problem: { kind } });
    expect((await keeper.refreshAfter401(stored.accessToken)).ok).toBe(true);
  });

  test('offline is reported as offline', async () => {
    const keeper = keeperOf();
    await google.stop();
    expect(await keeper.refreshAfter401(stored.accessToken)).toEqual(fail({ kind: 'offline' }));
  });

  test('a client id that Google rejects is the project’s fault', async () => {
    google.oauth.settings.clientSecret = 'another';
    expect(await keeperOf().refreshAfter401(stored.accessToken)).toEqual(
      fail({ kind: 'accessNotConfigured', detail: 'invalid_client' }),
    );
  });
});

describe('[S40] sign-out', () => {
  test('revokes the refresh token, which ends the whole consent', async () => {
    expect(await revoke(stored, endpoints())).toEqual(ok(null));
    expect(google.oauth.revoked).toEqual([stored.refreshToken]);
    expect(google.requests[0]).toMatchObject({ method: 'POST', query: {} });
    expect(await keeperOf().refreshAfter401(stored.accessToken)).toMatchObject({ ok: false });
  });

  test('what is already revoked counts as revoked', async () => {
    google.oauth.withdraw();
    expect(await revoke(stored, endpoints())).toEqual(ok(null));
  });

  test('without a network it is a failure', async () => {
    await google.stop();
    expect(await revoke(stored, endpoints())).toEqual(fail({ kind: 'offline' }));
  });

  test('a running refresh saves nothing once the account is being removed', async () => {
    const keeper = keeperOf();
    const underWay = keeper.refreshAfter401(stored.accessToken);
    keeper.stop();
    expect(await underWay).toEqual(fail({ kind: 'aborted' }));
    expect(await keeper.accessToken()).toEqual(fail({ kind: 'aborted' }));
    expect(saved).toEqual([]);
  });
});

test('only valid tokens are read from a vault', () => {
  expect(readTokens(JSON.parse(JSON.stringify(stored)))).toEqual(stored);
  for (const other of [null, 'text', {}, { ...stored, refreshToken: '' }, { ...stored, expiresAtMs: 'x' }]) {
    expect(readTokens(other)).toBeNull();
  }
});

test('[property 14] an endpoint that is neither https nor on this machine is rejected', async () => {
  expect(() => keeperOf({ endpoints: { tokenUrl: 'http://token.example.com/' } })).toThrow('https');
  await expect(revoke(stored, { revokeUrl: 'http://revoke.example.com/' })).rejects.toThrow('https');
});

test('[property 11] no token in a failure or on the console', async () => {
  const spies = (['log', 'info', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  const echo = { error: `bad ${stored.refreshToken}`, error_description: stored.refreshToken };
  const failures = [];
  for (const status of [400, 401, 403, 500]) {
    google.faults.add({ kind: 'status', status, body: echo }, { on: ['token', 'revoke'], times: 2 });
    // oxlint-disable-next-line no-await-in-loop
    failures.push(await keeperOf().refreshAfter401(stored.accessToken), await revoke(stored, endpoints()));
  }
  expect(failures.every((one) => !one.ok)).toBe(true);
  expect(JSON.stringify(failures)).not.toContain('fake-');
  for (const spy of spies) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});
