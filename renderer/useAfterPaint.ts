import { startTransition, useEffect, useState } from 'react';

/**
 * Returns whether the first render has been painted. Mounting the timeline measures and scrolls it, which lays out the
 * whole page two more times. The first meetings should not wait for that.
 */
export const useAfterPaint = (): boolean => {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    // The frame after the one that paints the first render.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setPainted(true)));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return painted;
};
