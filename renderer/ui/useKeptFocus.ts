import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

interface FocusListeners {
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * For a place where the focused element may disappear or be disabled: the focus then moves to `next`, not to the
 * beginning of the page. Checked at every render. Attach the listeners to `place`.
 */
export const useKeptFocus = (
  place: RefObject<HTMLElement | null>,
  next: (place: HTMLElement) => HTMLElement | null,
): FocusListeners => {
  const held = useRef(false);
  useLayoutEffect(() => {
    const at = document.activeElement;
    const isLost = at === null || at === document.body || at.matches(':disabled');
    if (!isLost) held.current = place.current?.contains(at) === true;
    else if (held.current && place.current !== null) next(place.current)?.focus();
  });
  return {
    onFocus: () => {
      held.current = true;
    },
    // If another program's window took the focus, it comes back. Removing an element fires no blur event.
    onBlur: ({ target }) => {
      held.current = document.activeElement === target;
    },
  };
};
