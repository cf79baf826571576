/**
 * Writing is turned on for one account by one more sign-in, against the fake Google over HTTP, with the real provider,
 * vault and store. Whatever goes wrong, nothing is lost and reading goes on.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAccounts } from '../../main/accounts/accounts.ts';
import { openVault } from '../../main/accounts/vault.ts';
import { createGoogleProvider } from '../../main/providers/google.ts';
import { createSampleProvider } from '../../main/providers/sample.ts';
import { openStore } from '../../main/store/open.ts';
import type { Store } from '../../main/store/open.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import { createFakeClock } from '../support/clock.ts';
import { startFakeGoogle } from '../support/fakeGoogle/index.ts';
import type { FakeGoogle } from '../support/fakeGoogle/index.ts';
import { noFeeds } from '../support/noFeeds.ts';
import { noKeyring } from '../support/openTestBackend.ts';
import { value } from '../support/value.ts';

/** Counts how often the writer's code is loaded. */
const loaded = vi.hoisted(() => ({ writers: 0 }));
vi.mock('../../main/google/writer.ts', async (original) => {
  loaded.writers += 1;
  return original();
});

const ada = 'google:ada@example.com' as AccountId;
const home = 'ada@example.com' as CalendarId;
const never = new AbortController().signal;
const scope = (name: string): string => `https://www.googleapis.com/auth/${name}`;
const toRead = [scope('calendar.events.readonly'), scope('calendar.calendarlist.readonly')];

let google: FakeGoogle;
let folder: string;
let store: Store;
beforeEach(async () => {
  google = await startFakeGoogle();
  google.model.addCalendar({ id: home, primary: true, timeZone: 'Europe/Berlin' });
  folder = mkdtempSync(join(tmpdir(), 'jarvis-writing-'));
  store = value(openStore({ path: join(folder, 'calendar.db'), nowMs: 0 }));
});
afterEach(async () => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
  await google.stop();
});

/** The accounts of one start of the app. `read`: what the person does when the browser opens. */
const start = (read: (url: string) => Promise<unknown> = (url) => fetch(url)) => {
  const opened: URL[] = [];
  const changes: string[] = [];
  const vaultWrites: string[] = [];
  const vault = openVault({ path: join(folder, 'vault.json'), keyring: noKeyring, storage: 'file' });
  const person = { read };
  const accounts = createAccounts({
    store: store.accounts,
    vault: {
      ...vault,
      keep: (name, text) => {
        vaultWrites.push(text);
        return vault.keep(name, text);
      },
    },
    providers: {
      google: createGoogleProvider({
        endpoints: {
          authUrl: `${google.origin}/auth`,
          tokenUrl: `${google.origin}/token`,
          revokeUrl: `${google.origin}/revoke`,
          apiRoot: google.origin,
        },
        client: () => ({ id: 'client-1.apps.example.com', secret: null }),
        fetch,
        writing: { fetch, closeConnections: () => Promise.resolve() },
        openSignIn: async (url) => {
          opened.push(new URL(url));
          await person.read(url);
        },
      }),
      feed: noFeeds,
      sample: createSampleProvider({
        clock: createFakeClock({ nowMs: Date.UTC(2026, 10, 24, 9) }),
        timeZone: () => 'Europe/Berlin',
      }),
    },
    sampleLabel: 'Sample',
    feedLabel: 'Calendar',
    now: () => Date.UTC(2026, 10, 24, 9),
    betweenPasses: async (work) => work(),
    confirmOther: () => Promise.resolve(true),
    onProblems: () => {},
    onWritingChanged: () => changes.push(accounts.writingState().anyOn ? 'on' : 'off'),
    onFileChanged: () => {},
    onAccountsChanged: () => {},
  });
  return { accounts, opened, changes, vaultWrites, person };
};
type Started = ReturnType<typeof start>;

