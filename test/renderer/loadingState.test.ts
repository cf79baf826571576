import { describe, expect, test } from 'vitest';
import { loadingState } from '../../renderer/data/loadingState.ts';
import type { Calendar, CalendarId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { SyncStatus } from '../../shared/syncReport.ts';
import { aCalendar, createFakeJarvis, googleAccount, sampleAccount } from '../support/fakeJarvis.ts';

const ofGoogle = (more: Partial<Calendar>): Calendar =>
  aCalendar('Work', { accountId: googleAccount.id, ...more });
const statusWith = (phase: SyncStatus['phase'], ...problems: readonly Problem[]): SyncStatus => ({
  ...createFakeJarvis().state.status,
  phase,
  problems,
});
const offline: Problem = { kind: 'offline' };
const forbidden: Problem = {
  kind: 'calendarForbidden',
  calendarId: 'team@example.com' as CalendarId,
  detail: '',
};
const team = ofGoogle({ id: 'team@example.com' as CalendarId, loaded: false });

test.each([
  ['every calendar has been read', [ofGoogle({})], statusWith('syncing'), 'loaded'],
  ['the list of calendars has not been read', [], statusWith('syncing'), 'loading'],
  ['a calendar has not been read', [ofGoogle({}), team], statusWith('syncing'), 'loading'],
  ['its sync is about to begin', [team], statusWith('idle'), 'loading'],
  ['only a hidden calendar has not been read', [ofGoogle({}), { ...team, visible: false }], null, 'loaded'],
  ['it cannot be read now', [team], statusWith('idle', offline), 'stuck'],
  ['it is tried once more', [team], statusWith('syncing', offline), 'loading'],
  ['Google refuses it', [ofGoogle({}), team], statusWith('idle', forbidden), 'loaded'],
  ['a problem has nothing to do with it', [team], statusWith('idle', { kind: 'noKeyring' }), 'loading'],
] as const)('%s', (_, calendars, status, expected) => {
  expect(loadingState({ accounts: [googleAccount], calendars }, status)).toBe(expected);
});

describe('with several accounts', () => {
  test('a new one counts, although the others were synced long ago', () => {
    const known = { accounts: [sampleAccount, googleAccount], calendars: [aCalendar('Sample')] };
    expect(loadingState(known, statusWith('syncing'))).toBe('loading');
  });

  test('nothing is said before they are known', () => {
    expect(loadingState({ accounts: null, calendars: null }, null)).toBe('loaded');
  });
});
