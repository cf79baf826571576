import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { MINUTE_MS } from '../../shared/durations.ts';

/** A stretch of the day, in instants. */
export interface DrawnSlot {
  readonly startMs: number;
  readonly endMs: number;
}

const stepMs = 15 * MINUTE_MS;
/** A press that moves less is a click. */
const leastPx = 5;

interface DrawnSlotState {
  /** While it is being drawn; otherwise null. */
  readonly slot: DrawnSlot | null;
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
}

/**
 * Drawing a stretch of time on the empty part of a day with the mouse or a pen; a finger scrolls. Esc gives up.
 * `onDrawn` is null if nothing can be drawn.
 */
export const useDrawnSlot = (
  day: DrawnSlot,
  msPerPx: number,
  onDrawn: ((slot: DrawnSlot) => void) | null,
): DrawnSlotState => {
  const [slot, setSlot] = useState<DrawnSlot | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const onPointerDown = (event: PointerEvent<HTMLElement>): void => {
    const area = event.currentTarget;
    if (onDrawn === null || event.target !== area || event.button !== 0 || event.pointerType === 'touch')
      return;
    stop.current?.();
    const topPx = (): number => area.getBoundingClientRect().top;
    const at = (clientY: number): number => (clientY - topPx()) * msPerPx;
    const fromMs = at(event.clientY);
    const fromY = event.clientY;
    let drawn: DrawnSlot | null = null;
    const onMove = (move: globalThis.PointerEvent): void => {
      if (drawn === null && Math.abs(move.clientY - fromY) < leastPx) return;
      const toMs = at(move.clientY);
      const first = Math.max(Math.floor(Math.min(fromMs, toMs) / stepMs) * stepMs, 0);
      const last = Math.max(Math.ceil(Math.max(fromMs, toMs) / stepMs) * stepMs, first + stepMs);
      drawn = { startMs: day.startMs + first, endMs: Math.min(day.startMs + last, day.endMs) };
      setSlot(drawn);
    };
    const end = (): void => {
      stop.current = null;
      setSlot(null);
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', onUp);
      window.removeEventListener('pointercancel', end);
      window.removeEventListener('keydown', onKey, true);
    };
    const onUp = (): void => {
      end();
      if (drawn !== null) onDrawn(drawn);
    };
    const onKey = (key: KeyboardEvent): void => {
      if (key.key !== 'Escape') return;
      key.preventDefault();
      end();
    };
    stop.current = end;
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', onUp);
    window.addEventListener('pointercancel', end);
    window.addEventListener('keydown', onKey, true);
  };
  return { slot, onPointerDown };
};
