/**
 * Returns a function that runs `work`. Called while it runs, it runs `work` once more afterwards, however many calls there
 * were.
 */
export const oneAtATime = (work: () => Promise<void>, onBug: (error: unknown) => void): (() => void) => {
  let isRunning = false;
  let isOwed = false;
  const run = (): void => {
    isOwed = isRunning;
    if (isRunning) return;
    isRunning = true;
    void work()
      .catch(onBug)
      .finally(() => {
        isRunning = false;
        if (isOwed) run();
      });
  };
  return run;
};
