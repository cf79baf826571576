/**
 * build/architecture.mjs says which folder may import which, and the linter enforces it. Here each boundary is
 * violated once, in a scratch tree with the same rules: a boundary that the linter no longer checks fails this test.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { architecture } from '../build/architecture.mjs';

const root = path.resolve(import.meta.dirname, '..');

const imports = 'jarvis(imports)';
const bare = 'eslint(no-restricted-imports)';
const cycle = 'import(no-cycle)';

type Violation = readonly [what: string, file: string, code: string, rule: string];

/** A file in a folder, or the file itself if the table names one. */
const fileIn = (key: string, name: string): string => (key.endsWith('.ts') ? key : `${key}/${name}.ts`);
interface Line {
  readonly folders: readonly string[];
  readonly packages: readonly string[];
}
const table: Readonly<Record<string, Line>> = architecture;
const folders = Object.keys(table);
const up = (file: string): string => '../'.repeat(file.split('/').length - 1);
const isWithin = (file: string, folder: string): boolean => file === folder || file.startsWith(`${folder}/`);

/** Every folder imports from every folder that its line in the table does not name. */
const forbidden: readonly Violation[] = folders.flatMap((key, index) => {
  const own = key.endsWith('.ts') ? path.posix.dirname(key) : key;
  return folders
    .filter((other) => other !== 'shared' && !other.endsWith('.ts'))
    .filter((other) => ![own, ...table[key]!.folders].some((folder) => isWithin(`${other}/x.ts`, folder)))
    .map((other, n): Violation => {
      const file = fileIn(key, `v${index}-${n}`);
      const name = `x${index}_${n}`;
      const code = `import { ${name} } from '${up(file)}${other}/x.ts'; ${name}();`;
      return [`${key} reaches into ${other}`, file, code, imports];
    });
});

/** Every folder imports each package that its line does not name. */
const packages = ['electron', 'better-sqlite3', 'node:fs', 'zod', 'react'];
const forbiddenPackages: readonly Violation[] = folders.flatMap((key, index) =>
  packages
    .filter((name) => !table[key]!.packages.includes(name.startsWith('node:') ? 'node' : name))
    .map((name, n): Violation => [
      `${key} uses ${name}`,
      fileIn(key, `p${index}-${n}`),
      `import * as p${index}_${n} from '${name}'; console.log(p${index}_${n});`,
      imports,
    ]),
);

/** Intended violations: what is wrong, where, the code, the rule that must report it. */
const violations: readonly Violation[] = [
  ...forbidden,
  ...forbiddenPackages,
  [
    'google uses more of sync than types',
    'main/google/v04.ts',
    `import { x } from '../sync/ports.ts'; x();`,
    imports,
  ],
  [
    'google reaches into the engine',
    'main/google/v05.ts',
    `import type { X } from '../sync/engine.ts'; export type Y = X;`,
    imports,
  ],
  ['store exports from sample', 'main/store/v09.ts', `export * from '../sample/model.ts';`, imports],
  [
    'sync reaches into google by import()',
    'main/sync/v13.ts',
    `export const x = () => import('../google/client.ts');`,
    imports,
  ],
  [
    'the window reaches into main from below',
    'renderer/next/v25.tsx',
    `import { x } from '../../main/agenda/page.ts'; x();`,
    imports,
  ],
  [
    'the bare googleapis import',
    'main/google/v20.ts',
    `import { google } from 'googleapis'; google.calendar('v3');`,
    bare,
  ],
  [
    'the bare googleapis import of types',
    'main/google/v21.ts',
    `import type { calendar_v3 } from 'googleapis'; export type X = calendar_v3.Calendar;`,
    bare,
  ],
  [
    'the bare googleapis import in a test',
    'test/v22.ts',
    `import { google } from 'googleapis'; google.calendar('v3');`,
    bare,
  ],
  [
    'googleapis outside google',
    'main/store/v23.ts',
    `import { x } from 'googleapis/build/src/apis/calendar/index.js'; x();`,
    imports,
  ],
  [
    'the mapping imports googleapis',
    'main/google/mapEvent.ts',
    `import { x } from 'googleapis/build/src/apis/calendar/index.js'; x();`,
    imports,
  ],
  [
    'a window outside the one factory',
    'main/tray/v31.ts',
    `import { BrowserWindow } from 'electron'; new BrowserWindow();`,
    'jarvis(one-window)',
  ],
  [
    'a window by way of everything',
    'main/tray/v32.ts',
    `import * as electron from 'electron'; new electron.BrowserWindow();`,
    'jarvis(one-window)',
  ],
  [
    'recurrence reads the clock',
    'main/recurrence/v33.ts',
    `export const x = Date.now();`,
    'jarvis(no-clock)',
  ],
  ['shared reads the clock', 'shared/text/v34.ts', `export const x = new Date();`, 'jarvis(no-clock)'],
  [
    'the policy reads the clock by name',
    'main/sync/policy.ts',
    `export const now = Date.now;`,
    'jarvis(no-clock)',
  ],
  [
    'the mapping reads the clock',
    'main/google/mapTime.ts',
    `export const x = performance.now();`,
    'jarvis(no-clock)',
  ],
  [
    'the planner reads the clock',
    'main/reminders/planner.ts',
    `export const x = Date.now();`,
    'jarvis(no-clock)',
  ],
  [
    'the classifier reads the clock',
    'main/google/classify.ts',
    `export const x = Temporal.Now.instant();`,
    'jarvis(no-clock)',
  ],
  [
    'two files import each other',
    'main/sync/v35.ts',
    `import { y } from './v36.ts'; export const x = (): number => y();`,
    cycle,
  ],
  [
    'and the other one',
    'main/sync/v36.ts',
    `import { x } from './v35.ts'; export const y = (): number => x();`,
    cycle,
  ],
  [
    'two files import types of each other',
    'main/sync/v37.ts',
    `import type { Y } from './v38.ts'; export interface X { readonly y: Y }`,
    cycle,
  ],
  [
    'and the other one',
    'main/sync/v38.ts',
    `import type { X } from './v37.ts'; export interface Y { readonly x: X }`,
    cycle,
  ],
  ['the policy is random', 'main/sync/policy.ts', `export const x = Math.random();`, 'jarvis(no-random)'],
];

