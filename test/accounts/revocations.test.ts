/**
 * Consents are revoked [S40]: also later, if Google or the keyring could not be reached at once; also after a failed
 * sign-in. Uses the real vault, store and Google provider, over HTTP with the fake Google.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createAccounts } from '../../main/accounts/accounts.ts';
import { openVault } from '../../main/accounts/vault.ts';
import type { Keyring } from '../../main/accounts/vault.ts';
import { createGoogleProvider } from '../../main/providers/google.ts';
import { openStore } from '../../main/store/open.ts';
import type { AccountId } from '../../shared/model.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import { noFeeds } from '../support/noFeeds.ts';

const ADA = 'ada@example.com';
const ada = `google:${ADA}` as AccountId;
const GRACE = 'grace@example.com';

const openWorld = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'jarvis-revocations-'));
  const vaultPath = join(folder, 'vault.json');
  const google = await startFakeGoogle({ clock: { now: Date.now } });
  google.model.addCalendar({ id: ADA, summary: ADA, timeZone: 'Europe/Berlin', primary: true });
  const opened = openStore({ path: join(folder, 'calendar.db'), nowMs: 0 });
  if (!opened.ok) throw new Error(opened.problem.cause);
  const store = opened.value;
  const network = { up: true, token: Promise.resolve() };
  const keyringState = { opens: true, present: true, asked: 0 };
  const keyring: Keyring = {
    available: async () => keyringState.present,
    seal: async (text) => ({ by: 'sync', sealed: Buffer.from(`sealed ${text}`).toString('base64') }),
    open: async (sealed) => {
      keyringState.asked += 1;
      if (!keyringState.opens) throw new Error('locked');
      return Buffer.from(sealed, 'base64').toString().slice('sealed '.length);
    },
  };
  const opens: string[] = [];
  const questions: (readonly [string, string])[] = [];
  const person = { acceptsOther: false, reads: async (url: string) => void (await fetch(url)) };
  const problemsChanged: number[] = [];
  const start = (storage: 'ask' | 'file' = 'ask') =>
    createAccounts({
      store: store.accounts,
      vault: openVault({ path: vaultPath, keyring, storage }),
      providers: {
        google: createGoogleProvider({
          endpoints: {
            authUrl: `${google.origin}/auth`,
            tokenUrl: `${google.origin}/token`,
            revokeUrl: `${google.origin}/revoke`,
            apiRoot: google.origin,
          },
          client: () => ({ id: 'client-1.apps.example.com', secret: null }),
          fetch: async (input, init) => {
            if (!network.up) throw Object.assign(new TypeError('down'), { code: 'ENOTFOUND' });
            const response = await fetch(input, init);
            if (String(input).endsWith('/token')) await network.token;
            return response;
          },
          writing: { fetch, closeConnections: () => Promise.resolve() },
          openSignIn: async (url) => {
            opens.push(url);
            await person.reads(url);
          },
        }),
        feed: noFeeds,
        sample: {
          kind: 'sample',
          open: () => {
            throw new Error('no sample here');
          },
        },
      },
      sampleLabel: 'Sample',
      feedLabel: 'Calendar',
      now: () => 1_764_000_000_000,
      betweenPasses: async (work) => work(),
      confirmOther: async (expected, signedIn) => {
        questions.push([expected, signedIn]);
        return person.acceptsOther;
      },
      onFileChanged: () => {},
      onWritingChanged: () => {},
      onAccountsChanged: () => {},
      onProblems: () => problemsChanged.push(1),
    });
  onTestFinished(async () => {
    store.close();
    await google.stop();
    rmSync(folder, { recursive: true });
  });
  return {
    folder,
    google,
    keyringState,
    network,
    opens,
    person,
    problemsChanged,
    questions,
    start,
    store,
    vaultPath,
    onDisk: () => (existsSync(vaultPath) ? readFileSync(vaultPath, 'utf8') : ''),
    stored: () => {
      const list = store.accounts.list();
      return list.ok ? list.value.map(({ id }) => id) : [];
    },
    works: async (accounts: ReturnType<typeof createAccounts>, id = ada) => {
      const { signal } = new AbortController();
      const listed = await accounts
        .sourceFor(id)
        ?.listCalendars({ syncToken: null, pageToken: null }, signal);
      return listed?.ok === true;
    },
  };
};
const pendingRevocations = [{ kind: 'revocationOwed', account: ADA, by: 'app' }];

describe('disconnecting while Google cannot be reached', () => {
  test('stores the pending revocation encrypted, reports it, and does it later', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    t.network.up = false;
    expect(await accounts.disconnect(ada)).toEqual({ ok: true, value: null });
    expect(t.stored()).toEqual([]);
    expect(accounts.problems()).toEqual(pendingRevocations);
    expect(t.onDisk()).toContain('"sealed"');
    expect(t.onDisk()).not.toMatch(/1\/\/fake|ya29/);
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toEqual([]);
    t.network.up = true;
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toHaveLength(1);
    expect(accounts.problems()).toEqual([]);
    expect(t.onDisk()).not.toContain('"sealed"');
    expect(t.problemsChanged.length).toBeGreaterThanOrEqual(2);
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toHaveLength(1);
  });

  test('does it after a restart, and adds no account because of it, even if the database was lost', async () => {
    const t = await openWorld();
    const before = t.start();
    await before.connect('google');
    t.network.up = false;
    await before.disconnect(ada);
    const after = t.start();
    await after.open(true);
    expect(t.stored()).toEqual([]);
    expect(after.problems()).toEqual(pendingRevocations);
    t.network.up = true;
    await after.revokeOwed();
    expect(t.google.oauth.revoked).toHaveLength(1);
    expect(after.problems()).toEqual([]);
  });

  test('does not end the sign-in if the same person signs in again before', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    t.network.up = false;
    await accounts.disconnect(ada);
    t.network.up = true;
    await accounts.connect('google');
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toEqual([]);
    expect(accounts.problems()).toEqual([]);
    expect(await t.works(accounts)).toBe(true);
  });

  test('waits during a sign-in: it could be the consent that is being renewed', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    t.person.reads = () => new Promise(() => {});
    const connecting = accounts.connect('google');
    await accounts.disconnect(ada);
    expect(t.google.oauth.revoked).toEqual([]);
    expect(accounts.problems()).toEqual(pendingRevocations);
    accounts.cancelConnect();
    await connecting;
    await expect.poll(() => t.google.oauth.revoked).toHaveLength(1);
    await expect.poll(() => accounts.problems()).toEqual([]);
  });

  test('without a known owner is given up when someone signs in: it may be their consent', async () => {
    const t = await openWorld();
    const accounts = t.start();
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'calendarList', times: 1 });
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'revoke', times: 1 });
    expect(await accounts.connect('google')).toMatchObject({ ok: false });
    await expect.poll(() => accounts.problems()).toHaveLength(1);
    expect(await accounts.connect('google')).toMatchObject({ ok: true });
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toEqual([]);
    expect(accounts.problems()).toEqual([]);
    expect(await t.works(accounts)).toBe(true);
  });

  test('is attempted once, however many callers request it at the same time', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    t.network.up = false;
    await accounts.disconnect(ada);
    t.network.up = true;
    await Promise.all([accounts.revokeOwed(), accounts.revokeOwed(), accounts.revokeOwed()]);
    expect(t.google.requests.filter(({ endpoint }) => endpoint === 'revoke')).toHaveLength(1);
  });

  test('does not use the keyring during a sign-in', async () => {
    const t = await openWorld();
    const before = t.start();
    await before.connect('google');
    t.network.up = false;
    await before.disconnect(ada);
    const after = t.start();
    t.person.reads = () => new Promise(() => {});
    const connecting = after.connect('google');
    const { asked } = t.keyringState;
    await after.revokeOwed();
    expect(t.keyringState.asked).toBe(asked);
    after.cancelConnect();
    await connecting;
    await expect.poll(() => t.keyringState.asked).toBeGreaterThan(asked);
  });

  test('is done at once if Google can be reached: nothing is pending', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    await accounts.disconnect(ada);
    expect(t.google.oauth.revoked).toHaveLength(1);
    expect(accounts.problems()).toEqual([]);
    expect(t.onDisk()).not.toContain('"sealed"');
  });
});

describe('disconnecting with a vault that cannot be read', () => {
  test('keeps what the keyring could not decrypt pending, and revokes it once that works', async () => {
    const t = await openWorld();
    await t.start().connect('google');
    t.keyringState.opens = false;
    const accounts = t.start();
    await accounts.open();
    await accounts.disconnect(ada);
    expect(accounts.problems()).toEqual(pendingRevocations);
    await accounts.revokeOwed();
    expect(accounts.problems()).toEqual(pendingRevocations);
    expect(t.google.oauth.revoked).toEqual([]);
    t.keyringState.opens = true;
    await t.start().open();
    await expect.poll(() => t.google.oauth.revoked).toHaveLength(1);
  });

  test('also removes a vault that was set aside, and says that the person must revoke at Google', async () => {
    const t = await openWorld();
    t.keyringState.present = false;
    await t.start('file').connect('google');
    writeFileSync(t.vaultPath, `${t.onDisk().slice(0, -4)}`);
    expect(t.onDisk()).toContain('1//fake');
    const accounts = t.start('file');
    await accounts.open();
    expect(existsSync(`${t.vaultPath}.bad`)).toBe(true);
    await accounts.disconnect(ada);
    expect(existsSync(`${t.vaultPath}.bad`)).toBe(false);
    expect(accounts.problems()).toEqual([{ kind: 'revocationOwed', account: ADA, by: 'person' }]);
  });
});

describe('a failed sign-in', () => {
  test('cancelled during the exchange of the code, ends at once, and its token is revoked', async () => {
    const t = await openWorld();
    const accounts = t.start();
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    t.network.token = promise;
    const connecting = accounts.connect('google');
    await expect.poll(() => t.google.requests.some(({ endpoint }) => endpoint === 'token')).toBe(true);
    accounts.cancelConnect();
    expect(await connecting).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    answer();
    await expect.poll(() => t.google.oauth.revoked).toHaveLength(1);
    expect(t.stored()).toEqual([]);
    await expect.poll(t.onDisk).not.toContain('"sealed"');
  });

  test('whose first listing fails has its token revoked, later if necessary', async () => {
    const t = await openWorld();
    const accounts = t.start();
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'calendarList', times: 1 });
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'revoke', times: 1 });
    expect(await accounts.connect('google')).toMatchObject({ ok: false });
    await expect
      .poll(() => accounts.problems())
      .toEqual([{ kind: 'revocationOwed', account: null, by: 'app' }]);
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toHaveLength(1);
    expect(accounts.problems()).toEqual([]);
  });

  test('cancelled by someone who is connected, does not end the sign-in in use', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    t.network.token = promise;
    const connecting = accounts.connect('google', ada);
    await expect.poll(() => t.google.requests.filter(({ endpoint }) => endpoint === 'token').length).toBe(2);
    accounts.cancelConnect();
    expect(await connecting).toMatchObject({ problem: { kind: 'cancelled' } });
    answer();
    // It finds out whose consent it was, and that it is in use.
    await expect
      .poll(() => t.google.requests.filter(({ endpoint }) => endpoint === 'calendarList').length)
      .toBe(2);
    expect(t.google.oauth.revoked).toEqual([]);
    expect(await t.works(accounts)).toBe(true);
  });
});

describe('connecting again', () => {
  test('opens one browser however often it is requested, and all callers get its result', async () => {
    const t = await openWorld();
    const accounts = t.start();
    const all = await Promise.all(Array.from({ length: 20 }, () => accounts.connect('google')));
    expect(t.opens).toHaveLength(1);
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toMatchObject({ ok: true, value: { id: ada } });
  });

  test('suggests the expected account', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    await accounts.connect('google', ada);
    expect(t.opens.map((url) => new URL(url).searchParams.get('login_hint'))).toEqual([null, ADA]);
    expect(t.questions).toEqual([]);
  });

  const withGrace = async (accepts: boolean) => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connect('google');
    t.google.model.removeCalendar(ADA);
    t.google.model.addCalendar({ id: GRACE, summary: GRACE, timeZone: 'Europe/Berlin', primary: true });
    t.person.acceptsOther = accepts;
    return { t, accounts, answer: await accounts.connect('google', ada) };
  };

  test('asks if another person signed in, and revokes that consent if the answer is no', async () => {
    const { t, answer } = await withGrace(false);
    expect(t.questions).toEqual([[ADA, GRACE]]);
    expect(answer).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    expect(t.stored()).toEqual([ada]);
    await expect.poll(() => t.google.oauth.revoked).toHaveLength(1);
  });

  test('adds the other person if the answer is yes', async () => {
    const { t, answer } = await withGrace(true);
    expect(answer).toMatchObject({ ok: true, value: { label: GRACE } });
    expect(t.stored()).toEqual(expect.arrayContaining([ada, `google:${GRACE}`]));
    expect(t.google.oauth.revoked).toEqual([]);
  });

  test('does not find an unknown account, and opens no browser', async () => {
    const t = await openWorld();
    expect(await t.start().connect('google', ada)).toEqual({ ok: false, problem: { kind: 'notFound' } });
    expect(t.opens).toEqual([]);
  });
});
