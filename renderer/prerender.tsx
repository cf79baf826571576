/**
 * The first view as markup, exactly as the page's code will render it. Main puts it into the document, so that the first
 * meetings are painted before the page has any code (main/app/prerender/firstDocument.ts). Both use the same components.
 */
import { renderToStaticMarkup } from 'react-dom/server';
import { startAgain, type Prerender } from '../shared/startSnapshot.ts';
import { App } from './App.tsx';
import { StartContext } from './data/start.ts';

/** Its buttons do nothing: the live page replaces it. */
export const prerender: Prerender = (kept, moment) => {
  const start = startAgain(kept, moment);
  if (start === null) return null;
  const view = renderToStaticMarkup(
    <StartContext value={start}>
      <div data-prerendered inert>
        <App />
      </div>
    </StartContext>,
  );
  // The content security policy forbids style attributes in a document, so they become rules of the style sheet.
  // Quotes in text are escaped, so this matches inside tags only.
  const markup = view.replaceAll(' style="', ' data-style="');
  const styles = new Set(
    Array.from(markup.matchAll(/ data-style="([\w\s#:;.,()%-]+)"/g), ([, style]) => style),
  );
  const rules = Array.from(styles, (style) => `[data-style="${style}"]{${style}}`).join('\n');
  return { markup, rules };
};
