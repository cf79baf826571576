import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classifyNetworkError } from '../../main/http/networkError.ts';
import type { SourceFailure } from '../../main/sync/ports.ts';
import { classifyReply, classifyTokenReply, parseRetryAfter } from '../../main/google/classify.ts';
import { errorBodyNamed } from '../support/fakeGoogle/index.ts';

const nowMs = Date.UTC(2026, 10, 24, 9);

interface Given {
  readonly status: number;
  readonly body?: unknown;
  readonly retryAfter?: string;
  readonly token?: boolean;
}

const classified = ({ status, body = '', retryAfter, token = false }: Given): SourceFailure =>
  classifyReply({
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    retryAfter: retryAfter ?? null,
    sentSyncToken: token,
    nowMs,
  });

const apiError = (code: number, reason: string): object => ({
  error: { errors: [{ domain: 'global', reason, message: 'Words.' }], code, message: 'Words.' },
});
const html = '<!doctype html><title>Welcome</title>';
const rateLimited: SourceFailure = { kind: 'rateLimited', retryAfterMs: null };

/** Every body of error-bodies.json: without a sync token, and with one if that makes a difference. */
const bodies: readonly (readonly [name: string, plain: SourceFailure, withToken?: SourceFailure])[] = [
  ['400_timeRangeEmpty', { kind: 'badRequest', detail: 'timeRangeEmpty' }],
  ['401_authError', { kind: 'signInRequired', reason: 'revoked' }],
  ['403_forbiddenForNonOrganizer', { kind: 'forbidden', detail: 'forbiddenForNonOrganizer' }],
  ['403_quotaExceeded', rateLimited],
  ['403_userRateLimitExceeded', rateLimited],
  ['403_rateLimitExceeded', rateLimited],
  ['404_notFound', { kind: 'notFound' }],
  ['409_conflict', { kind: 'badRequest', detail: 'conflict' }],
  ['410_fullSyncRequired', { kind: 'fullSyncRequired' }],
  ['410_updatedMinTooLongAgo', { kind: 'fullSyncRequired' }],
  ['410_deleted', { kind: 'notFound' }],
  ['400_invalid_sync_token', { kind: 'badRequest', detail: 'invalid' }, { kind: 'fullSyncRequired' }],
  ['400_sync_token_with_filter', { kind: 'badRequest', detail: 'http400' }],
  ['403_insufficientPermissions', { kind: 'signInRequired', reason: 'scopeMissing' }],
  ['409_duplicate', { kind: 'badRequest', detail: 'duplicate' }],
  ['412_conditionNotMet', { kind: 'badRequest', detail: 'conditionNotMet' }],
  ['429_rateLimitExceeded', rateLimited],
  ['500_backendError', { kind: 'unavailable', detail: 'backendError', retryAfterMs: null }],
];

describe('Google’s own error bodies [S7, S8, S33–S36]', () => {
  test.each(bodies.map(([name, plain, withToken = plain]) => ({ name, plain, withToken })))(
    '$name',
    (row) => {
      const { name, plain, withToken } = row;
      const status = Number(name.slice(0, 3));
      const body = errorBodyNamed(name);
      expect(classified({ status, body })).toEqual(plain);
      expect(classified({ status, body, token: true })).toEqual(withToken);
    },
  );

  test('none is missing', () => {
    const file = new URL('../support/fakeGoogle/error-bodies.json', import.meta.url);
    const { seen, unseen } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>;
    const names = [...Object.keys(seen ?? {}), ...Object.keys(unseen ?? {})];
    expect(names.filter((name) => name !== 'token_invalid_grant').toSorted()).toEqual(
      bodies.map(([name]) => name).toSorted(),
    );
  });
});

