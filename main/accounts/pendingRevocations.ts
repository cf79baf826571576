/**
 * Consents that still have to be revoked at the provider [S40]: the account was disconnected, or its sign-in failed,
 * while the provider or the keyring could not be reached. Each is stored in the vault like a sign-in, under its own
 * name, and tried again until it is revoked.
 */
import { randomUUID } from 'node:crypto';
import type { Account, AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Connection } from '../providers/types.ts';
import type { Vault } from './vault.ts';

export interface PendingRevocationsOptions {
  readonly vault: Vault;
  /** Restores a connection from a secret; `id` is empty if the owner is unknown. */
  readonly restore: (secret: string, id: AccountId | '') => Promise<Connection | null>;
  /** While the person signs in nothing is revoked: it could be the same person's consent that is being renewed. */
  readonly isSigningIn: () => boolean;
  /** Called when `problems` returns something else than before. */
  readonly onChanged: () => void;
}

export interface PendingRevocations {
  /** Takes a disconnected account's secret from the vault and revokes it; `connection` if there was one. */
  takeOver(account: Account, connection: Connection | undefined): Promise<void>;
  /** Revokes a sign-in that failed; `id` if its owner is known. */
  add(connection: Connection, id: AccountId | null): Promise<void>;
  /**
   * Called when someone signed in, so that their consent is in use again. Revocations that may apply to it are
   * dropped.
   */
  supersede(id: AccountId): Promise<void>;
  /** Tries all of them once. Never throws; concurrent callers share one attempt. */
  retry(): Promise<void>;
  /** Returns what the person is told about them. */
  problems(): readonly Problem[];
}

const prefix = 'owed:';
/** `owed:<unique>:<account id>`, without an account id if the owner is unknown. */
const newName = (id: AccountId | null): string => `${prefix}${randomUUID()}:${id ?? ''}`;
const idIn = (name: string): AccountId | '' =>
  name.slice(name.indexOf(':', prefix.length) + 1) as AccountId | '';
/** Account ids begin with the provider's name. */
const labelIn = (name: string): string | null => {
  const id = idIn(name);
  return id === '' ? null : id.slice(id.indexOf(':') + 1);
};

export const createPendingRevocations = (options: PendingRevocationsOptions): PendingRevocations => {
  const { vault, restore, onChanged } = options;
  /** Accounts whose secret is lost: only the person can revoke these consents. Reported until the app ends. */
  const lost = new Map<AccountId, string>();
  let retrying: Promise<void> | null = null;

  const pendingRevocations = (): readonly string[] => vault.names().filter((name) => name.startsWith(prefix));

  const settle = async (name: string, connection: Connection): Promise<void> => {
    if (!options.isSigningIn() && (await connection.revoke())) await vault.forget(name);
    onChanged();
  };

  const retryAll = async (): Promise<void> => {
    for (const name of pendingRevocations()) {
      // One after the other: they are rare, and each is limited in time.
      // oxlint-disable-next-line no-await-in-loop
      const kept = await vault.read(name);
      if (kept.state !== 'found') continue;
      // oxlint-disable-next-line no-await-in-loop
      const connection = await restore(kept.text, idIn(name));
      if (connection === null) continue;
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
      const superseded = pendingRevocations().filter((name) => idIn(name) === id || idIn(name) === '');
      await Promise.all(superseded.map((name) => vault.forget(name)));
      onChanged();
    },
    retry: () => {
      if (options.isSigningIn()) return Promise.resolve();
      retrying ??= retryAll()
        .catch(() => undefined)
        .finally(() => {
          retrying = null;
        });
      return retrying;
    },
    problems: () => [
      ...pendingRevocations().map(
        (name) => ({ kind: 'revocationOwed', account: labelIn(name), by: 'app' }) as const,
      ),
      ...[...lost.values()].map((account) => ({ kind: 'revocationOwed', account, by: 'person' }) as const),
    ],
  };
};
