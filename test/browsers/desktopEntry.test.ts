import { describe, expect, test } from 'vitest';
import { entryArguments, parseBrowserEntry, splitExec } from '../../main/browsers/desktopEntry.ts';

const url = 'https://meet.google.com/abc-defg-hij?a=1&b=$(id)';
const entry = (exec: string, more: readonly string[] = []): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Fictional Browser',
    'Name[de]=Erfundener Browser',
    `Exec=${exec}`,
    'MimeType=text/html;x-scheme-handler/https;',
    ...more,
    '[Desktop Action new-window]',
    'Exec=/usr/bin/other %U',
  ].join('\n');

describe('a command is split without a shell', () => {
  test.each<[string, readonly string[] | null]>([
    ['browser %u', ['browser', '%u']],
    ['"/opt/My Browser/run" --new "%u"', ['/opt/My Browser/run', '--new', '%u']],
    [String.raw`browser "a \\"b\\" \\$c \\\\ d" %u`, ['browser', String.raw`a "b" $c \ d`, '%u']],
    ['browser "" %u', ['browser', '', '%u']],
    ['  browser   %u  ', ['browser', '%u']],
    ['browser $(id) `id` %u', ['browser', '$(id)', '`id`', '%u']],
    ['browser "%u', null],
  ])('%s', (exec, expected) => {
    expect(splitExec(exec)).toEqual(expected);
  });
});

describe('the link is one argument', () => {
  test.each<[string, readonly string[]]>([
    ['/usr/bin/browser %U', [url]],
    ['/usr/bin/browser --open=%u --end', [`--open=${url}`, '--end']],
    ['env MOZ_ENABLE_WAYLAND=1 /snap/bin/browser %u', ['MOZ_ENABLE_WAYLAND=1', '/snap/bin/browser', url]],
    [
      '/usr/bin/browser --icon %i --name %c %k 100%% %u',
      ['--icon', '--name', 'Fictional Browser', '100%', url],
    ],
  ])('%s', (exec, expected) => {
    expect(entryArguments(parseBrowserEntry(entry(exec))!, url, [])).toEqual(expected);
  });

  test('after the profile, and within the brackets of Flatpak', () => {
    const exec = '/usr/bin/flatpak run --file-forwarding com.google.Chrome @@u %U @@';
    const more = ['--profile-directory=Profile 1'];
    expect(entryArguments(parseBrowserEntry(entry(exec))!, url, more)).toEqual([
      'run',
      '--file-forwarding',
      'com.google.Chrome',
      '--profile-directory=Profile 1',
      '@@u',
      url,
      '@@',
    ]);
  });
});

test.each<[string, string]>([
  ['is hidden', entry('browser %u', ['Hidden=true'])],
  ['is not shown', entry('browser %u', ['NoDisplay=true'])],
  ['runs in a terminal', entry('browser %u', ['Terminal=true'])],
  ['takes no link', entry('browser')],
  ['puts the link into a line for a shell', entry('sh -c "browser %u"')],
  ['is a shell', entry('sh -c %u')],
  ['is only a link', entry('%u')],
  ['does not open https', entry('browser %u').replace('x-scheme-handler/https', 'x-scheme-handler/mailto')],
  ['is no application', entry('browser %u').replace('Type=Application', 'Type=Link')],
  ['has no name', entry('browser %u').replace('Name=Fictional Browser\n', '')],
  ['is empty', ''],
])('an entry that %s is no browser', (_what, text) => {
  expect(parseBrowserEntry(text)).toBeNull();
});
