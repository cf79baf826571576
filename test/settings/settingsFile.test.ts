import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSettings } from '../../main/settings/settingsFile.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { storedSetting } from '../../main/settings/storedSetting.ts';

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

  test('are kept after a restart, privately [property 9], leaving no temporary file', () => {
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

  test('a file that is not JSON is set aside, and the defaults apply', () => {
    writeFileSync(path, '{"theme": "dark"');
    expect(openSettings(path).get()).toEqual(defaultSettings);
    expect(existsSync(path)).toBe(false);
    expect(readFileSync(`${path}.bad`, 'utf8')).toBe('{"theme": "dark"');
  });

  test('in a file with an invalid field the valid ones apply', () => {
    writeFileSync(path, JSON.stringify({ theme: 'dark', syncIntervalMinutes: -3, reachBack: 7 }));
    expect(openSettings(path).get()).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(existsSync(`${path}.bad`)).toBe(true);
  });

  test.each(['[]', 'null', '7', '"dark"'])('a file that contains %s is set aside too', (text) => {
    writeFileSync(path, text);
    expect(openSettings(path).get()).toEqual(defaultSettings);
    expect(readFileSync(`${path}.bad`, 'utf8')).toBe(text);
  });

  test('one setting can be read before the others, without changing the file', () => {
    expect(storedSetting(path, 'theme')).toBe('system');
    for (const [text, theme] of [
      [JSON.stringify({ theme: 'dark', syncIntervalMinutes: -3 }), 'dark'],
      [JSON.stringify({ theme: 'sepia' }), 'system'],
      ['{', 'system'],
    ] as const) {
      writeFileSync(path, text);
      expect(storedSetting(path, 'theme')).toBe(theme);
      expect(readFileSync(path, 'utf8')).toBe(text);
    }
  });

  test.each([
    [{ rule: 'fixed', minutes: [30] }, true],
    [{ rule: 'fixed', minutes: [] }, false],
    [{ rule: 'fixed', minutes: [40_321] }, false],
    [{ rule: 'sometimes', minutes: [30] }, false],
    [{ rule: 'off' }, false],
    [{ rule: 'off', minutes: [30], more: 1 }, false],
  ])('a calendar’s reminders %j are valid: %s', (rule, isValid) => {
    const calendar = { accountId: 'sample', calendarId: 'team@example.com', ...rule };
    writeFileSync(path, JSON.stringify({ reminderCalendars: [calendar] }));
    expect(storedSetting(path, 'reminderCalendars')).toEqual(isValid ? [calendar] : []);
  });

  test('fields of a later version are ignored', () => {
    writeFileSync(path, JSON.stringify({ theme: 'light', fromTheFuture: { a: 1 } }));
    expect(openSettings(path).get()).toEqual({ ...defaultSettings, theme: 'light' });
    expect(existsSync(path)).toBe(true);
  });

  test('a disk that cannot be written to is reported and does not stop the app: the change applies, and is saved with the next', () => {
    const place = join(folder, 'missing', 'settings.json');
    const settings = openSettings(place);
    expect(settings.set({ theme: 'dark' })).toMatchObject({ settings: { theme: 'dark' }, refused: 'other' });
    expect(settings.get().theme).toBe('dark');
    mkdirSync(join(folder, 'missing'));
    expect(settings.set({ timeFormat: '24' }).refused).toBeNull();
    expect(openSettings(place).get()).toEqual({ ...defaultSettings, theme: 'dark', timeFormat: '24' });
  });

  test.skipIf(process.platform !== 'linux')(
    'a file that the system cannot read is neither moved aside nor replaced, and read as soon as that works',
    () => {
      openSettings(path).set({ theme: 'dark' });
      renameSync(path, `${path}.sound`);
      // Reading it fails with EIO.
      symlinkSync('/proc/self/mem', path);
      const settings = openSettings(path);
      expect(settings.set({ timeFormat: '24' })).toEqual({
        settings: { ...defaultSettings, timeFormat: '24' },
        refused: 'other',
      });
      expect(existsSync(`${path}.bad`)).toBe(false);
      rmSync(path);
      renameSync(`${path}.sound`, path);
      expect(settings.set({ syncIntervalMinutes: 30 }).refused).toBeNull();
      expect(openSettings(path).get()).toMatchObject({
        theme: 'dark',
        timeFormat: '24',
        syncIntervalMinutes: 30,
      });
    },
  );
});
