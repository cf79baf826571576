/**
 * Accounts that are a single calendar with an address or a file. The address is secret: the vault stores it like a
 * sign-in, and deletes it when the calendar is removed. A file's path is stored in the same place.
 */
import type { FeedChange, FeedDetails, FeedRequest } from '../../shared/feeds.ts';
import type { Account, AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { FeedConnection, FeedOrigin, FeedProvider } from '../providers/types.ts';
import type { Source } from '../sync/ports.ts';
import { toProblem } from '../sync/toProblem.ts';
import type { Vault } from './vault.ts';

export interface FeedAccountsPorts {
  readonly provider: FeedProvider;
  readonly vault: Pick<Vault, 'names' | 'read' | 'keep' | 'forget' | 'removeSetAside'>;
  readonly listed: (id: AccountId) => Account | undefined;
  /**
   * Adds the account to the store, or renews it, while no pass runs; `adopt` is called once it is there. One that
   * `isKnown` and was removed meanwhile is not added again: `cancelled`.
   */
  readonly add: (account: Account, adopt: () => void, isKnown: boolean) => Promise<Result<Account, Problem>>;
  /** The name of a calendar whose own cannot be read. */
  readonly label: string;
  readonly now: () => number;
  /** Called when a file that a calendar is read from was saved. */
  readonly onFileChanged: () => void;
}

/** The window's request, or a file that the person chose. */
export type FeedConnectRequest = Omit<FeedRequest, 'address'> & FeedOrigin;

export interface FeedAccounts {
  connect(request: FeedConnectRequest): Promise<Result<Account, Problem>>;
  /** Cancels the current request, if any. */
  cancel(): void;
  details(id: AccountId): Result<FeedDetails, Problem>;
  change(id: AccountId, change: FeedChange): Promise<Result<FeedDetails, Problem>>;
  /** Reads a known calendar's address from the vault. */
  restore(id: AccountId): Promise<void>;
  /** Returns the accounts in the vault, for a lost database [F3]. */
  kept(): Promise<readonly Account[]>;
  /** Returns null if it is not such a calendar. */
  sourceFor(id: AccountId): Source | null;
  forget(id: AccountId): Promise<void>;
  isSome(): boolean;
}

const prefix = 'feed:';
const idOf = (key: string): AccountId => `${prefix}${key}` as AccountId;
const isFeed = (id: string): boolean => id.startsWith(prefix);
const keyOf = (id: AccountId): string => id.slice(prefix.length);

export const createFeedAccounts = (ports: FeedAccountsPorts): FeedAccounts => {
  const { provider, vault, listed } = ports;
  const feeds = new Map<AccountId, FeedConnection>();
  /** Why known calendars have no connection. */
  const refusals = new Map<AccountId, 'addressMissing' | 'addressBlocked'>();
  let attempt: AbortController | null = null;

  const adopt = (id: AccountId, feed: FeedConnection): void => {
    feeds.get(id)?.stop();
    feeds.set(id, feed);
    refusals.delete(id);
    feed.onSecret((secret) => vault.keep(id, secret));
    feed.onFileChanged(ports.onFileChanged);
  };

  const accountOf = (id: AccountId, { name }: Pick<FeedDetails, 'name'>): Account => ({
    id,
    kind: 'feed',
    label: name,
    connectedAt: listed(id)?.connectedAt ?? new Date(ports.now()).toISOString(),
  });

  const connect = async ({
    accountId,
    ...request
  }: FeedConnectRequest): Promise<Result<Account, Problem>> => {
    if (accountId !== undefined && listed(accountId)?.kind !== 'feed') return fail({ kind: 'notFound' });
    attempt?.abort();
    const asking = new AbortController();
    attempt = asking;
    const renewed =
      accountId === undefined
        ? null
        : { key: keyOf(accountId), details: feeds.get(accountId)?.details() ?? null };
    const connected = await provider.connect(request, renewed, asking.signal);
    if (asking.signal.aborted) return fail({ kind: 'cancelled' });
    attempt = null;
    if (!connected.ok) {
      const site = { accountId: accountId ?? null, calendarId: null, retryAtMs: ports.now() };
      return fail(toProblem(connected.problem, site) ?? { kind: 'cancelled' });
    }
    const feed = connected.value;
    // An address that is added twice is still one calendar.
    const twin = [...feeds].find(([id, other]) => id !== accountId && other.address() === feed.address());
    const same = twin === undefined ? undefined : listed(twin[0]);
    if (same !== undefined) return ok(same);
    const id = idOf(feed.key);
    const keep = (): void => {
      adopt(id, feed);
      // Not awaited: a keyring may ask the person first.
      void vault.keep(id, feed.secret());
    };
    return ports.add(accountOf(id, feed.details()), keep, accountId !== undefined);
  };

  const feedOf = (id: AccountId): FeedConnection | null => feeds.get(id) ?? null;

  return {
    connect,
    cancel: () => attempt?.abort(),
    details: (id) => {
      const feed = feedOf(id);
      return feed === null ? fail({ kind: 'notFound' }) : ok(feed.details());
    },
    change: async (id, change) => {
      const feed = feedOf(id);
      if (feed === null) return fail({ kind: 'notFound' });
      const account = accountOf(id, { ...feed.details(), ...change });
      const changed = await ports.add(account, () => feed.change(change), true);
      return changed.ok ? ok(feed.details()) : changed;
    },
    restore: async (id) => {
      const kept = await vault.read(id);
      const feed = kept.state === 'found' ? await provider.restore(kept.text) : null;
      if (feed !== null) adopt(id, feed);
      else refusals.set(id, kept.state === 'blocked' ? 'addressBlocked' : 'addressMissing');
    },
    kept: async () => {
      const accounts: Account[] = [];
      for (const name of vault.names()) {
        if (!isFeed(name)) continue;
        // oxlint-disable-next-line no-await-in-loop
        const kept = await vault.read(name);
        // oxlint-disable-next-line no-await-in-loop
        const feed = kept.state === 'found' ? await provider.restore(kept.text) : null;
        // Without its address, too: the person can enter it again, or remove the calendar.
        accounts.push(accountOf(name as AccountId, feed?.details() ?? { name: ports.label }));
      }
      return accounts;
    },
    sourceFor: (id) => {
      const refusal = refusals.get(id);
      return feeds.get(id)?.source ?? (refusal === undefined ? null : refusingSource(refusal));
    },
    forget: async (id) => {
      feeds.get(id)?.stop();
      feeds.delete(id);
      refusals.delete(id);
      await vault.forget(id);
      vault.removeSetAside();
    },
    isSome: () => feeds.size > 0,
  };
};

/** The source of a calendar without an address. It returns the reason, and cached events stay. */
const refusingSource = (cause: 'addressMissing' | 'addressBlocked'): Source => {
  const refuse = () => Promise.resolve(fail({ kind: 'feedFailed', cause } as const));
  return { listCalendars: refuse, listEvents: refuse, getEvent: refuse };
};
