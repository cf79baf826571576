import { Component, type RefObject } from 'react';
import type { IsoDate } from '../../shared/model.ts';

interface ScrollKeeperProps {
  readonly list: RefObject<HTMLElement | null>;
  /** The list's first day. Days added after it move nothing. */
  readonly first: IsoDate | undefined;
}

interface Anchor {
  readonly scroller: HTMLElement;
  readonly day: HTMLElement;
  readonly topPx: number;
}

/**
 * Keeps what is in view in place while days are added or removed before it. A class component, because only class
 * components are called before the document changes (`getSnapshotBeforeUpdate`).
 */
export class ScrollKeeper extends Component<ScrollKeeperProps> {
  override getSnapshotBeforeUpdate(before: ScrollKeeperProps): Anchor | null {
    const list = this.props.list.current;
    const scroller = list?.closest<HTMLElement>('[data-scroller]') ?? null;
    if (before.first === this.props.first || list === null || scroller === null) return null;
    const edgePx = scroller.getBoundingClientRect().top;
    for (const day of list.querySelectorAll<HTMLElement>('[data-day]')) {
      const { top, bottom } = day.getBoundingClientRect();
      if (bottom > edgePx) return { scroller, day, topPx: top };
    }
    return null;
  }

  override componentDidUpdate(_props: ScrollKeeperProps, _state: unknown, anchor: Anchor | null): void {
    if (anchor === null || !anchor.day.isConnected) return;
    const movedPx = anchor.day.getBoundingClientRect().top - anchor.topPx;
    if (Math.abs(movedPx) >= 1) anchor.scroller.scrollTop += movedPx;
  }

  override render(): null {
    return null;
  }
}
