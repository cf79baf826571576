/** The repository's documents: their links are valid, and the README stays short. */
import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { documents, readText, root, withoutCode } from './support/documents.ts';

/** Returns GitHub's anchor of a heading: lower case, no punctuation, hyphens for spaces. */
const anchorOf = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}_ -]/gu, '')
    .replaceAll(' ', '-');

/** Returns a document's anchors; the second of two equal headings gets `-1`. */
const anchorsOf = (markdown: string): ReadonlySet<string> => {
  const seen = new Map<string, number>();
  const anchors = [...markdown.replace(/^ *```[^]*?^ *```$/gm, '').matchAll(/^#{1,6} (.*)$/gm)].map(
    ([, heading = '']) => {
      const anchor = anchorOf(heading.trim());
      const count = seen.get(anchor) ?? 0;
      seen.set(anchor, count + 1);
      return count === 0 ? anchor : `${anchor}-${count}`;
    },
  );
  return new Set(anchors);
};

/** Returns targets of links, images and link definitions, without those to other hosts. */
const relativeLinks = (markdown: string): readonly string[] => {
  // A link's text may be code, so only blocks are removed.
  const text = markdown.replace(/^ *```[^]*?^ *```$/gm, '');
  return [
    ...text.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g),
    ...text.matchAll(/<(?:img|a)\b[^>]*?\b(?:src|href)="([^"]+)"/g),
    ...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm),
  ]
    .map(([, target]) => target ?? '')
    .filter((target) => !/^[a-z]+:/i.test(target));
};

/** A page of the project, linked from a file in the root: not in the repository. */
const onThePage = new Set(['../../releases']);

/** Returns why a link is invalid; null if it is valid. */
const brokenLink = (from: string, target: string): string | null => {
  if (onThePage.has(target)) return null;
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : posix.normalize(posix.join(posix.dirname(from), decodeURI(path)));
  if (file.startsWith('..') || !existsSync(join(root, file))) return `${target}: no such file`;
  if (anchor === undefined) return null;
  if (!file.endsWith('.md') || statSync(join(root, file)).isDirectory()) return `${target}: no anchors there`;
  return anchorsOf(readText(file)).has(anchor) ? null : `${target}: no such heading`;
};

/** `[sync guide]` without a definition, which would show its brackets. Citations of rules are not links. */
const undefinedReferences = (markdown: string): readonly string[] => {
  const defined = new Set(
    [...markdown.matchAll(/^\[([^\]]+)\]: /gm)].map(([, name = '']) => name.toLowerCase()),
  );
  return [...withoutCode(markdown).matchAll(/\[([^[\]]+)\](?![(:])/g)]
    .map(([, name = '']) => name)
    .filter((name) => !/^[SWF]\d/.test(name) && name !== '' && !defined.has(name.toLowerCase()));
};

describe.each(documents())('%s', (path) => {
  test('links to files and headings that exist', () => {
    expect(relativeLinks(readText(path)).flatMap((target) => brokenLink(path, target) ?? [])).toEqual([]);
  });

  test('defines the references that it uses', () => {
    expect(undefinedReferences(readText(path))).toEqual([]);
  });
});

test('links and headings are parsed as on GitHub', () => {
  expect([...anchorsOf('# One & `two`\n\n## Where do I change …?\n\n## Same\n\n## Same\n')]).toEqual([
    'one--two',
    'where-do-i-change-',
    'same',
    'same-1',
  ]);
  expect(
    relativeLinks(
      '[`a`](../a) ![b](b.png "B") <img src="c.png"> [d](https://example.com)\n\n```\n[x](y)\n```\n[e]: f.md#g\n',
    ),
  ).toEqual(['../a', 'b.png', 'c.png', 'f.md#g']);
  expect(brokenLink('docs/SYNC.md', '../README.md#privacy')).toBeNull();
  expect(brokenLink('docs/SYNC.md', '../README.md#nothing')).toContain('no such heading');
  expect(brokenLink('docs/SYNC.md', 'README.md')).toContain('no such file');
  expect(brokenLink('README.md', '../elsewhere')).toContain('no such file');
  expect(undefinedReferences('[a] [b](c) [S1, F2] `[d]`\n\n[a]: https://example.com\n\n[e]')).toEqual(['e']);
});

describe('the README', () => {
  const lines = readText('README.md').trimEnd().split('\n');

  test('has no more than 150 lines', () => {
    expect(lines.length).toBeLessThanOrEqual(150);
  });

  test('needs two commands', () => {
    const commands = [...readText('README.md').matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) =>
      block
        .trim()
        .split('\n')
        .map((line) => line.replace(/ *#.*$/, '')),
    );
    expect(commands).toEqual(['npm start', 'npm test']);
  });
});
