/** The result of a bench, and how it is printed: one Markdown table of figures and their limits. */
import { cpus, loadavg, release } from 'node:os';

export interface Row {
  /** P1 … P9. */
  readonly id: string;
  readonly what: string;
  /** The figure that the limit applies to, with its unit: `1.21 ×`, `4.3 ms`. */
  readonly figure: string;
  /** What it was compared with in the same run, with its own figure. */
  readonly against: string;
  readonly limit: string;
  readonly holds: boolean;
}

export interface BenchResult {
  readonly rows: readonly Row[];
  /** Everything that was measured, for docs/PERFORMANCE.md; plain JSON. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface Bench {
  readonly id: string;
  readonly title: string;
  /** True if it opens windows, which needs an Electron and a display. */
  readonly opensWindows?: boolean;
  readonly run: () => Promise<BenchResult>;
}

export const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 1)} ms`;
export const times = (value: number): string => `${value.toFixed(2)} ×`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Rounds numbers to three digits after the point. */
const rounded = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;

export const rowsAsMarkdown = (rows: readonly Row[]): string =>
  [
    '| | what | figure | against | limit | |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      ({ id, what, figure, against, limit, holds }) =>
        `| ${id} | ${what} | ${figure} | ${against} | ${limit} | ${holds ? 'holds' : '**exceeds**'} |`,
    ),
  ].join('\n');

export const rawAsMarkdown = (id: string, raw: BenchResult['raw']): string =>
  `<details><summary>${id}, raw</summary>\n\n\`\`\`json\n${JSON.stringify(raw, rounded)}\n\`\`\`\n\n</details>`;

/** Returns the machine and its load in one line. */
export const machine = (): string => {
  const load = loadavg().map((value) => value.toFixed(1));
  return `${cpus().length} cores ${process.arch}, ${process.platform} ${release()}, Node ${process.version}, load ${load.join(' ')}`;
};
