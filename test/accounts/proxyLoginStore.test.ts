/** Proxies' logins in the vault. */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { proxyLoginStore } from '../../main/accounts/proxyLoginStore.ts';
import { openVault } from '../../main/accounts/vault.ts';
import type { Keyring } from '../../main/accounts/vault.ts';

const name = 'proxy:proxy.example.com:8080';
const secret = '{"username":"ada","password":"canary"}';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-proxy-logins-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const keyringThat = (has: boolean, seals = true): Keyring => ({
  available: () => Promise.resolve(has),
  seal: (text) =>
    seals
      ? Promise.resolve({ by: 'sync', sealed: Buffer.from(text).toString('base64') })
      : Promise.reject(new Error('locked')),
  open: (sealed) => Promise.resolve(Buffer.from(sealed, 'base64').toString()),
});
const open = (keyring: Keyring) =>
  proxyLoginStore(openVault({ path: join(folder, 'vault.json'), keyring, storage: 'file' }), keyring);
const onDisk = (): string => {
  const path = join(folder, 'vault.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};

test('a login is encrypted, found after a restart, and forgotten', async () => {
  const keyring = keyringThat(true);
  await open(keyring).keep(name, secret);
  expect(onDisk()).not.toContain('canary');
  const next = open(keyring);
  expect(await next.read(name)).toBe(secret);
  await next.forget(name);
  expect(await open(keyring).read(name)).toBeNull();
});

test('property 8: without a keyring it is not stored, even if sign-ins are in a plain file', async () => {
  const store = open(keyringThat(false));
  await store.keep(name, secret);
  expect(onDisk()).not.toContain('canary');
  expect(await store.read(name)).toBeNull();
});

test('if the keyring refuses, an older login is not found instead', async () => {
  await open(keyringThat(true)).keep(name, '{"username":"ada","password":"old"}');
  await open(keyringThat(true, false)).keep(name, secret);
  expect(await open(keyringThat(true)).read(name)).toBeNull();
});
