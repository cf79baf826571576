import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openVault } from '../../main/accounts/vault.ts';
import type { Keyring } from '../../main/accounts/vault.ts';

const secret = '{"refreshToken":"1//canary"}';

/** A keyring with its own key: it cannot decrypt what another one encrypted. */
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
  test('secrets are encrypted, private, and found after a restart', async () => {
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

  test('without the keyring, encrypted secrets are unreadable', async () => {
    await open(keyringWith('k')).keep('google:ada', secret);
    expect(await open(noKeyring).read('google:ada')).toEqual({ state: 'unreadable' });
  });

  test.each(['ask', 'memory', 'file'] as const)(
    'a keyring that refuses once costs no sign-in, and nothing is written in plain text if %s was chosen',
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
      // This run continues with the newer one, and encrypts it as soon as it can.
      expect(await vault.read('google:ada')).toMatchObject({ text: '{"refreshToken":"1//newer"}' });
      state.refuses = false;
      expect(await vault.keep('google:ada', '{"refreshToken":"1//newest"}')).toBe(true);
      expect(await open(keyring, storage).read('google:ada')).toMatchObject({
        text: '{"refreshToken":"1//newest"}',
      });
    },
  );

  test('a keyring that has worked and is reported missing counts as one that refuses', async () => {
    const state = { available: true };
    const vault = open(keyringWith('k', state), 'file');
    await vault.keep('google:ada', secret);
    state.available = false;
    expect(await vault.keep('google:ada', '{"refreshToken":"1//newer"}')).toBe(false);
    expect(await vault.keep('google:bob', '{"refreshToken":"1//bobs"}')).toBe(false);
    expect(onDisk()).not.toMatch(/newer|bobs/);
    expect(await open(keyringWith('k'), 'file').read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('a keyring that has opened what an earlier run sealed is there, too, when it is said to be gone', async () => {
    await open(keyringWith('k')).keep('google:ada', secret);
    const state = { available: true };
    const vault = open(keyringWith('k', state), 'file');
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: secret });
    state.available = false;
    expect(await vault.keep('google:bob', '{"refreshToken":"1//bobs"}')).toBe(false);
    expect(onDisk()).not.toContain('bobs');
  });

  test('a start without the keyring leaves encrypted secrets for the next start', async () => {
    await open(keyringWith('k')).keep('google:ada', secret);
    const without = open(noKeyring);
    await without.keep('google:ada', '{"refreshToken":"1//newer"}');
    await without.chooseStorage('memory');
    expect(await open(keyringWith('k')).read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('if a keyring refuses the first sign-in, it is kept in memory', async () => {
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

  test('choosing the file saves known secrets, privately', async () => {
    const vault = open(noKeyring);
    await vault.keep('google:ada', secret);
    await vault.keep('google:bob', 'b');
    await vault.chooseStorage('file');
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    const next = open(noKeyring, 'file');
    expect(await next.read('google:ada')).toEqual({ state: 'found', text: secret });
    expect(await next.read('google:bob')).toEqual({ state: 'found', text: 'b' });
  });

  test('choosing memory removes the secrets from the file, including unread ones', async () => {
    await open(noKeyring, 'file').keep('google:ada', secret);
    const vault = open(noKeyring, 'file');
    await vault.chooseStorage('memory');
    expect(onDisk()).not.toContain('canary');
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('a keyring that appears later encrypts the next secret', async () => {
    await open(noKeyring, 'file').keep('google:ada', secret);
    const vault = open(keyringWith('k'), 'file');
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: secret });
    await vault.keep('google:ada', secret);
    expect(onDisk()).not.toContain('canary');
  });
});

test('a forgotten secret leaves nothing behind', async () => {
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
])('a file in another format is set aside unchanged: %s', async (text) => {
  writeFileSync(path, text);
  expect(await open(keyringWith('k')).read('google:ada')).toEqual({ state: 'unreadable' });
  expect(readFileSync(`${path}.bad`, 'utf8')).toBe(text);
});

test('a damaged file is set aside, and a new sign-in is required', async () => {
  writeFileSync(path, '{"version":1,"secrets":{"google:ada":');
  const vault = open(keyringWith('k'));
  expect(await vault.read('google:ada')).toEqual({ state: 'unreadable' });
  expect(existsSync(`${path}.bad`)).toBe(true);
  await vault.keep('google:ada', secret);
  expect(await open(keyringWith('k')).read('google:ada')).toEqual({ state: 'found', text: secret });
});

test('what is forgotten stays forgotten, even if a slow keyring is still encrypting it', async () => {
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

test('concurrent changes are all stored', async () => {
  const vault = open(keyringWith('k'));
  const names = Array.from({ length: 20 }, (_, index) => `google:${index}`);
  await Promise.all(names.map((name) => vault.keep(name, name)));
  const next = open(keyringWith('k'));
  for (const name of names) expect(await next.read(name)).toEqual({ state: 'found', text: name });
});

describe.skipIf(process.platform !== 'linux')('a file that the system cannot read', () => {
  /** Reading it fails with EIO. */
  const block = (): void => {
    renameSync(path, `${path}.sound`);
    symlinkSync('/proc/self/mem', path);
  };
  const unblock = (): void => {
    rmSync(path);
    renameSync(`${path}.sound`, path);
  };

  test('is not damaged: it is neither moved aside nor replaced, and a new sign-in is in memory only', async () => {
    await open(noKeyring, 'file').keep('google:ada', secret);
    block();
    const vault = open(noKeyring, 'file');
    expect(await vault.read('google:ada')).toEqual({ state: 'blocked' });
    expect(await vault.keep('google:bob', 'b')).toBe(false);
    expect(await vault.read('google:bob')).toEqual({ state: 'found', text: 'b' });
    await vault.chooseStorage('memory');
    vault.removeSetAside();
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(existsSync(`${path}.bad`)).toBe(false);
    unblock();
    expect(await open(noKeyring, 'file').read('google:ada')).toEqual({ state: 'found', text: secret });
  });

  test('is read as soon as that works, with what was kept, forgotten and renamed meanwhile', async () => {
    const before = open(noKeyring, 'file');
    for (const name of ['google:ada', 'google:bob', 'google:cy', 'google:dee'])
      // oxlint-disable-next-line no-await-in-loop
      await before.keep(name, `old ${name}`);
    block();
    const vault = open(noKeyring, 'file');
    await vault.keep('google:bob', 'newer');
    await vault.forget('google:cy');
    await vault.rename('google:dee', 'owed:1:google:dee');
    unblock();
    expect(await vault.read('google:ada')).toEqual({ state: 'found', text: 'old google:ada' });
    expect(await vault.keep('google:bob', 'newest')).toBe(true);
    const next = open(noKeyring, 'file');
    expect(next.names().toSorted()).toEqual(['google:ada', 'google:bob', 'owed:1:google:dee']);
    expect(await next.read('google:bob')).toEqual({ state: 'found', text: 'newest' });
  });
});

test('a folder in place of the file is left as it is', async () => {
  mkdirSync(path);
  const vault = open(keyringWith('k'));
  expect(await vault.read('google:ada')).toEqual({ state: 'blocked' });
  expect(await vault.keep('google:ada', secret)).toBe(false);
  expect(statSync(path).isDirectory()).toBe(true);
});
