import { expect, test } from 'vitest';
import { defaultProfile, terminalLocale } from '../../main/cli/profile.ts';

test('the profile is where Electron puts it', () => {
  const home = '/home/ada';
  expect(defaultProfile({ platform: 'linux', env: {}, home })).toBe('/home/ada/.config/Jarvis Calendar');
  expect(defaultProfile({ platform: 'linux', env: { XDG_CONFIG_HOME: '/c' }, home })).toBe(
    '/c/Jarvis Calendar',
  );
  expect(defaultProfile({ platform: 'darwin', env: {}, home: '/Users/ada' })).toBe(
    '/Users/ada/Library/Application Support/Jarvis Calendar',
  );
  expect(
    defaultProfile({
      platform: 'win32',
      env: { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
      home: 'C:\\Users\\ada',
    }),
  ).toBe('C:\\Users\\ada\\AppData\\Roaming\\Jarvis Calendar');
});

test.each([
  [{ LANG: 'de_AT.UTF-8' }, 'de-AT'],
  [{ LANG: 'de_DE@euro', LC_ALL: 'en_GB.UTF-8' }, 'en-GB'],
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'en_GB.UTF-8' }, 'en-GB'],
  [{ LANG: 'en_US.UTF-8', LC_TIME: 'de_DE.UTF-8' }, 'en-US'],
  [{ LANG: 'C.UTF-8' }, 'en-GB'],
  [{}, 'fr-FR'],
])('the terminal with %j has the locale %s', (env, locale) => {
  expect(terminalLocale({ platform: 'linux', env }, 'fr-FR')).toBe(locale);
});
