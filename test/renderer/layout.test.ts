import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutDay, type Block, type DayLayout } from '../../renderer/timeline/layout.ts';

const hour = 3_600_000;
const options = {
  dayStartMs: 0,
  dayEndMs: 24 * hour,
  minBlockMs: hour / 3,
  titleMs: () => hour / 2,
  maxColumns: 6,
};
const block = (id: string, from: number, to: number): Block => ({
  id,
  startMs: from * hour,
  endMs: to * hour,
});
const placeOf = (layout: DayLayout, id: string): DayLayout['blocks'][number] => {
  const found = layout.blocks.find((each) => each.id === id);
  if (found === undefined) throw new Error(`${id} was not placed`);
  return found;
};

describe('a block', () => {
  test('alone has the whole width at its time', () => {
    expect(layoutDay([block('a', 6, 12)], options).blocks).toEqual([
      { id: 'a', top: 0.25, height: 0.25, column: 0, span: 1, columns: 1, hasChips: false },
    ]);
  });

  test('that begins before the day or ends after it is limited to the day', () => {
    const layout = layoutDay([block('early', -3, 6), block('late', 18, 30)], options);
    expect(placeOf(layout, 'early')).toMatchObject({ top: 0, height: 0.25 });
    expect(placeOf(layout, 'late')).toMatchObject({ top: 0.75, height: 0.25 });
  });

  test('without length has the minimum length, and stays inside the day even at its end [F23]', () => {
    const layout = layoutDay([block('point', 12, 12), block('last', 23.99, 23.99)], options);
    expect(placeOf(layout, 'point').height).toBeCloseTo(1 / 72);
    const last = placeOf(layout, 'last');
    expect(last.top + last.height).toBeCloseTo(1);
  });

  test('has the height of its real duration on days of 23 and 25 hours', () => {
    const short = layoutDay([block('a', 0, 23)], { ...options, dayEndMs: 23 * hour });
    expect(placeOf(short, 'a')).toMatchObject({ top: 0, height: 1 });
  });
});

describe('overlapping blocks', () => {
  test.each([
    [
      'are next to each other, and blocks that only touch are not',
      [block('a', 9, 10), block('b', 9.25, 11), block('c', 11, 12)],
      { a: [0, 1, 2], b: [1, 1, 2], c: [0, 1, 1] },
    ],
    [
      'that start together share the width',
      [block('a', 9, 12), block('b', 9, 12), block('c', 9, 12)],
      { a: [0, 1, 3], b: [1, 1, 3], c: [2, 1, 3] },
    ],
    [
      'cascade: one extends under those that start below its title',
      [block('a', 9, 12), block('b', 10, 12), block('c', 11, 12)],
      { a: [0, 3, 3], b: [1, 2, 3], c: [2, 1, 3] },
    ],
    [
      'extend into columns that are free by then',
      [block('a', 9, 12), block('b', 9, 10), block('c', 9, 10), block('d', 10, 12)],
      { a: [0, 1, 3], b: [1, 1, 3], c: [2, 1, 3], d: [1, 2, 3] },
    ],
    [
      'do not extend over the title of one that starts soon',
      [block('a', 9, 12), block('b', 9.25, 12), block('c', 10, 12)],
      { a: [0, 1, 3], b: [1, 2, 3], c: [2, 1, 3] },
    ],
    [
      'do not extend over one that started before and is still on',
      [block('a', 8, 9), block('b', 8, 12), block('c', 9, 12)],
      { a: [1, 1, 2], b: [0, 1, 2], c: [1, 1, 2] },
    ],
  ])('%s', (_, blocks, expected) => {
    const placed = layoutDay(blocks, options).blocks.map(
      ({ id, column, span, columns }) => [id, [column, span, columns]] as const,
    );
    expect(Object.fromEntries(placed)).toEqual(expected);
  });

  test('are drawn in the order of their starts, so that a later one is on top', () => {
    const layout = layoutDay([block('late', 11, 12), block('mid', 10, 12), block('early', 9, 12)], options);
    expect(layout.blocks.map(({ id }) => id)).toEqual(['early', 'mid', 'late']);
  });
});

