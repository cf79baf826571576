/** Calendars by address as accounts: in which order they are requested, added and removed. */
import { expect, test } from 'vitest';
import { createFeedAccounts } from '../../main/accounts/feeds.ts';
import type { FeedAccountsPorts } from '../../main/accounts/feeds.ts';
import type { FeedConnection, FeedProvider } from '../../main/providers/types.ts';
import type { Account, AccountId } from '../../shared/model.ts';
import { fail, ok } from '../../shared/result.ts';
import { value } from '../support/value.ts';

const id = 'feed:k1' as AccountId;
const connectedAt = '2026-11-24T09:00:00.000Z';
const other: Account = { id: 'google:ada' as AccountId, kind: 'google', label: 'ada', connectedAt };

const openWorld = (ports: Partial<Pick<FeedProvider, 'connect'> & FeedAccountsPorts['vault']> = {}) => {
  const events: string[] = [];
  const accounts = new Map<AccountId, Account>([[other.id, other]]);
  const refuse = () => Promise.reject(new Error('nothing is listed here'));
  const feed: FeedConnection = {
    key: 'k1',
    source: { listCalendars: refuse, listEvents: refuse, getEvent: refuse },
    address: () => 'https://example.com/a.ics',
    details: () => ({
      name: 'Team',
      color: '#123456',
      ownAddresses: [],
      host: 'example.com',
      ending: '.ics',
      file: null,
    }),
    secret: () => 'secret',
    onSecret: () => {},
    onFileChanged: () => {},
    change: () => {},
    stop: () => void events.push('stopped'),
  };
  const { connect = () => Promise.resolve(ok(feed)), ...vault } = ports;
  const feeds = createFeedAccounts({
    provider: { kind: 'feed', connect, restore: () => Promise.resolve(null) },
    vault: {
      names: () => [],
      read: () => Promise.resolve({ state: 'notKept' }),
      keep: async () => {
        events.push('kept');
        return true;
      },
      forget: async () => void events.push('forgotten'),
      removeSetAside: () => void events.push('set aside removed'),
      ...vault,
    },
    listed: (wanted) => accounts.get(wanted),
    add: async (account, adopt, isKnown) => {
      if (isKnown && !accounts.has(account.id)) return fail({ kind: 'cancelled' });
      accounts.set(account.id, account);
      adopt();
      return ok(account);
    },
    label: 'Calendar by address',
    now: () => Date.parse(connectedAt),
    onFileChanged: () => {},
  });
  return { accounts, events, feed, feeds };
};
const request = { address: 'https://example.com/a.ics' };

test('[S40] a removed calendar is stopped, and its address is in no file any more, not even one set aside', async () => {
  const { events, feeds } = openWorld();
  expect(value(await feeds.connect(request))).toMatchObject({ id, label: 'Team' });
  await feeds.forget(id);
  expect(events).toEqual(['kept', 'stopped', 'forgotten', 'set aside removed']);
  expect(feeds.sourceFor(id)).toBeNull();
});

test('a new address is only for an account that is a calendar by address', async () => {
  const { events, feeds } = openWorld();
  const notFound = { ok: false, problem: { kind: 'notFound' } };
  expect(await feeds.connect({ ...request, accountId: other.id })).toEqual(notFound);
  expect(await feeds.connect({ ...request, accountId: 'feed:gone' as AccountId })).toEqual(notFound);
  expect(events).toEqual([]);
});

test('a new request cancels the one before, which adds nothing even if it gets a reply', async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  const signals: AbortSignal[] = [];
  const world = openWorld({
    connect: async (_request, _known, signal) => {
      signals.push(signal);
      if (signals.length === 1) await answered;
      return ok(world.feed);
    },
  });
  const first = world.feeds.connect(request);
  expect(value(await world.feeds.connect(request))).toMatchObject({ id });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  answer();
  expect(await first).toEqual({ ok: false, problem: { kind: 'cancelled' } });
  expect(world.events).toEqual(['kept']);
});

test.each([
  ['blocked', 'addressBlocked'],
  ['notKept', 'addressMissing'],
  ['unreadable', 'addressMissing'],
] as const)('a calendar whose address is %s says so: %s', async (state, cause) => {
  const { feeds } = openWorld({ read: () => Promise.resolve({ state }) });
  await feeds.restore(id);
  const { signal } = new AbortController();
  expect(await feeds.sourceFor(id)?.listCalendars({ syncToken: null, pageToken: null }, signal)).toEqual({
    ok: false,
    problem: { kind: 'feedFailed', cause },
  });
});

test('a calendar that is removed while its new address is asked, or while it is edited, does not come back', async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  let asked = 0;
  const world = openWorld({
    connect: async () => {
      asked += 1;
      if (asked === 2) await answered;
      return ok(world.feed);
    },
  });
  value(await world.feeds.connect(request));
  const renewing = world.feeds.connect({ ...request, accountId: id });
  world.accounts.delete(id);
  const editing = world.feeds.change(id, { name: 'Other' });
  answer();
  const cancelled = { ok: false, problem: { kind: 'cancelled' } };
  expect([await renewing, await editing]).toEqual([cancelled, cancelled]);
  expect([...world.accounts.keys()]).toEqual([other.id]);
});
