/**
 * P3: `agenda.list`, a page of 100 anywhere in two years, in a process that has the database open and the agenda
 * warm; the first page of a new process; and the load of a week, which reads all of it. Pages are compared with a plain
 * read of as many rows of the same days through the same index, by one prepared statement.
 */
import { join } from 'node:path';
import { runNode } from './harness/children.ts';
import { inFolder, putDatabase } from './harness/databases.ts';
import { median, percentile } from './harness/measure.ts';
import { ms } from './harness/report.ts';
import type { Bench, Row } from './harness/report.ts';
import type { AgendaFigures } from './harness/agendaChild.ts';

const SINGLES = 100_000;
const FRESH_STARTS = 7;
/** Masters with a rule, half of which ended: twice as many as live. */
const cases = [
  { live: 200, masters: 400, limitMs: 2 },
  { live: 1000, masters: 2000, limitMs: 8 },
] as const;
const FIRST_LIMIT_MS = 60;
const WEEK_LIMIT_MS = 50;

const child = join(import.meta.dirname, 'harness', 'agendaChild.ts');
export const agendaFigures = async (
  path: string,
  mode: 'first' | 'pages' | 'weeks',
): Promise<AgendaFigures> => JSON.parse(await runNode([child, path, mode])) as AgendaFigures;

export const bench: Bench = {
  id: 'P3',
  title: 'A page of the agenda',
  run: () =>
    inFolder(async (folder) => {
      const rows: Row[] = [];
      const raw: Record<string, unknown> = {};
      for (const { live, masters, limitMs } of cases) {
        // oxlint-disable-next-line no-await-in-loop
        const path = await putDatabase(folder, { singles: SINGLES, masters });
        const firsts: AgendaFigures[] = [];
        // oxlint-disable-next-line no-await-in-loop
        for (let start = 0; start < FRESH_STARTS; start += 1) firsts.push(await agendaFigures(path, 'first'));
        // oxlint-disable-next-line no-await-in-loop
        const { pages, bare } = await agendaFigures(path, 'pages');
        const p95 = percentile(pages, 0.95);
        rows.push({
          id: 'P3',
          what: `page of 100, ${live} live masters, p95 of ${pages.length}`,
          figure: ms(p95),
          against: `bare rows ${ms(percentile(bare, 0.95))}; medians ${ms(median(pages))}, ${ms(median(bare))}`,
          limit: ms(limitMs),
          holds: p95 <= limitMs,
        });
        // oxlint-disable-next-line no-await-in-loop
        const { weeks } = await agendaFigures(path, 'weeks');
        const slowWeek = percentile(weeks, 0.95);
        rows.push({
          id: 'P3',
          what: `the load of a week, ${live} live masters, p95 of ${weeks.length}`,
          figure: ms(slowWeek),
          against: `median ${ms(median(weeks))}`,
          limit: ms(WEEK_LIMIT_MS),
          holds: slowWeek <= WEEK_LIMIT_MS,
        });
        const first = median(firsts.map(({ firstMs }) => firstMs));
        rows.push({
          id: 'P3',
          what: `first page of a fresh process, ${live} live masters`,
          figure: ms(first),
          against: `bare rows ${ms(median(firsts.map(({ bareFirstMs }) => bareFirstMs)))}`,
          limit: ms(FIRST_LIMIT_MS),
          holds: first <= FIRST_LIMIT_MS,
        });
        raw[`${live} live`] = {
          firsts: firsts.map(({ firstMs }) => firstMs),
          bareFirsts: firsts.map(({ bareFirstMs }) => bareFirstMs),
          openMs: firsts.map(({ openMs }) => openMs),
          pages: summary(pages),
          bare: summary(bare),
          weeks: summary(weeks),
        };
      }
      return { rows, raw };
    }),
};

const summary = (samples: readonly number[]) => ({
  n: samples.length,
  p50: median(samples),
  p95: percentile(samples, 0.95),
  p99: percentile(samples, 0.99),
  max: Math.max(...samples),
});
