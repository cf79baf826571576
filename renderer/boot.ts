/**
 * The page's first script. Where main draws the opening view into the document, that is painted before the app's own
 * code is fetched, which then puts the live page in its place (main.tsx).
 */
// However often it is called, the code is fetched once.
const fetchApp = (): void => void import('./main.tsx');

/** A window that nobody sees may not be painted. */
const longestMs = 2000;

const fetchAfterOpening = (): void => {
  if (document.querySelector('[data-opening]') === null) return fetchApp();
  performance.mark('opening');
  new PerformanceObserver(fetchApp).observe({ type: 'paint', buffered: true });
  setTimeout(fetchApp, longestMs);
};

// Main says at the document's beginning whether it is about to draw (main/shell/opening.ts).
if (document.documentElement.dataset.opens === undefined) fetchApp();
else if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', fetchAfterOpening);
else fetchAfterOpening();
