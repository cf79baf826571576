/** Finds browsers of each system in files and registry keys that the test makes up. */
import { describe, expect, test } from 'vitest';
import type { BrowserFiles } from '../../main/browsers/browser.ts';
import { createBrowsers } from '../../main/browsers/browsers.ts';
import { findOnLinux } from '../../main/browsers/linux.ts';
import { findOnMac } from '../../main/browsers/mac.ts';
import { browserEnvironment, startBrowser } from '../../main/browsers/start.ts';
import { findOnWindows, parseRegistry } from '../../main/browsers/windows.ts';
import type { AccountId } from '../../shared/model.ts';

const url = 'https://meet.google.com/abc-defg-hij';
const profiles = JSON.stringify({
  profile: { info_cache: { Default: { name: 'Ada' }, 'Profile 1': { name: 'Work' } } },
});

const filesOf = (contents: Readonly<Record<string, string>>): BrowserFiles => ({
  read: (path) => Promise.resolve(contents[path] ?? null),
  list: (folder) =>
    Promise.resolve(
      Object.keys(contents)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1)),
    ),
  exists: (path) => Promise.resolve(path in contents),
});

const entry = (name: string, exec: string, more = ''): string =>
  `[Desktop Entry]\nType=Application\nName=${name}\nExec=${exec}\nMimeType=x-scheme-handler/https;\n${more}`;

describe('on Linux', () => {
  const home = '/home/ada';
  const find = (contents: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv = {}) =>
    findOnLinux(filesOf(contents), { PATH: '/usr/bin', ...env }, home);

  test('those of the XDG folders are found, with their profiles', async () => {
    const found = await find({
      '/usr/bin/google-chrome-stable': '',
      '/usr/share/applications/google-chrome.desktop': entry('Chrome', '/usr/bin/google-chrome-stable %U'),
      '/usr/bin/firefox': '',
      '/usr/share/applications/org.mozilla.firefox.desktop': entry('Firefox', 'firefox %u'),
      '/usr/share/applications/editor.desktop': '[Desktop Entry]\nType=Application\nName=Editor\nExec=vi %f',
      [`${home}/.config/google-chrome/Local State`]: profiles,
    });
    expect(found.map(({ id, name, profiles: its }) => [id, name, its.map((each) => each.id)])).toEqual([
      ['google-chrome.desktop', 'Chrome', ['Default', 'Profile 1']],
      ['org.mozilla.firefox.desktop', 'Firefox', []],
    ]);
    expect(found[0]?.program).toBe('/usr/bin/google-chrome-stable');
    expect(found[0]?.argumentsFor(url, 'Profile 1')).toEqual(['--profile-directory=Profile 1', url]);
    expect(found[1]?.argumentsFor(url, null)).toEqual([url]);
  });

  test('an entry of the person’s own replaces the system’s, also to hide it', async () => {
    const contents = {
      '/usr/bin/one': '',
      '/data/applications/one.desktop': entry('Mine', 'one --mine %u'),
      '/usr/share/applications/one.desktop': entry('Theirs', 'one %u'),
      '/data/applications/two.desktop': entry('Two', 'one %u', 'Hidden=true'),
      '/usr/share/applications/two.desktop': entry('Two', 'one %u'),
    };
    const found = await find(contents, { XDG_DATA_HOME: '/data', XDG_DATA_DIRS: '/usr/share:relative' });
    expect(found.map(({ name }) => name)).toEqual(['Mine']);
  });

  test('one that is not installed (any more) is left out', async () => {
    const found = await find({
      '/usr/share/applications/gone.desktop': entry('Gone', '/opt/gone/browser %u'),
      '/usr/share/applications/missing.desktop': entry('Missing', 'missing %u'),
      '/usr/bin/there': '',
      '/usr/share/applications/tried.desktop': entry('Tried', 'there %u', 'TryExec=/opt/gone/browser\n'),
      '/usr/share/applications/relative.desktop': entry('Relative', 'bin/browser %u'),
    });
    expect(found).toEqual([]);
  });

  test('Flatpak’s and snap’s browsers keep their profiles elsewhere', async () => {
    const exec = '/usr/bin/flatpak run com.google.Chrome @@u %U @@';
    const found = await find({
      '/usr/bin/flatpak': '',
      '/snap/bin/firefox': '',
      [`${home}/.local/share/applications/com.google.Chrome.desktop`]: entry('Chrome', exec),
      [`${home}/.var/app/com.google.Chrome/config/google-chrome/Local State`]: profiles,
      '/usr/bin/env': '',
      '/usr/share/applications/firefox_firefox.desktop': entry('Firefox', 'env A=1 /snap/bin/firefox %u'),
      [`${home}/snap/firefox/common/.mozilla/firefox/profiles.ini`]:
        '[Profile0]\nName=one\n[Profile1]\nName=two',
    });
    expect(found.map(({ profiles: its }) => its.map(({ name }) => name))).toEqual([
      ['Ada', 'Work'],
      ['one', 'two'],
    ]);
    expect(found[1]?.argumentsFor(url, 'two')).toEqual(['A=1', '/snap/bin/firefox', '-P', 'two', url]);
  });
});