/** Allowed, each next to something that is not. */
const allowed: readonly (readonly [file: string, code: string])[] = [
  ['main/google/a1.ts', `import type { X } from '../sync/ports.ts'; export type Y = X;`],
  ['main/google/a2.ts', `import { x } from 'googleapis/build/src/apis/calendar/index.js'; x();`],
  ['main/google/a3.ts', `import { createServer } from 'node:http'; createServer();`],
  ['main/store/a4.ts', `import { x } from '../agenda/page.ts'; x();`],
  ['main/store/a5.ts', `import Database from 'better-sqlite3'; new Database('');`],
  ['main/links/a11.ts', `import { decodeHTMLStrict } from 'entities/decode'; decodeHTMLStrict('');`],
  ['main/agenda/a6.ts', `import { x } from '../../shared/text/days.ts'; export const y = [x, new Date(5)];`],
  ['main/tray/a7.ts', `import { BrowserWindow } from 'electron'; BrowserWindow.getAllWindows();`],
  ['main/window/appWindow.ts', `import { BrowserWindow } from 'electron'; new BrowserWindow();`],
  ['main/tray/a8.ts', `export const x = Date.now();`],
  [
    'renderer/next/a9.tsx',
    `import { x } from '../../shared/model.ts'; import { y } from '../ui/y.ts'; x(y);`,
  ],
  ['test/store/a10.ts', `import { x } from '../../main/store/open.ts'; x();`],
];

/** Builds a tree of these files with this project's rules; returns the violated rules by file. */
const lintTree = (files: readonly (readonly [file: string, code: string])[]): Map<string, Set<string>> => {
  const tree = mkdtempSync(path.join(tmpdir(), 'jarvis-lint-'));
  try {
    for (const name of ['.oxlintrc.json', 'build/lintRules.mjs', 'build/architecture.mjs']) {
      cpSync(path.join(root, name), path.join(tree, name), { recursive: true });
    }
    for (const [file, code] of files) {
      mkdirSync(path.dirname(path.join(tree, file)), { recursive: true });
      appendFileSync(path.join(tree, file), `${code}\n`);
    }
    const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
    const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '-f', 'json'], {
      cwd: tree,
      encoding: 'utf8',
    });
    if (!stdout.startsWith('{')) throw new Error(`oxlint did not report: ${stdout}${stderr}`);
    const report: { diagnostics: { code: string; filename: string }[]; number_of_files: number } =
      JSON.parse(stdout);
    expect(report.number_of_files).toBeGreaterThanOrEqual(new Set(files.map(([file]) => file)).size);
    const broken = new Map<string, Set<string>>();
    for (const { code, filename } of report.diagnostics) {
      const file = filename.replaceAll('\\', '/');
      broken.set(file, (broken.get(file) ?? new Set()).add(code));
    }
    return broken;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
};

const seen = lintTree(violations.map(([, file, code]) => [file, code]));

test.each(violations)('the linter reports it when %s (%s)', (_what, file, _code, rule) => {
  expect([...(seen.get(file) ?? [])]).toContain(rule);
});

test('the linter accepts what the table allows', () => {
  const boundaries = new Set(violations.map(([, , , rule]) => rule));
  const broken = [...lintTree(allowed)].flatMap(([file, rules]) =>
    [...rules].filter((rule) => boundaries.has(rule)).map((rule) => `${file}: ${rule}`),
  );
  expect(broken).toEqual([]);
});

test('the whole-app tests call the main process only through inMain, which survives a collected promise', () => {
  const folder = path.join(root, 'test/e2e');
  const calling = readdirSync(folder).filter((file) =>
    /\bapp\.evaluate\(/.test(readFileSync(path.join(folder, file), 'utf8')),
  );
  expect(calling).toEqual([]);
});
