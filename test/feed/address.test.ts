import { describe, expect, test } from 'vitest';
import { isAsked, isOwnNetworkName, readAddress, shownAddress } from '../../main/feed/address.ts';
import { isOwnNetwork } from '../../main/platform/ownNetwork.ts';

describe('property 15: which addresses are requested', () => {
  test.each([
    ['https://calendar.google.com/calendar/ical/a%40b/private-1/basic.ics', null],
    [
      '  webcal://p01-caldav.icloud.com/published/2/MTIz \n',
      'https://p01-caldav.icloud.com/published/2/MTIz',
    ],
    ['webcals://example.com/a.ics', 'https://example.com/a.ics'],
    ['WEBCAL://Example.com/a.ics', 'https://example.com/a.ics'],
    ['<https://example.com/a.ics#top>', 'https://example.com/a.ics'],
    [
      'outlook.office365.com/owa/calendar/1/calendar.ics',
      'https://outlook.office365.com/owa/calendar/1/calendar.ics',
    ],
    ['https://nextcloud/remote.php/dav/public-calendars/1?export', null],
  ])('%s', (text, href) => {
    expect(readAddress(text, false)?.href).toBe(href ?? text);
  });

  test.each([
    '',
    'standup',
    'ada@example.com',
    'http://example.com/a.ics',
    'http://127.0.0.1/a.ics',
    'ftp://example.com/a.ics',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://ada:secret@example.com/a.ics',
    'https://ada@example.com/a.ics',
    'https://:secret@example.com/a.ics',
    `https://example.com/${'a'.repeat(2048)}`,
  ])('not %s', (text) => {
    expect(readAddress(text, false)).toBeNull();
  });

  test('in development also this machine without TLS, and no other', () => {
    expect(readAddress('http://127.0.0.1:8080/a.ics', true)?.href).toBe('http://127.0.0.1:8080/a.ics');
    expect(readAddress('http://localhost/a.ics', true)).not.toBeNull();
    expect(readAddress('http://192.168.1.2/a.ics', true)).toBeNull();
    expect(isAsked(new URL('http://example.com/'), true)).toBe(false);
  });
});

test.each([
  ['https://calendar.google.com/calendar/ical/a%40b/private-0a1b2c3d/basic.ics', '2c3d'],
  ['https://outlook.office365.com/owa/calendar/id7@example.com/0a1b2c3d4e5f/calendar.ics', '4e5f'],
  ['https://p01-caldav.icloud.com/published/2/MTIzNDU2Nzg5', 'Nzg5'],
  ['https://cloud.example.com/remote.php/dav/public-calendars/aB3dE6gH?export', 'E6gH'],
  ['https://example.com/feed?token=a1b2c3d4&format=ics', 'c3d4'],
  ['https://example.com/team-7.ics', 'am-7'],
  ['https://example.com/team.ics', 'team'],
  ['https://example.com/', ''],
])(
  'property 15: of an address only the host and the end of its private part are shown: %s',
  (address, ending) => {
    expect(shownAddress(address)).toEqual({ host: new URL(address).host, ending });
  },
);

describe('property 15: what counts as the person’s local network', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
  ])('%s is', (ip) => {
    expect(isOwnNetwork(ip)).toBe(true);
  });
  test.each(['8.8.8.8', '172.32.0.1', '192.167.0.1', '2001:4860:4860::8888', 'not an address'])(
    '%s is not',
    (ip) => {
      expect(isOwnNetwork(ip)).toBe(false);
    },
  );
  test.each([
    ['localhost', true],
    ['router', true],
    ['printer.local', true],
    ['nas.home.arpa', true],
    ['files.internal', true],
    ['tv.lan', true],
    ['app.localhost', true],
    ['[fe80::1]', true],
    ['localhost.', true],
    ['printer.local.', true],
    ['[2001:4860:4860::8888]', false],
    // As the URL parser writes 0x7f.1 and 2130706433.
    [new URL('https://0x7f.1/').hostname, true],
    [new URL('https://2130706433/').hostname, true],
    ['example.com', false],
    ['local.example.com', false],
    ['example.com.', false],
  ])('%s: %s', (name, isOwn) => {
    expect(isOwnNetworkName(name)).toBe(isOwn);
  });
});
