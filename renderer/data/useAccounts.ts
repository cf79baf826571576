import { useCallback, useMemo, useState } from 'react';
import type { CalendarName } from '../../shared/messages/problemText.ts';
import type { Account, AccountId, Calendar } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { useStart } from './start.ts';
import { onAgendaChanged, useLive } from './useLive.ts';

export interface Accounts {
  /** Null before the first reply. */
  readonly accounts: readonly Account[] | null;
  readonly calendars: readonly Calendar[] | null;
  readonly calendarName: CalendarName;
  /** Returns null if there is only one account, because its name is not needed then. */
  readonly accountName: (id: AccountId) => string | null;
  /** What is being connected: the browser is open, or the sample is being created. */
  readonly connecting: 'google' | 'sample' | null;
  readonly problem: Problem | null;
  /** `accountId`: the account that signs in again; without it, a new one. */
  readonly connectGoogle: (accountId?: AccountId) => void;
  readonly connectSample: () => void;
  readonly cancelConnect: () => void;
  /** Lets the person choose the client file. `clientChosen` says whether there is one. */
  readonly chooseClientFile: (options?: { readonly thenConnect?: boolean }) => void;
  readonly clientChosen: boolean;
  readonly disconnect: (accountId: AccountId) => Promise<void>;
  readonly setVisible: (calendar: Calendar, visible: boolean) => void;
}

const listAccounts = (): ReturnType<typeof window.jarvis.accounts.list> => window.jarvis.accounts.list();
const listCalendars = (): ReturnType<typeof window.jarvis.calendars.list> => window.jarvis.calendars.list();

/** Accounts and their calendars, and the actions on them. */
export const useAccounts = (): Accounts => {
  const start = useStart();
  const accounts = useLive(listAccounts, onAgendaChanged, start?.accounts);
  const calendars = useLive(listCalendars, onAgendaChanged, start?.calendars);
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
    (kind: 'google' | 'sample', accountId?: AccountId) => {
      setConnecting(kind);
      setProblem(null);
      const { accounts } = window.jarvis;
      const connected =
        kind === 'sample'
          ? accounts.connectSample()
          : accounts.connectGoogle(accountId === undefined ? undefined : { accountId });
      void connected.then((reply) => {
        setConnecting(null);
        // A cancelled action is not a problem to show.
        setProblem(reply.ok || reply.problem.kind === 'cancelled' ? null : reply.problem);
        reload();
      });
    },
    [reload],
  );

  const shownCalendars = useMemo(
    () =>
      calendars.value?.map((calendar) => {
        const choice = ticked.get(`${calendar.accountId} ${calendar.id}`);
        return choice === undefined ? calendar : { ...calendar, visible: choice };
      }) ?? null,
    [calendars.value, ticked],
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
    connectGoogle: useCallback((accountId) => connect('google', accountId), [connect]),
    connectSample: useCallback(() => connect('sample'), [connect]),
    cancelConnect: useCallback(() => void window.jarvis.accounts.cancelConnect(), []),
    chooseClientFile: useCallback(
      (options) => {
        void window.jarvis.accounts.chooseClientFile().then((reply) => {
          setProblem(reply.ok ? null : reply.problem);
          if (!reply.ok || !reply.value.chosen) return;
          setClientChosen(true);
          if (options?.thenConnect === true) connect('google');
        });
      },
      [connect],
    ),
    clientChosen,
    disconnect: useCallback(
      async (accountId) => {
        const reply = await window.jarvis.accounts.disconnect({ accountId });
        setProblem(reply.ok ? null : reply.problem);
        reload();
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
