/** [F20] A page is split into transactions by the work that its changes cause. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSlice, sliceByWeight } from '../../main/sync/slices.ts';
import type { Attendee, RemoteChange } from '../../shared/model.ts';
import { changed, deleted, master, single } from '../store/support/events.ts';

const guest: Attendee = {
  email: 'ada@example.com',
  response: 'accepted',
  self: false,
  organizer: false,
  optional: false,
  resource: false,
};

const withGuests = (id: string, guests: number): RemoteChange[] =>
  changed(single(id, { attendees: Array.from({ length: guests }, () => guest) }));

/** Returns how many changes each transaction has if none weighs more than `most`. */
const sizesOf = (changes: readonly RemoteChange[], most: number): number[] => {
  const sizes: number[] = [];
  for (let from = 0; from < changes.length; from += sizes.at(-1) ?? 0)
    sizes.push(sliceByWeight(changes, from, most).slice.length);
  return sizes;
};
const many = (count: number, make: (id: string) => RemoteChange[]): RemoteChange[] =>
  Array.from({ length: count }, (_, n) => make(`e${n}`)).flat();

describe('a transaction', () => {
  test('contains as many average events as its weight says', () => {
    expect(
      sizesOf(
        many(250, (id) => withGuests(id, 5)),
        100,
      ),
    ).toEqual([100, 100, 50]);
    expect(
      sizesOf(
        many(250, (id) => [deleted(id)]),
        100,
      ),
    ).toEqual([100, 100, 50]);
  });

  test('contains the fewer events the more guests they have', () => {
    expect(
      sizesOf(
        many(30, (id) => withGuests(id, 200)),
        100,
      )[0],
    ).toBeLessThanOrEqual(10);
    expect(
      sizesOf(
        many(30, (id) => withGuests(id, 500)),
        100,
      )[0],
    ).toBeLessThanOrEqual(4);
  });

  test('counts descriptions, places and recurrence lines as well', () => {
    const heavy: RemoteChange[][] = [
      changed(single('d', { description: 'x'.repeat(60_000) })),
      changed(single('p', { location: 'x'.repeat(60_000) })),
      changed(master('r', { recurrence: Array.from({ length: 2500 }, () => 'RDATE:20261124T090000Z') })),
    ];
    for (const one of heavy)
      expect(sizesOf(Array.from({ length: 12 }, () => one).flat(), 100)[0]).toBeLessThanOrEqual(4);
  });

  test('contains at least one change, whatever it weighs', () => {
    expect(
      sizesOf(
        many(3, (id) => withGuests(id, 500)),
        20,
      ),
    ).toEqual([1, 1, 1]);
    expect(sizesOf(withGuests('e', 500), 0)).toEqual([1]);
  });

  test('leaves out nothing and keeps the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 600 })),
        fc.integer({ min: 1, max: 500 }),
        (guests, most) => {
          const changes = guests.flatMap((count, n) => withGuests(`e${n}`, count));
          const all: RemoteChange[] = [];
          while (all.length < changes.length) {
            const { slice, weight } = sliceByWeight(changes, all.length, most);
            expect(slice.length).toBeGreaterThan(0);
            if (slice.length > 1) expect(weight).toBeLessThanOrEqual(most);
            all.push(...slice);
          }
          expect(all).toEqual(changes);
        },
      ),
      { numRuns: 50 },
    );
  });
});

test.each([
  [100, 0, 200],
  [500, 0, 500],
  [100, 4, 200],
  [100, 6, 100],
  [100, 16, 50],
  [100, 1_000, 20],
  [20, 1_000, 20],
  [100, -3_600_000, 200],
])('after a weight of %i in %i ms the next transaction weighs %i', (size, tookMs, next) => {
  expect(nextSlice(size, tookMs)).toBe(next);
});
