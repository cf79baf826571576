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

  test('what is handed on is a name that Intl understands', () => {
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
});
