/**
 * The page's first script. Where main has drawn the opening view into the document, that is painted before the app's
 * own code is fetched, which then puts the live page in its place (main.tsx).
 */
// However often it is called, the code is fetched once.
const fetchApp = (): void => void import('./main.tsx');

/** A window that nobody sees may not be painted. */
const longestMs = 2000;

if (document.querySelector('[data-opening]') === null) fetchApp();
else {
  performance.mark('opening');
  new PerformanceObserver(fetchApp).observe({ type: 'paint', buffered: true });
  setTimeout(fetchApp, longestMs);
}
