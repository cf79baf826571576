/**
 * Tracks whether a window's page works, and what to do while it does not. A page counts as working when it says so
 * itself (`PageState` in shared/contract.ts), not when Chromium has loaded its document.
 *
 * Uses no Electron: `nextState` decides, `createPageRecovery` adds the clock, and watchedPage.ts the page.
 */
import type { Clock } from '../sync/ports.ts';

/** `failures`: how often in a row the page has failed. */
export type RecoveryState =
  /** It is loading, and must report that it works. */
  | { readonly kind: 'loading'; readonly failures: number; readonly waits: number }
  | { readonly kind: 'live'; readonly failures: number }
  /** It does not respond, but may recover. */
  | { readonly kind: 'hung'; readonly failures: number; readonly waits: number }
  /** Its process is being ended, because it neither responds nor draws. */
  | { readonly kind: 'ending'; readonly failures: number }
  /** It is about to be loaded again. */
  | { readonly kind: 'waiting'; readonly failures: number }
  /** It failed too often: the person decides, and a new window replaces it. */
  | { readonly kind: 'lost'; readonly failures: number };

export type RecoveryEvent =
  /** The page has drawn itself. */
  | 'live'
  /** Its process has ended. */
  | 'gone'
  /** It could not be loaded, or reports that it cannot draw. */
  | 'failed'
  | 'unresponsive'
  | 'responsive'
  /** The time that `limitOf` allows for the state has passed. */
  | 'timeout';

/** How long to wait before each further attempt. After the last one the page is lost. */
export const pausesMs = [0, 1000, 5000] as const;
/** After a process was suspended, at most one of these waits has passed. The page still has the others. */
const waits = { loading: { ms: 10_000, times: 3 }, hung: { ms: 5000, times: 2 } } as const;
const endingMs = 5000;
/** A page that fails sooner than this after a recovery is counted as failing in a row. */
const steadyMs = 60_000;

export const firstState: RecoveryState = { kind: 'loading', failures: 0, waits: 0 };

/** Returns how long the state may last before `timeout`; null if it may last forever. */
export const limitOf = (state: RecoveryState): number | null => {
  switch (state.kind) {
    case 'loading':
    case 'hung':
      return waits[state.kind].ms;
    case 'ending':
      return endingMs;
    case 'waiting':
      return pausesMs[state.failures - 1] ?? null;
    case 'live':
      return state.failures > 0 ? steadyMs : null;
    case 'lost':
      return null;
  }
};

const afterFailure = (failures: number): RecoveryState => ({
  kind: failures < pausesMs.length ? 'waiting' : 'lost',
  failures: failures + 1,
});

/** Returns the state after an event; the same object if the event changes nothing. */
export const nextState = (state: RecoveryState, event: RecoveryEvent): RecoveryState => {
  const { failures } = state;
  const live: RecoveryState = { kind: 'live', failures };
  switch (state.kind) {
    case 'loading':
      if (event === 'live') return live;
      if (event === 'gone' || event === 'failed') return afterFailure(failures);
      return event === 'timeout' ? waitOn(state) : state;
    case 'live':
      if (event === 'gone' || event === 'failed') return afterFailure(failures);
      if (event === 'unresponsive') return { kind: 'hung', failures, waits: 0 };
      return event === 'timeout' ? { kind: 'live', failures: 0 } : state;
    case 'hung':
      if (event === 'responsive') return live;
      if (event === 'gone' || event === 'failed') return afterFailure(failures);
      return event === 'timeout' ? waitOn(state) : state;
    case 'ending':
      return event === 'gone' || event === 'timeout' ? afterFailure(failures) : state;
    case 'waiting':
      return event === 'timeout' ? { kind: 'loading', failures, waits: 0 } : state;
    case 'lost':
      return state;
  }
};

type Watched = Extract<RecoveryState, { readonly waits: number }>;

const waitOn = (state: Watched): RecoveryState =>
  state.waits + 1 < waits[state.kind].times
    ? { ...state, waits: state.waits + 1 }
    : { kind: 'ending', failures: state.failures };

export interface RecoveryPorts {
  readonly clock: Pick<Clock, 'after'>;
  /** Starts to load the page. */
  readonly load: () => void;
  /** Ends the page's process, whatever it is doing. */
  readonly end: () => void;
  /** Called when the kind of state changes. */
  readonly onState: (state: RecoveryState) => void;
}

export interface PageRecovery {
  report(event: Exclude<RecoveryEvent, 'timeout'>): void;
  state(): RecoveryState;
  /** Called when the window is closed. Nothing more is done about its page. */
  stop(): void;
}

/**
 * Loads the page, and loads it again when necessary. `report` itself does nothing to the page; the clock triggers it
 * later.
 */
export const createPageRecovery = ({ clock, load, end, onState }: RecoveryPorts): PageRecovery => {
  let state: RecoveryState = firstState;
  let stopped = false;
  let cancel = (): void => {};

  const watch = (): void => {
    cancel();
    const limit = limitOf(state);
    cancel = limit === null ? () => {} : clock.after(limit, () => take('timeout'));
  };
  const take = (event: RecoveryEvent): void => {
    const before = state;
    state = nextState(before, event);
    if (stopped || state === before) return;
    watch();
    if (state.kind === before.kind) return;
    if (state.kind === 'loading') load();
    if (state.kind === 'ending') end();
    onState(state);
  };
  watch();
  load();
  return {
    report: take,
    state: () => state,
    stop: () => {
      stopped = true;
      cancel();
    },
  };
};
