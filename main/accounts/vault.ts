/**
 * Where sign-in tokens rest [property 8]: sealed by the system's keyring where there is one; else in memory,
 * or in a plain private file when the person chose that. `vault.json`, mode 0600, one secret per account.
 *
 * Holds opaque texts and never looks into them. A secret that cannot be opened is one that has to be made
 * anew by signing in: never an error that stops the app.
 */
import type { Settings } from '../../shared/settings.ts';
import { readJson, removeSetAside, setAside, writeJson } from '../platform/jsonFile.ts';
import { either, fields, named, oneOf, string } from '../platform/jsonReaders.ts';
import type { Reader } from '../platform/jsonReaders.ts';

/** The system's keyring (keyring.ts), or a test's. */
export interface Keyring {
  /** False: nothing on this machine can seal a text. */
  available(): Promise<boolean>;
  /** base64. */
  seal(text: string): Promise<{ readonly by: SealedBy; readonly sealed: string }>;
  /** Throws when the keyring is another one than sealed it. */
  open(sealed: string, by: SealedBy): Promise<string>;
}
export type SealedBy = 'sync' | 'async';

export type SecretRead =
  | { readonly state: 'found'; readonly text: string }
  /** Nothing is kept under this name: it was in memory only, or never here. */
  | { readonly state: 'notKept' }
  /** Something was kept that this keyring cannot open, or the file was unreadable. */
  | { readonly state: 'unreadable' };

export interface Vault {
  /** Of all secrets that are kept, whether they can be opened or not. */
  names(): readonly string[];
  read(name: string): Promise<SecretRead>;
  /** Keeps as safely as this machine and the person's choice allow; false when it is in memory only. */
  keep(name: string, text: string): Promise<boolean>;
  forget(name: string): Promise<void>;
  /** Keeps what is kept under a name under another one, sealed as it is; false when there is nothing. */
  rename(name: string, newName: string): Promise<boolean>;
  /** Deletes the file that could not be read and was set aside, if there is one: it may hold tokens. */
  removeSetAside(): void;
  /** The person's choice for machines without a keyring; moves what is held. */
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

export const openVault = (options: {
  readonly path: string;
  readonly keyring: Keyring;
  readonly storage: Settings['tokenStorage'];
}): Vault => {
  const { path, keyring } = options;
  const file = readJson(path, vaultFile);
  const lost = file.state === 'bad';
  if (lost) setAside(path);
  const entries = new Map<string, Entry>(file.state === 'read' ? Object.entries(file.value.secrets) : []);
  /** Every secret read or kept in this run. */
  const held = new Map<string, string>();
  let storage = options.storage;
  /** The keyring sealed or opened something in this run: whatever it says later, there is one. */
  let hasWorked = false;

  const write = (): boolean => writeJson(path, { version: 1, secrets: Object.fromEntries(entries) });

  /** How a text may be kept; null: in memory only. Plain only where there is no keyring [property 8]. */
  const entryFor = async (text: string): Promise<Entry | null> => {
    if (!(await keyring.available())) {
      return storage === 'file' && !hasWorked ? { kind: 'plain', text } : null;
    }
    try {
      const sealed = await keyring.seal(text);
      hasWorked = true;
      return { kind: 'sealed', ...sealed };
    } catch {
      // There is a keyring, and it refuses just now: the next refresh tries again.
      return null;
    }
  };

  const store = async (name: string, text: string): Promise<boolean> => {
    const entry = await entryFor(text);
    if (entry !== null) {
      entries.set(name, entry);
      return write();
    }
    // What is sealed stays: the sign-in in it is older, and good. What is plain stays while that is the choice.
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
    if (entry === undefined) return { state: lost ? 'unreadable' : 'notKept' };
    try {
      const opened = entry.kind === 'plain' ? entry.text : await unseal(entry);
      held.set(name, opened);
      return { state: 'found', text: opened };
    } catch {
      return { state: 'unreadable' };
    }
  };

  /** One change at a time: two accounts refreshed together must not write over each other. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(change: () => Promise<T>): Promise<T> => {
    const turn = last.then(change, change);
    last = turn.catch(() => undefined);
    return turn;
  };

  return {
    names: () => [...new Set([...entries.keys(), ...held.keys()])],
    read: (name) => inTurn(() => read(name)),
    keep: (name, text) =>
      inTurn(() => {
        held.set(name, text);
        return store(name, text);
      }),
    forget: (name) =>
      inTurn(async () => {
        held.delete(name);
        if (entries.delete(name)) write();
      }),
    rename: (name, newName) =>
      inTurn(async () => {
        const text = held.get(name);
        const entry = entries.get(name);
        if (text !== undefined) held.set(newName, text);
        if (entry !== undefined) entries.set(newName, entry);
        held.delete(name);
        if (entries.delete(name)) write();
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
