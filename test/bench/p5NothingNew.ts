/**
 * P5: a pass without news, for each calendar: one request, nothing written, CPU besides HTTP. The fake Google replies
 * in process, and the CPU of its replies alone is subtracted.
 */
import { join } from 'node:path';
import { runNode } from './harness/children.ts';
import { inFolder } from './harness/databases.ts';
import type { NothingNewFigures } from './harness/nothingNewChild.ts';
import { ms } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const CPU_LIMIT_MS = 3;
const child = join(import.meta.dirname, 'harness', 'nothingNewChild.ts');

export const bench: Bench = {
  id: 'P5',
  title: 'A pass with nothing new',
  run: () =>
    inFolder(async (folder) => {
      const figures = JSON.parse(await runNode([child, join(folder, 'calendar.db')])) as NothingNewFigures;
      const { requestsPerCalendar, framesPerPass, eventWrites, cpuMs, answerCpuMs } = figures;
      return {
        rows: [
          {
            id: 'P5',
            what: 'requests for a calendar',
            figure: String(requestsPerCalendar),
            against: '1',
            limit: '1',
            holds: requestsPerCalendar === 1,
          },
          {
            id: 'P5',
            what: 'pages written to the log in a pass of 10 calendars',
            figure: framesPerPass.toFixed(1),
            against: eventWrites === 0 ? 'no row of events among them' : 'rows of events among them',
            limit: '0',
            holds: framesPerPass === 0 && eventWrites === 0,
          },
          {
            id: 'P5',
            what: 'CPU for a calendar besides HTTP',
            figure: ms(cpuMs - answerCpuMs),
            against: `the answers alone ${ms(answerCpuMs)}`,
            limit: ms(CPU_LIMIT_MS),
            holds: cpuMs - answerCpuMs <= CPU_LIMIT_MS,
          },
        ],
        raw: { ...figures },
      };
    }),
};
