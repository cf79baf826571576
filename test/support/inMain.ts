/**
 * `app.evaluate`, which runs a function in the app's main process, made dependable: the inspector holds the
 * promise of an answer weakly, and an idle main process may collect it before it is read. The question is asked
 * again then, so it must be harmless twice.
 */
import type { ElectronApplication } from '@playwright/test';

type Evaluate = ElectronApplication['evaluate'];

export const inMain = (app: ElectronApplication): Evaluate => {
  const evaluate = async (...question: Parameters<Evaluate>): Promise<unknown> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await app.evaluate(...question);
      } catch (error) {
        if (tries === 5 || !String(error).includes('garbage collected')) throw error;
      }
    }
  };
  return evaluate as Evaluate;
};

/** Whether the person sees a window. */
export const isVisible = (app: ElectronApplication): Promise<boolean> =>
  inMain(app)(({ BrowserWindow }) => BrowserWindow.getAllWindows().some((window) => window.isVisible()));
