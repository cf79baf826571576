/**
 * When background passes run: at launch, then each interval, sooner or later where the engine says so. A machine that
 * slept finds its pass overdue [F16, F17]. Nothing here knows what a pass does.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { createWallClockTimer } from '../platform/wallClockTimer.ts';
import type { PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import type { Engine } from './engine.ts';
import type { Clock } from './ports.ts';

/** A network that comes and goes asks for one pass, not for twenty a minute. */
const QUIET_MS = 30_000;

export interface ScheduleWorld {
  readonly clock: Clock;
  readonly engine: Pick<Engine, 'request' | 'nextDelayMs' | 'announceNext' | 'onPassEnd'>;
  /** Minutes between background passes, before jitter. */
  readonly interval: () => number;
  /** Called at least once a minute while a pass is planned. */
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
  let isPlanned = false;
  let lastSuccessMs: number | null = null;

  const timer = createWallClockTimer({
    clock,
    fire: (isDue) => (isDue ? run('timer') : replan()),
    ...(onRing !== undefined && { onWake: () => !stopped && onRing() }),
  });

  const replan = (): void => {
    if (stopped) return;
    const dueAtMs = clock.now() + engine.nextDelayMs(interval() * MINUTE_MS);
    isPlanned = true;
    engine.announceNext(dueAtMs);
    timer.set(dueAtMs);
  };

  const run = (reason: SyncReason): void => {
    timer.cancel();
    isPlanned = false;
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
    if (isPlanned) replan();
  };

  run('launch');
  return {
    stop: () => {
      stopped = true;
      timer.cancel();
      stopListening();
      engine.announceNext(null);
    },
    resumed: () => runUnlessFresh('resume'),
    networkBack: () => runUnlessFresh('networkBack'),
    settingsChanged: replanIfPlanned,
  };
};
