/**
 * What is loaded before the first paint is read and built while a person waits. So its libraries are counted: another
 * one belongs behind an `import()`, or stands here with its reason.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const statement =
  /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'/gm;

/** The packages that a file and all that it imports at once are made of; Node's own do not count. */
const packagesOf = (entry: string): string[] => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const { groups } of readFileSync(file, 'utf8').matchAll(statement)) {
      const name = groups?.['from'] ?? groups?.['bare'] ?? '';
      if (!name.startsWith('.')) packages.add(name);
      else if (/\.tsx?$/.test(name)) visit(path.resolve(path.dirname(file), name));
    }
  };
  visit(path.join(root, entry));
  return [...packages].filter((name) => !name.startsWith('node:')).toSorted();
};

// `entities`: character references are read where links and texts are, in a pass and in a meeting's details; 2 ms.
test('the main process loads Electron, SQLite and the table of character references', () => {
  expect(packagesOf('main/main.ts')).toEqual(['electron']);
  expect(packagesOf('main/app/app.ts')).toEqual(['better-sqlite3', 'electron', 'entities/decode']);
});

test('the window loads React and its icons', () => {
  expect(packagesOf('renderer/main.tsx')).toEqual(['lucide-react', 'react', 'react-dom/client']);
});

test('an `import()` comes later and does not count, nor do types', () => {
  expect(packagesOf('main/ipc/dispatch.ts')).toEqual(['zod']);
  expect(readFileSync(path.join(root, 'main/app/app.ts'), 'utf8')).toContain("import('../ipc/dispatch.ts')");
});
