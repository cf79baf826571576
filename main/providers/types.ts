/**
 * The interface of a calendar provider. A provider can sign in, restore a connection from what the vault stores, and
 * supply events. Accounts, sync and store know only these types.
 */
import type { AccountKind } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { FeedChange, FeedDetails, FeedRequest } from '../../shared/feeds.ts';
import type { Reach } from '../../shared/writing.ts';
import type { Source, SourceFailure, Writer } from '../sync/ports.ts';

/** One connected account. */
export interface Connection {
  readonly source: Source;
  /**
   * Returns what writes to the account, loaded at the first call; null while writing is off or was not permitted.
   */
  writer(): Promise<Writer> | null;
  /** What the person has turned on, null for nothing; and whether the sign-in permits it, by what Google said last. */
  writing(): { readonly reach: Reach | null; readonly isPermitted: boolean };
  /** Turns writing on as far as that, or off (null). Changes the secret. */
  setWriting(reach: Reach | null): void;
  /** Returns whether the sign-in permits writing as far as that. */
  permits(reach: Reach): boolean;
  /** Returns what the vault stores, as text. */
  secret(): string;
  /** Calls the listener with every new secret from now on. */
  onSecret(listener: (secret: string) => Promise<unknown>): void;
  /**
   * Revokes the consent at the provider [S40]. Returns false if that still has to be done. Never throws, and is
   * limited in time.
   */
  revoke(): Promise<boolean>;
  /** Stops saving new secrets. */
  stop(): void;
}

export type SignInKind = Exclude<AccountKind, 'feed' | 'sample'>;

export interface SignInRequest {
  /** The address to suggest. */
  readonly loginHint?: string;
  /** Asks for the permission to write as well. The connection tells whether it was given. */
  readonly reach?: Reach;
}

/** A provider whose accounts the person signs in to. */
export interface SignInProvider {
  readonly kind: SignInKind;
  /**
   * Asks the person to sign in; null if the app has no OAuth client yet. An aborted sign-in may still resolve with a
   * connection, which the caller must revoke.
   */
  signIn(signal: AbortSignal, request?: SignInRequest): Promise<Result<Connection, Problem>> | null;
  /** Restores a connection from what the vault stores; null if the text cannot be read. */
  restore(secret: string): Promise<Connection | null>;
}

/** One calendar that is read from its address. The vault stores the address like a sign-in. */
export interface FeedConnection extends Pick<Connection, 'source' | 'secret' | 'onSecret' | 'stop'> {
  /** As the calendar is known to the app, made when it was added. */
  readonly key: string;
  readonly address: () => string;
  details(): FeedDetails;
  /** Calls the listener when the file has been saved, if it is read from one. */
  onFileChanged(listener: () => void): void;
  /** Takes effect with the next listing and changes the secret. */
  change(change: FeedChange): void;
}

/** Where a calendar is read from: an address, or a file that the person chose. The window never names a file. */
export type FeedOrigin = { readonly address: string } | { readonly file: string };

/** A provider whose calendars are added by address or from a file. */
export interface FeedProvider {
  readonly kind: 'feed';
  /** Reads the calendar there; `known` is the calendar that moves there. */
  connect(
    request: FeedOrigin & Pick<FeedRequest, 'ownAddresses'>,
    known: { readonly key: string; readonly details: FeedDetails | null } | null,
    signal: AbortSignal,
  ): Promise<Result<FeedConnection, SourceFailure>>;
  /** Restores a connection from what the vault stores; null if the text cannot be read. */
  restore(secret: string): Promise<FeedConnection | null>;
}

/** A calendar on this computer. */
export interface LocalConnection {
  readonly source: Source;
  writer(): Promise<Writer>;
}

/** A provider that needs no sign-in and no secret. */
export interface LocalProvider {
  readonly kind: 'sample';
  open(): LocalConnection;
}
