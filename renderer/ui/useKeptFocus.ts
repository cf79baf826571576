import { useLayoutEffect, useRef, type FocusEvent, type RefObject } from 'react';

interface FocusListeners {
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent) => void;
}

/**
 * For a place where what has the focus may go or come to rest: the keyboard goes on with `next`, not at the page's
 * beginning. Looked after whenever the component is drawn; the listeners belong on `place`.
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
    // What another program's window takes comes back; and nothing blurs that is taken away.
    onBlur: ({ target }) => {
      held.current = document.activeElement === target;
    },
  };
};
