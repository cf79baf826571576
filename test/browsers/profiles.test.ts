import { expect, test } from 'vitest';
import { familyOf, profileArguments } from '../../main/browsers/families.ts';
import { chromiumProfiles, firefoxProfiles } from '../../main/browsers/profiles.ts';

const localState = (cache: object): string => JSON.stringify({ profile: { info_cache: cache } });

test('Chromium’s profiles are those of its cache, with the names that the person gave them', () => {
  const cache = { Default: { name: 'Ada' }, 'Profile 1': { name: 'Work\u202e' }, 'Profile 2': {} };
  expect(chromiumProfiles(localState(cache))).toEqual([
    { id: 'Default', name: 'Ada' },
    { id: 'Profile 1', name: 'Work' },
    { id: 'Profile 2', name: 'Profile 2' },
  ]);
});

test.each<[string, string]>([
  ['one profile', localState({ Default: { name: 'Ada' } })],
  ['no cache', '{"profile":{}}'],
  ['no JSON', '{'],
  ['a list', '[]'],
  ['names that are options or paths', localState({ '--no-sandbox': {}, '../x': {}, 'a/b': {}, Default: {} })],
])('%s is no choice', (_what, text) => {
  expect(chromiumProfiles(text)).toEqual([]);
});

test('Firefox’s profiles are the sections with their names', () => {
  const ini = [
    '[Install4F96D1932A9F858E]',
    'Default=abc.default-release',
    'Name=Not a profile',
    '[Profile1]',
    'Name=Work',
    'IsRelative=1',
    '[Profile0]\r',
    'Name=default-release\r',
    '[Profile2]',
    'Name=-headless',
    '[General]',
    'Version=2',
  ].join('\n');
  expect(firefoxProfiles(ini)).toEqual([
    { id: 'Work', name: 'Work' },
    { id: 'default-release', name: 'default-release' },
  ]);
});

test.each<[string, string | null]>([
  ['google-chrome-stable', 'chrome'],
  ['Google Chrome', 'chrome'],
  ['chrome.exe', 'chrome'],
  ['com.google.Chrome', 'chrome'],
  ['chromium-browser', 'chromium'],
  ['microsoft-edge', 'edge'],
  ['msedge.exe', 'edge'],
  ['brave-browser-stable', 'brave'],
  ['Firefox', 'firefox'],
  ['firefox-esr', 'firefox'],
  ['org.gnome.Epiphany', null],
])('%s is a browser of the family %s', (name, family) => {
  expect(familyOf([name])).toBe(family);
});

test('a profile is named as its browser wants it', () => {
  expect(profileArguments('edge', 'Profile 1')).toEqual(['--profile-directory=Profile 1']);
  expect(profileArguments('firefox', 'Work')).toEqual(['-P', 'Work']);
  expect(profileArguments('firefox', null)).toEqual([]);
  expect(profileArguments(null, 'Work')).toEqual([]);
});
