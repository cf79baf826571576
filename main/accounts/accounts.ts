/**
 * Connects and disconnects accounts: in which order the steps are done, so that a failure in any of them leaves
 * nothing half connected. What a connection consists of is up to the provider.
 */
import type { FeedChange, FeedDetails } from '../../shared/feeds.ts';
import { accountKinds, sampleAccountId } from '../../shared/model.ts';
import type { Account, AccountId } from '../../shared/model.ts';
import type { Problem, SignInReason } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Reach } from '../../shared/writing.ts';
import type { Source, SourceFailure, StoreFailure, Writer } from '../sync/ports.ts';
import { toProblem } from '../sync/toProblem.ts';
import type { Connection, LocalConnection, SignInKind } from '../providers/types.ts';
import type { Providers } from '../providers/registry.ts';
import { createFeedAccounts } from './feeds.ts';
import type { FeedConnectRequest } from './feeds.ts';
import { createWriting } from './writing.ts';
import type { Writing } from './writing.ts';
import { createPendingRevocations } from './pendingRevocations.ts';
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
  /** The name of a calendar by address if its own cannot be read. */
  readonly feedLabel: string;
  readonly now: () => number;
  /** Cancels the running pass and does the work while none runs. */
  readonly betweenPasses: <T>(work: () => T) => Promise<T>;
  /**
   * Called when another person signed in than the owner of the account. Returns true to add their account. Both are
   * labels.
   */
  readonly confirmOther: (expected: string, signedIn: string) => Promise<boolean>;
  /** Called when `problems` returns something else than before. */
  readonly onProblems: () => void;
  /** Called when an account was added, removed or can sync again. */
  readonly onAccountsChanged: (change: 'connected' | 'disconnected') => void;
  /** Called when `writing` returns something else than before. */
  readonly onWritingChanged: () => void;
  /** Called when a file that a calendar is read from was saved. */
  readonly onFileChanged: () => void;
}

export interface Accounts {
  /**
   * Restores the connections of known accounts from the vault. Must be called before the first pass. If the database
   * is new or was rebuilt, accounts that it lacks are added again from what the vault has about them [F3].
   */
  open(rebuilt?: boolean): Promise<void>;
  sourceFor(id: AccountId): Source | null;
  /** Returns what writes to the account; null while writing is off, and for an account that cannot be written to. */
  writerFor(id: AccountId): Promise<Writer> | null;
  /** Returns whether the person turned writing on, and for which calendars; null: never. */
  writing: Writing['of'];
  writingState: Writing['state'];
  /** Turns writing on, with Google's consent where it is needed; during a sign-in for something else, that one ends. */
  enableWriting(id: AccountId, reach: Reach): ReturnType<Writing['enable']>;
  /** Turns writing off; nothing goes out any more. */
  disableWriting(id: AccountId): Promise<ReturnType<Writing['disable']>>;
  /**
   * Opens the browser for a sign-in, with `expected` as the suggested account if it is to be connected again. During
   * a sign-in, joins that one.
   */
  connect(kind: SignInKind, expected?: AccountId): Promise<Result<Account, Problem>>;
  /** Cancels the current sign-in or request for a calendar, if any. */
  cancelConnect(): void;
  connectSample(): Promise<Result<Account, Problem>>;
  /** Reads the calendar at an address or in a file and adds it. */
  connectFeed(request: FeedConnectRequest): Promise<Result<Account, Problem>>;
  feedDetails(id: AccountId): Promise<Result<FeedDetails, Problem>>;
  changeFeed(id: AccountId, change: FeedChange): Promise<Result<FeedDetails, Problem>>;
  disconnect(id: AccountId): Promise<Result<null, Problem>>;
  /** Tries to revoke the consents that still have to be revoked. Never throws. */
  revokeOwed(): Promise<void>;
  /** Returns problems that are not those of a pass: consents that still have to be revoked. */
  problems(): readonly Problem[];
  /** Returns true if there is a sign-in of some account, so that its storage matters. */
  hasSignIns(): boolean;
}

const maxListPages = 50;
/** Why an account whose secret was read like this, or could not be parsed, cannot be synced. */
const refusalOf = {
  found: 'vaultUnreadable',
  unreadable: 'vaultUnreadable',
  blocked: 'vaultBlocked',
  notKept: 'notKept',
} as const;

