/**
 * A window that stays hidden is given up: its page and the process that draws it are most of what an app in the
 * tray would hold. The start is quick enough to make it anew when it is wanted.
 *
 * Not while the whole app is hidden, as macOS does by Cmd+H: who comes back by Cmd+Tab is shown the windows that
 * are there, and the app could not tell that apart from a click on one of its notifications.
 */
import type { AppWindow } from './appWindow.ts';

/** Who closes the window and thinks better of it finds it as it was. */
const restAfterMs = 30_000;

/** The app with all of its windows. */
export interface AppVisibility {
  /** Never on other systems than macOS. */
  isHidden(): boolean;
  /** Hears when the app comes to the front, hidden before or not. */
  onActive(listener: () => void): void;
}

export const discardWhenHidden = (
  window: Pick<AppWindow, 'onVisibility' | 'discard'>,
  clock: { after(delayMs: number, callback: () => void): () => void },
  app: AppVisibility,
): void => {
  let cancel = (): void => {};
  let isKept = false;
  const rest = (): void => {
    isKept = app.isHidden();
    if (!isKept) window.discard();
  };
  window.onVisibility((isVisible) => {
    cancel();
    isKept = false;
    cancel = isVisible ? () => {} : clock.after(restAfterMs, rest);
  });
  app.onActive(() => {
    if (!isKept) return;
    isKept = false;
    cancel = clock.after(restAfterMs, rest);
  });
};
