/** Accounts, sync and outbox over an open store, connected to each other. Nothing here starts on its own. */
import { createAccounts } from '../accounts/accounts.ts';
import type { AccountPorts, Accounts } from '../accounts/accounts.ts';
import type { OutboxTools } from '../outbox/tools.ts';
import type { Store } from '../store/open.ts';
import { createEngine } from '../sync/engine.ts';
import type { Engine, EngineWorld } from '../sync/engine.ts';
import { createOutboxDoor, type OutboxDoor } from './outboxDoor.ts';
import { createOverlaidReads, type OverlaidReads } from './overlaidReads.ts';

export interface CoreTools
  extends
    Omit<AccountPorts, 'store' | 'now' | 'betweenPasses'>,
    Omit<EngineWorld, 'store' | 'sourceFor' | 'outbox'> {
  /** The source of an account's events if it is not the account's own connection. */
  readonly sourceFor?: EngineWorld['sourceFor'];
  /** Null: nothing can be written. */
  readonly outbox:
    | (Pick<OutboxTools, 'path' | 'undoSeconds' | 'onWrite' | 'onChanged'> &
        Partial<Pick<OutboxTools, 'writerFor' | 'writingOf'>>)
    | null;
}

export interface Core {
  readonly accounts: Accounts;
  readonly engine: Engine;
  readonly outbox: OutboxDoor;
  /** What is stored, with what is on its way drawn over it. */
  readonly reads: OverlaidReads;
}

export const createCore = (
  tools: CoreTools,
  store: Pick<Store, 'accounts' | 'sync' | 'agenda' | 'calendars'>,
): Core => {
  const {
    vault,
    providers,
    sampleLabel,
    feedLabel,
    confirmOther,
    onProblems,
    onAccountsChanged,
    onFileChanged,
    onWritingChanged,
    sourceFor,
    outbox: outboxTools,
    ...world
  } = tools;
  const accounts = createAccounts({
    store: store.accounts,
    vault,
    providers,
    sampleLabel,
    feedLabel,
    now: () => world.clock.now(),
    betweenPasses: (work) => engine.betweenPasses(work),
    confirmOther,
    onProblems,
    onAccountsChanged,
    onFileChanged,
    onWritingChanged,
  });
  const outbox = createOutboxDoor(
    outboxTools === null
      ? null
      : {
          clock: world.clock,
          reads: {
            get: (ref) => reads.get(ref),
            event: (name) => store.agenda.event(name),
            calendar: (accountId, calendarId) => store.agenda.calendar(accountId, calendarId),
            between: (fromMs, toMs) => {
              const range = { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
              const page = reads.list(range);
              return page.ok ? page.value.occurrences : [];
            },
          },
          writerFor: accounts.writerFor,
          writingOf: accounts.writing,
          onAccepted: () => void engine.request('changeSent'),
          onBug: (error) => world.onBug?.(error),
          ...outboxTools,
        },
  );
  const reads = createOverlaidReads(store, outbox);
  const engine: Engine = createEngine({
    ...world,
    store: store.sync,
    outbox: outbox.sync,
    sourceFor: sourceFor ?? accounts.sourceFor,
  });
  return { accounts, engine, outbox, reads };
};
