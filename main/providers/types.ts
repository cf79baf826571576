/**
 * What a calendar provider is to the rest of the app. A provider knows how to sign in, how to come back from what the
 * vault kept, and where events come from; accounts, sync and store know only these types.
 */
import type { AccountKind } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { Source } from '../sync/ports.ts';

/** One connected account. */
export interface Connection {
  readonly source: Source;
  /** What the vault keeps, as text. */
  secret(): string;
  /** Calls the listener with every new secret from now on. */
  onSecret(listener: (secret: string) => Promise<unknown>): void;
  /** Revokes the consent at the provider [S40]; false when that is still to be done. Never throws, bounded in time. */
  revoke(): Promise<boolean>;
  /** Saves no further secret. */
  stop(): void;
}

/** A provider whose accounts the person signs in to. */
export interface SignInProvider {
  readonly kind: Exclude<AccountKind, 'sample'>;
  /**
   * Asks the person to sign in, as `loginHint` where that is given; null where the app has no OAuth client yet. A
   * sign-in that was aborted may still resolve with a connection, which the caller revokes.
   */
  signIn(signal: AbortSignal, loginHint?: string): Promise<Result<Connection, Problem>> | null;
  /** Restores a connection from what the vault kept; null when the text cannot be read. */
  restore(secret: string): Promise<Connection | null>;
}

/** A provider that needs no sign-in and no secret. */
export interface LocalProvider {
  readonly kind: 'sample';
  source(): Source;
}
