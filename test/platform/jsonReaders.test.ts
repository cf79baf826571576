import { describe, expect, test } from 'vitest';
import {
  boolean,
  date,
  either,
  exactly,
  fields,
  instant,
  listOf,
  matching,
  named,
  number,
  oneOf,
  orNull,
  string,
  whole,
  type Reader,
} from '../../main/platform/jsonReaders.ts';

const person = { name: string(1, 5), age: whole(0, 120) };

/** What each reader accepts unchanged, and what it rejects. */
const rules: Readonly<Record<string, readonly [Reader<unknown>, good: unknown[], bad: unknown[]]>> = {
  boolean: [boolean, [true, false], [0, 'true', null]],
  number: [number, [0, -1.5, 1e300], [NaN, Infinity, '1', null]],
  whole: [whole(1, 120), [1, 120], [0, 121, 1.5, 2 ** 60, '5', NaN]],
  oneOf: [oneOf('light', 'dark'), ['light', 'dark'], ['', 'Dark', 1, ['dark'], null]],
  string: [string(1, 3), ['a', 'abc'], ['', 'abcd', 1, null]],
  matching: [matching(/^\d\d$/), ['08'], ['8', 8, ['08']]],
  instant: [
    instant,
    ['2026-11-24T09:00:00.000Z', '2024-02-29T23:59:59Z'],
    ['2026-11-24', '2026-02-29T09:00:00Z', '2026-11-24T24:00:00Z', '2026-11-24T09:00:00+01:00', 0],
  ],
  date: [date, ['2026-11-24', '2024-02-29'], ['2026-02-29', '2026-13-01', '2026-1-1', 20261124]],
  orNull: [orNull(boolean), [null, true], [0, {}]],
  either: [either(instant, date), ['2026-11-24', '2026-11-24T09:00:00Z'], ['', null]],
  listOf: [listOf(whole(), 1, 2), [[1], [1, 2]], [[], [1, 2, 3], ['1'], { 0: 1, length: 1 }, '1']],
  named: [named(whole()), [{}, { a: 1, b: 2 }], [{ a: '1' }, [], [1], null]],
  fields: [
    fields(person),
    [{ name: 'Ada', age: 36 }],
    [{ name: 'Ada' }, { name: '', age: 1 }, [], null, 'x'],
  ],
  exactly: [
    exactly(person),
    [{ name: 'Ada', age: 36 }],
    [{ name: 'Ada', age: 36, more: 1 }, { name: 'Ada', age: 36, constructor: 1 }, {}, [], null],
  ],
};

describe('readers', () => {
  test.each(Object.entries(rules))('%s', (_, [read, good, bad]) => {
    expect(good.map(read)).toEqual(good);
    expect(bad.map(read)).toEqual(bad.map(() => undefined));
  });

  test('drop fields that a later version may have written, also in nested values', () => {
    const read = fields({ people: listOf(fields(person)) });
    expect(read({ people: [{ name: 'Ada', age: 36, later: 1 }], later: 2 })).toEqual({
      people: [{ name: 'Ada', age: 36 }],
    });
  });
});
