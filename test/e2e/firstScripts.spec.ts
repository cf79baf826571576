/**
 * How much code is loaded before something is seen. Parsing it blocks a start: about 30 µs for each kilobyte in main. A limit may
 * be raised, but not without noticing.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { projectRoot } from '../../build/processes.mjs';

const dist = join(projectRoot, 'dist');
const kilobytes = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + statSync(join(dist, path)).size, 0) / 1000;

/** The bundle and all that it requires as soon as it is loaded. What it requires later is in a function. */
const loadedWith = (name: string, found = new Set<string>()): ReadonlySet<string> => {
  if (found.has(name)) return found;
  found.add(name);
  const code = readFileSync(join(dist, name), 'utf8');
  for (const [, later, required = ''] of code.matchAll(/(=>[\w.$]*\(?)?require\(["`]\.\/([^"`]+)["`]\)/g)) {
    if (later === undefined) loadedWith(required, found);
  }
  return found;
};

test('little code runs before the window, the first view, and the rest of the app', () => {
  expect([...loadedWith('main.cjs')]).toEqual(['main.cjs']);
  expect(kilobytes(['main.cjs'])).toBeLessThan(36);
  expect([...loadedWith('prerender.cjs')]).toEqual(['prerender.cjs']);
  expect(kilobytes(['prerender.cjs'])).toBeLessThan(265);
  for (const language of ['en', 'de']) expect(kilobytes([`texts-${language}.cjs`])).toBeLessThan(75);
  expect(kilobytes([...loadedWith('app.cjs')])).toBeLessThan(420);
});

test('little code runs before the page is drawn', () => {
  const scripts = readdirSync(join(dist, 'renderer', 'assets')).filter((name) => name.endsWith('.js'));
  const first = scripts.filter((name) => !name.startsWith('laterBundle'));
  expect(first.map((name) => name.split('-')[0]).toSorted()).toEqual(['index', 'main']);
  expect(kilobytes(first.map((name) => join('renderer', 'assets', name)))).toBeLessThan(500);
});

test('no bundle is loaded by import(), which parses it twice', () => {
  const bundles = readdirSync(dist).filter((name) => name.endsWith('.cjs'));
  for (const name of bundles)
    expect(readFileSync(join(dist, name), 'utf8')).not.toMatch(/\bimport\(["`]\.\//);
});
