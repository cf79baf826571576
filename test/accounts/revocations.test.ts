/**
 * Consents are given back [S40]: also later, where Google or the keyring could not be reached at once; also after a
 * sign-in that came to nothing. The real vault, store and Google provider, over HTTP against the fake Google.
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
  const keyringState = { opens: true, present: true };
  const keyring: Keyring = {
    available: async () => keyringState.present,
    seal: async (text) => ({ by: 'sync', sealed: Buffer.from(`sealed ${text}`).toString('base64') }),
    open: async (sealed) => {
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
          openSignIn: async (url) => {
            opens.push(url);
            await person.reads(url);
          },
        }),
        sample: {
          kind: 'sample',
          source: () => {
            throw new Error('no sample here');
          },
        },
      },
      sampleLabel: 'Sample',
      now: () => 1_764_000_000_000,
      betweenPasses: async (work) => work(),
      confirmOther: async (expected, signedIn) => {
        questions.push([expected, signedIn]);
        return person.acceptsOther;
      },
      onChanged: () => {},
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
const owed = [{ kind: 'revocationOwed', account: ADA, by: 'app' }];

describe('disconnecting where Google cannot be reached', () => {
  test('owes the revocation, sealed, says so, and does it later', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connectGoogle();
    t.network.up = false;
    expect(await accounts.disconnect(ada)).toEqual({ ok: true, value: null });
    expect(t.stored()).toEqual([]);
    expect(accounts.problems()).toEqual(owed);
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

  test('does it after a restart, and names no account by it, also where the database was lost', async () => {
    const t = await openWorld();
    const before = t.start();
    await before.connectGoogle();
    t.network.up = false;
    await before.disconnect(ada);
    const after = t.start();
    await after.open(true);
    expect(t.stored()).toEqual([]);
    expect(after.problems()).toEqual(owed);
    t.network.up = true;
    await after.revokeOwed();
    expect(t.google.oauth.revoked).toHaveLength(1);
    expect(after.problems()).toEqual([]);
  });

  test('does not end the sign-in of the same person who came back before it was done', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connectGoogle();
    t.network.up = false;
    await accounts.disconnect(ada);
    t.network.up = true;
    await accounts.connectGoogle();
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toEqual([]);
    expect(accounts.problems()).toEqual([]);
    expect(await t.works(accounts)).toBe(true);
  });

  test('is done at once where Google can be reached: nothing is owed', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connectGoogle();
    await accounts.disconnect(ada);
    expect(t.google.oauth.revoked).toHaveLength(1);
    expect(accounts.problems()).toEqual([]);
    expect(t.onDisk()).not.toContain('"sealed"');
  });
});

describe('disconnecting with a vault that cannot be read', () => {
  test('owes what the keyring would not open, and does it when that opens again', async () => {
    const t = await openWorld();
    await t.start().connectGoogle();
    t.keyringState.opens = false;
    const accounts = t.start();
    await accounts.open();
    await accounts.disconnect(ada);
    expect(accounts.problems()).toEqual(owed);
    await accounts.revokeOwed();
    expect(accounts.problems()).toEqual(owed);
    expect(t.google.oauth.revoked).toEqual([]);
    t.keyringState.opens = true;
    await t.start().open();
    await expect.poll(() => t.google.oauth.revoked).toHaveLength(1);
  });

  test('takes the vault that was set aside away too, and says that the person must do it at Google', async () => {
    const t = await openWorld();
    t.keyringState.present = false;
    await t.start('file').connectGoogle();
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

describe('a sign-in that comes to nothing', () => {
  test('cancelled while the code is exchanged, it is over at once, and its token is given back', async () => {
    const t = await openWorld();
    const accounts = t.start();
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    t.network.token = promise;
    const connecting = accounts.connectGoogle();
    await expect.poll(() => t.google.requests.some(({ endpoint }) => endpoint === 'token')).toBe(true);
    accounts.cancelConnect();
    expect(await connecting).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    answer();
    await expect.poll(() => t.google.oauth.revoked).toHaveLength(1);
    expect(t.stored()).toEqual([]);
    await expect.poll(t.onDisk).not.toContain('"sealed"');
  });

  test('its first listing fails: its token is given back, later if need be', async () => {
    const t = await openWorld();
    const accounts = t.start();
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'calendarList', times: 1 });
    t.google.faults.add({ kind: 'status', status: 503 }, { on: 'revoke', times: 1 });
    expect(await accounts.connectGoogle()).toMatchObject({ ok: false });
    await expect
      .poll(() => accounts.problems())
      .toEqual([{ kind: 'revocationOwed', account: null, by: 'app' }]);
    await accounts.revokeOwed();
    expect(t.google.oauth.revoked).toHaveLength(1);
    expect(accounts.problems()).toEqual([]);
  });

  test('of somebody who is connected, cancelled, it does not end the sign-in that is in use', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connectGoogle();
    const { promise, resolve: answer } = Promise.withResolvers<void>();
    t.network.token = promise;
    const connecting = accounts.connectGoogle(ada);
    await expect.poll(() => t.google.requests.filter(({ endpoint }) => endpoint === 'token').length).toBe(2);
    accounts.cancelConnect();
    expect(await connecting).toMatchObject({ problem: { kind: 'cancelled' } });
    answer();
    // It looks who it was, and finds that the consent is in use.
    await expect
      .poll(() => t.google.requests.filter(({ endpoint }) => endpoint === 'calendarList').length)
      .toBe(2);
    expect(t.google.oauth.revoked).toEqual([]);
    expect(await t.works(accounts)).toBe(true);
  });
});

describe('connecting again', () => {
  test('however often it is asked for, one browser opens, and all get its answer', async () => {
    const t = await openWorld();
    const accounts = t.start();
    const all = await Promise.all(Array.from({ length: 20 }, () => accounts.connectGoogle()));
    expect(t.opens).toHaveLength(1);
    expect(new Set(all).size).toBe(1);
    expect(all[0]).toMatchObject({ ok: true, value: { id: ada } });
  });

  test('suggests the account that is meant', async () => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connectGoogle();
    await accounts.connectGoogle(ada);
    expect(t.opens.map((url) => new URL(url).searchParams.get('login_hint'))).toEqual([null, ADA]);
    expect(t.questions).toEqual([]);
  });

  const withGrace = async (accepts: boolean) => {
    const t = await openWorld();
    const accounts = t.start();
    await accounts.connectGoogle();
    t.google.model.removeCalendar(ADA);
    t.google.model.addCalendar({ id: GRACE, summary: GRACE, timeZone: 'Europe/Berlin', primary: true });
    t.person.acceptsOther = accepts;
    return { t, accounts, answer: await accounts.connectGoogle(ada) };
  };

  test('asks when another person signed in, and gives that consent back on a no', async () => {
    const { t, answer } = await withGrace(false);
    expect(t.questions).toEqual([[ADA, GRACE]]);
    expect(answer).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    expect(t.stored()).toEqual([ada]);
    await expect.poll(() => t.google.oauth.revoked).toHaveLength(1);
  });

  test('adds the other person on a yes', async () => {
    const { t, answer } = await withGrace(true);
    expect(answer).toMatchObject({ ok: true, value: { label: GRACE } });
    expect(t.stored()).toEqual(expect.arrayContaining([ada, `google:${GRACE}`]));
    expect(t.google.oauth.revoked).toEqual([]);
  });

  test('of an account that is not there is not found, and opens no browser', async () => {
    const t = await openWorld();
    expect(await t.start().connectGoogle(ada)).toEqual({ ok: false, problem: { kind: 'notFound' } });
    expect(t.opens).toEqual([]);
  });
});
