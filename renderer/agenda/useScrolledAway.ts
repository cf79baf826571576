import { useEffect, useState, type RefObject } from 'react';

/** Whether the list shows other days than those at its top: scrolled by more than it shows at once. */
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
