/**
 * Connecting and disconnecting accounts: which step comes when, so that a failure at any of them leaves
 * nothing half connected. What a connection is made of is the provider's.
 */
import type { Account, AccountId } from '../../shared/model.ts';
import type { Problem, SignInReason } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Source, SourceFailure, StoreFailure } from '../sync/ports.ts';
import { toProblem } from '../sync/toProblem.ts';
import type { Connection } from '../providers/types.ts';
import type { Providers } from '../providers/registry.ts';
import { createOwedRevocations } from './owedRevocations.ts';
import type { Vault } from './vault.ts';

export interface AccountPorts {
  readonly store: {
    list(): Result<readonly Account[], StoreFailure>;
    add(account: Account): Result<null, StoreFailure>;
    remove(id: AccountId): Result<unknown, StoreFailure>;
  };
  readonly vault: Vault;
  readonly providers: Providers;
  readonly sampleLabel: string;
  readonly now: () => number;
  /** Cancels the pass under way and does the work while none runs. */
  readonly betweenPasses: <T>(work: () => T) => Promise<T>;
  /** Another person signed in than the one whose account was meant: true to add their account. Both by label. */
  readonly confirmOther: (expected: string, signedIn: string) => Promise<boolean>;
  /** `problems` answers differently now. */
  readonly onProblems: () => void;
  /** An account came, went or can sync again. */
  readonly onChanged: (change: 'connected' | 'disconnected') => void;
}

export interface Accounts {
  /**
   * Makes the connections of known accounts from the vault. Call before the first pass. Where the database
   * is new or was rebuilt, accounts that it does not name are known again by what the vault keeps of them [F3].
   */
  open(rebuilt?: boolean): Promise<void>;
  sourceFor(id: AccountId): Source | null;
  /**
   * Opens the browser for a sign-in, suggesting `expected` where that account is to be connected again. During a
   * sign-in it joins that one.
   */
  connectGoogle(expected?: AccountId): Promise<Result<Account, Problem>>;
  /** Gives up the sign-in under way, if any. */
  cancelConnect(): void;
  connectSample(): Promise<Result<Account, Problem>>;
  disconnect(id: AccountId): Promise<Result<null, Problem>>;
  /** Tries to revoke the consents that are still to be revoked. Never throws. */
  revokeOwed(): Promise<void>;
  /** What the person should know besides the passes' problems: consents that are still to be revoked. */
  problems(): readonly Problem[];
  /** True when some account's sign-in is held, so that where it is kept matters. */
  hasSignIns(): boolean;
}

export const sampleId = 'sample' as AccountId;
const googlePrefix = 'google:';
const maxListPages = 50;

