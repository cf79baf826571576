/**
 * `npm run bench -- P2 P3 --compare <ref>`: runs the benches of another commit and of this checkout alternately, each
 * with its own sources, and compares their figures. If the machine slows down meanwhile, both are affected.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../build/processes.mjs';
import { median } from './measure.ts';

/** Figures by row, `P3 page of 100`: the first number of each, whatever its unit. */
export type Figures = ReadonlyMap<string, number>;

/** Parses the table that a run has printed. Rows whose figure has no number are left out. */
export const figuresIn = (report: string): Figures => {
  const figures = new Map<string, number>();
  for (const [, id = '', what = '', figure = ''] of report.matchAll(
    /^\| (P\d+) \| ([^|]+) \| ([^|]+) \|/gm,
  )) {
    const number = Number.parseFloat(/\d+(\.\d+)?/.exec(figure)?.[0] ?? '');
    if (!Number.isNaN(number)) figures.set(`${id} ${what}`, number);
  }
  return figures;
};

/** Returns one line per row that both sides have: the median of the rounds' own ratios, new to old, and their range. */
export const comparisonOf = (rounds: readonly { readonly old: Figures; readonly now: Figures }[]): string => {
  const rows = [...(rounds[0]?.now.keys() ?? [])].flatMap((row) => {
    const pairs = rounds.flatMap(({ old, now }) => {
      const [before, after] = [old.get(row), now.get(row)];
      return before === undefined || after === undefined ? [] : [{ before, after }];
    });
    if (pairs.length === 0) return [];
    const ratios = pairs.map(({ before, after }) => (before === after ? 1 : after / before));
    const middle = (side: 'before' | 'after'): string => String(median(pairs.map((pair) => pair[side])));
    const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => ratio.toFixed(2));
    return [
      `| ${row} | ${middle('before')} | ${middle('after')} | ${median(ratios).toFixed(2)} × | ${low}–${high} |`,
    ];
  });
  return ['| what | old | new | new : old | spread |', '|---|---|---|---|---|', ...rows].join('\n');
};

const bench = (folder: string, ids: readonly string[]): Figures => {
  const { stdout, error } = spawnSync(process.execPath, [join(folder, 'test/bench/run.mjs'), ...ids], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error !== undefined) throw error;
  return figuresIn(stdout);
};

/** Calls `work` with a checkout of the commit, which is removed afterwards. Throws for an unknown commit. */
const inCheckout = <T>(ref: string, work: (folder: string) => T): T => {
  const parent = mkdtempSync(join(tmpdir(), 'jarvis-compare-'));
  const folder = join(parent, 'old');
  const git = (...args: readonly string[]): void =>
    void execFileSync('git', ['-C', projectRoot, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  git('worktree', 'add', '--detach', folder, ref);
  try {
    const lockOf = (root: string): string => readFileSync(join(root, 'package-lock.json'), 'utf8');
    const modules = join(projectRoot, 'node_modules');
    // If its dependencies differ, that commit's set-up installs its own.
    if (existsSync(modules) && lockOf(folder) === lockOf(projectRoot)) {
      symlinkSync(modules, join(folder, 'node_modules'));
    }
    return work(folder);
  } finally {
    git('worktree', 'remove', '--force', folder);
    rmSync(parent, { recursive: true, force: true });
  }
};

/** Returns the comparison as a Markdown table. */
export const compareWith = (ref: string, ids: readonly string[], rounds: number): string =>
  inCheckout(ref, (folder) => {
    const results = Array.from({ length: rounds }, (_, round) => {
      // Which side goes first alternates.
      const [first, second] = round % 2 === 0 ? [folder, projectRoot] : [projectRoot, folder];
      const [one, other] = [bench(first, ids), bench(second, ids)];
      return first === folder ? { old: one, now: other } : { old: other, now: one };
    });
    return comparisonOf(results);
  });
