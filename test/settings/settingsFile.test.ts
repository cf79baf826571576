import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSettings } from '../../main/settings/settingsFile.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { storedTheme } from '../../main/settings/storedTheme.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-settings-'));
  path = join(folder, 'settings.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('settings', () => {
  test('are the defaults at first, without a file', () => {
    expect(openSettings(path).get()).toEqual(defaultSettings);
    expect(existsSync(path)).toBe(false);
  });

  test('are kept over a restart, privately [property 9], leaving no temporary file', () => {
    const settings = openSettings(path);
    const saved = settings.set({ theme: 'dark', syncIntervalMinutes: 15 });
    expect(saved).toMatchObject({ settings: { theme: 'dark' }, refused: null });
    settings.set({ reachBack: 'year', theme: undefined as never });
    expect(openSettings(path).get()).toEqual({
      ...defaultSettings,
      theme: 'dark',
      syncIntervalMinutes: 15,
      reachBack: 'year',
    });
    expect((statSync(path).mode & 0o777).toString(8)).toBe('600');
    expect(existsSync(`${path}.new`)).toBe(false);
  });

  test('a file that is no JSON is set aside, and the defaults hold', () => {
    writeFileSync(path, '{"theme": "dark"');
    expect(openSettings(path).get()).toEqual(defaultSettings);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}.bad`, 'utf8')).toBe('{"theme": "dark"');
  });

  test('of a file with a bad field the good ones hold', () => {
    writeFileSync(path, JSON.stringify({ theme: 'dark', syncIntervalMinutes: -3, reachBack: 7 }));
    expect(openSettings(path).get()).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(existsSync(`${path}.bad`)).toBe(true);
  });

  test.each(['[]', 'null', '7', '"dark"'])('a file that holds %s is set aside too', (text) => {
    writeFileSync(path, text);
    expect(openSettings(path).get()).toEqual(defaultSettings);
    expect(readFileSync(`${path}.bad`, 'utf8')).toBe(text);
  });

  test('the theme alone can be read before the rest, and does no harm to the file', () => {
    expect(storedTheme(path)).toBe('system');
    for (const [text, theme] of [
      [JSON.stringify({ theme: 'dark', syncIntervalMinutes: -3 }), 'dark'],
      [JSON.stringify({ theme: 'sepia' }), 'system'],
      ['{', 'system'],
    ] as const) {
      writeFileSync(path, text);
      expect(storedTheme(path)).toBe(theme);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  test('fields of a later version do no harm', () => {
    writeFileSync(path, JSON.stringify({ theme: 'light', fromTheFuture: { a: 1 } }));
    expect(openSettings(path).get()).toEqual({ ...defaultSettings, theme: 'light' });
    expect(existsSync(path)).toBe(true);
  });

  test('a disk that refuses is told and does not stop the app: the change holds, and is kept with the next', () => {
    const place = join(folder, 'missing', 'settings.json');
    const settings = openSettings(place);
    expect(settings.set({ theme: 'dark' })).toMatchObject({ settings: { theme: 'dark' }, refused: 'other' });
    expect(settings.get().theme).toBe('dark');
    mkdirSync(join(folder, 'missing'));
    expect(settings.set({ timeFormat: '24' }).refused).toBeNull();
    expect(openSettings(place).get()).toEqual({ ...defaultSettings, theme: 'dark', timeFormat: '24' });
  });
});
