/**
 * Every numbered rule of the sync protocol (S) and every fault (F) is named by the title of a test of the
 * app: `[S19]`, `[F11]`. The tests of the fake Google do not count: they show what the server does.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const numbered = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index + 1}`);
const rules = [...numbered('S', 40), ...numbered('F', 23)];

/** Rules of rooms that are still to be built, with the reason. Whoever writes the test takes the rule out. */
const pending: Readonly<Record<string, string>> = {};

const testSources = (): { readonly path: string; readonly text: string }[] =>
  readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(test|spec)\.tsx?$/.test(path))
    .filter((path) => !/^(sample|support)[\\/]/.test(path) && path !== 'rules.test.ts')
    .map((path) => ({ path, text: readFileSync(join(import.meta.dirname, path), 'utf8') }));

/** `S33–S36` and `S33, S36` as single rules. */
const expand = (bracket: string): string[] =>
  [...bracket.matchAll(/([SF])(\d+)(?:\s*[–-]\s*[SF]?(\d+))?/g)].flatMap(([, letter, from, to]) =>
    Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, n) => `${letter}${Number(from) + n}`),
  );

/** Rules in brackets within the file's strings; those in comments promise nothing. */
const namedIn = (text: string): string[] => {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const strings = code.match(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g) ?? [];
  return strings
    .flatMap((string) => string.match(/\[[SF]\d[^\]]*\]/g) ?? [])
    .flatMap((bracket) => expand(bracket));
};

const named = new Map<string, string[]>();
for (const { path, text } of testSources()) {
  for (const rule of namedIn(text)) named.set(rule, [...(named.get(rule) ?? []), path]);
}

test.each(rules.filter((rule) => pending[rule] === undefined))('%s is named by a test', (rule) => {
  expect(named.get(rule) ?? []).not.toEqual([]);
});

test('a rule that is pending has no test yet, and a reason', () => {
  for (const [rule, reason] of Object.entries(pending)) {
    expect(rules).toContain(rule);
    expect([rule, named.get(rule) ?? []]).toEqual([rule, []]);
    expect(reason).not.toBe('');
  }
});

test('tests name only rules that exist', () => {
  expect([...named.keys()].filter((rule) => !rules.includes(rule))).toEqual([]);
});

test('titles are read as they are meant', () => {
  expect(namedIn("test('one [S7, S34–S36, F11]', …) // [S1]\n/* '[S2]' */ describe(`two [F3]`)")).toEqual([
    'S7',
    'S34',
    'S35',
    'S36',
    'F11',
    'F3',
  ]);
});

/** `property 5`, `security properties 5 and 12`: SECURITY.md's list. */
const propertiesIn = (text: string): number[] =>
  [...text.matchAll(/propert(?:y|ies) ([\d]+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers = '']) =>
    numbers.split(/, | and /).map(Number),
  );
const titles = testSources().flatMap(({ text }) =>
  [...text.matchAll(/^ *(?:test|describe)(?:\.\w+)*\(?[^'"`]{0,40}(['"`])(.*?)\1/gm)].map(
    ([, , title]) => title ?? '',
  ),
);

test.each(Array.from({ length: 14 }, (_, index) => index + 1))(
  'security property %i is named by the title of a test',
  (property) => {
    expect(titles.filter((title) => propertiesIn(title).includes(property))).not.toEqual([]);
  },
);
