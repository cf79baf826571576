/** Reads the repository's Markdown documents for tests. */
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

/** Returns the repository paths, with `/`, of the files in `folder` whose name matches. */
export const filesIn = (folder: string, name: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .toSorted();

export const readText = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Returns every document: those in the root and those in docs/. */
export const documents = (): readonly string[] => [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...filesIn('docs', /\.md$/),
];

/** Returns the text without code blocks and code spans, which contain neither links nor headings. */
export const withoutCode = (markdown: string): string =>
  markdown.replace(/^ *```[^]*?^ *```$/gm, '').replace(/`[^`\n]*(?:\n[^`\n]+)?`/g, '');

export interface Section {
  readonly heading: string;
  readonly body: string;
}

/**
 * Returns the sections below headings of one level, such as 3 for `###`. A body ends at the next heading of that
 * level or above.
 */
export const sectionsOf = (markdown: string, level: number): readonly Section[] =>
  markdown.split(/^(?=#{1,6} )/m).flatMap((part, index, parts): Section[] => {
    const match = /^(#{1,6}) (.*)\n?([^]*)$/.exec(part);
    if (match === null || match[1]?.length !== level) return [];
    const after = parts.slice(index + 1);
    const end = after.findIndex((one) => /^#+/.exec(one)![0].length <= level);
    const inside = end < 0 ? after : after.slice(0, end);
    return [{ heading: match[2] ?? '', body: [match[3] ?? '', ...inside].join('') }];
  });
