import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createAccounts } from '../../main/accounts/accounts.ts';
import type { AccountPorts } from '../../main/accounts/accounts.ts';
import type { Connection, SignInProvider } from '../../main/providers/types.ts';
import { openVault } from '../../main/accounts/vault.ts';
import type { Vault } from '../../main/accounts/vault.ts';
import { openStore } from '../../main/store/open.ts';
import type { Store } from '../../main/store/open.ts';
import type { CalendarListPage, Source, SourceFailure } from '../../main/sync/ports.ts';
import { sampleAccountId } from '../../shared/model.ts';
import type { AccountId, CalendarId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { noKeyring } from '../support/openTestBackend.ts';
import { noFeeds } from '../support/noFeeds.ts';

const ada = 'google:ada@example.com' as AccountId;
const aborted = new AbortController().signal;

let folder: string;
let store: Store;
let vault: Vault;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-accounts-'));
  const opened = openStore({ path: join(folder, 'calendar.db'), nowMs: 0 });
  if (!opened.ok) throw new Error(opened.problem.cause);
  store = opened.value;
  vault = openVault({ path: join(folder, 'vault.json'), keyring: noKeyring, storage: 'file' });
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const entry = (id: string, primary: boolean): CalendarListPage['items'][number] => ({
  type: 'calendar',
  calendar: {
    id: id as CalendarId,
    name: id,
    color: '#336699',
    zone: 'Europe/Vienna',
    accessRole: 'owner',
    primary,
    selected: true,
    hidden: false,
    defaultReminders: [],
  },
});

/** A source with these pages of calendars, and nothing else. */
const listing = (...pages: (CalendarListPage['items'] | SourceFailure)[]): Source => {
  const refuse = () => Promise.resolve(fail({ kind: 'notFound' } as const));
  return {
    listCalendars: ({ pageToken }) => {
      const index = Number(pageToken ?? 0);
      const page = pages[index] ?? [];
      if ('kind' in page) return Promise.resolve(fail(page));
      const more = index + 1 < pages.length;
      return Promise.resolve(
        ok({ items: page, nextPageToken: more ? `${index + 1}` : null, nextSyncToken: more ? null : 't' }),
      );
    },
    listEvents: refuse,
    getEvent: refuse,
  };
};

const connection = (source: Source, secret = 'secret-1') => {
  const events: string[] = [];
  let tell: ((secret: string) => Promise<unknown>) | null = null;
  const made: Connection = {
    source,
    writer: () => null,
    writing: () => ({ reach: null, isPermitted: false }),
    setWriting: () => {},
    permits: () => false,
    secret: () => secret,
    onSecret: (listener) => {
      tell = listener;
    },
    revoke: () => {
      events.push('revoked');
      return Promise.resolve(true);
    },
    stop: () => events.push('stopped'),
  };
  return { made, events, refresh: (text: string) => tell?.(text) };
};

const accountsWith = ({
  signIn = () => null,
  restore = () => Promise.resolve(null),
  ...more
}: Partial<AccountPorts & SignInProvider> = {}) => {
  const changes: string[] = [];
  const accounts = createAccounts({
    store: store.accounts,
    vault,
    providers: {
      google: { kind: 'google', signIn, restore },
      feed: noFeeds,
      sample: {
        kind: 'sample',
        open: () => ({ source: listing(), writer: () => Promise.reject(new Error('none')) }),
      },
    },
    sampleLabel: 'Sample calendar',
    feedLabel: 'Calendar',
    now: () => Date.parse('2026-11-24T09:00:00.000Z'),
    betweenPasses: async (work) => work(),
    confirmOther: () => Promise.resolve(false),
    onProblems: () => {},
    onFileChanged: () => {},
    onWritingChanged: () => {},
    onAccountsChanged: (change) => changes.push(change),
    ...more,
  });
  return { accounts, changes };
};
const stored = () => {
  const list = store.accounts.list();
  return list.ok ? list.value.map(({ id }) => id) : [];
};
const signsIn = (source: Source, secret?: string) => {
  const made = connection(source, secret);
  return { ...made, signIn: () => Promise.resolve(ok(made.made)) };
};

describe('connecting Google', () => {
  test('names the account after its primary calendar, on whichever page that is', async () => {
    const { signIn } = signsIn(listing([entry('team@example.com', false)], [entry('ada@example.com', true)]));
    const { accounts, changes } = accountsWith({ signIn });
    expect(await accounts.connect('google')).toMatchObject({
      ok: true,
      value: { id: ada, kind: 'google', label: 'ada@example.com' },
    });
    expect(stored()).toEqual([ada]);
    expect(changes).toEqual(['connected']);
    expect(accounts.sourceFor(ada)).not.toBeNull();
    expect(await vault.read(ada)).toEqual({ state: 'found', text: 'secret-1' });
  });

  test('stores every refreshed token', async () => {
    const { signIn, refresh } = signsIn(listing([entry('ada@example.com', true)]));
    await accountsWith({ signIn }).accounts.connect('google');
    await refresh('secret-2');
    expect(readFileSync(join(folder, 'vault.json'), 'utf8')).toContain('secret-2');
  });

  test('removes the sample, but only then', async () => {
    const failing = accountsWith({ signIn: () => Promise.resolve(fail({ kind: 'offline' } as Problem)) });
    await failing.accounts.connectSample();
    expect(await failing.accounts.connect('google')).toMatchObject({ ok: false });
    expect(stored()).toEqual([sampleAccountId]);

    const { signIn } = signsIn(listing([entry('ada@example.com', true)]));
    const { accounts } = accountsWith({ signIn });
    await accounts.open();
    await accounts.connect('google');
    expect(stored()).toEqual([ada]);
    expect(accounts.sourceFor(sampleAccountId)).toBeNull();
  });

  test('keeps a sample that was connected in addition to an account', async () => {
    const first = accountsWith({ signIn: signsIn(listing([entry('ada@example.com', true)])).signIn });
    await first.accounts.connect('google');
    await first.accounts.connectSample();
    // Signing in again, and another account.
    await first.accounts.connect('google');
    const { signIn } = signsIn(listing([entry('grace@example.com', true)]));
    const { accounts } = accountsWith({ signIn });
    await accounts.open();
    await accounts.connect('google');
    expect(stored()).toEqual(expect.arrayContaining([ada, sampleAccountId, 'google:grace@example.com']));
    expect(accounts.sourceFor(sampleAccountId)).not.toBeNull();
  });

  test('needs a client', async () => {
    expect(await accountsWith().accounts.connect('google')).toEqual({
      ok: false,
      problem: { kind: 'clientIdMissing' },
    });
  });

  test('gives up a calendar list without an end', async () => {
    let pages = 0;
    const source: Source = {
      ...listing(),
      listCalendars: () => {
        pages += 1;
        if (pages > 100) return Promise.resolve(fail({ kind: 'offline' } as const));
        return Promise.resolve(ok({ items: [], nextPageToken: `${pages}`, nextSyncToken: null }));
      },
    };
    expect(await accountsWith({ signIn: signsIn(source).signIn }).accounts.connect('google')).toEqual({
      ok: false,
      problem: { kind: 'unexpectedReply', detail: 'noPrimaryCalendar' },
    });
    expect(pages).toBe(50);
  });

  test('adds the account only while no pass runs', async () => {
    const { promise: passEnded, resolve: endPass } = Promise.withResolvers<void>();
    const { promise: requested, resolve: request } = Promise.withResolvers<void>();
    const { signIn } = signsIn(listing([entry('ada@example.com', true)]));
    const { accounts } = accountsWith({
      signIn,
      betweenPasses: async (work) => {
        request();
        await passEnded;
        return work();
      },
    });
    const connecting = accounts.connect('google');
    await Promise.race([requested, connecting]);
    expect(stored()).toEqual([]);
    endPass();
    expect(await connecting).toMatchObject({ ok: true });
    expect(stored()).toEqual([ada]);
  });

  test('does not revoke a failed sign-in whose owner is unknown: it may be the consent in use [S40]', async () => {
    const first = signsIn(listing([entry('ada@example.com', true)]));
    const failing = signsIn(listing({ kind: 'offline' }));
    const attempts = [first.signIn, failing.signIn];
    const { accounts } = accountsWith({ signIn: () => attempts.shift()?.() ?? null });
    await accounts.connect('google');
    expect(await accounts.connect('google')).toMatchObject({ ok: false });
    await expect.poll(() => failing.events).toEqual(['stopped']);
    expect(accounts.problems()).toEqual([]);
    expect(first.events).toEqual([]);
  });

  const failures: readonly (readonly [SourceFailure, Problem])[] = [
    [{ kind: 'offline' }, { kind: 'offline' }],
    [
      { kind: 'signInRequired', reason: 'scopeMissing' },
      { kind: 'signInFailed', cause: 'partialConsent' },
    ],
    [
      { kind: 'accessNotConfigured', detail: 'd' },
      { kind: 'accessNotConfigured', detail: 'd' },
    ],
    [
      { kind: 'rateLimited', retryAfterMs: 1 },
      { kind: 'googleUnavailable', detail: 'rateLimited' },
    ],
    [
      { kind: 'unexpectedReply', detail: 'd' },
      { kind: 'unexpectedReply', detail: 'd' },
    ],
  ];
  test.each(failures)('leaves nothing behind if the first listing fails: %j', async (failure, problem) => {
    const { signIn } = signsIn(listing(failure));
    const { accounts, changes } = accountsWith({ signIn });
    expect(await accounts.connect('google')).toEqual({ ok: false, problem });
    expect(stored()).toEqual([]);
    expect(changes).toEqual([]);
    expect(await vault.read(ada)).toEqual({ state: 'notKept' });
  });

  test('never waits for a keyring that asks the person first', async () => {
    const { signIn } = signsIn(listing([entry('ada@example.com', true)]));
    const asking: Vault = { ...vault, keep: () => new Promise(() => {}) };
    const { accounts } = accountsWith({ signIn, vault: asking });
    expect(await accounts.connect('google')).toMatchObject({ ok: true });
  });

  test('cancelling ends the attempt, and another one can begin at once', async () => {
    const signals: AbortSignal[] = [];
    const signIn = (signal: AbortSignal): Promise<Result<Connection, Problem>> => {
      signals.push(signal);
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(fail({ kind: 'cancelled' })));
      });
    };
    const { accounts } = accountsWith({ signIn });
    for (let n = 1; n <= 2; n += 1) {
      const attempt = accounts.connect('google');
      accounts.cancelConnect();
      expect(await attempt).toEqual({ ok: false, problem: { kind: 'cancelled' } });
      expect(signals).toHaveLength(n);
    }
  });

  test('again for a known account replaces its connection', async () => {
    const first = signsIn(listing([entry('ada@example.com', true)]), 'one');
    const second = signsIn(listing([entry('ada@example.com', true)]), 'two');
    const attempts = [first.signIn, second.signIn];
    const { accounts } = accountsWith({ signIn: () => attempts.shift()?.() ?? null });
    await accounts.connect('google');
    await accounts.connect('google');
    expect(first.events).toEqual(['stopped']);
    expect(await vault.read(ada)).toEqual({ state: 'found', text: 'two' });
    expect(stored()).toEqual([ada]);
  });
});

