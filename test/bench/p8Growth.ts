/**
 * P8: the cost of more events: a full sync compared with its floor, a page of the agenda, and the syncing process's
 * memory, at 1,000 to 100,000 events, and a million with BENCH_MILLION=1 (it takes a quarter of an hour and 6 GB).
 * Plotted to growth.svg next to this file.
 *
 * A sync is measured by its processor time: beyond some 240 pages the app waits on purpose, because of Google's limit
 * per minute, and the curve would show only that wait.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgendaFigures } from './harness/agendaChild.ts';
import { runNode } from './harness/children.ts';
import { inFolder, putDatabase } from './harness/databases.ts';
import { withFullSyncs } from './harness/fullSyncs.ts';
import { median, percentile } from './harness/measure.ts';
import { toSvg } from './harness/plot.ts';
import { megabytes, ms } from './harness/report.ts';
import type { Bench, Row } from './harness/report.ts';

const sizes = [1000, 10_000, 100_000, ...(process.env['BENCH_MILLION'] === '1' ? [1_000_000] : [])];
/** How much more than ten times as much a sync of ten times as many events may cost. */
const SYNC_ROOM = 1.3;
const PAGE_ROOM = 1.3;
/** A thousand events fill a page only over months. */
const DAYS = '400';

const populationOf = (events: number) => {
  const masters = Math.min(400, Math.round(events * 0.02));
  return { singles: Math.round(events - masters * 3.8), masters };
};

const measured = async (events: number) => {
  const population = populationOf(events);
  const { app, floor } = await withFullSyncs(population, async (sync) => ({
    floor: await sync('floor'),
    app: await sync('app'),
  }));
  const pages = await inFolder(async (folder) => {
    const path = await putDatabase(folder, population);
    const child = join(import.meta.dirname, 'harness', 'agendaChild.ts');
    return (JSON.parse(await runNode([child, path, 'pages', DAYS])) as AgendaFigures).pages;
  });
  return { events: app.rows, app, floor, pageP50: median(pages), pageP95: percentile(pages, 0.95) };
};

export const bench: Bench = {
  id: 'P8',
  title: 'What more events cost',
  run: async () => {
    const found: Awaited<ReturnType<typeof measured>>[] = [];
    // One size after the other: they would share the processors.
    // oxlint-disable-next-line no-await-in-loop
    for (const events of sizes) found.push(await measured(events));
    const svg = toSvg([
      {
        title: 'Full sync, processor time',
        xLabel: 'events',
        yLabel: 'milliseconds',
        series: [
          { name: 'app', color: '#1a56c4', points: found.map((one) => [one.events, one.app.cpuMs]) },
          {
            name: 'bare inserts',
            color: '#777777',
            points: found.map((one) => [one.events, one.floor.cpuMs]),
          },
        ],
      },
      {
        title: 'A page of the agenda',
        xLabel: 'events',
        yLabel: 'milliseconds',
        series: [
          { name: 'p95', color: '#1a56c4', points: found.map((one) => [one.events, one.pageP95]) },
          { name: 'p50', color: '#2f8f5b', points: found.map((one) => [one.events, one.pageP50]) },
        ],
      },
      {
        title: 'Memory of the syncing process',
        xLabel: 'events',
        yLabel: 'megabytes',
        series: [
          {
            name: 'peak',
            color: '#b3541e',
            points: found.map((one) => [one.events, one.app.peakMemoryBytes / 1e6]),
          },
        ],
      },
    ]);
    writeFileSync(join(import.meta.dirname, 'growth.svg'), svg);
    const rows = found.slice(1).map((one, index): Row => {
      const before = found[index] ?? one;
      const each = one.app.cpuMs / one.events / (before.app.cpuMs / before.events);
      const page = one.pageP50 / before.pageP50;
      return {
        id: 'P8',
        what: `${before.events} → ${one.events} events`,
        figure: `sync of one event × ${each.toFixed(2)}, a page × ${page.toFixed(2)}`,
        against: `sync ${ms(one.app.cpuMs)} of CPU (${ms(one.app.ms)}), bare ${ms(one.floor.cpuMs)} (${ms(one.floor.ms)}), page p50 ${ms(one.pageP50)}, memory ${megabytes(one.app.peakMemoryBytes)}`,
        limit: `× ${SYNC_ROOM}, × ${PAGE_ROOM}`,
        holds: each <= SYNC_ROOM && page <= PAGE_ROOM,
      };
    });
    return { rows, raw: { found } };
  },
};
