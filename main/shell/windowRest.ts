/**
 * A window that stays hidden is given up: its page and the process that draws it are most of what an app in the
 * tray would hold. The start is quick enough to make it anew when it is wanted.
 */
import type { AppWindow } from './window.ts';

/** Who closes the window and thinks better of it finds it as it was. */
const restAfterMs = 30_000;

export const letRest = (
  window: Pick<AppWindow, 'onVisibility' | 'letGo'>,
  clock: { after(delayMs: number, callback: () => void): () => void },
): void => {
  let cancel = (): void => {};
  window.onVisibility((isVisible) => {
    cancel();
    cancel = isVisible ? () => {} : clock.after(restAfterMs, window.letGo);
  });
};
