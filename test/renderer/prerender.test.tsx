import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { describe, expect, test } from 'vitest';
import { App } from '../../renderer/App.tsx';
import { StartContext } from '../../renderer/data/start.ts';
import { prerender } from '../../renderer/prerender.tsx';
import { startAgain, type StartSnapshot } from '../../shared/startSnapshot.ts';
import { listRange } from '../../shared/firstRanges.ts';
import type { Occurrence } from '../../shared/model.ts';
import { aStart } from '../support/aStart.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';
import { holdTheClock, nowIso, setJarvis } from './renderApp.tsx';

holdTheClock();

const timeZone = 'Europe/Berlin';
const moment = { nowMs: Date.parse(nowIso), timeZone, locale: 'en-GB' };

const kept = (occurrences: readonly Occurrence[]): StartSnapshot => ({
  version: '1.0.0',
  timeZone,
  language: 'en',
  direction: 'ltr',
  start: aStart({
    pages: [{ range: listRange('2026-11-24', timeZone), page: { occurrences, nextCursor: null } }],
  }),
});

const day = [
  anOccurrence('Release week', '2026-11-23', '2026-11-28', { color: '#d50000' }),
  anOccurrence('Stand-up', '2026-11-24T08:00Z', '2026-11-24T08:15Z'),
  anOccurrence('Design review', '2026-11-24T09:00Z', '2026-11-24T09:45Z', {
    joinUrl: 'https://meet.google.com/abc-defg-hij',
    guests: { total: 7, accepted: 5 },
  }),
  anOccurrence('Budget call', '2026-11-24T09:30Z', '2026-11-24T10:00Z', { selfResponse: 'needsAction' }),
  anOccurrence('Kick-off', '2026-11-25T08:00Z', '2026-11-25T09:00Z', { color: '#0b8043' }),
];

const inDocument = (markup: string): HTMLElement =>
  new DOMParser().parseFromString(`<div id="root">${markup}</div>`, 'text/html').body;

/** The page's own first render, before any reply and any frame. */
const firstDrawn = (content: ReactNode): Element | null => {
  const container = document.createElement('div');
  const root = createRoot(container);
  flushSync(() => root.render(content));
  const drawn = container.cloneNode(true) as Element;
  drawn.normalize();
  root.unmount();
  return drawn.firstElementChild;
};

/** Returns an element as a tree of tags, with styles in the form of rules and without the names that React generates. */
const shapeOf = (element: Element | null): unknown => {
  if (element === null) return null;
  const attributes = [...element.attributes]
    .filter(({ name }) => name !== 'name')
    .map(({ name, value }) =>
      name.endsWith('style') ? `style ${value.replaceAll(/[\s;]/g, '')}` : `${name} ${value}`,
    );
  const children = [...element.childNodes].map((node) =>
    node instanceof Element ? shapeOf(node) : node.textContent,
  );
  return [element.localName, attributes.toSorted(), children];
};

describe('the first view', () => {
  test('equals the page’s first render', () => {
    setJarvis({ occurrences: day });
    const rendered = prerender(kept(day), moment);
    const drawn = firstDrawn(
      <StartContext value={startAgain(kept(day), moment)}>
        <App />
      </StartContext>,
    );
    const view = inDocument(rendered?.markup ?? '').querySelector('[data-prerendered]');
    expect(view?.textContent).toContain('Design review');
    expect(shapeOf(view?.firstElementChild ?? null)).toEqual(shapeOf(drawn));
  });

  test('has a style rule in place of each style attribute, which the policy forbids (property 2)', () => {
    const rendered = prerender(kept(day), moment);
    const body = inDocument(rendered?.markup ?? '');
    expect(body.querySelectorAll('[style]')).toHaveLength(0);
    const styles = new Set(
      [...body.querySelectorAll('[data-style]')].map((each) => each.getAttribute('data-style')),
    );
    expect(styles.size).toBeGreaterThan(2);
    for (const style of styles) expect(rendered?.rules).toContain(`[data-style="${style}"]{${style}}`);
  });

  test('does not react to presses, because it is about to be replaced', () => {
    const root = inDocument(prerender(kept(day), moment)?.markup ?? '').querySelector('#root');
    expect(root?.children).toHaveLength(1);
    expect(root?.firstElementChild?.hasAttribute('inert')).toBe(true);
  });

  test("renders an event's texts as text (properties 5, 12)", () => {
    const bad = '"><script>alert(1)</script><img src=x onerror=alert(1)> style="--c:red" </style><style>*{}';
    const hostile = [
      anOccurrence(bad, '2026-11-24T09:00Z', '2026-11-24T10:00Z', {
        location: bad,
        color: '#fff;}*{background:url(https://example.com/)}"' as Occurrence['color'],
      }),
    ];
    const rendered = prerender(kept(hostile), moment);
    const body = inDocument(rendered?.markup ?? '');
    expect(body.querySelectorAll('script, img, style, [onerror], [style]')).toHaveLength(0);
    expect(body.textContent).toContain('<script>alert(1)</script>');
    expect(rendered?.rules).not.toMatch(/url|[{}][^{}]*[{}][^{}\n]*[{}]/);
  });

  test('is not rendered if the saved data does not cover what would be visible', () => {
    expect(prerender(kept(day), { ...moment, locale: 'de' })).toBeNull();
  });
});
