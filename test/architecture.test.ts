/**
 * The house's boundaries are held by the linter. Here each of them is broken once, in a copy of the house
 * with the same rules: a boundary that the linter no longer sees fails this test.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');
const imports = 'eslint(no-restricted-imports)';

/** Broken on purpose: what is wrong, where, the code, the rule that has to say so. */
const violations: readonly (readonly [what: string, file: string, code: string, rule: string])[] = [
  ['google reaches into store', 'main/google/v01.ts', `import { x } from '../store/open.ts'; x();`, imports],
  ['google reaches into sample', 'main/google/v02.ts', `export { x } from '../sample/model.ts';`, imports],
  ['google reaches into calendar', 'main/google/v03.ts', `import '../calendar/agenda.ts';`, imports],
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
  [
    'sample reaches into google',
    'main/sample/v06.ts',
    `import { x } from '../google/client.ts'; x();`,
    imports,
  ],
  ['sample reaches into store', 'main/sample/v07.ts', `import { x } from '../store/open.ts'; x();`, imports],
  [
    'store reaches into google',
    'main/store/v08.ts',
    `import { x } from '../google/mapEvent.ts'; x();`,
    imports,
  ],
  ['store reaches into sample', 'main/store/v09.ts', `export * from '../sample/model.ts';`, imports],
  [
    'calendar reaches into store',
    'main/calendar/v10.ts',
    `import { x } from '../store/open.ts'; x();`,
    imports,
  ],
  [
    'calendar does node I/O',
    'main/calendar/v11.ts',
    `import { readFileSync } from 'node:fs'; readFileSync('x');`,
    imports,
  ],
  ['sync reaches into store', 'main/sync/v12.ts', `import { x } from '../store/open.ts'; x();`, imports],
  [
    'sync reaches into google by import()',
    'main/sync/v13.ts',
    `export const x = () => import('../google/client.ts');`,
    imports,
  ],
  ['sync knows Electron', 'main/sync/v14.ts', `import { app } from 'electron'; app.quit();`, imports],
  [
    'the policy does node I/O',
    'main/sync/policy.ts',
    `import { readFileSync } from 'node:fs'; readFileSync('x');`,
    imports,
  ],
  ['shell reaches into store', 'main/shell/v15.ts', `import { x } from '../store/open.ts'; x();`, imports],
  [
    'shell reaches into google',
    'main/shell/v16.ts',
    `import { x } from '../google/client.ts'; x();`,
    imports,
  ],
  ['store knows Electron', 'main/store/v17.ts', `import { app } from 'electron'; app.quit();`, imports],
  [
    'google knows SQLite',
    'main/google/v18.ts',
    `import Database from 'better-sqlite3'; new Database('');`,
    imports,
  ],
  [
    'index.ts knows SQLite',
    'main/backend/createBackend.ts',
    `import Database from 'better-sqlite3'; new Database('');`,
    imports,
  ],
  [
    'shell knows SQLite',
    'main/shell/v19.ts',
    `import Database from 'better-sqlite3'; new Database('');`,
    imports,
  ],
  [
    'the bare googleapis import',
    'main/google/v20.ts',
    `import { google } from 'googleapis'; google.calendar('v3');`,
    imports,
  ],
  [
    'the bare googleapis import of types',
    'main/google/v21.ts',
    `import type { calendar_v3 } from 'googleapis'; export type X = calendar_v3.Calendar;`,
    imports,
  ],
  [
    'the bare googleapis import in a test',
    'test/v22.ts',
    `import { google } from 'googleapis'; google.calendar('v3');`,
    imports,
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
    'the window reaches into main',
    'renderer/v24.tsx',
    `import { x } from '../main/store/open.ts'; x();`,
    imports,
  ],
  [
    'the window reaches into main from below',
    'renderer/next/v25.tsx',
    `import { x } from '../../main/agenda/page.ts'; x();`,
    imports,
  ],
  [
    'the window does node I/O',
    'renderer/v26.tsx',
    `import { readFileSync } from 'node:fs'; readFileSync('x');`,
    imports,
  ],
  [
    'the window knows Electron',
    'renderer/v27.tsx',
    `import { ipcRenderer } from 'electron'; ipcRenderer.send('x');`,
    imports,
  ],
  ['shared reaches into main', 'shared/v28.ts', `import { x } from '../main/sync/policy.ts'; x();`, imports],
  [
    'shared reaches into the window',
    'shared/text/v29.ts',
    `import { x } from '../../renderer/App.tsx'; x();`,
    imports,
  ],
  [
    'shared does node I/O',
    'shared/v30.ts',
    `import { readFileSync } from 'node:fs'; readFileSync('x');`,
    imports,
  ],
  [
    'a window outside the one factory',
    'main/shell/v31.ts',
    `import { BrowserWindow } from 'electron'; new BrowserWindow();`,
    'house(one-window)',
  ],
  [
    'a window by way of everything',
    'main/shell/v32.ts',
    `import * as electron from 'electron'; new electron.BrowserWindow();`,
    'house(one-window)',
  ],
  ['calendar reads the clock', 'main/calendar/v33.ts', `export const x = Date.now();`, 'house(no-clock)'],
  ['shared reads the clock', 'shared/text/v34.ts', `export const x = new Date();`, 'house(no-clock)'],
  [
    'the policy reads the clock by name',
    'main/sync/policy.ts',
    `export const now = Date.now;`,
    'house(no-clock)',
  ],
  [
    'the mapping reads the clock',
    'main/google/mapTime.ts',
    `export const x = performance.now();`,
    'house(no-clock)',
  ],
  [
    'the classifier reads the clock',
    'main/google/classify.ts',
    `export const x = Temporal.Now.instant();`,
    'house(no-clock)',
  ],
  [
    'two files import each other',
    'main/sync/v35.ts',
    `import { y } from './v36.ts'; export const x = (): number => y();`,
    'import(no-cycle)',
  ],
  [
    'and the other one',
    'main/sync/v36.ts',
    `import { x } from './v35.ts'; export const y = (): number => x();`,
    'import(no-cycle)',
  ],
  ['the policy throws dice', 'main/sync/policy.ts', `export const x = Math.random();`, 'house(no-random)'],
];