export const createAccounts = (ports: AccountPorts): Accounts => {
  const { store, vault, providers } = ports;
  const connections = new Map<AccountId, Connection>();
  const refusals = new Map<AccountId, SignInReason>();
  let sample: LocalConnection | null = null;
  let connecting: {
    readonly attempt: AbortController;
    /** The account and how far it is to be written to; null: a sign-in that only reads. */
    readonly purpose: string | null;
    readonly answer: Promise<Result<Account, Problem>>;
  } | null = null;
  const pendingRevocations = createPendingRevocations({
    vault,
    restore: async (secret, id) => {
      const kind = kindOf(id);
      return kind === null ? restoreAny(secret) : providers[kind].restore(secret);
    },
    isSigningIn: () => connecting !== null,
    onChanged: ports.onProblems,
  });

  const feeds = createFeedAccounts({
    provider: providers.feed,
    vault,
    listed: (id) => listed(id),
    add: (account, onAdded, isKnown) =>
      ports.betweenPasses(() =>
        isKnown && listed(account.id) === undefined
          ? fail({ kind: 'cancelled' })
          : addAccount(account, onAdded),
      ),
    label: ports.feedLabel,
    now: ports.now,
    onFileChanged: ports.onFileChanged,
  });

  const writing = createWriting({
    accounts: () => {
      const known = store.list();
      return known.ok ? known.value : [];
    },
    connectionOf: (id) => connections.get(id),
    // Sign-ins are the only accounts that are asked for.
    signIn: ({ id }, reach) => {
      const kind = kindOf(id);
      return kind === null ? Promise.resolve(fail({ kind: 'notFound' })) : connect(kind, id, reach);
    },
    onChanged: ports.onWritingChanged,
  });

  /** A secret without an owner belongs to the provider that can read it. */
  const restoreAny = async (secret: string): Promise<Connection | null> => {
    for (const kind of signInKinds) {
      const connection = await providers[kind].restore(secret);
      if (connection !== null) return connection;
    }
    return null;
  };

  const adopt = (id: AccountId, connection: Connection): void => {
    connections.get(id)?.stop();
    connections.set(id, connection);
    refusals.delete(id);
    connection.onSecret((secret) => {
      writing.noteChange();
      return vault.keep(id, secret);
    });
    writing.noteChange();
  };

  /** The database is a cache and may be lost. The vault also knows who is connected. */
  const addKept = async (): Promise<void> => {
    const connectedAt = new Date(ports.now()).toISOString();
    for (const name of vault.names()) {
      const id = name as AccountId;
      const kind = kindOf(id);
      if (kind === null || listed(id) !== undefined) continue;
      store.add({ id, kind, label: name.slice(kind.length + 1), connectedAt });
    }
    for (const feed of await feeds.kept()) if (listed(feed.id) === undefined) store.add(feed);
  };

  const open = async (rebuilt = false): Promise<void> => {
    if (rebuilt) await addKept();
    void pendingRevocations.retry();
    const known = store.list();
    if (!known.ok) return;
    for (const account of known.value) {
      if (account.kind === 'sample') {
        sample = ports.providers.sample.open();
        continue;
      }
      if (account.kind === 'feed') {
        await feeds.restore(account.id);
        continue;
      }
      const kept = await vault.read(account.id);
      const connection = kept.state === 'found' ? await providers[account.kind].restore(kept.text) : null;
      if (connection !== null) adopt(account.id, connection);
      else refusals.set(account.id, refusalOf[kept.state]);
    }
  };

  const connect = (
    kind: SignInKind,
    expected?: AccountId,
    reach: Reach | null = null,
  ): Promise<Result<Account, Problem>> => {
    // Only one browser window is opened, however often it is requested. If its tab was lost, the person can cancel.
    const purpose = reach === null ? null : `${reach} ${expected}`;
    if (connecting !== null && (purpose === null || connecting.purpose === purpose)) return connecting.answer;
    connecting?.attempt.abort();
    const attempt = new AbortController();
    const answer = signInAndAdd(kind, attempt.signal, expected, reach).finally(() => {
      if (connecting?.attempt === attempt) connecting = null;
      void pendingRevocations.retry();
    });
    connecting = { attempt, purpose, answer };
    return answer;
  };

  const signInAndAdd = async (
    kind: SignInKind,
    signal: AbortSignal,
    expectedId: AccountId | undefined,
    wantedReach: Reach | null,
  ): Promise<Result<Account, Problem>> => {
    const expected = expectedId === undefined ? null : (listed(expectedId) ?? null);
    if (expectedId !== undefined && expected?.kind !== kind) return fail({ kind: 'notFound' });
    // A sign-in replaces the old one with everything that it permitted, so it asks for as much [W3].
    const reach = wantedReach ?? (expected && connections.get(expected.id)?.writing().reach) ?? null;
    const signIn = providers[kind].signIn(signal, {
      ...(expected !== null && { loginHint: expected.label }),
      ...(reach !== null && { reach }),
    });
    if (signIn === null) return fail({ kind: 'clientIdMissing' });
    const signedIn = await Promise.race([signIn, whenAborted(signal)]);
    if (signedIn === null) {
      void signIn.then((late) => (late.ok ? revokeUnused(kind, late.value, null) : undefined));
      return fail({ kind: 'cancelled' });
    }
    if (!signedIn.ok) return signedIn;
    const connection = signedIn.value;
    const label = await primaryCalendar(kind, connection.source, signal);
    if (!label.ok) {
      void revokeUnused(kind, connection, null);
      return label;
    }
    const id = `${kind}:${label.value}` as AccountId;
    const isOther = expected !== null && expected.id !== id;
    if (isOther && wantedReach !== null) {
      void revokeUnused(kind, connection, id);
      return fail({ kind: 'signInFailed', cause: 'otherAccount' });
    }
    if (wantedReach !== null && !connection.permits(wantedReach)) {
      // Not revoked: that would also end the sign-in in use [W5].
      connection.stop();
      return fail({ kind: 'writeScopeMissing', accountId: id });
    }
    // Whoever connects again without a permission that was in use is told that it is missing.
    connection.setWriting(reach ?? connections.get(id)?.writing().reach ?? null);
    if ((isOther && !(await ports.confirmOther(expected.label, label.value))) || signal.aborted) {
      void revokeUnused(kind, connection, id);
      return fail({ kind: 'cancelled' });
    }
    const account: Account = {
      id,
      kind,
      label: label.value,
      connectedAt: new Date(ports.now()).toISOString(),
    };
    const added = await ports.betweenPasses(() =>
      addAccount(account, () => {
        adopt(id, connection);
        // Not awaited: a keyring may ask the person first.
        void vault.keep(id, connection.secret());
        void pendingRevocations.supersede(id);
      }),
    );
    if (!added.ok) void revokeUnused(kind, connection, id);
    return added;
  };

  /**
   * Revokes the consent of a sign-in that failed. Not if that person's account is connected: revoking one token would
   * end every token of that consent, including those of the sign-in in use.
   */
  const revokeUnused = async (
    kind: SignInKind,
    connection: Connection,
    knownId: AccountId | null,
  ): Promise<void> => {
    let id = knownId;
    if (id === null && hasAccountOf(kind)) {
      const label = await primaryCalendar(kind, connection.source, new AbortController().signal);
      // Its owner is unknown, and it may be in use.
      if (!label.ok) return connection.stop();
      id = `${kind}:${label.value}` as AccountId;
    }
    connection.stop();
    if (id === null || listed(id) === undefined) await pendingRevocations.add(connection, id);
  };

  const hasAccountOf = (kind: SignInKind): boolean => {
    const known = store.list();
    return !known.ok || known.value.some((account) => account.kind === kind);
  };

  const addAccount = (account: Account, onAdded: () => void): Result<Account, Problem> => {
    const before = store.list();
    const isFirst = before.ok && before.value.every(({ kind }) => kind === 'sample');
    const added = store.add(account);
    if (!added.ok) return storageFailed(added.problem);
    onAdded();
    // The sample is removed with the first account, as its own texts announce. If there already was an account, the
    // person added the sample on purpose.
    if (sample !== null && isFirst) {
      store.remove(sampleAccountId);
      sample = null;
    }
    ports.onAccountsChanged('connected');
    return ok(listed(account.id) ?? account);
  };

  const listed = (id: AccountId): Account | undefined => {
    const known = store.list();
    return known.ok ? known.value.find((account) => account.id === id) : undefined;
  };

  const connectSample = async (): Promise<Result<Account, Problem>> => {
    const account: Account = {
      id: sampleAccountId,
      kind: 'sample',
      label: ports.sampleLabel,
      connectedAt: new Date(ports.now()).toISOString(),
    };
    const added = store.add(account);
    if (!added.ok) return storageFailed(added.problem);
    sample ??= ports.providers.sample.open();
    ports.onAccountsChanged('connected');
    return ok(listed(sampleAccountId) ?? account);
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
      if (id === sampleAccountId) sample = null;
      ports.onAccountsChanged('disconnected');
      return ok(null);
    });
    if (!removed.ok || account.kind === 'sample') return removed;
    if (account.kind === 'feed') await feeds.forget(id);
    else await pendingRevocations.takeOver(account, connection);
    return removed;
  };

  return {
    open,
    sourceFor: (id) => {
      if (id === sampleAccountId) return sample?.source ?? null;
      const feed = feeds.sourceFor(id);
      if (feed !== null) return feed;
      const refusal = refusals.get(id);
      return connections.get(id)?.source ?? (refusal === undefined ? null : refusingSource(refusal));
    },
    writerFor: (id) => {
      if (id !== sampleAccountId) return connections.get(id)?.writer() ?? null;
      return writing.of(id)?.on === true ? (sample?.writer() ?? null) : null;
    },
    writing: writing.of,
    writingState: writing.state,
    enableWriting: writing.enable,
    disableWriting: async (id) => writing.disable(id),
    connect,
    cancelConnect: () => {
      connecting?.attempt.abort();
      connecting = null;
      feeds.cancel();
    },
    connectSample,
    connectFeed: feeds.connect,
    feedDetails: async (id) => feeds.details(id),
    changeFeed: feeds.change,
    disconnect,
    hasSignIns: () => connections.size > 0 || feeds.isSome(),
    revokeOwed: () => pendingRevocations.retry(),
    problems: () => pendingRevocations.problems(),
  };
};

