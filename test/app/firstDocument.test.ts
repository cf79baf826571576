import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFirstDocument, snapshotPath } from '../../main/app/prerender/firstDocument.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { contentSecurityPolicy, withStyles } from '../../main/window/securityHeaders.ts';
import type { StartSnapshot } from '../../shared/startSnapshot.ts';
import { aStart } from '../support/aStart.ts';

const document =
  '<html lang="en"><head><meta http-equiv="x" content="style-src \'self\'">' +
  '<script type="module" crossorigin src="./assets/main.js"></script>' +
  '<link rel="stylesheet" crossorigin href="./assets/main.css"></head><body><div id="root"></div></body></html>';

const kept: StartSnapshot = {
  version: '1.2.3',
  timeZone: 'Europe/Berlin',
  language: 'de',
  direction: 'ltr',
  start: aStart(),
};
const withTheme = (theme: unknown): unknown => ({
  ...kept,
  start: aStart({ settings: { ...defaultSettings, theme } as StartSnapshot['start']['settings'] }),
});

let profile = '';
beforeEach(() => {
  profile = mkdtempSync(join(tmpdir(), 'jarvis-first-'));
  writeFileSync(join(profile, 'calendar.db'), '');
});
afterEach(() => rmSync(profile, { recursive: true }));

const firstDocument = (snapshot: unknown, part: { isWanted?: boolean } = {}) => {
  if (snapshot !== undefined) writeFileSync(snapshotPath(profile), JSON.stringify(snapshot));
  return createFirstDocument({
    profile,
    isWanted: true,
    version: '1.2.3',
    moment: () => ({ nowMs: 0, timeZone: 'Europe/Berlin', locale: 'de' }),
    load: async () => () => ({ markup: '<p>drawn</p>', rules: '.rule {}' }),
    onNone: () => undefined,
    ...part,
  });
};
const draw = (snapshot: unknown) => firstDocument(snapshot).documentFrom(document, () => 'body {}');

describe('the first document', () => {
  test('contains the view, in the stored language, direction and theme', async () => {
    const late = draw({ ...(withTheme('dark') as StartSnapshot), direction: 'rtl' });
    expect(late?.head).toContain('<html data-prerenders lang="de" dir="rtl" data-theme="dark">');
    expect(late?.head).toContain('<script async type="module"');
    expect(await late?.rest).toContain('<div id="root"><p>drawn</p></div></body></html>');
  });

  test('finds the typeface where the style sheet finds it', () => {
    const sheet = '@font-face { src: url(./inter.woff2) }';
    const late = firstDocument(kept).documentFrom(document, () => sheet);
    expect(late?.head).toContain('url(./assets/inter.woff2)');
  });

  test('has a new nonce each time, which the policy allows for its styles and nothing else [property 2]', async () => {
    const [one, other] = [draw(kept), draw(kept)];
    expect(one?.nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(one?.nonce).not.toBe(other?.nonce);
    expect(one?.head).toContain(`<style nonce="${one?.nonce}">body {}</style>`);
    expect(await one?.rest).toContain(`<style nonce="${one?.nonce}">.rule {}</style>`);
    const policy = withStyles(contentSecurityPolicy, 'abc').split('; ');
    expect(policy.filter((directive) => directive.includes('nonce'))).toEqual([
      "style-src 'self' 'nonce-abc'",
    ]);
  });

  const markup = '"><script>hostile()</script><i class="';
  test.each([
    ['a language', { ...kept, language: markup }],
    ['a direction', { ...kept, direction: markup }],
    ['a theme', withTheme(markup)],
    ['a theme in a list', withTheme([markup])],
    ['a language of two lines', { ...kept, language: `de\n${markup}` }],
    ['no language', { ...kept, language: '' }],
    ['no direction', { ...kept, direction: undefined }],
    ['no theme', withTheme(undefined)],
    ['no settings', { ...kept, start: {} }],
    ['nothing', null],
  ])('is the plain one if the snapshot has %s that its tag cannot contain', (_, snapshot) => {
    expect(draw(snapshot)).toBeNull();
  });

  test('is the plain one for another version, without a database or a snapshot, and after the first', () => {
    expect(draw({ ...kept, version: '1.2.4' })).toBeNull();
    expect(firstDocument(kept, { isWanted: false }).documentFrom(document, () => null)).toBeNull();
    const first = firstDocument(kept);
    expect(first.documentFrom(document, () => null)).not.toBeNull();
    expect(first.documentFrom(document, () => null)).toBeNull();
    rmSync(join(profile, 'calendar.db'));
    expect(draw(kept)).toBeNull();
    rmSync(snapshotPath(profile));
    expect(draw(undefined)).toBeNull();
  });
});
