/**
 * The accounts of one start of the app in a process of their own, over a fake Google and a real vault:
 * `node consentChild.ts <folder> <origin> <command> [moment]`. `connect` signs in to read, `enable` turns writing on,
 * `look` prints what the next start finds. With `moment`, the process kills itself before or after the vault is written.
 */
import { join } from 'node:path';
import { createAccounts } from '../../main/accounts/accounts.ts';
import { openVault } from '../../main/accounts/vault.ts';
import { createGoogleProvider } from '../../main/providers/google.ts';
import { openStore } from '../../main/store/open.ts';
import type { AccountId } from '../../shared/model.ts';
import { noFeeds } from '../support/noFeeds.ts';
import { noKeyring } from '../support/openTestBackend.ts';
import { value } from '../support/value.ts';

const [folder = '', origin = '', command = 'look', moment = ''] = process.argv.slice(2);
const ada = 'google:ada@example.com' as AccountId;
const die = (): void => {
  process.kill(process.pid, 'SIGKILL');
};
const store = value(openStore({ path: join(folder, 'calendar.db'), nowMs: Date.now() }));
const vault = openVault({ path: join(folder, 'vault.json'), keyring: noKeyring, storage: 'file' });
const kept = Promise.withResolvers<void>();
const accounts = createAccounts({
  store: store.accounts,
  vault: {
    ...vault,
    keep: async (name, text) => {
      if (moment === 'before') die();
      const isKept = await vault.keep(name, text);
      if (moment === 'after') die();
      kept.resolve();
      return isKept;
    },
  },
  providers: {
    google: createGoogleProvider({
      endpoints: {
        authUrl: `${origin}/auth`,
        tokenUrl: `${origin}/token`,
        revokeUrl: `${origin}/revoke`,
        apiRoot: origin,
      },
      client: () => ({ id: 'client-1.apps.example.com', secret: null }),
      fetch,
      writing: { fetch, closeConnections: () => Promise.resolve() },
      openSignIn: async (url) => {
        await fetch(url);
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
  now: () => Date.now(),
  betweenPasses: async (work) => work(),
  confirmOther: () => Promise.resolve(true),
  onProblems: () => {},
  onWritingChanged: () => {},
  onFileChanged: () => {},
  onAccountsChanged: () => {},
});
await accounts.open(false);
if (command === 'connect') {
  value(await accounts.connect('google'));
  await kept.promise;
}
if (command === 'enable') value(await accounts.enableWriting(ada, 'own'));
if (command === 'look') {
  const signal = new AbortController().signal;
  const listed = await accounts.sourceFor(ada)?.listCalendars({ syncToken: null, pageToken: null }, signal);
  const writer = await accounts.writerFor(ada);
  const inserted = await writer?.send(
    {
      verb: 'insert',
      calendarId: 'ada@example.com' as never,
      body: {
        id: 'fresh1',
        start: { dateTime: '2026-11-25T10:00:00Z' },
        end: { dateTime: '2026-11-25T11:00:00Z' },
      },
      notify: 'none',
    },
    signal,
  );
  process.stdout.write(
    JSON.stringify({
      reads: listed?.ok === true,
      on: accounts.writing(ada)?.on === true,
      writes: inserted?.ok === true,
    }),
  );
}
await store.close();
process.exit(0);
