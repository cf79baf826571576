import { describe, expect, test } from 'vitest';
import { createFormat } from '../../shared/text/createFormat.ts';

const at = (iso: string): number => Date.parse(iso);
const berlin = createFormat({ locale: 'en-GB', timeZone: 'Europe/Berlin' });
const minute = 60_000;

describe('times', () => {
  test('are in the viewer’s zone', () => {
    expect(berlin.time(at('2026-11-24T09:00:00Z'))).toBe('10:00');
    expect(createFormat({ locale: 'en-GB', timeZone: 'Asia/Tokyo' }).time(at('2026-11-24T09:00:00Z'))).toBe(
      '18:00',
    );
  });

  test('follow the system’s 12 or 24 hours, even if the texts are English', () => {
    const noon = at('2026-11-24T11:05:00Z');
    expect(createFormat({ locale: 'en-US', timeZone: 'Europe/Berlin' }).time(noon)).toBe('12:05 PM');
    expect(createFormat({ locale: 'fr-FR', timeZone: 'Europe/Berlin' }).time(noon)).toBe('12:05');
    expect(createFormat({ locale: 'de-DE', timeZone: 'Europe/Berlin' }).time(noon)).toBe('12:05');
    expect(createFormat({ locale: 'en-US', timeZone: 'Europe/Berlin', timeFormat: '24' }).time(noon)).toBe(
      '12:05',
    );
  });

  test('midnight is 00:00, never 24:00', () => {
    expect(berlin.time(at('2026-11-23T23:00:00Z'))).toBe('00:00');
  });

  test('an unknown locale is replaced instead of throwing', () => {
    expect(createFormat({ locale: 'not a locale', timeZone: 'UTC' }).time(0)).toBe('00:00');
    expect(createFormat({ locale: '', timeZone: 'UTC' }).time(0)).toBe('00:00');
  });

  test('an all-day range is a phrase and never turned into instants [S25]', () => {
    expect(berlin.timeRange({ kind: 'date', date: '2026-11-24' }, { kind: 'date', date: '2026-11-25' })).toBe(
      'All day',
    );
  });

  test('a range into another day names the days; one that ends at midnight does not', () => {
    expect(berlin.timesRange(at('2026-11-24T22:00:00Z'), at('2026-11-25T02:00:00Z'))).toBe(
      '24 Nov, 23:00 – 25 Nov, 03:00',
    );
    expect(berlin.timesRange(at('2026-11-24T20:00:00Z'), at('2026-11-24T23:00:00Z'))).toBe('21:00 – 00:00');
  });
});

describe('dates', () => {
  test('near days have names, and days of other years show their year', () => {
    expect(berlin.dayHeading('2026-11-24', '2026-11-24')).toEqual({
      name: 'Today',
      near: true,
      date: 'Tuesday 24 November',
    });
    expect(berlin.dayHeading('2026-11-25', '2026-11-24').name).toBe('Tomorrow');
    expect(berlin.dayHeading('2026-11-23', '2026-11-24').name).toBe('Yesterday');
    expect(berlin.dayHeading('2027-01-01', '2026-11-24')).toEqual({
      name: 'Friday',
      near: false,
      // The system's locale data decides about the comma.
      date: expect.stringMatching(/^Friday,? 1 January 2027$/),
    });
  });

  test('inside a sentence a day within the week is only its weekday', () => {
    expect(berlin.dayInSentence('2026-11-26', '2026-11-24')).toBe('Thursday');
    expect(berlin.dayInSentence('2026-12-03', '2026-11-24')).toBe('Thursday 3 December');
  });

  test('a date keeps its day in every zone [S25]', () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC'])
      expect(createFormat({ locale: 'en-GB', timeZone }).shortDate('2026-11-24')).toBe('24 Nov');
  });
});

describe('durations', () => {
  test.each([
    [45, '45\u00a0min'],
    [60, '1\u00a0h'],
    [195, '3\u00a0h 15\u00a0min'],
    [65, '1\u00a0h 5\u00a0min'],
    [3 * 24 * 60, '3 days'],
  ])('%i minutes are “%s”', (minutes, text) => {
    expect(berlin.duration(minutes * minute)).toBe(text);
  });

  test('past times are rounded down and future ones up, so that neither promises too much', () => {
    const now = at('2026-11-24T09:00:00Z');
    expect(berlin.relative(now - 30_000, now)).toBe('just now');
    expect(berlin.relative(now - 2.9 * minute, now)).toBe('2\u00a0min ago');
    expect(berlin.relative(now + 11.2 * minute, now)).toBe('in 12\u00a0min');
    expect(berlin.relative(now + 59.5 * minute, now)).toBe('in 1\u00a0h');
    expect(berlin.relative(now - 3.5 * 60 * minute, now)).toBe('3\u00a0h ago');
    expect(berlin.relative(at('2026-11-23T16:02:00Z'), now)).toBe('yesterday at 17:02');
    expect(berlin.relative(at('2026-11-20T16:02:00Z'), now)).toBe('20 Nov, 17:02');
  });

  test('a countdown shows seconds only in the last minute and is never negative', () => {
    expect(berlin.countdown(42_000)).toEqual({ value: '42', unit: 'sec' });
    expect(berlin.countdown(60_000)).toEqual({ value: '1', unit: 'min' });
    expect(berlin.countdown(11.2 * minute)).toEqual({ value: '12', unit: 'min' });
    expect(berlin.countdown(109.5 * minute)).toEqual({ value: '1:50', unit: 'h' });
    expect(berlin.countdown(59.5 * minute)).toEqual({ value: '1:00', unit: 'h' });
    expect(berlin.countdown(50 * 60 * minute)).toEqual({ value: '2', unit: 'days' });
    expect(berlin.countdown(-5)).toEqual({ value: '0', unit: 'sec' });
  });
});

test('German texts have German dates', () => {
  const german = createFormat({ locale: 'de-DE', timeZone: 'Europe/Berlin' });
  expect(german.dayHeading('2026-11-24', '2026-11-24')).toEqual({
    name: 'Heute',
    near: true,
    date: 'Dienstag, 24. November',
  });
  expect(german.relative(0, 150_000)).toBe('vor 2\u00a0Min.');
});

test('a chosen language has its own dates; time format and week are those of the region', () => {
  const american = { locale: 'en-US', timeZone: 'Europe/Berlin' } as const;
  const german = createFormat({ ...american, language: 'de' });
  expect(german.fullDate('2026-11-24', '2026-11-24')).toBe('Dienstag, 24. November');
  expect(german.hour12).toBe(true);
  expect(german.weekStart).toBe(createFormat(american).weekStart);
  expect(createFormat({ locale: 'de-AT', timeZone: 'Europe/Vienna', language: 'de' }).locale).toBe('de-AT');
  const english = createFormat({ locale: 'de-AT', timeZone: 'Europe/Vienna', language: 'en' });
  expect(english.fullDate('2026-11-24', '2026-11-24')).toBe('Tuesday 24 November');
  expect(english.inZone('Asia/Tokyo')?.weekday('2026-11-24')).toBe('Tuesday');
});
