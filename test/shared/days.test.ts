import { describe, expect, test } from 'vitest';
import type { EventTime } from '../../shared/model.ts';
import { addDays, dateOf, dateSpan, daysBetween, startOfDate } from '../../shared/text/days.ts';

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

  test('begin at the first instant that exists where midnight is skipped', () => {
    // Beirut's clocks went from 00:00 to 01:00.
    expect(new Date(startOfDate('2024-03-31', 'Asia/Beirut')).toISOString()).toBe('2024-03-30T22:00:00.000Z');
  });

  test('are counted by the calendar and not by 24 hours', () => {
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    expect(daysBetween('2026-11-24', '2026-11-20')).toBe(-4);
    expect(dateOf(Date.parse('2026-11-24T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-25');
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
