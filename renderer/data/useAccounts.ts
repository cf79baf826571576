import { useCallback, useMemo, useState } from 'react';
import type { FeedRequest } from '../../shared/feeds.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { CalendarName } from '../../shared/messages/problemText.ts';
import type { Account, AccountId, Calendar } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { useStart } from './start.ts';
import { useLive } from './useLive.ts';
import { onNews } from './useSync.ts';

export interface Accounts {
  /** Null before the first reply. */
  readonly accounts: readonly Account[] | null;
  readonly calendars: readonly Calendar[] | null;
  readonly calendarName: CalendarName;
  /** Returns null if there is only one account, because its name is not needed then. */
  readonly accountName: (id: AccountId) => string | null;
  /** What is being connected: the browser is open, an address is asked, or the sample is being created. */
  readonly connecting: 'google' | 'feed' | 'sample' | null;
  readonly problem: Problem | null;
  /** Called when the cause of `problem` has been dealt with. */
  readonly dismissProblem: () => void;
  /** `accountId`: the account that signs in again; without it, a new one. */
  readonly connectGoogle: (accountId?: AccountId) => void;
  /** Resolves with whether the calendar was added. */
  readonly connectFeed: (request: FeedRequest) => Promise<boolean>;
  /** Lets the person choose a calendar file. Resolves with whether the calendar was added. */
  readonly chooseFeedFile: (accountId?: AccountId) => Promise<boolean>;
  readonly connectSample: () => void;
  readonly cancelConnect: () => void;
  /** Lets the person choose the client file. `clientChosen` says whether there is one. */
  readonly chooseClientFile: (options?: { readonly thenConnect?: boolean }) => void;
  /** The same with the file's content. */
  readonly addClientFile: (text: string, options?: { readonly thenConnect?: boolean }) => void;
  readonly clientChosen: boolean;
  /**
   * Resolves with how many changes of the account have not been sent: it stays connected until `waiting` says what
   * becomes of them.
   */
  readonly disconnect: (accountId: AccountId, waiting?: 'send' | 'discard') => Promise<number>;
  readonly setVisible: (calendar: Calendar, visible: boolean) => void;
}

const listAccounts = (): ReturnType<typeof window.jarvis.accounts.list> => window.jarvis.accounts.list();
const listCalendars = (): ReturnType<typeof window.jarvis.calendars.list> => window.jarvis.calendars.list();