export const createAccounts = (ports: AccountPorts): Accounts => {
  const { store, vault, providers } = ports;
  const connections = new Map<AccountId, Connection>();
  const refusals = new Map<AccountId, SignInReason>();
  let sample: Source | null = null;
  let connecting: {
    readonly attempt: AbortController;
    readonly answer: Promise<Result<Account, Problem>>;
  } | null = null;
  const owed = createOwedRevocations({
    vault,
    restore: (secret) => providers.google.restore(secret),
    isSigningIn: () => connecting !== null,
    onChanged: ports.onProblems,
  });

  const adopt = (id: AccountId, connection: Connection): void => {
    connections.get(id)?.stop();
    connections.set(id, connection);
    refusals.delete(id);
    connection.onSecret((secret) => vault.keep(id, secret));
  };

  /** The database is a cache and may be lost; who is connected is known to the vault as well. */
  const addKept = (): void => {
    const connectedAt = new Date(ports.now()).toISOString();
    for (const name of vault.names()) {
      const id = name as AccountId;
      if (!name.startsWith(googlePrefix) || listed(id) !== undefined) continue;
      store.add({ id, kind: 'google', label: name.slice(googlePrefix.length), connectedAt });
    }
  };

  const open = async (rebuilt = false): Promise<void> => {
    if (rebuilt) addKept();
    void owed.pay();
    const known = store.list();
    if (!known.ok) return;
    for (const account of known.value) {
      if (account.kind === 'sample') {
        sample = ports.providers.sample.source();
        continue;
      }
      const kept = await vault.read(account.id);
      const connection = kept.state === 'found' ? await providers.google.restore(kept.text) : null;
      if (connection !== null) adopt(account.id, connection);
      else refusals.set(account.id, kept.state === 'notKept' ? 'notKept' : 'vaultUnreadable');
    }
  };

  const connectGoogle = (expected?: AccountId): Promise<Result<Account, Problem>> => {
    // However often it is asked for, one browser opens: a tab that was lost is given up by cancelling.
    if (connecting !== null) return connecting.answer;
    const attempt = new AbortController();
    const answer = signInAndAdd(attempt.signal, expected).finally(() => {
      if (connecting?.attempt === attempt) connecting = null;
      void owed.pay();
    });
    connecting = { attempt, answer };
    return answer;
  };

  const signInAndAdd = async (
    signal: AbortSignal,
    expectedId: AccountId | undefined,
  ): Promise<Result<Account, Problem>> => {
    const expected = expectedId === undefined ? null : (listed(expectedId) ?? null);
    if (expectedId !== undefined && expected?.kind !== 'google') return fail({ kind: 'notFound' });
    const signIn = providers.google.signIn(signal, expected?.label);
    if (signIn === null) return fail({ kind: 'clientIdMissing' });
    const signedIn = await Promise.race([signIn, whenAborted(signal)]);
    if (signedIn === null) {
      void signIn.then((late) => (late.ok ? giveBack(late.value, null) : undefined));
      return fail({ kind: 'cancelled' });
    }
    if (!signedIn.ok) return signedIn;
    const connection = signedIn.value;
    const label = await primaryCalendar(connection.source, signal);
    if (!label.ok) {
      void giveBack(connection, null);
      return label;
    }
    const id = `${googlePrefix}${label.value}` as AccountId;
    const isOther = expected !== null && expected.id !== id;
    if ((isOther && !(await ports.confirmOther(expected.label, label.value))) || signal.aborted) {
      void giveBack(connection, id);
      return fail({ kind: 'cancelled' });
    }
    const account: Account = {
      id,
      kind: 'google',
      label: label.value,
      connectedAt: new Date(ports.now()).toISOString(),
    };
    const added = await ports.betweenPasses(() => addConnected(account, connection));
    if (!added.ok) void giveBack(connection, id);
    return added;
  };

  /**
   * Revokes the consent of a sign-in that came to nothing. Not where that person's account is connected: revoking one
   * token would end every token of that consent, and with it the sign-in that is in use.
   */
  const giveBack = async (connection: Connection, knownId: AccountId | null): Promise<void> => {
    let id = knownId;
    if (id === null && hasGoogleAccount()) {
      const label = await primaryCalendar(connection.source, new AbortController().signal);
      // Whose it is cannot be told, and it may be in use.
      if (!label.ok) return connection.stop();
      id = `${googlePrefix}${label.value}` as AccountId;
    }
    connection.stop();
    if (id === null || listed(id) === undefined) await owed.add(connection, id);
  };

  const hasGoogleAccount = (): boolean => {
    const known = store.list();
    return !known.ok || known.value.some(({ kind }) => kind === 'google');
  };

  const addConnected = (account: Account, connection: Connection): Result<Account, Problem> => {
    const { id } = account;
    const before = store.list();
    const isFirst = before.ok && before.value.every(({ kind }) => kind === 'sample');
    const added = store.add(account);
    if (!added.ok) return storageFailed(added.problem);
    adopt(id, connection);
    // Not waited for: a keyring may ask the person something first.
    void vault.keep(id, connection.secret());
    void owed.supersede(id);
    // What was there to look around in goes with the first account, as its own words say. Beside an account the
    // person wanted it.
    if (sample !== null && isFirst) {
      store.remove(sampleId);
      sample = null;
    }
    ports.onChanged('connected');
    return ok(listed(id) ?? account);
  };

  const listed = (id: AccountId): Account | undefined => {
    const known = store.list();
    return known.ok ? known.value.find((account) => account.id === id) : undefined;
  };

  const connectSample = async (): Promise<Result<Account, Problem>> => {
    const account: Account = {
      id: sampleId,
      kind: 'sample',
      label: ports.sampleLabel,
      connectedAt: new Date(ports.now()).toISOString(),
    };
    const added = store.add(account);
    if (!added.ok) return storageFailed(added.problem);
    sample ??= ports.providers.sample.source();
    ports.onChanged('connected');
    return ok(listed(sampleId) ?? account);
  };

  const disconnect = async (id: AccountId): Promise<Result<null, Problem>> => {
    const account = listed(id);
    if (account === undefined) return fail({ kind: 'notFound' });
    const connection = connections.get(id);
    const removed = await ports.betweenPasses(() => {
      const left = store.remove(id);
      if (!left.ok) return storageFailed(left.problem);
      connection?.stop();
      connections.delete(id);
      refusals.delete(id);
      if (id === sampleId) sample = null;
      ports.onChanged('disconnected');
      return ok(null);
    });
    if (removed.ok && account.kind !== 'sample') await owed.takeOver(account, connection);
    return removed;
  };

  return {
    open,
    sourceFor: (id) => {
      if (id === sampleId) return sample;
      const refusal = refusals.get(id);
      return connections.get(id)?.source ?? (refusal === undefined ? null : refusingSource(refusal));
    },
    connectGoogle,
    cancelConnect: () => {
      connecting?.attempt.abort();
      connecting = null;
    },
    connectSample,
    disconnect,
    hasSignIns: () => connections.size > 0,
    revokeOwed: () => owed.pay(),
    problems: () => owed.problems(),
  };
};

