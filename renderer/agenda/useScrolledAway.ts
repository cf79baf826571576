import { useEffect, useState, type RefObject } from 'react';

/** Returns whether the list is scrolled by more than its own height, so that it no longer shows its first days. */
export const useScrolledAway = (
  scroller: RefObject<HTMLElement | null>,
  startsElsewhere: boolean,
): boolean => {
  const [away, setAway] = useState(false);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const look = (): void => setAway(element.scrollTop > element.clientHeight);
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroller]);
  return away || startsElsewhere;
};
