import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import type { EventTime } from '../../shared/model.ts';
import { addDays, addMonths, dateOf, dateSpan, daysBetween, startOfDate } from '../../shared/text/days.ts';

const timed = (iso: string): EventTime => ({ kind: 'timed', ms: Date.parse(iso), zone: 'UTC' });
const date = (value: string): EventTime => ({ kind: 'date', date: value });

describe('days', () => {
  test('begin at local midnight on both sides of a clock change', () => {
    expect(new Date(startOfDate('2026-03-29', 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-28T23:00:00.000Z',
    );
    expect(new Date(startOfDate('2026-03-30', 'Europe/Berlin')).toISOString()).toBe(
      '2026-03-29T22:00:00.000Z',
    );
  });

  test('begin at the first instant that exists if midnight is skipped', () => {
    // Beirut's clocks went from 00:00 to 01:00.
    expect(new Date(startOfDate('2024-03-31', 'Asia/Beirut')).toISOString()).toBe('2024-03-30T22:00:00.000Z');
  });

  test('of whole years equal those of Temporal, even if days are skipped or begin late', () => {
    const zones = ['America/Sao_Paulo', 'Asia/Beirut', 'Africa/Cairo', 'Asia/Gaza', 'Pacific/Apia'];
    for (const zone of [...zones, 'Pacific/Kwajalein', 'Antarctica/Casey', 'Antarctica/Troll']) {
      for (const from of ['1993-01-01', '2011-01-01', '2026-01-01', '2099-12-01'])
        for (let days = 0; days < 365; days += 1) {
          const date = addDays(from, days);
          const expected = Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds;
          if (startOfDate(date, zone) !== expected) expect(`${date} in ${zone}`).toBe('as Temporal');
        }
    }
  });

  test('are counted by the calendar and not by 24 hours', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-11-24', '2026-11-20')).toBe(-4);
    expect(dateOf(Date.parse('2026-11-24T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-25');
  });
});

describe('months', () => {
  test('lead to the same day, or to the last one of a shorter month', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(addMonths('2026-12-31', 2)).toBe('2027-02-28');
  });
});

describe('the dates an event covers', () => {
  test('all-day ends are exclusive and keep their dates in every zone [S25]', () => {
    for (const zone of ['Pacific/Kiritimati', 'America/Los_Angeles'])
      expect(dateSpan({ start: date('2026-11-23'), end: date('2026-11-28') }, zone)).toEqual({
        first: '2026-11-23',
        last: '2026-11-27',
      });
  });

  test('a meeting until midnight does not touch the next day', () => {
    expect(
      dateSpan({ start: timed('2026-11-24T20:00:00Z'), end: timed('2026-11-24T23:00:00Z') }, 'Europe/Berlin'),
    ).toEqual({ first: '2026-11-24', last: '2026-11-24' });
  });

  test('an end at or before its start covers the start’s day [F23]', () => {
    expect(
      dateSpan({ start: timed('2026-11-24T10:00:00Z'), end: timed('2026-11-20T10:00:00Z') }, 'UTC'),
    ).toEqual({
      first: '2026-11-24',
      last: '2026-11-24',
    });
    expect(dateSpan({ start: date('2026-11-24'), end: date('2026-11-24') }, 'UTC')).toEqual({
      first: '2026-11-24',
      last: '2026-11-24',
    });
  });
});

describe('agrees with Temporal', () => {
  const instants = Array.from({ length: 400 }, (_, index) => {
    const year = 1970 + (index % 120);
    return Date.UTC(year, (index * 7) % 12, 1 + ((index * 11) % 28), (index * 5) % 24, (index * 13) % 60);
  });
  // With offsets of 23:30, :30 and :45, changes at midnight, and two days that never existed.
  const edges = [
    '2026-03-29T00:59:59.999Z',
    '2026-03-29T01:00:00Z',
    '2026-10-25T00:30:00Z',
    '2018-11-04T02:59:59Z',
    '2018-11-04T03:00:00Z',
    '2011-12-30T09:59:59Z',
    '2011-12-30T10:00:00Z',
    '1993-08-21T11:59:59Z',
    '1993-08-21T12:00:00Z',
    '1969-12-31T23:59:59.999Z',
    // Clocks that were set back at one minute past midnight: for the next hour it was the previous day again.
    '2009-11-01T02:30:30Z',
    '2009-11-01T02:31:00Z',
    '2009-11-01T03:29:59Z',
    '2009-11-01T03:30:00Z',
  ].map((instant) => Date.parse(instant));

  test.each([
    'Europe/Berlin',
    'America/Sao_Paulo',
    'Pacific/Apia',
    'Pacific/Kwajalein',
    'Pacific/Kiritimati',
    'Pacific/Niue',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'America/St_Johns',
    'UTC',
  ])('in %s about which date it is', (zone) => {
    for (const ms of [...instants, ...edges]) {
      const expected = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainDate();
      expect(dateOf(ms, zone), new Date(ms).toISOString()).toBe(expected.toString());
    }
  });

  test('in counting days, also over leap days and beyond the year 9999', () => {
    for (const days of [0, 1, -1, 59, 365, -800, 40_000]) {
      for (const date of ['2024-02-28', '2000-12-31', '1970-01-01', '9999-12-31']) {
        const moved = Temporal.PlainDate.from(date).add({ days }).toString();
        expect(addDays(date, days)).toBe(moved);
        expect(daysBetween(date, moved)).toBe(days);
      }
    }
  });
});
