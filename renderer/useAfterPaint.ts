import { startTransition, useEffect, useState } from 'react';

/**
 * Whether what was drawn first has been painted. The timeline is measured and scrolled as it comes, which lays the
 * whole page out a second and a third time: the first meetings need not wait for that.
 */
export const useAfterPaint = (): boolean => {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    // The frame after the one that paints it.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setPainted(true)));
    });
    return () => cancelAnimationFrame(frame);
  }, []);
  return painted;
};