const connected = async (): Promise<Started> => {
  const started = start();
  value(await started.accounts.connect('google'));
  await expect.poll(() => started.vaultWrites.length).toBe(1);
  return started;
};
const reads = async ({ accounts }: Started): Promise<boolean> => {
  const listed = await accounts.sourceFor(ada)?.listCalendars({ syncToken: null, pageToken: null }, never);
  return listed?.ok === true;
};
const insert = {
  verb: 'insert',
  calendarId: home,
  body: {
    id: 'fresh1',
    start: { dateTime: '2026-11-25T10:00:00Z' },
    end: { dateTime: '2026-11-25T11:00:00Z' },
  },
  notify: 'none',
} as const;
const asked = (url: URL | undefined): string[] => (url?.searchParams.get('scope') ?? '').split(' ');
const writes = () =>
  google.requests.filter(({ method, endpoint }) => method === 'POST' && endpoint === 'events');
/** What is stored and shown, to be compared before and after. */
const kept = ({ accounts }: Started): unknown => [
  readFileSync(join(folder, 'vault.json'), 'utf8'),
  accounts.writingState(),
  google.oauth.revoked,
];

test('no permission to write is asked for, and no writer is loaded, until a person turns writing on [W1, W3, property 20]', async () => {
  const before = loaded.writers;
  const started = await connected();
  expect(started.opened.map(asked)).toEqual([toRead]);
  expect(started.accounts.writingState()).toEqual({
    accounts: [{ accountId: ada, email: home, on: false, reach: null, needsSignIn: false }],
    anyOn: false,
  });
  expect(started.accounts.writerFor(ada)).toBeNull();
  expect(started.accounts.writing(ada)).toBeNull();
  expect(await reads(started)).toBe(true);
  expect(loaded.writers).toBe(before);
});

