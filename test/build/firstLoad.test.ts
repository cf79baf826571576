/**
 * What is loaded before the first paint is read and run while a person waits. So its libraries are listed here: a new
 * one belongs behind an `import()`, or must be added with a reason.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const statement =
  /^(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?'(?<from>[^']+)'|^import\s+'(?<bare>[^']+)'/gm;

/** The packages in a file and all its static imports, without Node's own; and the files themselves. */
const loadedBy = (entry: string) => {
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
  return {
    packages: [...packages].filter((name) => !name.startsWith('node:')).toSorted(),
    files: [...seen].map((file) => path.relative(root, file).replaceAll('\\', '/')),
  };
};
const packagesOf = (entry: string): string[] => loadedBy(entry).packages;

// `entities`: character references are decoded where links and texts are read, in a pass and in a meeting's details;
// 2 ms.
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

test('what writes to Google is loaded by nothing but an `import()` for an account with writing on [W1, property 20]', () => {
  const writing = /^main\/(google\/(writer|writeCalls)|sample\/writer)\.ts$/;
  for (const entry of ['main/main.ts', 'main/app/app.ts', 'main/google/google.ts', 'main/sample/source.ts'])
    expect(loadedBy(entry).files.filter((file) => writing.test(file))).toEqual([]);
  expect(loadedBy('main/google/writer.ts').files.filter((file) => writing.test(file))).toHaveLength(2);
  const provider = readFileSync(path.join(root, 'main/providers/google.ts'), 'utf8');
  expect(provider.match(/google\/writer\.ts/g)).toHaveLength(1);
  expect(provider).toContain("import('../google/writer.ts')");
});
