/** Limits how often something is done: at once after a pause, otherwise once more at the end of the pause. */

export interface Repeated {
  ask(): void;
  /** Does it without waiting; the pause starts again. */
  now(): void;
  stop(): void;
}

export const throttle = (
  clock: { after(delayMs: number, callback: () => void): () => void },
  pauseMs: number,
  act: () => void,
): Repeated => {
  let cancelPause: (() => void) | null = null;
  let owed = false;
  const now = (): void => {
    cancelPause?.();
    owed = false;
    cancelPause = clock.after(pauseMs, () => {
      cancelPause = null;
      if (owed) now();
    });
    act();
  };
  return {
    ask: () => {
      if (cancelPause === null) now();
      else owed = true;
    },
    now,
    stop: () => {
      cancelPause?.();
      cancelPause = null;
      owed = false;
    },
  };
};
