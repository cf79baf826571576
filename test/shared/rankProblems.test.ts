import { describe, expect, test } from 'vitest';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { rankProblems } from '../../shared/rankProblems.ts';

const accountId = 'google:ada@example.com' as AccountId;
const calendarId = 'team@example.com' as CalendarId;

const signedOut: Problem = { kind: 'signInRequired', accountId, reason: 'revoked' };
const full: Problem = { kind: 'storageFailed', cause: 'full' };
const rebuilt: Problem = { kind: 'storageFailed', cause: 'corrupt' };
const held: Problem = { kind: 'sweepHeld', accountId, calendarId, count: 5, upcoming: 2 };
const forbidden: Problem = { kind: 'calendarForbidden', calendarId, detail: '' };
const limited: Problem = { kind: 'rateLimited', retryAt: '2026-11-24T09:42:00.000Z' };
const unavailable: Problem = { kind: 'googleUnavailable', detail: '503' };
const apiOff: Problem = { kind: 'accessNotConfigured', detail: '' };
const offline: Problem = { kind: 'offline' };

describe('of two problems, the worse is shown first', () => {
  test.each<readonly [rule: string, first: Problem, second: Problem]>([
    ['what was just tried before what stands', { kind: 'signInFailed', cause: 'denied' }, signedOut],
    ['a meeting that is gone before one calendar', { kind: 'notFound' }, forbidden],
    ['nothing can be saved before nothing is synced', full, signedOut],
    ['what only the person can end before what may end by itself', signedOut, limited],
    ['where to keep the sign-in before a calendar', { kind: 'noKeyring' }, forbidden],
    ['a switched off API before a question', apiOff, held],
    ['a question before a wait', held, unavailable],
    ['a proxy before Google', { kind: 'proxyFailed', cause: 'loginRequired' }, unavailable],
    ['a page of the network’s before a wait', { kind: 'unexpectedReply', detail: '' }, limited],
    ['everything before one calendar', unavailable, forbidden],
    ['a wait before a repair that is under way', limited, rebuilt],
    [
      'what the person sees before what is owed',
      forbidden,
      { kind: 'revocationOwed', account: null, by: 'app' },
    ],
    ['anything before being offline', forbidden, offline],
  ])('%s', (_rule, first, second) => {
    expect(rankProblems([second, first])).toEqual([first, second]);
    expect(rankProblems([first, second])).toEqual([first, second]);
  });
});

test('problems of equal rank keep their order', () => {
  const gone: Problem = { kind: 'calendarGone', calendarId };
  expect(rankProblems([gone, forbidden])).toEqual([gone, forbidden]);
  expect(rankProblems([forbidden, gone])).toEqual([forbidden, gone]);
});

test('what was cancelled is not shown', () => {
  expect(rankProblems([{ kind: 'cancelled' }, offline])).toEqual([offline]);
  expect(rankProblems([])).toEqual([]);
});
