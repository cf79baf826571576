/**
 * Consents that are still to be revoked at the provider [S40]: the account was disconnected, or its sign-in came to
 * nothing, while the provider or the keyring could not be reached. Each is kept in the vault like a sign-in, under a
 * name of its own, and tried again until it is done.
 */
import { randomUUID } from 'node:crypto';
import type { Account, AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Connection, SignInProvider } from '../providers/types.ts';
import type { Vault } from './vault.ts';

export interface OwedRevocationsOptions {
  readonly vault: Vault;
  readonly restore: SignInProvider['restore'];
  /** While the person signs in nothing is revoked: it could be the same person's consent that is being renewed. */
  readonly isSigningIn: () => boolean;
  /** `problems` answers differently now. */
  readonly onChanged: () => void;
}

export interface OwedRevocations {
  /** Takes a disconnected account's secret over from the vault and revokes it; `connection` where there was one. */
  takeOver(account: Account, connection: Connection | undefined): Promise<void>;
  /** Revokes a sign-in that came to nothing; `id` where it is known whose it was. */
  add(connection: Connection, id: AccountId | null): Promise<void>;
  /** Somebody signed in, and their consent is in use again: what is owed of it, or may be, is not revoked any more. */
  supersede(id: AccountId): Promise<void>;
  /** Tries all that is owed once. Never throws; those who ask meanwhile share one try. */
  pay(): Promise<void>;
  /** What the person should know of it. */
  problems(): readonly Problem[];
}

const prefix = 'owed:';
/** `owed:<unique>:<account id>`; without an account id where it is not known whose consent it is. */
const newName = (id: AccountId | null): string => `${prefix}${randomUUID()}:${id ?? ''}`;
const idIn = (name: string): string => name.slice(name.indexOf(':', prefix.length) + 1);
/** Account ids begin with the provider's name. */
const labelIn = (name: string): string | null => {
  const id = idIn(name);
  return id === '' ? null : id.slice(id.indexOf(':') + 1);
};

export const createOwedRevocations = (options: OwedRevocationsOptions): OwedRevocations => {
  const { vault, restore, onChanged } = options;
  /** Accounts whose secret is lost: only the person can revoke these consents. Told until the app ends. */
  const lost = new Map<AccountId, string>();
  let paying: Promise<void> | null = null;

  const owed = (): readonly string[] => vault.names().filter((name) => name.startsWith(prefix));

  const settle = async (name: string, connection: Connection): Promise<void> => {
    if (!options.isSigningIn() && (await connection.revoke())) await vault.forget(name);
    onChanged();
  };

  const payAll = async (): Promise<void> => {
    for (const name of owed()) {
      // One after the other: they are rare, and each is bounded in time.
      // oxlint-disable-next-line no-await-in-loop
      const kept = await vault.read(name);
      if (kept.state !== 'found') continue;
      // oxlint-disable-next-line no-await-in-loop
      const connection = await restore(kept.text);
      if (connection === null || options.isSigningIn()) continue;
      connection.stop();
      // oxlint-disable-next-line no-await-in-loop
      await settle(name, connection);
    }
  };

  return {
    takeOver: async ({ id, label }, connection) => {
      const name = newName(id);
      const isKept = await vault.rename(id, name);
      vault.removeSetAside();
      if (connection !== undefined) return settle(name, connection);
      if (!isKept) lost.set(id, label);
      onChanged();
    },
    add: async (connection, id) => {
      const name = newName(id);
      await vault.keep(name, connection.secret());
      await settle(name, connection);
    },
    supersede: async (id) => {
      lost.delete(id);
      const superseded = owed().filter((name) => idIn(name) === id || idIn(name) === '');
      await Promise.all(superseded.map((name) => vault.forget(name)));
      onChanged();
    },
    pay: () => {
      if (options.isSigningIn()) return Promise.resolve();
      paying ??= payAll()
        .catch(() => undefined)
        .finally(() => {
          paying = null;
        });
      return paying;
    },
    problems: () => [
      ...owed().map((name) => ({ kind: 'revocationOwed', account: labelIn(name), by: 'app' }) as const),
      ...[...lost.values()].map((account) => ({ kind: 'revocationOwed', account, by: 'person' }) as const),
    ],
  };
};