/** Allowed, each next to something that is not. */
const allowed: readonly (readonly [file: string, code: string])[] = [
  ['main/google/a1.ts', `import type { X } from '../sync/ports.ts'; export type Y = X;`],
  ['main/google/a2.ts', `import { x } from 'googleapis/build/src/apis/calendar/index.js'; x();`],
  ['main/google/a3.ts', `import { createServer } from 'node:http'; createServer();`],
  ['main/store/a4.ts', `import { x } from '../calendar/agenda.ts'; x();`],
  ['main/store/a5.ts', `import Database from 'better-sqlite3'; new Database('');`],
  [
    'main/calendar/a6.ts',
    `import { x } from '../../shared/text/days.ts'; export const y = [x, new Date(5)];`,
  ],
  ['main/shell/a7.ts', `import { BrowserWindow } from 'electron'; BrowserWindow.getAllWindows();`],
  ['main/window/appWindow.ts', `import { BrowserWindow } from 'electron'; new BrowserWindow();`],
  ['main/shell/a8.ts', `export const x = Date.now();`],
  [
    'renderer/next/a9.tsx',
    `import { x } from '../../shared/model.ts'; import { y } from '../ui/y.ts'; x(y);`,
  ],
  ['test/store/a10.ts', `import { x } from '../../main/store/open.ts'; x();`],
];

/** Builds a house of these files under this project's rules; answers the rules broken, by file. */
const lintHouse = (files: readonly (readonly [file: string, code: string])[]): Map<string, Set<string>> => {
  const house = mkdtempSync(path.join(tmpdir(), 'jarvis-house-'));
  try {
    for (const name of ['.oxlintrc.json', 'build/lintRules.mjs']) {
      cpSync(path.join(root, name), path.join(house, name), { recursive: true });
    }
    for (const [file, code] of files) {
      mkdirSync(path.dirname(path.join(house, file)), { recursive: true });
      appendFileSync(path.join(house, file), `${code}\n`);
    }
    const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint');
    const { stdout, stderr } = spawnSync(process.execPath, [oxlint, '-f', 'json'], {
      cwd: house,
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
    rmSync(house, { recursive: true, force: true });
  }
};

const seen = lintHouse(violations.map(([, file, code]) => [file, code]));

test.each(violations)('the linter sees when %s (%s)', (_what, file, _code, rule) => {
  expect([...(seen.get(file) ?? [])]).toContain(rule);
});

test('the linter lets pass what the house allows', () => {
  const boundaries = new Set(violations.map(([, , , rule]) => rule));
  const broken = [...lintHouse(allowed)].flatMap(([file, rules]) =>
    [...rules].filter((rule) => boundaries.has(rule)).map((rule) => `${file}: ${rule}`),
  );
  expect(broken).toEqual([]);
});