describe('403 [S35]', () => {
  test.each([
    'rateLimitExceeded',
    'userRateLimitExceeded',
    'quotaExceeded',
    'calendarUsageLimitsExceeded',
    'dailyLimitExceeded',
  ])('%s is a rate limit, with its Retry-After', (reason) => {
    expect(classified({ status: 403, body: apiError(403, reason), retryAfter: '30' })).toEqual({
      kind: 'rateLimited',
      retryAfterMs: 30_000,
    });
  });

  test.each(['forbidden', 'forbiddenForNonOrganizer', 'requiredAccessLevel'])('%s is permanent', (reason) => {
    expect(classified({ status: 403, body: apiError(403, reason) })).toEqual({
      kind: 'forbidden',
      detail: reason,
    });
  });

  test.each(['accessNotConfigured', 'SERVICE_DISABLED'])('%s is caused by the Cloud project', (reason) => {
    expect(classified({ status: 403, body: apiError(403, reason) })).toEqual({
      kind: 'accessNotConfigured',
      detail: reason,
    });
  });

  test('the newer format of error bodies counts as well', () => {
    const body = (reason: string, status: string): object => ({
      error: { code: 403, message: 'Words.', status, details: [{ '@type': 'ErrorInfo', reason }] },
    });
    expect(
      classified({ status: 403, body: body('ACCESS_TOKEN_SCOPE_INSUFFICIENT', 'PERMISSION_DENIED') }),
    ).toEqual({ kind: 'signInRequired', reason: 'scopeMissing' });
    expect(classified({ status: 403, body: body('RATE_LIMIT_EXCEEDED', 'RESOURCE_EXHAUSTED') })).toEqual(
      rateLimited,
    );
  });

  test('without a readable reason it is permanent', () => {
    expect(classified({ status: 403, body: { error: { code: 403 } } })).toEqual({
      kind: 'forbidden',
      detail: 'http403',
    });
    expect(classified({ status: 403, body: 'no' })).toEqual({ kind: 'forbidden', detail: 'http403' });
  });
});

describe('the token is the cause only if one was sent [S7, S8]', () => {
  test.each([
    ['reason invalid', apiError(400, 'invalid')],
    ['the message alone', { error: { code: 400, message: 'Invalid sync token value.' } }],
    [
      'the location',
      { error: { code: 400, errors: [{ reason: 'invalidParameter', location: 'syncToken' }] } },
    ],
  ])('400 by %s', (_, body) => {
    expect(classified({ status: 400, body, token: true })).toEqual({ kind: 'fullSyncRequired' });
    expect(classified({ status: 400, body })).toMatchObject({ kind: 'badRequest' });
  });

  test('410 without a body', () => {
    expect(classified({ status: 410, token: true })).toEqual({ kind: 'fullSyncRequired' });
    expect(classified({ status: 410 })).toEqual({ kind: 'badRequest', detail: 'http410' });
    expect(classified({ status: 410, body: html, token: true })).toMatchObject({ kind: 'unexpectedReply' });
  });
});

describe('not Google [S36, F14]', () => {
  test.each([400, 401, 403, 404, 410])('%i with a web page', (status) => {
    expect(classified({ status, body: html, token: true })).toEqual({
      kind: 'unexpectedReply',
      detail: `http${status}`,
    });
  });

  test.each([204, 302, 307, 511])('%i', (status) => {
    expect(classified({ status })).toEqual({ kind: 'unexpectedReply', detail: `http${status}` });
  });

  test('407 is a proxy that requires a login, whatever page comes with it', () => {
    for (const body of [html, '', '{"error":{"code":407}}']) {
      const login = { kind: 'proxyFailed', cause: 'loginRequired' };
      expect(classified({ status: 407, body })).toEqual(login);
      expect(classifyTokenReply({ status: 407, body, retryAfter: null, nowMs: 0 })).toEqual(login);
    }
  });

  test.each([500, 502, 503, 504, 408])('%i may come with a web page from Google itself', (status) => {
    expect(classified({ status, body: html, retryAfter: '5' })).toEqual({
      kind: 'unavailable',
      detail: `http${status}`,
      retryAfterMs: 5000,
    });
  });
});

