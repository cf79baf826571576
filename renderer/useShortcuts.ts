import { useEffect, useRef } from 'react';

export interface Shortcuts {
  readonly syncNow: () => void;
  /** Null where there is nothing to do now. */
  readonly close: (() => void) | null;
  readonly today: (() => void) | null;
  readonly previousDay: (() => void) | null;
  readonly nextDay: (() => void) | null;
  /** Goes into the list, for the keys that move in it. */
  readonly list: (() => void) | null;
}

const takesKeys = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.matches('input, select, textarea, [contenteditable]');

/** The window's keys. Letters only without modifiers, and never while a control takes them itself. */
export const useShortcuts = (shortcuts: Shortcuts): void => {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey) return;
      const act = actionOf(event, latest.current);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
};

const actionOf = (event: KeyboardEvent, shortcuts: Shortcuts): (() => void) | null => {
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) return key === 'r' && !event.shiftKey ? shortcuts.syncNow : null;
  if (key === 'escape') return shortcuts.close;
  if (takesKeys(event.target)) return null;
  switch (key) {
    case 's':
      return shortcuts.syncNow;
    case 't':
      return shortcuts.today;
    case 'arrowleft':
      return shortcuts.previousDay;
    case 'arrowright':
      return shortcuts.nextDay;
    // In the list these keys move; from elsewhere they lead into it.
    case 'j':
    case 'k':
      return document.activeElement?.closest('[data-agenda-list], [role="dialog"]') == null
        ? shortcuts.list
        : null;
    case 'arrowdown':
    case 'arrowup':
      // Where something has the focus they scroll or choose.
      return document.activeElement === document.body ? shortcuts.list : null;
    default:
      return null;
  }
};
