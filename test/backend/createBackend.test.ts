/** The backend as a whole: the real store, vault, sync and accounts on files, without Electron. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openVault } from '../../main/accounts/vault.ts';
import { createBackend } from '../../main/backend/createBackend.ts';
import { createEvent } from '../../main/platform/event.ts';
import { createProviders } from '../../main/providers/registry.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import { createFakeClock } from '../support/clock.ts';

const noKeyring = {
  available: () => Promise.resolve(false),
  seal: () => Promise.reject(new Error('none')),
  open: () => Promise.reject(new Error('none')),
};

test('[F3] where the database is missing, the accounts are those that the vault keeps, and not the sample', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'jarvis-backend-'));
  const clock = createFakeClock({ nowMs: Date.UTC(2026, 10, 24, 9) });
  const vault = openVault({ path: join(profile, 'vault.json'), keyring: noKeyring, storage: 'file' });
  const tokens = { accessToken: 'a', refreshToken: 'r', expiresAtMs: clock.now() + 3_600_000, scopes: [] };
  await vault.keep('google:ada@example.com', JSON.stringify({ client: { id: 'client-1' }, tokens }));
  const opened = await createBackend({
    databasePath: join(profile, 'calendar.db'),
    packaged: false,
    clock,
    vault,
    providers: createProviders({
      clock,
      timeZone: () => 'Europe/Berlin',
      endpoints: {},
      client: () => null,
      fetch: () => Promise.reject(Object.assign(new TypeError('down'), { code: 'ENOTFOUND' })),
      openSignIn: () => Promise.resolve(),
    }),
    confirmOther: () => Promise.resolve(false),
    isKeyringMissing: () => true,
    settings: () => defaultSettings,
    messages: messagesFor('en'),
    events: {
      writing: createEvent(),
      agendaChanged: createEvent(),
      statusChanged: createEvent(),
      passEnded: createEvent(),
      minute: createEvent(),
    },
    log: () => {},
    onBug: (error) => {
      throw error;
    },
  });
  if (!opened.ok) throw new Error(opened.problem.kind);
  const backend = opened.value;
  onTestFinished(async () => {
    await backend.close();
    rmSync(profile, { recursive: true });
  });
  await backend.engine.request('launch');
  expect(backend.store.accounts()).toMatchObject({
    ok: true,
    value: [{ id: 'google:ada@example.com', kind: 'google', label: 'ada@example.com' }],
  });
});
