/**
 * P1: cold start to the frame that shows the first meetings, with 100,000 events stored, against an Electron app
 * that shows one static line. In turns, each start with a profile of its own.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, putDatabase } from './harness/databases.ts';
import { appFolder, startElectronApp, staticFolder } from './harness/electronApps.ts';
import { interleaved, median, medianRatio } from './harness/measure.ts';
import { ms, times } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const ROUNDS = 9;
const LIMIT = 1.15;

export const bench: Bench = {
  id: 'P1',
  title: 'Cold start to the first meetings',
  opensWindows: true,
  run: () =>
    inFolder(async (folder) => {
      let starts = 0;
      const start = async (appAt: string, stored: boolean): Promise<number> => {
        const profile = join(folder, String(starts));
        starts += 1;
        mkdirSync(profile);
        if (stored) await putDatabase(profile, { singles: 100_000, masters: 400 });
        const started = startElectronApp(appAt, profile);
        try {
          return await started.painted;
        } finally {
          await started.end();
        }
      };
      const samples = await interleaved(ROUNDS + 1, {
        app: () => start(appFolder, true),
        line: () => start(staticFolder, false),
      });
      // The first round reads everything from the disk for the first time.
      const app = samples.app.slice(1);
      const line = samples.line.slice(1);
      const ratio = medianRatio(app, line);
      return {
        rows: [
          {
            id: 'P1',
            what: 'start to the first meetings, 100,000 events',
            figure: times(ratio),
            against: `app ${ms(median(app))}, static line ${ms(median(line))}`,
            limit: times(LIMIT),
            holds: ratio <= LIMIT,
          },
        ],
        raw: { app, line },
      };
    }),
};
