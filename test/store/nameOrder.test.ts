import { expect, test } from 'vitest';
import { inNameOrder } from '../../main/store/nameOrder.ts';

const rows = (...names: readonly string[]) =>
  names.map((name) => ({ account_id: 'a', is_primary: 0 as const, name }));
const namesOf = (sorted: readonly { readonly name: string }[]): readonly string[] =>
  sorted.map(({ name }) => name);

test('calendars are sorted by name as people expect, whatever their capitals and accents', () => {
  expect(
    namesOf(inNameOrder(rows('Calendar 10', 'zoo', 'Émile', 'Calendar 2', 'Eve', 'Calendar 1'))),
  ).toEqual(['Calendar 1', 'Calendar 2', 'Calendar 10', 'Émile', 'Eve', 'zoo']);
});

test('each account’s main calendar comes first, and calendars of one account stay together', () => {
  const sorted = inNameOrder([
    { account_id: 'b', is_primary: 0, name: 'A' },
    { account_id: 'a', is_primary: 0, name: 'B' },
    { account_id: 'b', is_primary: 1, name: 'Z' },
    { account_id: 'a', is_primary: 0, name: 'A' },
  ]);
  expect(sorted.map(({ account_id, name }) => `${account_id} ${name}`)).toEqual(['a A', 'a B', 'b Z', 'b A']);
});