describe('turning writing on', () => {
  test.each([
    ['own', 'calendar.events.owned'],
    ['every', 'calendar.events'],
  ] as const)('%s: one sign-in for the whole set, with the account as hint [W1, W3]', async (reach, name) => {
    const started = await connected();
    expect(value(await started.accounts.enableWriting(ada, reach))).toEqual({
      accounts: [{ accountId: ada, email: home, on: true, reach, needsSignIn: false }],
      anyOn: true,
    });
    const [, url] = started.opened;
    expect(asked(url)).toEqual([...toRead, scope(name)]);
    expect(Object.fromEntries(url?.searchParams ?? [])).toMatchObject({
      login_hint: home,
      prompt: 'consent',
      access_type: 'offline',
    });
    expect(url?.searchParams.has('include_granted_scopes')).toBe(false);
    expect(started.changes.at(-1)).toBe('on');
    const writer = await started.accounts.writerFor(ada);
    expect(value(await writer!.send(insert, never)).event).toMatchObject({ id: 'fresh1' });
    expect(await reads(started)).toBe(true);
    expect(google.oauth.revoked).toEqual([]);
  });

  test('C9: tokens and switch change in one write of the vault, and outlive a restart', async () => {
    const started = await connected();
    const before = started.vaultWrites.length;
    value(await started.accounts.enableWriting(ada, 'own'));
    expect(started.vaultWrites.slice(before)).toHaveLength(1);
    const again = start();
    await expect.poll(() => readFileSync(join(folder, 'vault.json'), 'utf8')).toContain('owned');
    await again.accounts.open();
    expect(again.accounts.writing(ada)).toEqual({ on: true, reach: 'own' });
    expect(again.accounts.writerFor(ada)).not.toBeNull();
    expect(again.opened).toEqual([]);
  });

  const refusals: readonly (readonly [string, () => void, object])[] = [
    [
      'the box for writing unticked',
      () => Object.assign(google.oauth.settings, { consent: 'partial', partialScopes: toRead }),
      { kind: 'writeScopeMissing', accountId: ada },
    ],
    [
      'a box for reading unticked',
      () =>
        Object.assign(google.oauth.settings, {
          consent: 'partial',
          partialScopes: [toRead[0], scope('calendar.events')],
        }),
      { kind: 'signInFailed', cause: 'partialConsent' },
    ],
    [
      'refused',
      () => Object.assign(google.oauth.settings, { consent: 'denied' }),
      { kind: 'signInFailed', cause: 'denied' },
    ],
    [
      'no refresh token',
      () => Object.assign(google.oauth.settings, { refreshTokens: 'never' }),
      { kind: 'signInFailed', cause: 'exchangeFailed' },
    ],
  ];
  test.each(refusals)(
    'X11: %s: the old sign-in stays, nothing is revoked, reading goes on [W4, W5]',
    async (_, refuse, problem) => {
      const started = await connected();
      const before = kept(started);
      refuse();
      expect(await started.accounts.enableWriting(ada, 'every')).toEqual({ ok: false, problem });
      expect(kept(started)).toEqual(before);
      expect(await reads(started)).toBe(true);
      expect(started.accounts.writerFor(ada)).toBeNull();
    },
  );

  test('X11: another account chosen: it is not added, and nothing of this one changes [W4]', async () => {
    const started = await connected();
    google.oauth.settings.account = 'other@example.com';
    expect(await started.accounts.enableWriting(ada, 'own')).toEqual({
      ok: false,
      problem: { kind: 'signInFailed', cause: 'otherAccount' },
    });
    expect(value(store.accounts.list()).map(({ id }) => id)).toEqual([ada]);
    expect(started.accounts.writing(ada)).toBeNull();
    expect(await reads(started)).toBe(true);
  });

  test('X11: cancelled in the browser or here: as before [W4]', async () => {
    const started = await connected();
    const before = kept(started);
    started.person.read = async () => undefined;
    const enabling = started.accounts.enableWriting(ada, 'own');
    await expect.poll(() => started.opened.length).toBe(2);
    started.accounts.cancelConnect();
    expect(await enabling).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    expect(kept(started)).toEqual(before);
    expect(await reads(started)).toBe(true);
  });

  test('ends a sign-in for something else, and joins one for the same', async () => {
    const started = await connected();
    started.person.read = async () => undefined;
    const other = started.accounts.connect('google');
    await expect.poll(() => started.opened.length).toBe(2);
    const first = started.accounts.enableWriting(ada, 'own');
    const second = started.accounts.enableWriting(ada, 'own');
    expect(await other).toEqual({ ok: false, problem: { kind: 'cancelled' } });
    await expect.poll(() => started.opened.length).toBe(3);
    await fetch(started.opened[2] ?? '');
    expect([(await first).ok, (await second).ok]).toEqual([true, true]);
    expect(started.opened).toHaveLength(3);
  });

  test('calendars by address, and unknown accounts, have nothing to turn on', async () => {
    const { accounts } = await connected();
    expect(await accounts.enableWriting('feed:1' as AccountId, 'own')).toEqual({
      ok: false,
      problem: { kind: 'notFound' },
    });
  });
});

describe('turning writing off', () => {
  test('is a switch on this computer: no writer, no request, nothing revoked; on again without a browser [W5]', async () => {
    const started = await connected();
    value(await started.accounts.enableWriting(ada, 'own'));
    const writer = await started.accounts.writerFor(ada);
    const requests = google.requests.length;
    expect(value(await started.accounts.disableWriting(ada)).anyOn).toBe(false);
    expect(started.accounts.writerFor(ada)).toBeNull();
    // One that was handed out before.
    expect(await writer!.send(insert, never)).toEqual({ ok: false, problem: { kind: 'scopeMissing' } });
    expect(google.requests).toHaveLength(requests);
    expect(google.oauth.revoked).toEqual([]);
    value(await started.accounts.enableWriting(ada, 'own'));
    expect(started.opened).toHaveLength(2);
    expect(started.accounts.writerFor(ada)).not.toBeNull();
    // Further than the permission goes: Google is asked again.
    value(await started.accounts.enableWriting(ada, 'every'));
    expect(started.opened).toHaveLength(3);
  });

  test('outlives a restart', async () => {
    const started = await connected();
    value(await started.accounts.enableWriting(ada, 'every'));
    await started.accounts.disableWriting(ada);
    await expect.poll(() => readFileSync(join(folder, 'vault.json'), 'utf8')).not.toContain('writing');
    const again = start();
    await again.accounts.open();
    expect(again.accounts.writing(ada)).toBeNull();
    expect(again.accounts.writerFor(ada)).toBeNull();
  });
});

