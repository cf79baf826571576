/**
 * Rules are cited by number: `[S19]` is listed in docs/SYNC.md, `[W19]` in docs/WRITE.md, `[F11]` in docs/FAULTS.md,
 * `property 5` in SECURITY.md. Every cited rule is listed, and every listed rule is named by the title of a test of the
 * app, except those of writing that this version does not rely on. The tests of the fake Google do not count: they show
 * what the server does.
 */
import { describe, expect, test } from 'vitest';
import { documents, filesIn, readText, sectionsOf } from './support/documents.ts';

interface Rule {
  /** `S19`. */
  readonly number: string;
  readonly body: string;
}

const rulesIn = (markdown: string): readonly Rule[] =>
  sectionsOf(markdown, 3).flatMap(({ heading, body }) => {
    const [, number] = /^([SWF]\d+) \S/.exec(heading) ?? [];
    return number === undefined ? [] : [{ number, body }];
  });

/** Expands `S33–S36` and `S33, S36` to single rules. */
const expand = (bracket: string): string[] =>
  [...bracket.matchAll(/([SWF])(\d+)(?:\s*[–-]\s*[SWF]?(\d+))?/g)].flatMap(([, letter, from, to]) =>
    Array.from({ length: Number(to ?? from) - Number(from) + 1 }, (_, n) => `${letter}${Number(from) + n}`),
  );

const citedIn = (text: string): string[] => (text.match(/\[[SWF]\d[^\]\n]*\]/g) ?? []).flatMap(expand);

/** Returns rules in brackets within the file's strings; those in comments do not count. */
const namedIn = (text: string): string[] => {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const strings = code.match(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g) ?? [];
  return strings.flatMap(citedIn);
};

/** `property 5`, `security properties 5 and 12`: SECURITY.md's list. */
const propertiesIn = (text: string): number[] =>
  [...text.matchAll(/propert(?:y|ies) ([\d]+(?:(?:, | and )\d+)*)/g)].flatMap(([, numbers = '']) =>
    numbers.split(/, | and /).map(Number),
  );

const sources = ['main', 'shared', 'renderer', 'test', 'build'].flatMap((folder) =>
  filesIn(folder, /\.(ts|tsx|mjs|cjs|css|md)$/),
);
const appTests = filesIn('test', /\.(test|spec)\.tsx?$/)
  .filter((path) => !/^test\/(googleModel|sample|support)\//.test(path) && path !== 'test/rules.test.ts')
  .map((path) => ({ path, text: readText(path) }));

const listed = ['SYNC', 'WRITE', 'FAULTS'].flatMap((name) => rulesIn(readText(`docs/${name}.md`)));
/** Facts of writing that nothing depends on. */
const unused = listed.filter(({ number, body }) => number.startsWith('W') && /^Not in use: \S/m.test(body));
const used = listed.filter((rule) => !unused.includes(rule));
const numbers = listed.map(({ number }) => number);
/** Rule → paths of the tests that name it. */
const named = new Map<string, string[]>();
for (const { path, text } of appTests) {
  for (const rule of namedIn(text)) named.set(rule, [...(named.get(rule) ?? []), path]);
}

describe('rules of sync and faults', () => {
  test('are numbered from 1, without gaps, each listed once', () => {
    for (const letter of ['S', 'W', 'F']) {
      const own = numbers.filter((number) => number.startsWith(letter));
      expect(own.length).toBeGreaterThan(20);
      expect(own).toEqual(own.map((_, index) => `${letter}${index + 1}`));
    }
  });

  test('are listed where anything cites them', () => {
    const unlisted = [...documents(), ...sources].flatMap((path) =>
      citedIn(readText(path)).flatMap((rule) => (numbers.includes(rule) ? [] : `${path}: ${rule}`)),
    );
    expect(unlisted).toEqual([]);
  });

  test.each(used)('$number is named by a test', ({ number }) => {
    expect(named.get(number) ?? []).not.toEqual([]);
  });

  test.each(unused)('$number names its source, and nothing that uses it', ({ body }) => {
    expect(body).toMatch(/^Source: \S/m);
    expect(body).not.toMatch(/^(Code|Tests):/m);
  });

  test.each(used)('$number names its source and the folders of its tests', ({ number, body }) => {
    expect(body).toMatch(number.startsWith('F') ? /^Caused by: \S/m : /^Source: \S/m);
    expect(body).toMatch(/^Code: \S/m);
    const [, folders = ''] = /^Tests: (.*)$/m.exec(body) ?? [];
    const paths = [...folders.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path]) => path ?? '');
    expect(paths).not.toEqual([]);
    const tests = named.get(number) ?? [];
    expect(paths.filter((folder) => !tests.some((path) => path.startsWith(`${folder}/`)))).toEqual([]);
  });

  test('are parsed as they are written', () => {
    expect(namedIn("test('one [S7, S34–S36, F11]', …) // [S1]\n/* '[S2]' */ describe(`two [F3]`)")).toEqual([
      'S7',
      'S34',
      'S35',
      'S36',
      'F11',
      'F3',
    ]);
    expect(rulesIn('## Group\n\n### S1 One\n\ntext\n\n#### more\n\n### Other\n\n## F2 no\n')).toEqual([
      { number: 'S1', body: '\ntext\n\n#### more\n\n' },
    ]);
  });
});

describe('security properties', () => {
  const list = sectionsOf(readText('SECURITY.md'), 2).find(
    ({ heading }) => heading === 'Security properties',
  );
  const properties = [...(list?.body ?? '').matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  const titles = appTests.flatMap(({ text }) =>
    [...text.matchAll(/^ *(?:test|describe)(?:\.\w+)*\(?[^'"`]{0,40}(['"`])(.*?)\1/gm)].map(
      ([, , title]) => title ?? '',
    ),
  );

  test('are numbered from 1, without gaps', () => {
    expect(properties.length).toBeGreaterThan(10);
    expect(properties).toEqual(properties.map((_, index) => index + 1));
  });

  test('are listed where anything cites them', () => {
    const unlisted = sources.flatMap((path) =>
      propertiesIn(readText(path)).flatMap((number) =>
        properties.includes(number) ? [] : `${path}: property ${number}`,
      ),
    );
    expect(unlisted).toEqual([]);
  });

  test.each(properties)('property %i is named by the title of a test', (property) => {
    expect(titles.filter((title) => propertiesIn(title).includes(property))).not.toEqual([]);
  });
});
