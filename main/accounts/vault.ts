/**
 * Stores sign-in tokens [property 8]: encrypted with the system's keyring if there is one; otherwise in memory, or in
 * a plain private file if the person chose that. `vault.json`, mode 0600, one secret per account.
 *
 * A file that the system cannot read is left as it is and tried again at each use; what is stored meanwhile is in
 * memory.
 *
 * Secrets are opaque texts. One that cannot be decrypted must be created again by signing in; it is never an error
 * that stops the app.
 */
import type { Settings } from '../../shared/settings.ts';
import { readJson, removeSetAside, setAside, writeJson } from '../platform/jsonFile.ts';
import { either, fields, named, oneOf, string } from '../platform/jsonReaders.ts';
import type { Reader } from '../platform/jsonReaders.ts';

/** The system's keyring (keyring.ts), or a test's. */
export interface Keyring {
  /** Returns false if nothing on this machine can encrypt a text. */
  available(): Promise<boolean>;
  /** `sealed` is base64. */
  seal(text: string): Promise<{ readonly by: SealedBy; readonly sealed: string }>;
  /** Throws if another keyring encrypted it. */
  open(sealed: string, by: SealedBy): Promise<string>;
}
export type SealedBy = 'sync' | 'async';

export type SecretRead =
  | { readonly state: 'found'; readonly text: string }
  /** Nothing is stored under this name: it was only in memory, or never here. */
  | { readonly state: 'notKept' }
  /** Something is stored that this keyring cannot decrypt, or the file was damaged. */
  | { readonly state: 'unreadable' }
  /** The system cannot read the file at the moment. */
  | { readonly state: 'blocked' };

export interface Vault {
  /** Returns the names of all stored secrets, whether they can be decrypted or not. */
  names(): readonly string[];
  read(name: string): Promise<SecretRead>;
  /** Stores a secret as safely as the machine and the person's choice allow. Returns false if it is only in memory. */
  keep(name: string, text: string): Promise<boolean>;
  forget(name: string): Promise<void>;
  /** Stores a secret under another name, without decrypting it. Returns false if there is none. */
  rename(name: string, newName: string): Promise<boolean>;
  /** Deletes the damaged file that was set aside, if there is one: it may contain tokens. */
  removeSetAside(): void;
  /** Applies the person's choice for machines without a keyring, and moves the known secrets. */
  chooseStorage(choice: Settings['tokenStorage']): Promise<void>;
}

type Entry =
  | { readonly kind: 'sealed'; readonly by: SealedBy; readonly sealed: string }
  | { readonly kind: 'plain'; readonly text: string };

const entry: Reader<Entry> = either(
  fields({ kind: oneOf('sealed'), by: oneOf('sync', 'async'), sealed: string() }),
  fields({ kind: oneOf('plain'), text: string() }),
);
const vaultFile = fields({ version: oneOf(1), secrets: named(entry) });

/** What a missing entry means. */
const withoutEntry = { open: 'notKept', lost: 'unreadable', blocked: 'blocked' } as const;

export const openVault = (options: {
  readonly path: string;
  readonly keyring: Keyring;
  readonly storage: Settings['tokenStorage'];
}): Vault => {
  const { path, keyring } = options;
  const entries = new Map<string, Entry>();
  let state: 'open' | 'lost' | 'blocked' = 'blocked';
  /** Entries that were renamed, or deleted (null), while the file could not be read. */
  const moved = new Map<string, string | null>();
  /** Every secret read or stored in this run. */
  const held = new Map<string, string>();
  let storage = options.storage;
  /** The keyring has encrypted or decrypted something in this run, so there is one, whatever it reports later. */
  let hasWorked = false;

  /** Reads the file if that has not been done. */
  const load = (): void => {
    if (state !== 'blocked') return;
    const file = readJson(path, vaultFile);
    if (file.state === 'unreadable') return;
    state = file.state === 'bad' ? 'lost' : 'open';
    if (state === 'lost') setAside(path);
    for (const [name, entry] of file.state === 'read' ? Object.entries(file.value.secrets) : []) {
      const kept = moved.has(name) ? moved.get(name) : name;
      // What was stored in the meantime is newer.
      if (kept != null && !entries.has(kept)) entries.set(kept, entry);
    }
    moved.clear();
  };
  load();

  const write = (): boolean =>
    state !== 'blocked' && writeJson(path, { version: 1, secrets: Object.fromEntries(entries) });
  const removeEntry = (name: string, newName: string | null): void => {
    if (state === 'blocked') moved.set(name, newName);
    if (entries.delete(name)) write();
  };

  /** Returns how a text may be stored; null: only in memory. Plain text only if there is no keyring [property 8]. */
  const entryFor = async (text: string): Promise<Entry | null> => {
    if (!(await keyring.available())) {
      return storage === 'file' && !hasWorked ? { kind: 'plain', text } : null;
    }
    try {
      const sealed = await keyring.seal(text);
      hasWorked = true;
      return { kind: 'sealed', ...sealed };
    } catch {
      // There is a keyring, but it refuses at the moment. The next refresh tries again.
      return null;
    }
  };

  const store = async (name: string, text: string): Promise<boolean> => {
    const entry = await entryFor(text);
    if (entry !== null) {
      entries.set(name, entry);
      return write();
    }
    // An encrypted secret stays: it is an older sign-in that is still valid. A plain one stays only while the choice
    // is `file`.
    if (entries.get(name)?.kind === 'plain' && storage !== 'file' && entries.delete(name)) write();
    return false;
  };

  const unseal = async ({ sealed, by }: Extract<Entry, { kind: 'sealed' }>): Promise<string> => {
    const text = await keyring.open(sealed, by);
    hasWorked = true;
    return text;
  };

  const read = async (name: string): Promise<SecretRead> => {
    const text = held.get(name);
    if (text !== undefined) return { state: 'found', text };
    const entry = entries.get(name);
    if (entry === undefined) return { state: withoutEntry[state] };
    try {
      const opened = entry.kind === 'plain' ? entry.text : await unseal(entry);
      held.set(name, opened);
      return { state: 'found', text: opened };
    } catch {
      return { state: 'unreadable' };
    }
  };

  /** One change at a time: two accounts refreshed together must not overwrite each other. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const loaded = (): Promise<T> => {
      load();
      return change();
    };
    const turn = last.then(loaded, loaded);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    names: () => {
      load();
      return [...new Set([...entries.keys(), ...held.keys()])];
    },
    read: (name) => inTurn(() => read(name)),
    keep: (name, text) =>
      inTurn(() => {
        held.set(name, text);
        return store(name, text);
      }),
    forget: (name) =>
      inTurn(async () => {
        held.delete(name);
        removeEntry(name, null);
      }),
    rename: (name, newName) =>
      inTurn(async () => {
        const text = held.get(name);
        const entry = entries.get(name);
        if (text !== undefined) held.set(newName, text);
        if (entry !== undefined) entries.set(newName, entry);
        held.delete(name);
        removeEntry(name, newName);
        return text !== undefined || entry !== undefined;
      }),
    removeSetAside: () => removeSetAside(path),
    chooseStorage: (choice) =>
      inTurn(async () => {
        storage = choice;
        const plain = [...entries].filter(([, entry]) => entry.kind === 'plain').map(([name]) => name);
        for (const name of plain) await read(name);
        const moved = new Set([...plain, ...held.keys()]);
        for (const name of moved) await store(name, held.get(name) ?? '');
      }),
  };
};
