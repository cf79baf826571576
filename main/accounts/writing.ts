/**
 * Turns writing on and off for an account [W3–W5]. On: one more sign-in for the whole set of permissions, unless the
 * sign-in permits it already. Whatever goes wrong, the account goes on reading with the sign-in that it has. Off: a
 * switch on this computer, because withdrawing the permission at Google would end reading too [W5].
 */
import type { Account, AccountId } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import type { Reach, WritingAccount, WritingState } from '../../shared/writing.ts';
import type { Connection } from '../providers/types.ts';

export interface WritingPorts {
  readonly accounts: () => readonly Account[];
  readonly connectionOf: (id: AccountId) => Connection | undefined;
  /** Opens the browser; resolves once the account has its new sign-in. */
  readonly signIn: (account: Account, reach: Reach) => Promise<Result<Account, Problem>>;
  /** Called when the state is another one than before. */
  readonly onChanged: () => void;
}

export interface Writing {
  /** Null: never turned on, or an account that cannot be written to. */
  of(id: AccountId): { readonly on: boolean; readonly reach: Reach } | null;
  state(): WritingState;
  enable(id: AccountId, reach: Reach): Promise<Result<WritingState, Problem>>;
  disable(id: AccountId): Result<WritingState, Problem>;
  /** Reports a change that came with a refreshed or replaced sign-in, if there is one. */
  noteChange(): void;
}

export const createWriting = (ports: WritingPorts): Writing => {
  /** The sample writes to itself, so it needs no consent. Until the app ends. */
  let isSampleOff = false;

  const stateOf = ({ id, kind, label }: Account): readonly WritingAccount[] => {
    if (kind === 'feed') return [];
    if (kind === 'sample') {
      const on = !isSampleOff;
      return [{ accountId: id, email: label, on, reach: on ? 'every' : null, needsSignIn: false }];
    }
    const { reach = null, isPermitted = false } = ports.connectionOf(id)?.writing() ?? {};
    const on = reach !== null;
    // What waits to be sent goes on waiting: the person has not turned it off.
    return [{ accountId: id, email: label, on, reach, needsSignIn: on && !isPermitted }];
  };
  const state = (): WritingState => {
    const accounts = ports.accounts().flatMap(stateOf);
    return { accounts, anyOn: accounts.some(({ on }) => on) };
  };

  let reported = '';
  const noteChange = (): void => {
    const now = JSON.stringify(state());
    if (now === reported) return;
    reported = now;
    ports.onChanged();
  };
  const changed = (): Result<WritingState, Problem> => {
    noteChange();
    return ok(state());
  };

  const known = (id: AccountId): Account | undefined => ports.accounts().find((account) => account.id === id);

  return {
    of: (id) => {
      const [account] = known(id) === undefined ? [] : state().accounts.filter((one) => one.accountId === id);
      return account === undefined || account.reach === null
        ? null
        : { on: account.on, reach: account.reach };
    },
    state,
    enable: async (id, reach) => {
      const account = known(id);
      if (account === undefined || account.kind === 'feed') return fail({ kind: 'notFound' });
      if (account.kind === 'sample') {
        isSampleOff = false;
        return changed();
      }
      const connection = ports.connectionOf(id);
      if (connection?.permits(reach) === true) {
        connection.setWriting(reach);
        return changed();
      }
      const signedIn = await ports.signIn(account, reach);
      return signedIn.ok ? changed() : signedIn;
    },
    disable: (id) => {
      const account = known(id);
      if (account === undefined || account.kind === 'feed') return fail({ kind: 'notFound' });
      if (account.kind === 'sample') isSampleOff = true;
      else ports.connectionOf(id)?.setWriting(null);
      return changed();
    },
    noteChange,
  };
};
