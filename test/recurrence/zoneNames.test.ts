import { describe, expect, test } from 'vitest';
import { zoneOf } from '../../main/recurrence/zoneNames.ts';
import type { Zone } from '../../shared/zone.ts';

const zone = (name: string): Zone => {
  const found = zoneOf(name);
  if (found === null) throw new Error(`No zone ${name}`);
  return found;
};

describe('names', () => {
  test('IANA names, aliases, Windows names and fixed offsets are known', () => {
    const at = Date.parse('2026-07-01T00:00:00Z');
    const hours = (name: string): number => zone(name).offsetAt(at) / 3_600_000;
    expect(hours('Europe/Berlin')).toBe(2);
    expect(hours('Asia/Calcutta')).toBe(5.5);
    expect(hours('Asia/Kolkata')).toBe(5.5);
    expect(hours('US/Eastern')).toBe(-4);
    expect(hours('Etc/GMT+5')).toBe(-5);
    expect(hours('Eastern Standard Time')).toBe(-4);
    expect(hours('w. europe standard time')).toBe(2);
    expect(hours('UTC+05:30')).toBe(5.5);
    expect(hours('GMT-3')).toBe(-3);
    expect(hours('/mozilla.org/20050126_1/Europe/Berlin')).toBe(2);
    expect(hours('Z')).toBe(0);
  });

  test('the name that is passed on is one that Intl understands', () => {
    for (const name of [
      'Eastern Standard Time',
      'UTC+02:00',
      '/mozilla.org/20050126_1/Europe/Berlin',
      'GMT-3',
    ]) {
      const given = zone(name).name;
      expect(() => new Intl.DateTimeFormat('en', { timeZone: given })).not.toThrow();
    }
  });

  test('unknown names are null, never a guess', () => {
    for (const name of [
      '',
      'Mars/Olympus',
      'Custom',
      '__proto__',
      'constructor',
      '+99:00',
      'x'.repeat(500),
    ]) {
      expect(zoneOf(name)).toBeNull();
    }
  });

  test.each([
    // Windows' names, as Outlook and Exchange change them.
    ['W. Europe Standard Time', 'Europe/Berlin'],
    ['W. Europe Daylight Time', 'Europe/Berlin'],
    ['Central European Summer Time', 'Europe/Warsaw'],
    ['Eastern Standard Time 1', 'America/New_York'],
    ['Mexico Standard Time 2', 'America/Mazatlan'],
    ['Armenian Standard Time', 'Asia/Yerevan'],
    ['tzone://Microsoft/Utc', 'UTC'],
    ['tzone://Microsoft/Romance Standard Time', 'Europe/Paris'],
    // Entries of Windows' list.
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', 'Europe/Amsterdam'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien', 'Europe/Amsterdam'],
    ['(GMT+01.00) Sarajevo/Warsaw/Zagreb', 'Europe/Warsaw'],
    ['(UTC-05:00) Eastern Time (US & Canada)', 'America/New_York'],
    ['(GMT-08:00) Pacific Time (US &amp; Canada)', 'America/Los_Angeles'],
    ['Central Time (US & Canada)', 'America/Chicago'],
    ['(UTC) Coordinated Universal Time', 'UTC'],
    ['(UTC-11:00) Coordinated Universal Time-11', 'Etc/GMT+11'],
    ['(UTC+00:00) Dublin, Edinburgh, Lisbon, London', 'Europe/London'],
    ['(GMT) Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London', 'Europe/London'],
    ['(UTC+10:00) Canberra, Melbourne, Sydney', 'Australia/Sydney'],
    ['(UTC+05:30) Chennai, Kolkata, Mumbai, New Delhi', 'Asia/Kolkata'],
    ['(UTC-06:00) Guadalajara, Mexico City, Monterrey', 'America/Mexico_City'],
    ['(UTC-03:00) City of Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ['(UTC+08:00) Beijing, Chongqing, Hong Kong, Urumqi', 'Asia/Shanghai'],
    ['(UTC-04:30) Caracas', 'America/Caracas'],
    ['(UTC+04:00) Moscow, St. Petersburg, Volgograd', 'Europe/Moscow'],
    // Hosts and versions before a name, quotes and spaces around it.
    ['/freeassociation.sourceforge.net/Europe/Paris', 'Europe/Paris'],
    ['/freeassociation.sourceforge.net/Tzfile/America/Indiana/Knox', 'America/Indiana/Knox'],
    ['/citadel.org/20190914_1/Asia/Tokyo', 'Asia/Tokyo'],
    ['/softwarestudio.org/Olson_20011030_5/America/New_York', 'America/New_York'],
    ['/mozilla.org/20070129_1/UTC', 'UTC'],
    ['freeassociation.sourceforge.net/Europe/Paris', 'Europe/Paris'],
    [' "Europe/Berlin" ', 'Europe/Berlin'],
    ['america/new york', 'America/New_York'],
    // What other programs add to a name, or leave out of an entry of a list.
    ['(GMT+01:00) Central European Time - Berlin', 'Europe/Berlin'], // Google Calendar's own list
    ['(GMT-5) Eastern Time (US & Canada)', 'America/New_York'],
    ['UTC+01:00 Amsterdam, Berlin', 'Europe/Amsterdam'],
    ['Pacific Time (US & Canada); Tijuana', 'America/Tijuana'],
    ['Dublin, Edinburgh, Lisbon, London', 'Europe/Dublin'], // closeio/sync-engine#370
    ['S\u00e3o Paulo', 'America/Sao_Paulo'],
    ['Europe/Berlin (CET)', 'Europe/Berlin'],
    ['Eastern Standard Time (America/New_York)', 'America/New_York'],
    ['posix/Europe/Berlin', 'Europe/Berlin'],
    ['Europe/Berlin/', 'Europe/Berlin'],
    ['Europe\\/Berlin', 'Europe/Berlin'],
    ['Europe/Berlin\u200b', 'Europe/Berlin'],
    ['X-LIC-LOCATION:Europe/Berlin', 'Europe/Berlin'],
    ['Central European Time', 'Europe/Berlin'],
    ['British Summer Time', 'Europe/London'],
    ['CEST', 'Europe/Berlin'],
    ['PDT', 'America/Los_Angeles'],
    // Offsets.
    ['GMT\u20135', 'Etc/GMT+5'],
    ['UTC\u00b10', 'UTC'],
    ['GMT+0100', 'Etc/GMT-1'],
    ['GMT +1', 'Etc/GMT-1'],
    ['UTC+01.00', 'Etc/GMT-1'],
    ['UTC\u221205:00', 'Etc/GMT+5'],
    ['+05:30', '+05:30'],
    ['UTC+5:30', '+05:30'],
    ['GMT+0', 'UTC'],
  ])('%s has the time of %s', (name, other) => {
    for (const date of ['2026-01-15', '2026-04-02', '2026-07-15', '2026-10-28']) {
      const at = Date.parse(`${date}T12:00:00Z`);
      expect(zone(name).offsetAt(at), date).toBe(zone(other).offsetAt(at));
    }
  });

  test.each([
    'tzone://Microsoft/Custom',
    'Customized Time Zone',
    'Mars/Olympus',
    '/mozilla.org/20070129_1/Nowhere',
    '(UTC+01:00) Nowhere',
    '(UTC+01:00)',
    '()',
    '///',
    'GMT+25',
    'Mars/EST',
    'Custom (Outlook)',
    'Local',
    '+9999',
    'BST',
    'Mitteleurop\u00e4ische Zeit',
    '""',
  ])('%s is unknown', (name) => {
    expect(zoneOf(name)).toBeNull();
  });
});
