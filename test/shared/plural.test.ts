import { expect, test } from 'vitest';
import { pluralIn } from '../../shared/messages/plural.ts';

const forms = { one: 'day', other: 'days' };

test.each(['en', 'de'])('counts in %s are written and chosen by the rules of the language', (language) => {
  const plural = pluralIn(language);
  const numbers = new Intl.NumberFormat(language);
  const rules = new Intl.PluralRules(language);
  for (const count of [...Array(1200).keys(), -1, 0.5, 1.5, 12_345, 1_234_567, NaN, Infinity]) {
    const form = rules.select(count) === 'one' ? 'day' : 'days';
    expect(plural(count, forms)).toBe(`${numbers.format(count)} ${form}`);
  }
  expect([plural(1, forms), plural(0, forms), plural(2, forms)]).toEqual(['1 day', '0 days', '2 days']);
});