describe('after a restart [S39]', () => {
  const connected = async (): Promise<void> => {
    const { signIn } = signsIn(listing([entry('ada@example.com', true)]));
    await accountsWith({ signIn }).accounts.connect('google');
  };
  const reason = async (accounts: ReturnType<typeof createAccounts>) => {
    const reply = await accounts.sourceFor(ada)?.listCalendars({ syncToken: null, pageToken: null }, aborted);
    return reply?.ok === false && reply.problem.kind === 'signInRequired' ? reply.problem.reason : null;
  };

  test('the stored secret connects again', async () => {
    await connected();
    const { accounts } = accountsWith({
      restore: (text) => Promise.resolve(connection(listing([]), text).made),
    });
    await accounts.open();
    expect(await reason(accounts)).toBeNull();
    expect(accounts.hasSignIns()).toBe(true);
  });

  test('a secret that was only in memory requires a sign-in: notKept; the account and its data stay', async () => {
    await connected();
    await vault.forget(ada);
    const { accounts } = accountsWith();
    await accounts.open();
    expect(await reason(accounts)).toBe('notKept');
    expect(stored()).toEqual([ada]);
  });

  test('a vault that cannot be read now requires a sign-in: vaultBlocked; the account and its data stay', async () => {
    await connected();
    const read = () => Promise.resolve({ state: 'blocked' } as const);
    const { accounts } = accountsWith({ vault: { ...vault, read } });
    await accounts.open();
    expect(await reason(accounts)).toBe('vaultBlocked');
    expect(stored()).toEqual([ada]);
  });

  test('a secret that cannot be parsed requires a sign-in: vaultUnreadable', async () => {
    await connected();
    const { accounts } = accountsWith({ restore: () => Promise.resolve(null) });
    await accounts.open();
    expect(await reason(accounts)).toBe('vaultUnreadable');
  });
});

