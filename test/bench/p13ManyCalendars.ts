/**
 * P13: a pass without news in 200 calendars: requests, time, and its share of a core when it runs every five minutes.
 */
import { join } from 'node:path';
import { runNode } from './harness/children.ts';
import { inFolder } from './harness/databases.ts';
import type { NothingNewFigures } from './harness/nothingNewChild.ts';
import { ms } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const CALENDARS = 200;
const INTERVAL_MS = 5 * 60_000;
const SHARE_LIMIT = 0.01;
const child = join(import.meta.dirname, 'harness', 'nothingNewChild.ts');

export const bench: Bench = {
  id: 'P13',
  title: 'A pass over 200 calendars with nothing new',
  run: () =>
    inFolder(async (folder) => {
      const output = await runNode([child, join(folder, 'calendar.db'), String(CALENDARS)]);
      const figures = JSON.parse(output) as NothingNewFigures;
      const cpuMs = (figures.cpuMs - figures.answerCpuMs) * CALENDARS;
      const share = cpuMs / INTERVAL_MS;
      return {
        rows: [
          {
            id: 'P13',
            what: 'requests for each of 200 calendars',
            figure: String(figures.requestsPerCalendar),
            against: '1',
            limit: '1',
            holds: figures.requestsPerCalendar === 1,
          },
          {
            id: 'P13',
            what: 'share of a core, every 5 minutes',
            figure: `${(share * 100).toFixed(2)} %`,
            against: `CPU ${ms(cpuMs)}, time ${ms(figures.wallMs)} for a pass`,
            limit: '1 %',
            holds: share <= SHARE_LIMIT,
          },
        ],
        raw: { ...figures },
      };
    }),
};