const storageFailed = ({ cause }: StoreFailure): Result<never, Problem> =>
  fail({ kind: 'storageFailed', cause });

/** Resolves with null once the signal is aborted. */
const whenAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });

/** The scopes tell no address [S40]; the primary calendar's id is the account's. */
const primaryCalendar = async (source: Source, signal: AbortSignal): Promise<Result<string, Problem>> => {
  let pageToken: string | null = null;
  for (let page = 0; page < maxListPages; page += 1) {
    const listed: Awaited<ReturnType<Source['listCalendars']>> = await source.listCalendars(
      { syncToken: null, pageToken },
      signal,
    );
    if (!listed.ok) return fail(connectProblem(listed.problem));
    for (const item of listed.value.items) {
      if (item.type === 'calendar' && item.calendar.primary) return ok(item.calendar.id);
    }
    pageToken = listed.value.nextPageToken;
    if (pageToken === null) break;
  }
  return fail({ kind: 'unexpectedReply', detail: 'noPrimaryCalendar' });
};

const connectProblem = (failure: SourceFailure): Problem => {
  if (failure.kind === 'signInRequired') {
    const cause = failure.reason === 'scopeMissing' ? 'partialConsent' : 'exchangeFailed';
    return { kind: 'signInFailed', cause };
  }
  const site = { accountId: 'google:' as AccountId, calendarId: null, retryAtMs: 0 };
  // Waiting as long as Google asks would leave the person before a dead button: trying again is theirs.
  if (failure.kind === 'rateLimited') return { kind: 'googleUnavailable', detail: 'rateLimited' };
  return toProblem(failure, site) ?? { kind: 'cancelled' };
};

/** The source of an account whose tokens are gone: it says why, and its cached events stay [S39]. */
const refusingSource = (reason: SignInReason): Source => {
  const refuse = () => Promise.resolve(fail({ kind: 'signInRequired', reason } as const));
  return { listCalendars: refuse, listEvents: refuse, getEvent: refuse };
};
