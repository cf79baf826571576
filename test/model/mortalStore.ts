/**
 * The real store with a simulated crash: before or after the n-th call of a pass the process "dies". The files are
 * copied as a killed process would leave them (the write-ahead log not checkpointed, no mark of an orderly end), and
 * from then on every call throws.
 */
import { copyFileSync, existsSync } from 'node:fs';
import type { SyncStore } from '../../main/sync/ports.ts';

export interface Death {
  readonly atCall: number;
  readonly when: 'before' | 'after';
}

export interface PassLog {
  /** Completed listings, in order: the token that was stored, and when. */
  readonly finished: { readonly key: number; readonly syncToken: string; readonly nowMs: number }[];
  listCommitted: boolean;
  calls: number;
}

export interface MortalStore {
  readonly sync: SyncStore;
  readonly log: PassLog;
  isDead(): boolean;
  /** The disk's time, which no test clock controls. */
  isWaiting(): boolean;
  /** A new pass: clears the log, sets the crash (or none). */
  begin(death: Death | null, imagePath: string): void;
}

/** Copies a database as a killed process would leave it. */
export const takeImage = (path: string, imagePath: string): void => {
  copyFileSync(path, imagePath);
  if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${imagePath}-wal`);
};

export const mortalStore = (real: SyncStore, path: string, now: () => number): MortalStore => {
  let log: PassLog = { finished: [], listCommitted: false, calls: 0 };
  let death: Death | null = null;
  let imagePath = '';
  let dead = false;

  const die = (): never => {
    if (!dead) takeImage(path, imagePath);
    dead = true;
    throw new Error('the process is dead');
  };
  const note = (name: string, args: readonly unknown[]): void => {
    if (name === 'finishCalendar') {
      const { syncToken } = args[1] as { readonly syncToken: string };
      log.finished.push({ key: args[0] as number, syncToken, nowMs: now() });
    }
    if (name === 'commitCalendarList') log.listCommitted = true;
  };
  const { room: realRoom, ...calls } = real;
  let waiting = 0;
  // Waiting for room writes nothing, so there is no crash.
  const room = (): Promise<void> | null => {
    const given = realRoom();
    if (given === null) return null;
    waiting += 1;
    return given.finally(() => {
      waiting -= 1;
    });
  };
  const mortal = Object.fromEntries(
    Object.entries(calls).map(([name, call]) => [
      name,
      (...args: readonly unknown[]) => {
        if (dead) die();
        const number = log.calls;
        log.calls += 1;
        if (death?.atCall === number && death.when === 'before') die();
        const answer = (call as (...args: readonly unknown[]) => { readonly ok?: boolean } | null)(...args);
        if (answer?.ok === true) note(name, args);
        if (death?.atCall === number && death.when === 'after') die();
        return answer;
      },
    ]),
  ) as unknown as Omit<SyncStore, 'room'>;

  return {
    sync: { room, ...mortal },
    get log() {
      return log;
    },
    isDead: () => dead,
    isWaiting: () => waiting > 0,
    begin: (next, image) => {
      log = { finished: [], listCommitted: false, calls: 0 };
      death = next;
      imagePath = image;
    },
  };
};
