/**
 * A reliable `app.evaluate`, which runs a function in the app's main process. The inspector references the promise of
 * a result only weakly, and an idle main process may collect it before it is read. The function is then run again, so
 * it must be safe to run twice. Under load that happened five times in a row.
 */
import type { ElectronApplication } from '@playwright/test';

type Evaluate = ElectronApplication['evaluate'];

export const inMain = (app: ElectronApplication): Evaluate => {
  const evaluate = async (...question: Parameters<Evaluate>): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await app.evaluate(...question);
      } catch (error) {
        if (tries === 50 || !String(error).includes('garbage collected')) throw error;
      }
    }
  };
  return evaluate as Evaluate;
};

/** Returns whether the person sees a window. */
export const isVisible = (app: ElectronApplication): Promise<boolean> =>
  inMain(app)(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));

/**
 * Stops the main process's wall clock, perhaps ahead of the time, so that nothing becomes due or too late any more. Its
 * timers go on.
 */
export const holdClock = (app: ElectronApplication, atMs = Date.now()): Promise<void> =>
  inMain(app)((_electron, heldMs) => {
    Date.now = () => heldMs;
  }, atMs);
