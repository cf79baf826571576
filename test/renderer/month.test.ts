import { describe, expect, test } from 'vitest';
import { dateAfterKey, weeksOf } from '../../renderer/dates/month.ts';

describe('the weeks of a month', () => {
  test('are six and begin with the chosen weekday', () => {
    const weeks = weeksOf('2026-11-24', 1);
    expect(weeks.map((week) => [week[0], week.length])).toEqual([
      ['2026-10-26', 7],
      ['2026-11-02', 7],
      ['2026-11-09', 7],
      ['2026-11-16', 7],
      ['2026-11-23', 7],
      ['2026-11-30', 7],
    ]);
    expect(weeksOf('2026-11-24', 7)[0]?.[0]).toBe('2026-11-01');
  });
});

describe('keys in the date picker', () => {
  const after = (key: string, shiftKey = false, rightToLeft = false): string | null =>
    dateAfterKey({ key, shiftKey }, '2026-11-24', { weekStart: 1, rightToLeft });

  test('move by days, weeks, months and years', () => {
    expect(['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'].map((key) => after(key))).toEqual([
      '2026-11-25',
      '2026-11-23',
      '2026-12-01',
      '2026-11-17',
    ]);
    expect([after('Home'), after('End')]).toEqual(['2026-11-23', '2026-11-29']);
    expect([after('PageDown'), after('PageUp')]).toEqual(['2026-12-24', '2026-10-24']);
    expect([after('PageDown', true), after('PageUp', true)]).toEqual(['2027-11-24', '2025-11-24']);
    expect(after('x')).toBeNull();
  });

  test('left and right follow the layout direction', () => {
    expect(after('ArrowRight', false, true)).toBe('2026-11-23');
    expect(after('ArrowLeft', false, true)).toBe('2026-11-25');
  });

  test('stay within the dates that the agenda supports', () => {
    const options = { weekStart: 1, rightToLeft: false } as const;
    expect(dateAfterKey({ key: 'PageUp', shiftKey: true }, '1970-06-01', options)).toBe('1970-01-01');
    expect(dateAfterKey({ key: 'PageDown', shiftKey: true }, '2100-06-01', options)).toBe('2100-12-31');
  });
});
