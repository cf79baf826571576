import { describe, expect, test } from 'vitest';
import { restoreFeed } from '../../main/feed/connection.ts';
import type { FeedTools } from '../../main/feed/source.ts';
import { toChange } from '../../main/google/mapEvent.ts';
import { nowMs } from './feedApp.ts';

const tools: FeedTools = {
  fetch: () => Promise.reject(new Error('nothing is requested here')),
  fetchFromInternet: () => Promise.reject(new Error('nothing is requested here')),
  addressesOf: () => Promise.resolve([]),
  isOnline: () => true,
  isDevelopment: false,
  now: () => nowMs,
  timeZone: () => 'Europe/Berlin',
  toChange,
};
const kept = { key: 'k1', address: 'https://example.com/a.ics', name: 'Team', color: '#123456' };
const restored = (fields: Readonly<Record<string, unknown>>) =>
  restoreFeed(JSON.stringify({ ...kept, ownAddresses: [], ...fields }), tools);

describe('a calendar from the vault', () => {
  test.each(['', 'no JSON', 'null', '{}'])('cannot be restored from "%s"', (secret) => {
    expect(restoreFeed(secret, tools)).toBeNull();
  });

  test.each([{ key: '' }, { key: 1 }, { address: 'http://example.com/a.ics' }, { address: '' }])(
    'cannot be restored with %j',
    (fields) => {
      expect(restored(fields)).toBeNull();
    },
  );

  test('has the stored choices, as far as they are what they should be', () => {
    expect(restored({})?.details()).toMatchObject({ name: 'Team', color: '#123456' });
    const odd = restored({ name: 1, color: null, ownAddresses: ['ada@example.com', 5, null] });
    expect(odd?.details()).toMatchObject({
      name: 'example.com',
      color: expect.stringMatching(/^#[0-9a-f]{6}$/) as string,
      ownAddresses: ['ada@example.com'],
    });
    expect(restored({ ownAddresses: 'ada@example.com' })?.details()).toMatchObject({ ownAddresses: [] });
  });
});

test('[S40] once a calendar is stopped, nothing puts its address back into the vault', () => {
  const feed = restored({});
  const saved: string[] = [];
  feed?.onSecret(async (secret) => void saved.push(secret));
  feed?.change({ name: 'Work' });
  expect(saved).toHaveLength(1);
  feed?.stop();
  feed?.change({ name: 'Home' });
  expect(saved).toHaveLength(1);
});
