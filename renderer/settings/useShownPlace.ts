import { useEffect, useState, type RefObject } from 'react';
import { listedPlaces, type ListedPlace } from './SectionList.tsx';

/** A section counts as being read when it begins less than this far below the page's edge. */
const begunPx = 100;

/** Returns the last listed place that has begun in the scrolled page; at the page's end, the last one of all. */
export const useShownPlace = (page: RefObject<HTMLElement | null>): ListedPlace => {
  const [shown, setShown] = useState<ListedPlace>('accounts');
  useEffect(() => {
    const element = page.current;
    if (element === null) return;
    const look = (): void => {
      const { top } = element.getBoundingClientRect();
      const atEnd =
        element.scrollTop > 0 && element.scrollTop + element.clientHeight >= element.scrollHeight - 1;
      const begun = listedPlaces.filter((place) => {
        const section = element.querySelector(`[data-place="${place}"]`);
        return section !== null && (atEnd || section.getBoundingClientRect().top < top + begunPx);
      });
      setShown(begun.at(-1) ?? 'accounts');
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [page]);
  return shown;
};
