import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readLicences } from '../../main/app/licences.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'jarvis-licences-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('the app’s licence comes first, then those of what is bundled', async () => {
  mkdirSync(join(folder, 'dist', 'renderer'), { recursive: true });
  writeFileSync(join(folder, 'LICENSE'), 'MIT License\n');
  writeFileSync(join(folder, 'dist', 'licences-main.md'), '# Main\n');
  writeFileSync(join(folder, 'dist', 'licences-mcp.md'), '# Assistants\n');
  writeFileSync(join(folder, 'dist', 'renderer', 'licences.md'), '# Window\n');
  expect(await readLicences(folder)).toBe('MIT License\n\n# Main\n\n# Assistants\n\n# Window');
});

test('a missing list is left out', async () => {
  writeFileSync(join(folder, 'LICENSE'), 'MIT License\n');
  expect(await readLicences(folder)).toBe('MIT License');
});