describe('disconnecting [S40]', () => {
  test('removes the data and the secret, stops the refreshing and revokes', async () => {
    const { signIn, events } = signsIn(listing([entry('ada@example.com', true)]));
    const { accounts, changes } = accountsWith({ signIn });
    await accounts.connect('google');
    expect(await accounts.disconnect(ada)).toEqual({ ok: true, value: null });
    expect(stored()).toEqual([]);
    expect(await vault.read(ada)).toEqual({ state: 'notKept' });
    expect(events).toEqual(['stopped', 'revoked']);
    expect(changes).toEqual(['connected', 'disconnected']);
    expect(accounts.sourceFor(ada)).toBeNull();
  });

  test('an unknown account is not found', async () => {
    expect(await accountsWith().accounts.disconnect(ada)).toEqual({
      ok: false,
      problem: { kind: 'notFound' },
    });
  });
});

test('a calendar by address whose address cannot be read is still there when the database is new [F3]', async () => {
  const id = 'feed:11111111' as AccountId;
  await vault.keep(id, 'not readable');
  const { accounts } = accountsWith();
  await accounts.open(true);
  expect(store.accounts.list()).toMatchObject({ ok: true, value: [{ id, kind: 'feed', label: 'Calendar' }] });
  const events = await accounts
    .sourceFor(id)
    ?.listCalendars({ syncToken: null, pageToken: null }, new AbortController().signal);
  expect(events).toEqual(fail({ kind: 'feedFailed', cause: 'addressMissing' }));
  expect(await accounts.disconnect(id)).toEqual(ok(null));
  expect(vault.names()).toEqual([]);
});