describe('Retry-After [S35, F11]', () => {
  test.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['Tue, 24 Nov 2026 09:00:30 GMT', 30_000],
    ['Tue, 24 Nov 2026 08:00:00 GMT', 0],
    ['99999999999', 86_400_000],
    ['Fri, 31 Dec 9999 23:59:59 GMT', 86_400_000],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%j', (header, expected) => {
    expect(parseRetryAfter(header, nowMs)).toBe(expected);
  });
});

describe('the network [S36]', () => {
  test.each(['ENOTFOUND', 'ECONNREFUSED', 'EAI_AGAIN', 'ENETUNREACH', 'ERR_INTERNET_DISCONNECTED'])(
    '%s: nothing was reached',
    (code) => {
      expect(classifyNetworkError(code)).toEqual({ kind: 'offline' });
    },
  );

  test.each(['ECONNRESET', 'ETIMEDOUT', 'UND_ERR_SOCKET', 'EPIPE'])('%s: try again later', (code) => {
    expect(classifyNetworkError(code)).toEqual({ kind: 'unavailable', detail: code, retryAfterMs: null });
  });

  test.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    '%s: the reply came from someone else',
    (code) => {
      expect(classifyNetworkError(code)).toEqual({ kind: 'unexpectedReply', detail: 'certificate' });
    },
  );

  test.each([
    ['ERR_PROXY_CONNECTION_FAILED', 'unreachable'],
    ['ERR_TUNNEL_CONNECTION_FAILED', 'unreachable'],
    ['ERR_SOCKS_CONNECTION_FAILED', 'unreachable'],
    ['ERR_PROXY_AUTH_UNSUPPORTED', 'loginRequired'],
    ['ERR_PROXY_AUTH_REQUESTED', 'loginRequired'],
  ])('%s is the proxy: %s', (code, cause) => {
    expect(classifyNetworkError(code)).toEqual({ kind: 'proxyFailed', cause });
  });

  test('no code at all', () => {
    expect(classifyNetworkError(null)).toEqual({
      kind: 'unavailable',
      detail: 'networkError',
      retryAfterMs: null,
    });
  });
});

describe('the token endpoint [S39]', () => {
  const token = (status: number, body: unknown, retryAfter: string | null = null): SourceFailure =>
    classifyTokenReply({
      status,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      retryAfter,
      nowMs,
    });

  test('invalid_grant ends the sign-in', () => {
    expect(token(400, errorBodyNamed('token_invalid_grant'))).toEqual({
      kind: 'signInRequired',
      reason: 'revoked',
    });
  });

  test.each([
    [401, 'invalid_client'],
    [401, 'deleted_client'],
    [400, 'unauthorized_client'],
  ])('%i %s: the cause is the client id, not the person', (status, error) => {
    expect(token(status, { error })).toEqual({ kind: 'accessNotConfigured', detail: error });
  });

  test('limits, outages and portals are not sign-in problems', () => {
    expect(token(429, '', '7')).toEqual({ kind: 'rateLimited', retryAfterMs: 7000 });
    expect(token(503, html, '7')).toEqual({ kind: 'unavailable', detail: 'http503', retryAfterMs: 7000 });
    expect(token(500, { error: 'internal_failure' })).toMatchObject({ kind: 'unavailable' });
    expect(token(400, html)).toEqual({ kind: 'unexpectedReply', detail: 'http400' });
    expect(token(302, '')).toEqual({ kind: 'unexpectedReply', detail: 'http302' });
    expect(token(511, html)).toEqual({ kind: 'unexpectedReply', detail: 'http511' });
  });
});

test('[property 11] a detail is a code, never free text', () => {
  const canary = 'ada@example.com asked about Project Heron';
  for (const status of [400, 403, 409, 500]) {
    const answers = [
      classified({ status, body: apiError(status, canary) }),
      classified({ status, body: { error: { code: status, message: canary, status: canary } } }),
      classified({ status, body: canary }),
      classifyTokenReply({
        status,
        body: JSON.stringify({ error: canary, error_description: canary }),
        retryAfter: null,
        nowMs,
      }),
      classifyNetworkError(canary),
    ];
    expect(JSON.stringify(answers)).not.toMatch(/ada|Heron/);
  }
});