test('on macOS, applications are found where they are installed, and opened as the Finder does', async () => {
  const home = '/Users/ada';
  const chrome = '/Applications/Google Chrome.app';
  const found = await findOnMac(
    filesOf({
      [chrome]: '',
      '/Applications/Safari.app': '',
      [`${home}/Applications/Firefox.app`]: '',
      [`${home}/Library/Application Support/Google/Chrome/Local State`]: profiles,
    }),
    home,
  );
  expect(found.map(({ name }) => name)).toEqual(['Safari', 'Google Chrome', 'Firefox']);
  const [safari, its, firefox] = found;
  expect(safari?.program).toBe('/usr/bin/open');
  expect(safari?.argumentsFor(url, null)).toEqual(['-a', '/Applications/Safari.app', url]);
  expect(its?.argumentsFor(url, 'Profile 1')).toEqual([
    '-n',
    '-a',
    chrome,
    '--args',
    '--profile-directory=Profile 1',
    url,
  ]);
  expect(firefox?.argumentsFor(url, null)).toEqual(['-a', `${home}/Applications/Firefox.app`, url]);
});

describe('on Windows', () => {
  const root = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Clients\\StartMenuInternet';
  const key = (id: string, name: string, command: string, standard = '(Default)'): string =>
    [
      '',
      `${root}\\${id}`,
      `    ${standard}    REG_SZ    ${name}`,
      '',
      `${root}\\${id}\\Capabilities`,
      '    ApplicationName    REG_SZ    Other',
      `${root}\\${id}\\shell\\open\\command`,
      `    ${standard}    REG_SZ    ${command}`,
    ].join('\r\n');
  const program = 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe';

  test.each<[string, string, string | null]>([
    ['quoted', `"${program}"`, program],
    ['without quotes', program, program],
    ['with arguments', `"${program}" --flag`, program],
    ['of another computer', '"\\\\server\\share\\chrome.exe"', null],
    ['without a drive', 'chrome.exe', null],
    ['no program', '"C:\\browser.bat"', null],
  ])('a command is read: %s', (_what, command, expected) => {
    const found = parseRegistry(key('Google Chrome', 'Google Chrome', command));
    expect(found.map((each) => each.program)).toEqual(expected === null ? [] : [expected]);
  });

  test('the registered browsers that are there, in any language of the system', async () => {
    const firefox = 'C:\\Program Files\\Mozilla Firefox\\firefox.exe';
    const texts: Readonly<Record<string, string>> = {
      HKLM: [
        key('Google Chrome', 'Google Chrome', `"${program}"`, '(Standard)'),
        key('Firefox-308046B0AF4A39CB', 'Mozilla Firefox', `"${firefox}"`),
        key('IEXPLORE.EXE', 'Internet Explorer', 'C:\\Program Files\\Internet Explorer\\iexplore.exe'),
        key('Gone', 'Gone', 'C:\\gone.exe'),
      ].join('\r\n'),
      HKCU: key('Google Chrome.X', 'Google Chrome', `"${program}"`),
    };
    const found = await findOnWindows(
      filesOf({
        [program]: '',
        [firefox]: '',
        'C:\\Program Files\\Internet Explorer\\iexplore.exe': '',
        'C:\\Users\\ada\\AppData\\Local\\Google\\Chrome\\User Data\\Local State': profiles,
      }),
      { LOCALAPPDATA: 'C:\\Users\\ada\\AppData\\Local', APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' },
      (each) => Promise.resolve(texts[each.slice(0, 4)] ?? ''),
    );
    expect(found.map(({ id, profiles: its }) => [id, its.length])).toEqual([
      ['Firefox-308046B0AF4A39CB', 0],
      ['Google Chrome.X', 2],
    ]);
    expect(found[1]?.argumentsFor(url, 'Profile 1')).toEqual(['--profile-directory=Profile 1', url]);
  });
});

describe('a choice names what is installed [property 23]', () => {
  const accountId = 'google:ada@example.com' as AccountId;
  const started: (readonly string[])[] = [];
  const browsers = createBrowsers({
    find: () =>
      findOnLinux(
        filesOf({
          '/usr/bin/chromium': '',
          '/usr/share/applications/chromium.desktop': entry('Chromium', 'chromium %U'),
          '/home/ada/.config/chromium/Local State': profiles,
        }),
        { PATH: '/usr/bin' },
        '/home/ada',
      ),
    start: (program, args) => {
      started.push([program, ...args]);
      return Promise.resolve(true);
    },
    log: () => {},
  });

  test.each<[string, string, string | null, readonly string[] | null]>([
    ['a browser', 'chromium.desktop', null, ['chromium', url]],
    ['a profile', 'chromium.desktop', 'Profile 1', ['chromium', '--profile-directory=Profile 1', url]],
    ['a profile that is gone', 'chromium.desktop', 'Profile 9', ['chromium', url]],
    ['an option as a profile', 'chromium.desktop', '--no-sandbox', ['chromium', url]],
    ['a browser that is gone', 'other.desktop', null, null],
    ['a path', '/bin/sh', null, null],
  ])('%s', async (_what, browser, profile, expected) => {
    started.length = 0;
    expect(await browsers.open(url, { accountId, browser, profile })).toBe(expected !== null);
    expect(started).toEqual(expected === null ? [] : [expected]);
  });

  test.each(['http://example.com/', 'file:///etc/passwd', '--version', 'https://a:b@example.com/'])(
    'nothing starts with %s',
    async (text) => {
      started.length = 0;
      expect(await browsers.open(text, { accountId, browser: 'chromium.desktop', profile: null })).toBe(
        false,
      );
      expect(started).toEqual([]);
    },
  );
});

describe('starting', () => {
  const never = (): (() => void) => () => {};
  test('what is missing or fails at once did not start', async () => {
    expect(await startBrowser('/no/such/browser', [url], never)).toBe(false);
    expect(await startBrowser(process.execPath, ['-e', 'process.exit(3)'], never)).toBe(false);
    expect(await startBrowser(process.execPath, ['-e', ''], never)).toBe(true);
  });

  test('a browser does not inherit what is this app’s own', () => {
    const env = { PATH: '/bin', https_proxy: 'p', ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '-r x' };
    expect(browserEnvironment(env)).toEqual({ PATH: '/bin', https_proxy: 'p' });
    expect(browserEnvironment({ APPDIR: '/tmp/.mount', LD_LIBRARY_PATH: '/tmp/.mount/lib' })).toEqual({});
    expect(browserEnvironment({ LD_LIBRARY_PATH: '/lib' })).toEqual({ LD_LIBRARY_PATH: '/lib' });
  });
});
