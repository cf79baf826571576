import { describe, expect, test } from 'vitest';
import { icnsOf, icoOf } from '../../build/iconFiles.mjs';
import { unexpectedFiles } from '../../build/packageChecks.mjs';
import { billOfMaterials, isPermissive, noticesOf, packagesIn } from '../../build/shippedPackages.mjs';

const list = (text: string): string =>
  `# Licenses\n\nThe app bundles dependencies which contain the following licenses:\n\n${text}`;

describe('what ships', () => {
  test('sources, source maps, tests and dot files are recognized as unexpected in the archive', () => {
    const good = [
      'package.json',
      'LICENSE',
      'dist/main.cjs',
      'dist/preload.cjs',
      'dist/renderer/index.html',
      'dist/renderer/assets/index-BAHk_Pu-.js',
      'node_modules/better-sqlite3/lib/index.js',
      `node_modules/better-sqlite3/prebuilds/${process.platform}-${process.arch}.node`,
    ];
    const bad = [
      'dist/main.cjs.map',
      'dist/.made-from',
      'main/backend/createBackend.ts',
      'node_modules/zod/index.js',
      'node_modules/better-sqlite3/deps/sqlite3.c',
      'node_modules/better-sqlite3/prebuilds/other-x64.node',
      'client_secret.json',
    ];
    expect(unexpectedFiles([...good, ...bad])).toEqual(bad);
  });

  test('a licence that requires more than its notice is not permissive; one permissive alternative is enough', () => {
    for (const good of ['MIT', 'MPL-2.0', '(GPL-2.0-only OR Apache-2.0)', '(MIT AND BSD-3-Clause)'])
      expect(isPermissive(good), good).toBe(true);
    for (const bad of ['GPL-3.0-only', '(MIT AND GPL-2.0-only)', 'unknown', 'UNLICENSED'])
      expect(isPermissive(bad), bad).toBe(false);
  });

  test('the notices name every package, bundled or not, and can be read back completely', () => {
    const notices = noticesOf(
      [
        list('## zod - 4.6.7 (MIT)\n\nThe words.\n\n## @scope/part - 1.0.0 (ISC)\n\nMore.\n'),
        list('## old - 2.0.0 (BSD)\n\nX'),
      ],
      [{ name: 'better-sqlite3', version: '13.2.0', license: 'MIT', text: 'Its words.' }],
    );
    expect(packagesIn(notices)).toEqual([
      { name: 'better-sqlite3', version: '13.2.0', license: 'MIT' },
      { name: 'zod', version: '4.6.7', license: 'MIT' },
      { name: '@scope/part', version: '1.0.0', license: 'ISC' },
      { name: 'old', version: '2.0.0', license: 'BSD-3-Clause' },
    ]);
    expect(notices).toContain('Its words.');
    // MPL-2.0, 3.2: recipients are told where to get the source of such parts, unchanged here. ical.js is one.
    expect(notices).toContain('The source of the parts under MPL-2.0 is at https://www.npmjs.com/package/');
  });

  test('the bill of materials names each package by its package URL', () => {
    const bill = billOfMaterials({ name: 'jarvis-calendar', version: '1.2.3' }, [
      { name: '@scope/part', version: '1.0.0', license: '(MIT OR ISC)' },
    ]);
    expect(bill.components[0]).toMatchObject({
      purl: 'pkg:npm/%40scope/part@1.0.0',
      licenses: [{ expression: '(MIT OR ISC)' }],
    });
  });
});

describe('icon files', () => {
  const png = (size: number): { size: number; png: Buffer } => ({
    size,
    png: Buffer.alloc(size, size % 251),
  });

  test('an ICO says where each picture is, and 256 pixels are written as 0', () => {
    const ico = icoOf([png(16), png(256)]);
    expect(ico.readUInt16LE(4)).toBe(2);
    expect(ico.readUInt8(6 + 16)).toBe(0);
    const offset = ico.readUInt32LE(6 + 16 + 12);
    expect(ico.subarray(offset, offset + ico.readUInt32LE(6 + 16 + 8))).toEqual(png(256).png);
  });

  test('an ICNS contains its total length and each picture under its types', () => {
    const icns = icnsOf([png(16), png(32), png(256)]);
    expect(icns.readUInt32BE(4)).toBe(icns.length);
    expect(icns.toString('latin1', 8, 12)).toBe('ic11');
    expect(icns.length).toBe(8 + (8 + 32) + 2 * (8 + 256));
  });
});