describe('a permission that ends', () => {
  test('X11: taken back at Google: writing stops and says so, reading goes on [W5]', async () => {
    const started = await connected();
    value(await started.accounts.enableWriting(ada, 'every'));
    const writer = await started.accounts.writerFor(ada);
    const changes = started.changes.length;
    google.oauth.withdrawScopes(['calendar.events']);
    expect(await writer!.send(insert, never)).toEqual({ ok: false, problem: { kind: 'scopeMissing' } });
    expect(started.accounts.writingState().accounts).toEqual([
      { accountId: ada, email: home, on: true, reach: 'every', needsSignIn: true },
    ]);
    expect(started.changes.length).toBe(changes + 1);
    expect(started.accounts.writerFor(ada)).toBeNull();
    expect(await reads(started)).toBe(true);
    expect(writes()).toHaveLength(1);
  });

  test('a new sign-in asks for as much as before; one that only reads leaves the wish and says what is missing [W3]', async () => {
    const started = await connected();
    value(await started.accounts.enableWriting(ada, 'own'));
    value(await started.accounts.connect('google', ada));
    expect(asked(started.opened[2])).toContain(scope('calendar.events.owned'));
    expect(started.accounts.writing(ada)).toEqual({ on: true, reach: 'own' });
    value(await started.accounts.connect('google'));
    expect(asked(started.opened[3])).toEqual(toRead);
    expect(started.accounts.writingState().accounts).toMatchObject([
      { on: true, reach: 'own', needsSignIn: true },
    ]);
    value(await started.accounts.enableWriting(ada, 'own'));
    expect(started.accounts.writing(ada)).toEqual({ on: true, reach: 'own' });
  });

  test('disconnected: nothing is left to write with', async () => {
    const started = await connected();
    value(await started.accounts.enableWriting(ada, 'own'));
    value(await started.accounts.disconnect(ada));
    expect(started.accounts.writerFor(ada)).toBeNull();
    expect(started.accounts.writingState()).toEqual({ accounts: [], anyOn: false });
  });
});

test('the sample writes to itself without a sign-in, and lists what was written', async () => {
  const { accounts, opened } = start();
  const sample = value(await accounts.connectSample());
  const calendarId = 'alex.morgan@example.com' as CalendarId;
  expect(accounts.writing(sample.id)).toEqual({ on: true, reach: 'every' });
  const writer = await accounts.writerFor(sample.id);
  const sent = value(await writer!.send({ ...insert, calendarId }, never));
  expect(sent.event).toMatchObject({ id: 'fresh1' });
  const patch = {
    verb: 'patch',
    calendarId,
    eventId: 'fresh1' as EventId,
    body: { summary: 'Mine' },
    notify: 'none',
  } as const;
  expect(await writer!.send({ ...patch, etag: '"old"' }, never)).toEqual({
    ok: false,
    problem: { kind: 'stale' },
  });
  value(await writer!.send({ ...patch, etag: sent.etag ?? '' }, never));
  const read = await accounts
    .sourceFor(sample.id)!
    .getEvent({ calendarId, eventId: 'fresh1' as EventId }, never);
  expect(value(read)).toMatchObject({ event: { title: 'Mine' } });
  value(await accounts.disableWriting(sample.id));
  expect(accounts.writerFor(sample.id)).toBeNull();
  value(await accounts.enableWriting(sample.id, 'every'));
  expect(accounts.writerFor(sample.id)).not.toBeNull();
  expect(opened).toEqual([]);
});
