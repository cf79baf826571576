/**
 * When background passes run: at launch, then after each interval, or earlier or later if the engine says so. After
 * sleep, the pass is overdue and runs at once [F16, F17]. This file knows nothing about what a pass does.
 */
import { MINUTE_MS } from '../../shared/durations.ts';
import { createWallClockTimer } from '../platform/wallClockTimer.ts';
import type { PassOutcome, SyncReason } from '../../shared/syncReport.ts';
import type { Engine } from './engine.ts';
import type { Clock } from './ports.ts';

/** A network that comes and goes requests one pass, not twenty a minute. */
const PAUSE_MS = 30_000;

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
  /** Called when the machine wakes up [F16]. */
  resumed(): void;
  networkBack(): void;
  /** Called when the interval may have changed; plans again. A new reach-back needs `engine.request` as well. */
  settingsChanged(): void;
}

/** Starts the schedule with a pass at once. */
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
    // The outcome arrives through onPassEnd, which plans the next pass; request never rejects.
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
    if (ageMs >= PAUSE_MS) run(reason);
    else replanIfPlanned();
  };

  // While a pass runs there is no plan; its end makes one.
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
