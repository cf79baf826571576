/**
 * Keeps the window's page loaded while the window is hidden, so that a click in the tray shows it within a frame or
 * two (docs/PERFORMANCE.md, "Kept window"). A page that uses more memory than a new one should is replaced with a new
 * one while hidden.
 */
import type { AppWindow } from './appWindow.ts';

/** If the person closed the window by mistake, it is still the same when opened again. */
const restMs = 30_000;
/** Memory of the page's process. A page that has read a year of meetings uses about half of it. */
export const budgetBytes = 350 * 1024 * 1024;

export const keepPageInReserve = (
  window: Pick<AppWindow, 'onVisibility' | 'memoryBytes' | 'replaceHidden'>,
  clock: { after(delayMs: number, callback: () => void): () => void },
): void => {
  let cancel = (): void => {};
  window.onVisibility((isVisible) => {
    cancel();
    if (isVisible) return;
    cancel = clock.after(restMs, () => {
      if (window.memoryBytes() > budgetBytes) window.replaceHidden();
    });
  });
};