/** Accounts and their calendars, and the actions on them. */
export const useAccounts = (): Accounts => {
  const start = useStart();
  const accounts = useLive(listAccounts, onNews, start?.accounts);
  const calendars = useLive(listCalendars, onNews, start?.calendars);
  const [connecting, setConnecting] = useState<Accounts['connecting']>(null);
  const [clientChosen, setClientChosen] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** What the person has ticked, until the list shows the same. */
  const [ticked, setTicked] = useState<ReadonlyMap<string, boolean>>(new Map());

  const reloadAccounts = accounts.reload;
  const reloadCalendars = calendars.reload;
  const reload = useCallback(() => {
    reloadAccounts();
    reloadCalendars();
  }, [reloadAccounts, reloadCalendars]);

  const connect = useCallback(
    async (kind: NonNullable<Accounts['connecting']>, asked: () => Promise<Result<Account, Problem>>) => {
      setConnecting(kind);
      setProblem(null);
      const reply = await asked();
      setConnecting(null);
      // A cancelled action is not a problem to show.
      setProblem(reply.ok || reply.problem.kind === 'cancelled' ? null : reply.problem);
      reload();
      return reply.ok;
    },
    [reload],
  );
  const connectGoogle = useCallback(
    (accountId?: AccountId) =>
      void connect('google', () =>
        window.jarvis.accounts.connectGoogle(accountId === undefined ? undefined : { accountId }),
      ),
    [connect],
  );

  const shownCalendars = useMemo(
    () =>
      calendars.value?.map((calendar) => {
        const choice = ticked.get(`${calendar.accountId} ${calendar.id}`);
        return choice === undefined ? calendar : { ...calendar, visible: choice };
      }) ?? null,
    [calendars.value, ticked],
  );

  const haveClient = useCallback(
    (reply: Result<unknown, Problem>, thenConnect = false) => {
      setProblem(reply.ok ? null : reply.problem);
      if (!reply.ok) return;
      setClientChosen(true);
      if (thenConnect) connectGoogle();
    },
    [connectGoogle],
  );

  return {
    accounts: accounts.value,
    calendars: shownCalendars,
    calendarName: useCallback(
      (id, accountId) => {
        const all = calendars.value ?? [];
        const named = all.find(
          (each) => each.id === id && (accountId === undefined || each.accountId === accountId),
        );
        if (named === undefined) return null;
        const { name } = named;
        // If two accounts share a name, it identifies neither.
        const isShared = all.some((each) => each.name === name && each.accountId !== named.accountId);
        const account = accounts.value?.find((each) => each.id === accountId)?.label;
        return isShared && account !== undefined ? { name, account } : name;
      },
      [accounts.value, calendars.value],
    ),
    accountName: useCallback(
      (id) => {
        const all = accounts.value ?? [];
        return all.length < 2 ? null : (all.find((account) => account.id === id)?.label ?? null);
      },
      [accounts.value],
    ),
    connecting,
    problem: problem ?? accounts.problem,
    dismissProblem: useCallback(() => setProblem(null), []),
    connectGoogle,
    connectFeed: useCallback(
      (request) => connect('feed', () => window.jarvis.accounts.connectFeed(request)),
      [connect],
    ),
    chooseFeedFile: useCallback(
      (accountId) =>
        connect('feed', () =>
          window.jarvis.accounts.chooseFeedFile(accountId === undefined ? undefined : { accountId }),
        ),
      [connect],
    ),
    connectSample: useCallback(
      () => void connect('sample', () => window.jarvis.accounts.connectSample()),
      [connect],
    ),
    cancelConnect: useCallback(() => void window.jarvis.accounts.cancelConnect(), []),
    chooseClientFile: useCallback(
      (options) => {
        void window.jarvis.accounts.chooseClientFile().then((reply) => {
          if (reply.ok && !reply.value.chosen) return setProblem(null);
          haveClient(reply, options?.thenConnect);
        });
      },
      [haveClient],
    ),
    addClientFile: useCallback(
      (text, options) =>
        void window.jarvis.accounts
          .useClientFile({ text })
          .then((reply) => haveClient(reply, options?.thenConnect)),
      [haveClient],
    ),
    clientChosen,
    disconnect: useCallback(
      async (accountId, waiting) => {
        const request = { accountId, ...(waiting !== undefined && { waiting }) };
        const reply = await window.jarvis.accounts.disconnect(request);
        const asks = !reply.ok && reply.problem.kind === 'writesWaiting' ? reply.problem.count : 0;
        setProblem(reply.ok || asks > 0 ? null : reply.problem);
        reload();
        return asks;
      },
      [reload],
    ),
    setVisible: useCallback(
      (calendar, visible) => {
        const key = `${calendar.accountId} ${calendar.id}`;
        setTicked((before) => new Map(before).set(key, visible));
        const request = { accountId: calendar.accountId, calendarId: calendar.id, visible };
        void window.jarvis.calendars.setVisible(request).then((reply) => {
          setProblem(reply.ok ? null : reply.problem);
          setTicked((before) => {
            const after = new Map(before);
            after.delete(key);
            return after;
          });
          reloadCalendars();
        });
      },
      [reloadCalendars],
    ),
  };
};

/** Returns an account's name: its address, or the name of the sample. */
export const accountName = (account: Account, { settings }: Messages): string =>
  account.kind === 'sample' ? settings.sampleAccount : account.label;
