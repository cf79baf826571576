import { DAY_MS } from '../../shared/durations.ts';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { dayOfIso } from '../../main/recurrence/civil.ts';
import { dayAt, dayStartMs, ianaZone as zone, msToWall, utc } from '../../shared/zone.ts';

const wall = (text: string): number => Date.parse(`${text}Z`);
const iso = (ms: number): string => new Date(ms).toISOString().replace('.000', '');

describe('wall ↔ instant', () => {
  test('a time in a gap uses the offset before it, one in an overlap is the first of the two', () => {
    const newYork = zone('America/New_York');
    expect(iso(newYork.toMs(wall('2026-03-08T02:30:00')))).toBe('2026-03-08T07:30:00Z');
    expect(iso(newYork.toMs(wall('2026-11-01T01:30:00')))).toBe('2026-11-01T05:30:00Z');
    // A day that Samoa skipped completely.
    expect(iso(zone('Pacific/Apia').toMs(wall('2011-12-30T12:00:00')))).toBe('2011-12-30T22:00:00Z');
    // Half an hour of summer time.
    expect(iso(zone('Australia/Lord_Howe').toMs(wall('2026-10-04T02:15:00')))).toBe('2026-10-03T15:45:00Z');
  });

  const zones = [
    'Europe/Berlin',
    'America/New_York',
    'America/Sao_Paulo',
    'Africa/Casablanca',
    'Africa/Cairo',
    'Asia/Gaza',
    'Asia/Tehran',
    'Asia/Kathmandu',
    'America/Havana',
    'America/Caracas',
    'America/Asuncion',
    'America/Argentina/San_Luis',
    'Antarctica/Troll',
    'Antarctica/Casey',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Pacific/Chatham',
    'Europe/Moscow',
    'Europe/Dublin',
    'Atlantic/Azores',
    'America/St_Johns',
    'Asia/Beirut',
    'Pacific/Kwajalein',
    'Antarctica/Vostok',
  ];
  test.each(zones)('%s agrees with Temporal from 1970 to 2100, around every transition', (name) => {
    const ours = zone(name);
    const probe = (ms: number): void => {
      const local = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
      expect(ours.offsetAt(ms)).toBe(local.offsetNanoseconds / 1e6);
      const plain = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO('UTC').toPlainDateTime();
      // `compatible` is our rule: the offset before a gap, the first of an overlap.
      expect(ours.toMs(ms)).toBe(plain.toZonedDateTime(name).epochMilliseconds);
    };
    let at = Temporal.Instant.from('1970-01-01T00:00:00Z').toZonedDateTimeISO(name);
    for (let i = 0; i < 140; i += 1) {
      const next = at.getTimeZoneTransition('next');
      if (next === null || next.year > 2100) break;
      const ms = next.epochMilliseconds;
      for (const minutes of [-900, -61, -30, -1, 0, 1, 30, 61, 900]) probe(ms + minutes * 60_000);
      at = next;
    }
    for (let year = 1970; year <= 2100; year += 3) probe(Date.UTC(year, (year * 5) % 12, 11, 3, 17));
  });

  test('a name that Intl does not know throws a RangeError', () => {
    expect(() => zone('Mars/Olympus')).toThrow(RangeError);
  });

  test('years beyond 2300 equal the corresponding ones in the 400-year cycle', () => {
    const berlin = zone('Europe/Berlin');
    expect(berlin.offsetAt(Date.UTC(9999, 6, 1))).toBe(2 * 3_600_000);
    expect(berlin.offsetAt(Date.UTC(9999, 0, 1))).toBe(3_600_000);
    expect(iso(berlin.toMs(Date.UTC(2400, 6, 1, 12)))).toBe('2400-07-01T10:00:00Z');
  });
});

describe('days', () => {
  test('begin at midnight, or at the end of a gap over midnight', () => {
    const start = (name: string, date: string): string => iso(dayStartMs(zone(name), dayOfIso(date) ?? 0));
    expect(start('Europe/Berlin', '2026-11-24')).toBe('2026-11-23T23:00:00Z');
    expect(start('America/Sao_Paulo', '2018-11-04')).toBe('2018-11-04T03:00:00Z');
    expect(start('America/Havana', '2026-11-01')).toBe('2026-11-01T04:00:00Z');
    expect(start('Africa/Cairo', '2026-04-24')).toBe('2026-04-23T22:00:00Z');
    // A gap from 23:30 to 00:30: the day begins at its end, not at the midnight that did not exist.
    expect(start('America/Toronto', '1919-03-31')).toBe('1919-03-31T04:30:00Z');
    expect(start('Pacific/Apia', '2011-12-30')).toBe('2011-12-30T10:00:00Z');
  });

  test.each(['America/Sao_Paulo', 'Asia/Beirut', 'America/Toronto', 'Africa/Cairo', 'Asia/Gaza'])(
    '%s: every day begins where Temporal says',
    (name) => {
      for (let day = dayOfIso('2010-01-01') ?? 0; day < (dayOfIso('2019-01-01') ?? 0); day += 1) {
        const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
        const expected = Temporal.PlainDate.from(date).toZonedDateTime(name).epochMilliseconds;
        if (dayStartMs(zone(name), day) !== expected)
          expect([date, dayStartMs(zone(name), day)]).toEqual([date, expected]);
      }
    },
  );

  const aliases = [
    'Asia/Calcutta',
    'Asia/Katmandu',
    'Europe/Kyiv',
    'America/Godthab',
    'US/Samoa',
    'GB-Eire',
    'EST5EDT',
    'Etc/GMT-14',
    '+05:45',
  ];
  /** In several parts, so that none takes long. */
  const parts = 4;
  const names = [...Intl.supportedValuesOf('timeZone'), ...aliases];
  test.each(Array.from({ length: parts }, (_, part) => part))(
    'every zone of the system agrees with Temporal at every change from 1990 to 2037, part %i',
    (part) => {
      const differences: string[] = [];
      for (const name of names.filter((_, index) => index % parts === part)) {
        const ours = zone(name);
        const days = new Set<number>();
        let at = Temporal.Instant.from('1990-01-01T00:00:00Z').toZonedDateTimeISO(name);
        for (;;) {
          const next = at.getTimeZoneTransition('next');
          if (next === null || next.year > 2037) break;
          at = next;
          for (const ms of [next.epochMilliseconds - 1000, next.epochMilliseconds]) {
            const { offsetNanoseconds } = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(name);
            if (ours.offsetAt(ms) !== offsetNanoseconds / 1e6) differences.push(`${name} at ${iso(ms)}`);
          }
          const day = Math.floor(next.epochMilliseconds / DAY_MS);
          for (const near of [day - 1, day, day + 1]) days.add(near);
        }
        for (const day of days) {
          const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
          const expected = Temporal.PlainDate.from(date).toZonedDateTime(name).epochMilliseconds;
          if (dayStartMs(ours, day) !== expected) differences.push(`${name}, start of ${date}`);
        }
      }
      expect(differences).toEqual([]);
    },
  );

  test('contain the instants that the zone’s calendars show in them', () => {
    const ms = Date.parse('2026-11-24T23:30:00Z');
    expect(dayAt(zone('Europe/Berlin'), ms)).toBe(dayOfIso('2026-11-25'));
    expect(dayAt(utc, ms)).toBe(dayOfIso('2026-11-24'));
    expect(msToWall(zone('Europe/Berlin'), ms)).toBe(wall('2026-11-25T00:30:00'));
  });
});
