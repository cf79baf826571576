import { useLayoutEffect, useRef } from 'react';
import { usePlatform } from '../ui/platform.ts';
import { isPressed } from './isPressed.ts';
import { shortcutIds, type ShortcutId } from './shortcutTable.ts';

/** What each shortcut does now; null or missing if nothing. A handler that returns `false` leaves the key to others. */
export type Shortcuts = {
  readonly [Id in ShortcutId]?: (() => void) | ((event: KeyboardEvent) => boolean) | null;
};

/**
 * The window's shortcuts. They do nothing while a modal dialog is open, which has its own keys, or if a control has
 * handled the key (`preventDefault`).
 */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const platform = usePlatform();
  const latest = useRef(shortcuts);
  // A layout effect runs together with the render, so that no key is lost in between.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const id = shortcutIds.find((each) => isPressed(event, each, platform));
      // A key that is held down syncs once.
      if (id === 'syncNow' && event.repeat) return event.preventDefault();
      const act = id === undefined ? null : latest.current[id];
      if (act == null || act(event) === false) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [platform]);
};
