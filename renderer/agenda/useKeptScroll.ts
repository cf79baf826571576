import { useLayoutEffect, useRef, type RefObject } from 'react';
import type { IsoDate } from '../../shared/model.ts';

const scrollerOf = (element: HTMLElement): HTMLElement | null => element.closest('[data-scroller]');

/** Days put before the list's beginning do not move what is being looked at. */
export const useKeptScroll = (list: RefObject<HTMLElement | null>, first: IsoDate): void => {
  const before = useRef<{ first: IsoDate; anchor: HTMLElement | null; top: number }>({
    first,
    anchor: null,
    top: 0,
  });
  useLayoutEffect(() => {
    const element = list.current;
    const scroller = element === null ? null : scrollerOf(element);
    if (element === null || scroller === null) return;
    const { anchor, top } = before.current;
    if (first < before.current.first && anchor?.isConnected === true)
      scroller.scrollTop += anchor.getBoundingClientRect().top - top;
    const day = element.querySelector<HTMLElement>('[data-day]');
    before.current = { first, anchor: day, top: day?.getBoundingClientRect().top ?? 0 };
  });
};