describe('blocks without a column', () => {
  const chips = (blocks: readonly Block[], maxColumns = 2) =>
    layoutDay(blocks, { ...options, maxColumns }).chips.map(({ ids, top }) => [ids.length, top * 24]);
  const many = (count: number, from: number, to: number): Block[] =>
    Array.from({ length: count }, (_, index) => block(`b${index}`, from, to));

  test.each([
    ['none if all fit', many(2, 9, 10), []],
    ['thirty at once are one chip at their start, however long they are', many(30, 9, 17), [[28, 9]]],
    [
      'those that start at different times have chips of their own',
      [...many(2, 9, 17), block('c', 9.5, 17), block('d', 11, 17)],
      [
        [1, 9.5],
        [1, 11],
      ],
    ],
    [
      'those that start before the chip ends are counted by it',
      [...many(2, 9, 17), block('c', 9.5, 17), block('d', 9.75, 17)],
      [[2, 9.5]],
    ],
    ['at the end of the day the chip stays inside', many(4, 23.9, 24), [[2, 24 - 1 / 3]]],
  ])('%s', (_, blocks, expected) => {
    const found = chips(blocks);
    expect(found.map(([count]) => count)).toEqual(expected.map(([count]) => count));
    found.forEach(([, hours], index) => expect(hours).toBeCloseTo(expected[index]?.[1] ?? Number.NaN));
  });

  test('are first those that take none of the person’s time', () => {
    const declined = { ...block('declined', 9, 12), minor: true };
    const blocks = [
      declined,
      block('a', 9.5, 12),
      block('b', 10, 12),
      { ...block('free', 12, 13), minor: true },
    ];
    const layout = layoutDay(blocks, { ...options, maxColumns: 2 });
    expect(layout.blocks.map(({ id }) => id)).toEqual(['a', 'b', 'free']);
    expect(layout.chips.map(({ ids }) => ids)).toEqual([['declined']]);
  });

  test('make room beside their group only', () => {
    const layout = layoutDay([...many(4, 9, 10), block('alone', 12, 13)], { ...options, maxColumns: 3 });
    expect(layout.blocks.map(({ id, hasChips }) => [id, hasChips])).toEqual([
      ['b0', true],
      ['b1', true],
      ['b2', true],
      ['alone', false],
    ]);
  });
});

describe('for any day', () => {
  const anyBlocks = fc
    .array(fc.tuple(fc.integer({ min: -60, max: 1500 }), fc.integer({ min: 0, max: 600 }), fc.boolean()), {
      maxLength: 40,
    })
    .map((pairs) =>
      pairs.map(([from, length, minor], index) => ({
        id: String(index),
        startMs: from * 60_000,
        endMs: (from + length) * 60_000,
        minor,
      })),
    );

  test('each block stays inside the day and its columns, and no title is covered', () => {
    fc.assert(
      fc.property(anyBlocks, fc.integer({ min: 1, max: 8 }), (blocks, maxColumns) => {
        const { blocks: placed } = layoutDay(blocks, { ...options, maxColumns });
        const title = (each: (typeof placed)[number]): number =>
          each.top + Math.min(each.height, options.titleMs() / (24 * hour));
        for (const [index, a] of placed.entries()) {
          expect(a.top).toBeGreaterThanOrEqual(0);
          expect(a.top + a.height).toBeLessThanOrEqual(1 + 1e-9);
          expect(a.column + a.span).toBeLessThanOrEqual(a.columns);
          expect(a.columns).toBeLessThanOrEqual(maxColumns);
          // A later one is drawn over it, so only its title must be free.
          for (const b of placed.slice(index + 1)) {
            const covers = b.top < title(a) - 1e-9 && a.top < b.top + b.height - 1e-9;
            const left = (box: typeof a): number => box.column / box.columns;
            const right = (box: typeof a): number => (box.column + box.span) / box.columns;
            if (covers) expect(left(a) >= right(b) - 1e-9 || left(b) >= right(a) - 1e-9).toBe(true);
          }
        }
      }),
    );
  });

  test('chips do not overlap and stay inside the day', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const { chips } = layoutDay(blocks, { ...options, maxColumns: 1 });
        const chipHeight = options.minBlockMs / (24 * hour);
        for (const [index, { top }] of chips.entries()) {
          expect(top).toBeGreaterThanOrEqual(0);
          expect(top + chipHeight).toBeLessThanOrEqual((chips[index + 1]?.top ?? 1) + 1e-9);
        }
      }),
    );
  });

  test('each block of the day is either placed or counted, once', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const { blocks: placed, chips } = layoutDay(blocks, { ...options, maxColumns: 3 });
        const ids = [...placed.map((each) => each.id), ...chips.flatMap((each) => each.ids)];
        const expected = blocks.filter((each) => each.startMs < 24 * hour && each.endMs >= 0);
        expect(ids.toSorted()).toEqual(expected.map((each) => each.id).toSorted());
      }),
    );
  });
});
