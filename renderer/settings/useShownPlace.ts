import { useEffect, useState, type RefObject } from 'react';
import { listedPlaces, type ListedPlace } from './SectionList.tsx';

/** How far below the page's edge a section has begun to be the one being read. */
const begunPx = 100;

/** The last of the listed places that has begun, as the page is scrolled; at its end the last of all. */
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
