import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openVault } from '../../main/accounts/vault.ts';
import type { Keyring } from '../../main/accounts/vault.ts';

const secret = '{"refreshToken":"1//canary"}';

/** A keyring with a key of its own: what another one sealed it cannot open. */
const keyringWith = (key: string, state: { available: boolean } = { available: true }): Keyring => ({
  available: () => Promise.resolve(state.available),
  seal: (text) =>
    Promise.resolve({
      by: 'sync',
      sealed: Buffer.from(`${key}:${[...text].toReversed().join('')}`).toString('base64'),
    }),
  open: async (sealed) => {
    const text = Buffer.from(sealed, 'base64').toString();
    if (!state.available || !text.startsWith(`${key}:`)) throw new Error('wrong key');
    return [...text.slice(key.length + 1)].toReversed().join('');
  },
});
const noKeyring = keyringWith('', { available: false });

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-vault-'));
  path = join(folder, 'vault.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (keyring: Keyring, storage: 'ask' | 'memory' | 'file' = 'ask') =>
  openVault({ path, keyring, storage });
const onDisk = (): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

describe('property 8: with a keyring', () => {
  test('secrets are sealed, private, and found after a restart', async () => {
    expect(await open(keyringWith('k')).keep('google:ada', secret)).toBe(true);
    expect(onDisk()).not.toContain('canary');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(await open(keyringWith('k')).read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('another keyring means one new sign-in, no crash', async () => {
    await open(keyringWith('k')).keep('google:ada', secret);
    const changed = open(keyringWith('other'));
    expect(await changed.read('google:ada')).toEqual({ state: 'unreadable' });
    await changed.keep('google:ada', secret);
    expect(await open(keyringWith('other')).read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('a keyring that is gone leaves what was sealed unreadable', async () => {
    await open(keyringWith('k')).keep('google:ada', secret);
    expect(await open(noKeyring).read('google:ada')).toEqual({ state: 'unreadable' });
  });

  test.each(['ask', 'memory', 'file'] as const)(
    'a keyring that refuses once costs no sign-in, and nothing is written in plain where %s was chosen',
    async (storage) => {
      const state = { refuses: false };
      const keyring = keyringWith('k');
      const moody: Keyring = {
        ...keyring,
        seal: (text) => (state.refuses ? Promise.reject(new Error('locked')) : keyring.seal(text)),
      };
      const vault = open(moody, storage);
      await vault.keep('google:ada', secret);
      state.refuses = true;
      expect(await vault.keep('google:ada', '{"refreshToken":"1//newer"}')).toBe(false);
      await vault.chooseStorage(storage === 'file' ? 'memory' : 'file');
      expect(onDisk()).not.toMatch(/canary|newer/);
      expect(await open(keyring, storage).read('google:ada')).toEqual({ state: 'found', text: secret });
      // This run goes on with the newer one, and seals it as soon as it can.
      expect(await vault.read('google:ada')).toMatchObject({ text: '{"refreshToken":"1//newer"}' });
      state.refuses = false;
      expect(await vault.keep('google:ada', '{"refreshToken":"1//newest"}')).toBe(true);
      expect(await open(keyring, storage).read('google:ada')).toMatchObject({
        text: '{"refreshToken":"1//newest"}',
      });
    },
  );

  test('a keyring that has worked and is said to be gone is one that refuses', async () => {
    const state = { available: true };
    const vault = open(keyringWith('k', state), 'file');
    await vault.keep('google:ada', secret);
    state.available = false;
    expect(await vault.keep('google:ada', '{"refreshToken":"1//newer"}')).toBe(false);
    expect(await vault.keep('google:bob', '{"refreshToken":"1//bobs"}')).toBe(false);
    expect(onDisk()).not.toMatch(/newer|bobs/);
    expect(await open(keyringWith('k'), 'file').read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('a start without the keyring leaves what it sealed for the next start', async () => {
    await open(keyringWith('k')).keep('google:ada', secret);
    const without = open(noKeyring);
    await without.keep('google:ada', '{"refreshToken":"1//newer"}');
    await without.chooseStorage('memory');
    expect(await open(keyringWith('k')).read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('a keyring that refuses the first sign-in keeps it in memory', async () => {
    const failing: Keyring = { ...keyringWith('k'), seal: () => Promise.reject(new Error('locked')) };
    const vault = open(failing, 'file');
    expect(await vault.keep('google:ada', secret)).toBe(false);
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: secret });
    expect(onDisk()).toBe('');
  });
});

describe('property 8: without a keyring', () => {
  test.each(['ask', 'memory'] as const)('%s keeps in memory only', async (storage) => {
    const vault = open(noKeyring, storage);
    expect(await vault.keep('google:ada', secret)).toBe(false);
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: secret });
    expect(onDisk()).toBe('');
    expect(await open(noKeyring, storage).read('google:ada')).toEqual({ state: 'notKept' });
  });

  test('choosing the file saves what is held, privately', async () => {
    const vault = open(noKeyring);
    await vault.keep('google:ada', secret);
    await vault.keep('google:bob', 'b');
    await vault.chooseStorage('file');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    const next = open(noKeyring, 'file');
    expect(await next.read('google:ada')).toEqual({ state: 'found', text: secret });
    expect(await next.read('google:bob')).toEqual({ state: 'found', text: 'b' });
  });

  test('choosing memory takes the file’s secrets out of it, also unread ones', async () => {
    await open(noKeyring, 'file').keep('google:ada', secret);
    const vault = open(noKeyring, 'file');
    await vault.chooseStorage('memory');
    expect(onDisk()).not.toContain('canary');
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('a keyring that appears later seals what is kept next', async () => {
    await open(noKeyring, 'file').keep('google:ada', secret);
    const vault = open(keyringWith('k'), 'file');
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: secret });
    await vault.keep('google:ada', secret);
    expect(onDisk()).not.toContain('canary');
  });
});

test('forgetting leaves nothing', async () => {
  const vault = open(noKeyring, 'file');
  await vault.keep('google:ada', secret);
  await vault.forget('google:ada');
  expect(onDisk()).not.toContain('canary');
  expect(await vault.read('google:ada')).toEqual({ state: 'notKept' });
});

test.each([
  '{"version":2,"secrets":{}}',
  '{"version":1,"secrets":{"google:ada":{"kind":"sealed","by":"none","sealed":""}}}',
  '{"version":1,"secrets":[]}',
])('a file of another shape is set aside whole: %s', async (text) => {
  writeFileSync(path, text);
  expect(await open(keyringWith('k')).read('google:ada')).toEqual({ state: 'unreadable' });
  expect(readFileSync(`${path}.bad`, 'utf8')).toBe(text);
});

test('a damaged file is set aside and asks for a new sign-in', async () => {
  writeFileSync(path, '{"version":1,"secrets":{"google:ada":');
  const vault = open(keyringWith('k'));
  expect(await vault.read('google:ada')).toEqual({ state: 'unreadable' });
  expect(existsSync(`${path}.bad`)).toBe(true);
  await vault.keep('google:ada', secret);
  expect(await open(keyringWith('k')).read('google:ada')).toEqual({ state: 'found', text: secret });
});

test('what is forgotten stays forgotten, also while a slow keyring still seals it', async () => {
  let seal = (): void => {};
  const sealing = new Promise<void>((resolve) => {
    seal = resolve;
  });
  const quick = keyringWith('k');
  const slow: Keyring = { ...quick, seal: async (text) => sealing.then(() => quick.seal(text)) };
  const vault = open(slow);
  const kept = vault.keep('google:ada', secret);
  const forgotten = vault.forget('google:ada');
  seal();
  await Promise.all([kept, forgotten]);
  expect(await open(quick).read('google:ada')).toEqual({ state: 'notKept' });
});

test('changes made at once all hold', async () => {
  const vault = open(keyringWith('k'));
  const names = Array.from({ length: 20 }, (_, index) => `google:${index}`);
  await Promise.all(names.map((name) => vault.keep(name, name)));
  const next = open(keyringWith('k'));
  for (const name of names) expect(await next.read(name)).toEqual({ state: 'found', text: name });
});
