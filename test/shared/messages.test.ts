/** How the texts are written, in every language: typography, and one form of address. */
import { describe, expect, test } from 'vitest';
import { de } from '../../shared/messages/de.ts';
import { en } from '../../shared/messages/en.ts';

/** Returns every text of a table with its key. Functions are called with numbers, which all of them can put in. */
const textsOf = (value: unknown, key = ''): readonly (readonly [key: string, text: string])[] => {
  if (typeof value === 'string') return [[key, value]];
  if (typeof value === 'function') return [[key, filled(value as (...args: unknown[]) => string)]];
  return Object.entries(value as object).flatMap(([name, part]) => textsOf(part, `${key}.${name}`));
};
const filled = (text: (...args: unknown[]) => string): string => {
  try {
    return text(...Array.from({ length: text.length }, () => 3));
  } catch {
    // It needs words.
    return text(...Array.from({ length: text.length }, () => 'x'));
  }
};
const wrongIn = (table: unknown, pattern: RegExp): readonly string[] =>
  textsOf(table)
    .filter(([, text]) => pattern.test(text))
    .map(([key, text]) => `${key}: ${text}`);

describe.each([
  ['English', en],
  ['German', de],
])('%s', (_name, table) => {
  test('has typographic quotes, apostrophes and ellipses', () => {
    expect(textsOf(table).length).toBeGreaterThan(500);
    expect(wrongIn(table, /["']|\.\.\./)).toEqual([]);
  });

  test('joins a number and its unit by a non-breaking space', () => {
    expect(wrongIn(table, /\d (?:min|h|ms|s|Min\.|Std\.|MB|%)(?!\p{L})/u)).toEqual([]);
  });

  test('has no space too many', () => {
    expect(wrongIn(table, /^ | $| {2}/)).toEqual([]);
  });
});

test('German quotes are low and high, and an ellipsis stands apart', () => {
  expect(wrongIn(de, /”|(?:^|\s)“/)).toEqual([]);
  expect(wrongIn(de, /[^\u00a0]…/)).toEqual([]);
});

test('German readers are addressed as “Sie”', () => {
  expect(wrongIn(de, /\b(?:du|dich|dir|dein(?:e[mnrs]?)?)\b/iu)).toEqual([]);
  const imperatives =
    'aktiviere drücke erlaube erstelle führe füge gib kopiere lass melde minimiere prüfe schließe starte verwende versuche wähle';
  expect(
    wrongIn(de, new RegExp(`(?<!\\p{L})(?:${imperatives.replaceAll(' ', '|')})(?!\\p{L})`, 'iu')),
  ).toEqual([]);
});
