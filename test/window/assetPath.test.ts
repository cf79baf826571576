import fc from 'fast-check';
import { join, normalize, sep } from 'node:path';
import { describe, expect, test } from 'vitest';
import { assetPath } from '../../main/window/assetPath.ts';

describe('property 3: app:// names files of the bundle and nothing else', () => {
  test.each([
    ['app://jarvis/', 'index.html'],
    ['app://jarvis', 'index.html'],
    ['app://jarvis/index.html', 'index.html'],
    ['app://jarvis/assets/index-Dk3_x.js', 'assets/index-Dk3_x.js'],
    ['app://jarvis/#somewhere', 'index.html'],
    ['app://jarvis/index.html?x=1', 'index.html'],
    // A URL has no path above its root: such segments are already removed.
    ['app://jarvis/%2e%2e/index.html', 'index.html'],
    ['app://jarvis/../../index.html', 'index.html'],
  ])('%s is %s', (url, path) => {
    expect(assetPath(url)).toBe(path);
  });

  test.each([
    'app://jarvis/..%2fmain.cjs',
    'app://jarvis/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://jarvis/assets/..%5c..%5cpackage.json',
    'app://jarvis/index.html%00.png',
    'app://jarvis/assets\\..\\main.cjs',
    'app://jarvis//etc/passwd',
    `app://jarvis/${'a/'.repeat(1024)}main.js`,
    'app://jarvis/.git/config',
    'app://jarvis/assets/',
    'app://elsewhere/index.html',
    'app://jarvis.example.com/index.html',
    'app://jarvis:80/index.html',
    'app://user@jarvis/index.html',
    'app://user:secret@jarvis/index.html',
    'file:///etc/passwd',
    'https://jarvis/index.html',
    'not a url',
    '',
    `app://jarvis/${'a'.repeat(2100)}`,
  ])('%j is no file', (url) => {
    expect(assetPath(url)).toBeNull();
  });

  test('whatever is requested, the file is inside the bundle', () => {
    const root = join(sep, 'app', 'dist', 'renderer');
    const piece = fc.constantFrom(
      ...[
        '..',
        '.',
        '%2e',
        '%2E%2e',
        '%00',
        '\\',
        '%5c',
        '/',
        '//',
        '%2f',
        'assets',
        'a.js',
        ':',
        '@',
        '?',
        '#',
        '\0',
      ],
    );
    const path = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('/')),
      fc.string({ unit: 'binary', maxLength: 60 }),
    );
    fc.assert(
      fc.property(path, (tail) => {
        const named = assetPath(`app://jarvis/${tail}`);
        if (named === null) return;
        expect(named).not.toMatch(/[%\\\0:]|(^|\/)\.|\/\/|^\//);
        expect(normalize(join(root, named)).startsWith(root + sep)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});
