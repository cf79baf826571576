/**
 * P16: the brief of a meeting with 50 guests, among 100,000 events and 20,000 kept meetings. It is asked for after the
 * panel has been painted, and blocks the main process meanwhile.
 */
import { join } from 'node:path';
import type { BriefFigures } from './harness/briefChild.ts';
import { runNode } from './harness/children.ts';
import { inFolder, putDatabase } from './harness/databases.ts';
import { median, percentile } from './harness/measure.ts';
import { ms } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const LIMIT_MS = 50;
const child = join(import.meta.dirname, 'harness', 'briefChild.ts');

export const bench: Bench = {
  id: 'P16',
  title: 'The brief of a meeting',
  run: () =>
    inFolder(async (folder) => {
      const path = await putDatabase(folder, { singles: 100_000, masters: 400 });
      const figures = JSON.parse(await runNode([child, path])) as BriefFigures;
      const p95 = percentile(figures.briefs, 0.95);
      const row = {
        id: 'P16',
        what: 'brief with 50 guests, 100,000 events, p95',
        figure: ms(p95),
        against: `the details alone ${ms(percentile(figures.details, 0.95))}; median ${ms(median(figures.briefs))}`,
        limit: ms(LIMIT_MS),
        holds: p95 <= LIMIT_MS,
      };
      return { rows: [row], raw: { ...figures } };
    }),
};
