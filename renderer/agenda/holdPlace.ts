/** Keeps a place of the list in view while the list changes around it, until the person scrolls. */

const inputs = ['wheel', 'pointerdown', 'touchmove', 'keydown'] as const;

/** Calls `listener` when the person scrolls, or does anything else in the list. Returns the function that stops it. */
export const onInput = (scroller: HTMLElement, listener: () => void): (() => void) => {
  inputs.forEach((input) => scroller.addEventListener(input, listener, { passive: true }));
  return () => inputs.forEach((input) => scroller.removeEventListener(input, listener));
};

export interface HeldPlace {
  /** Scrolls to the place if it has moved. Called after each render. */
  readonly keep: () => void;
  readonly stop: () => void;
}

/**
 * Scrolls to a place and stays there: days that come near the view are laid out only then and are higher or lower than
 * estimated, and earlier days are added above. The sizes are observed, so a change is made up for before it is painted.
 */
export const holdPlace = (
  scroller: HTMLElement,
  /** Returns the `scrollTop` that shows the place; null if the place is no longer in the list. */
  topOf: () => number | null,
  /** Called when the person scrolls, or when the place is gone. Not called by `stop`. */
  onRelease: () => void,
): HeldPlace => {
  let before: readonly number[] = [];
  let isThere = false;
  let stopped = false;
  const stop = (): void => {
    stopped = true;
    sizes?.disconnect();
    ignoreInput();
    window.removeEventListener('keydown', release, { capture: true });
    scroller.removeEventListener('scroll', move);
  };
  const release = (): void => {
    if (stopped) return;
    stop();
    onRelease();
  };
  const move = (): void => {
    const topPx = topOf();
    if (topPx === null) return release();
    const layout = [topPx, scroller.scrollHeight, scroller.clientHeight];
    const isSame = layout.every((px, index) => px === before[index]);
    const wasThere = isThere;
    before = layout;
    isThere = Math.abs(scroller.scrollTop - topPx) < 1;
    if (isThere) return;
    // The list is elsewhere though nothing in it has changed: a screen reader, for example, has scrolled it.
    if (wasThere && isSame) return release();
    scroller.scrollTop = topPx;
  };
  const sizes = typeof ResizeObserver === 'undefined' ? null : new ResizeObserver(move);
  const observed = new WeakSet<Element>();
  const keep = (): void => {
    if (!stopped) move();
    if (stopped) return;
    // Not the list itself: its end changes its height when it makes room for the place.
    const parts = scroller.querySelectorAll(':scope > :not([data-agenda-list]), [data-day]');
    for (const part of [scroller, ...parts]) {
      if (observed.has(part)) continue;
      observed.add(part);
      sizes?.observe(part, { box: 'border-box' });
    }
  };
  const ignoreInput = onInput(scroller, release);
  // Keys move in the list wherever the focus is.
  window.addEventListener('keydown', release, { capture: true });
  scroller.addEventListener('scroll', move, { passive: true });
  keep();
  return { keep, stop };
};
