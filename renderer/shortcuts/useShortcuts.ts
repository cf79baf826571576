import { useLayoutEffect, useRef } from 'react';
import { usePlatform } from '../ui/platform.ts';
import { isPressed } from './isPressed.ts';
import { shortcutIds, type ShortcutId } from './shortcutTable.ts';

/** What each key does now; null or absent where there is nothing to do. `false`: the key is not for it after all. */
export type Shortcuts = {
  readonly [Id in ShortcutId]?: (() => void) | ((event: KeyboardEvent) => boolean) | null;
};

/**
 * The window's keys. They rest while a modal dialog is open, which has its own, and are left alone where a
 * control has taken them (`preventDefault`).
 */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const platform = usePlatform();
  const latest = useRef(shortcuts);
  // With what is drawn, not some time after it: no key is lost between the two.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const id = shortcutIds.find((each) => isPressed(event, each, platform));
      // A key that is held down asks once.
      if (id === 'syncNow' && event.repeat) return event.preventDefault();
      const act = id === undefined ? null : latest.current[id];
      if (act == null || act(event) === false) return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [platform]);
};
