import { expect, test } from 'vitest';
import { chooseLocale } from '../../main/platform/locale.ts';

test.each([
  ['de-AT', ['de-DE', 'en-US'], 'de-AT', 'the region’s habits in the preferred language'],
  ['de-AT', ['en-GB'], 'en-GB', 'the preferred language where the region speaks another'],
  ['c', [], 'en-GB', 'a machine without a locale'],
  ['C', ['c'], 'en-GB', 'one whose only language is none'],
  ['', ['fr-FR'], 'fr-FR', 'no region'],
  ['en-US', [], 'en-US', 'no languages'],
  ['de_DE.UTF-8', ['de'], 'de', 'a tag that is none'],
])('%s, %j: %s (%s)', (region, preferred, locale) => {
  expect(chooseLocale({ region, preferred })).toBe(locale);
});
