import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * Keeps what is typed between opening the search and the focus in its field, whose code may still be on its way.
 * Returns the function that takes it, for the field to call when it gets the focus.
 */
export const useTypedAhead = (isOpen: boolean): (() => string) => {
  const typed = useRef('');
  const stop = useRef((): void => {});
  // A layout effect runs in the same turn as the key that opens the search, so the next key is not lost.
  useLayoutEffect(() => {
    if (!isOpen) return undefined;
    typed.current = '';
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1);
      else if (event.key.length === 1) typed.current += event.key;
      else return;
      // Letters are shortcuts of the window, too.
      event.preventDefault();
      event.stopPropagation();
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    stop.current = () => window.removeEventListener('keydown', onKeyDown, { capture: true });
    return stop.current;
  }, [isOpen]);
  return useCallback(() => {
    stop.current();
    const text = typed.current;
    typed.current = '';
    return text;
  }, []);
};
