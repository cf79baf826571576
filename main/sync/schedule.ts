/**
 * When background passes run: at launch, then each interval, sooner or later where the engine says so.
 *
 * One timer of at most a minute, which looks at the wall clock each time it rings. So no delay overflows
 * the 24.8 days of a system timer [F17], a machine that slept finds its pass overdue, and a clock that was
 * set back cannot put the next pass off for long [F16]. Nothing here knows what a pass does.
 */
import type { PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import type { Engine } from './engine.ts';
import type { Clock } from './ports.ts';

const MINUTE_MS = 60_000;
const LONGEST_SLEEP_MS = MINUTE_MS;
/** A network that comes and goes asks for one pass, not for twenty a minute. */
const QUIET_MS = 30_000;

export interface ScheduleWorld {
  readonly clock: Clock;
  readonly engine: Pick<Engine, 'request' | 'nextDelayMs' | 'announceNext' | 'onPassEnd'>;
  /** Minutes between background passes, before jitter. */
  readonly interval: () => number;
  /** The timer rang: at least once a minute. */
  readonly onRing?: () => void;
}

export interface Schedule {
  stop(): void;
  /** The machine woke up [F16]. */
  resumed(): void;
  networkBack(): void;
  /** The interval may be another now: plans anew. A new reach back needs `engine.request` besides. */
  settingsChanged(): void;
}

/** Starts with a pass at once. */
export const startSchedule = ({ clock, engine, interval, onRing }: ScheduleWorld): Schedule => {
  let stopped = false;
  let cancelTimer = (): void => {};
  /** When the plan was made and what it says, by the wall clock. */
  let plan: { readonly madeAtMs: number; readonly dueAtMs: number } | null = null;
  let lastSuccessMs: number | null = null;

  const sleep = (): void => {
    cancelTimer();
    if (plan === null) return;
    const leftMs = plan.dueAtMs - clock.now();
    cancelTimer = clock.after(Math.min(Math.max(leftMs, 0), LONGEST_SLEEP_MS), wake);
  };

  const wake = (): void => {
    if (stopped) return;
    goOn();
    // Last: one that throws must not keep the next ring from coming.
    onRing?.();
  };
  const goOn = (): void => {
    if (plan === null) return;
    const nowMs = clock.now();
    if (nowMs < plan.madeAtMs) return replan();
    if (nowMs < plan.dueAtMs) return sleep();
    run('timer');
  };

  const replan = (): void => {
    if (stopped) return;
    const madeAtMs = clock.now();
    const dueAtMs = madeAtMs + engine.nextDelayMs(interval() * MINUTE_MS);
    plan = { madeAtMs, dueAtMs };
    engine.announceNext(dueAtMs);
    sleep();
  };

  const run = (reason: SyncReason): void => {
    cancelTimer();
    plan = null;
    // The outcome comes by onPassEnd, which plans the next pass; request never rejects.
    void engine.request(reason);
  };

  const onPassEnd = ({ outcome }: PassOutcome): void => {
    if (outcome === 'succeeded') lastSuccessMs = clock.now();
    replan();
  };
  const stopListening = engine.onPassEnd(onPassEnd);

  const runUnlessFresh = (reason: SyncReason): void => {
    if (stopped) return;
    const ageMs = lastSuccessMs === null ? Infinity : Math.abs(clock.now() - lastSuccessMs);
    if (ageMs >= QUIET_MS) run(reason);
    else replanIfPlanned();
  };

  // While a pass runs there is no plan: its end makes one.
  const replanIfPlanned = (): void => {
    if (plan !== null) replan();
  };

  run('launch');
  return {
    stop: () => {
      stopped = true;
      cancelTimer();
      stopListening();
      engine.announceNext(null);
    },
    resumed: () => runUnlessFresh('resume'),
    networkBack: () => runUnlessFresh('networkBack'),
    settingsChanged: replanIfPlanned,
  };
};
