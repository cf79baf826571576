/**
 * The page's first script. Where main draws the opening view into the document, that is painted before the app's own
 * code is fetched, which then puts the live page in its place (main.tsx). Keys pressed until then are not lost.
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

const early: KeyboardEvent[] = [];
const note = (event: KeyboardEvent): void => void early.push(event);
window.addEventListener('keydown', note);
window.addEventListener(
  'live',
  () => {
    window.removeEventListener('keydown', note);
    for (const { key, code, ctrlKey, metaKey, altKey, shiftKey } of early) {
      const pressed = { key, code, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true };
      (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', pressed));
    }
  },
  { once: true },
);

// Main says at the document's beginning whether it is about to draw (main/app/prerender/firstDocument.ts).
if (document.documentElement.dataset.opens === undefined) fetchApp();
else if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', fetchAfterOpening);
else fetchAfterOpening();