const signInKinds = accountKinds.filter((kind) => kind !== 'sample' && kind !== 'feed');

/** Returns the kind that an id begins with; null if it is not that of an account with a sign-in. */
const kindOf = (id: string): SignInKind | null =>
  signInKinds.find((kind) => id.startsWith(`${kind}:`)) ?? null;

const storageFailed = ({ cause }: StoreFailure): Result<never, Problem> =>
  fail({ kind: 'storageFailed', cause });

/** Resolves with null when the signal is aborted. */
const whenAborted = (signal: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve(null);
    signal.addEventListener('abort', () => resolve(null), { once: true });
  });

/** The scopes do not include the address [S40]. The id of the primary calendar is the account's address. */
const primaryCalendar = async (
  kind: SignInKind,
  source: Source,
  signal: AbortSignal,
): Promise<Result<string, Problem>> => {
  let pageToken: string | null = null;
  for (let page = 0; page < maxListPages; page += 1) {
    const listed: Awaited<ReturnType<Source['listCalendars']>> = await source.listCalendars(
      { syncToken: null, pageToken },
      signal,
    );
    if (!listed.ok) return fail(connectProblem(kind, listed.problem));
    for (const item of listed.value.items) {
      if (item.type === 'calendar' && item.calendar.primary) return ok(item.calendar.id);
    }
    pageToken = listed.value.nextPageToken;
    if (pageToken === null) break;
  }
  return fail({ kind: 'unexpectedReply', detail: 'noPrimaryCalendar' });
};

const connectProblem = (kind: SignInKind, failure: SourceFailure): Problem => {
  if (failure.kind === 'signInRequired') {
    const cause = failure.reason === 'scopeMissing' ? 'partialConsent' : 'exchangeFailed';
    return { kind: 'signInFailed', cause };
  }
  const site = { accountId: `${kind}:` as AccountId, calendarId: null, retryAtMs: 0 };
  // Waiting as long as Google asks would leave the person without a reply. They can try again themselves.
  if (failure.kind === 'rateLimited') return { kind: 'googleUnavailable', detail: 'rateLimited' };
  return toProblem(failure, site) ?? { kind: 'cancelled' };
};

/** Returns the source of an account without tokens. It returns the reason, and cached events stay [S39]. */
const refusingSource = (reason: SignInReason): Source => {
  const refuse = () => Promise.resolve(fail({ kind: 'signInRequired', reason } as const));
  return { listCalendars: refuse, listEvents: refuse, getEvent: refuse };
};
