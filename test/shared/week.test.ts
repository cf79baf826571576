import { describe, expect, test } from 'vitest';
import { firstWeekday, weekdayOf, weekOf } from '../../shared/text/week.ts';

describe('a week', () => {
  test('begins on the region’s first day until the person chooses another', () => {
    expect(firstWeekday('auto', 'de-DE')).toBe(1);
    expect(firstWeekday('auto', 'en-US')).toBe(7);
    expect(firstWeekday('auto', 'ar-EG')).toBe(6);
    expect(firstWeekday('auto', 'not a locale')).toBe(1);
    expect(firstWeekday('monday', 'en-US')).toBe(1);
    expect(firstWeekday('saturday', 'de-DE')).toBe(6);
    expect(firstWeekday('sunday', 'de-DE')).toBe(7);
  });

  test('contains its days, even before 1970', () => {
    expect(weekdayOf('2026-11-24')).toBe(2);
    expect(weekdayOf('1969-12-28')).toBe(7);
    expect(weekOf('2026-11-24', 1)).toBe('2026-11-23');
    expect(weekOf('2026-11-24', 7)).toBe('2026-11-22');
    expect(weekOf('2026-11-24', 2)).toBe('2026-11-24');
    expect(weekOf('1969-12-28', 6)).toBe('1969-12-27');
  });
});
