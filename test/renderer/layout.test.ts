import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutDay, type Block, type DayLayout } from '../../renderer/timeline/layout.ts';

const hour = 3_600_000;
const options = { dayStartMs: 0, dayEndMs: 24 * hour, minBlockMs: hour / 3, maxColumns: 6 };
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
      { id: 'a', top: 0.25, height: 0.25, column: 0, span: 1, columns: 1 },
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
  test('are next to each other; blocks that only touch are not', () => {
    const layout = layoutDay([block('a', 9, 10), block('b', 9.5, 11), block('c', 11, 12)], options);
    expect(placeOf(layout, 'a')).toMatchObject({ column: 0, columns: 2 });
    expect(placeOf(layout, 'b')).toMatchObject({ column: 1, columns: 2 });
    expect(placeOf(layout, 'c')).toMatchObject({ column: 0, columns: 1 });
  });

  test('extend to the right into free columns', () => {
    const layout = layoutDay(
      [block('a', 9, 12), block('b', 9, 10), block('c', 9, 10), block('d', 10, 12)],
      options,
    );
    expect(placeOf(layout, 'd')).toMatchObject({ column: 1, span: 2, columns: 3 });
  });

  test('that do not fit become one block with their number', () => {
    const twelve = Array.from({ length: 12 }, (_, index) => block(`b${index}`, 9, 10));
    const layout = layoutDay(twelve, { ...options, maxColumns: 4 });
    expect(layout.blocks).toHaveLength(3);
    expect(layout.more).toEqual([
      { ids: expect.any(Array), startMs: 9 * hour, top: 9 / 24, height: 1 / 24, column: 3, columns: 4 },
    ]);
    expect(layout.more[0]?.ids).toHaveLength(9);
  });
});

describe('for any day', () => {
  const anyBlocks = fc
    .array(fc.tuple(fc.integer({ min: -60, max: 1500 }), fc.integer({ min: 0, max: 600 })), { maxLength: 40 })
    .map((pairs) =>
      pairs.map(([from, length], index) => ({
        id: String(index),
        startMs: from * 60_000,
        endMs: (from + length) * 60_000,
      })),
    );

  test('blocks never overlap, and each stays inside the day and its columns', () => {
    fc.assert(
      fc.property(anyBlocks, fc.integer({ min: 2, max: 8 }), (blocks, maxColumns) => {
        const { blocks: placed, more } = layoutDay(blocks, { ...options, maxColumns });
        const boxes = [...placed, ...more.map((each) => ({ ...each, span: 1 }))];
        for (const [index, a] of boxes.entries()) {
          expect(a.top).toBeGreaterThanOrEqual(0);
          expect(a.top + a.height).toBeLessThanOrEqual(1 + 1e-9);
          expect(a.column + a.span).toBeLessThanOrEqual(a.columns);
          expect(a.columns).toBeLessThanOrEqual(maxColumns);
          for (const b of boxes.slice(index + 1)) {
            const together = a.top < b.top + b.height - 1e-9 && b.top < a.top + a.height - 1e-9;
            const left = (box: typeof a): number => box.column / box.columns;
            const right = (box: typeof a): number => (box.column + box.span) / box.columns;
            if (together) expect(left(a) >= right(b) - 1e-9 || left(b) >= right(a) - 1e-9).toBe(true);
          }
        }
      }),
    );
  });

  test('each block of the day is either placed or counted, once', () => {
    fc.assert(
      fc.property(anyBlocks, (blocks) => {
        const { blocks: placed, more } = layoutDay(blocks, { ...options, maxColumns: 3 });
        const ids = [...placed.map((each) => each.id), ...more.flatMap((each) => each.ids)];
        const expected = blocks.filter((each) => each.startMs < 24 * hour && each.endMs >= 0);
        expect(ids.toSorted()).toEqual(expected.map((each) => each.id).toSorted());
      }),
    );
  });
});
