/** Runs work in steps of a few milliseconds, so that reading a large feed blocks nothing else [F20]. */

const sliceMs = 8;
/** Lets waiting events run first. */
const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Returns the result, or null as soon as the signal ends the work. */
export const inSlices = async <T>(work: Generator<void, T>, signal: AbortSignal): Promise<T | null> => {
  for (;;) {
    // oxlint-disable-next-line no-await-in-loop
    await pause();
    if (signal.aborted) return null;
    const began = performance.now();
    do {
      const step = work.next();
      if (step.done === true) return step.value;
    } while (performance.now() - began < sliceMs);
  }
};
