/**
 * The page's first script. If main has rendered the first view into the document, that view is painted before the
 * app's code is fetched. The code then replaces it with the live page (main.tsx). Keys pressed until then are kept and replayed.
 */
/** However often it is called, the code is fetched once. Main loads the page anew when it cannot run (`PageState`). */
const fetchApp = (): void =>
  void import('./main.tsx').catch((error: unknown) => {
    window.dispatchEvent(new Event('failed'));
    throw error;
  });

/** A window that is not visible may never be painted, so do not wait longer than this. */
const longestMs = 2000;

const fetchAfterFirstView = (): void => {
  if (document.querySelector('[data-prerendered]') === null) return fetchApp();
  performance.mark('prerendered');
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

// Main sets this at the start of the document if it is going to render the view (main/app/prerender/firstDocument.ts).
if (document.documentElement.dataset.prerenders === undefined) fetchApp();
else if (document.readyState === 'loading')
  document.addEventListener('DOMContentLoaded', fetchAfterFirstView);
else fetchAfterFirstView();
