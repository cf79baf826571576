/**
 * P12: memory of all processes while the window is shown, 100,000 events stored, compared with a window with one
 * line. Linux only.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { inTwoProfiles, indexed } from './harness/databases.ts';
import { appFolder, startElectronApp, staticFolder, usageOf } from './harness/electronApps.ts';
import { interleaved, median, medianRatio } from './harness/measure.ts';
import { megabytes, times } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const ROUNDS = 5;
const LIMIT = 1.2;
/** The first pass is over, and what only the start needed has been freed. */
const SETTLE_MS = 10_000;

export const bench: Bench = {
  id: 'P12',
  title: 'Memory while it is shown',
  opensWindows: true,
  run: () =>
    inTwoProfiles(async (appProfile, lineProfile) => {
      const used = async (at: string, profile: string): Promise<number> => {
        const started = startElectronApp(at, profile);
        try {
          await started.painted;
          if (profile === appProfile) await indexed(profile);
          await wait(SETTLE_MS);
          return usageOf(started.pid).memoryBytes;
        } finally {
          await started.end();
        }
      };
      const samples = await interleaved(ROUNDS, {
        app: () => used(appFolder, appProfile),
        line: () => used(staticFolder, lineProfile),
      });
      const ratio = medianRatio(samples.app, samples.line);
      return {
        rows: [
          {
            id: 'P12',
            what: 'memory (PSS), shown, 100,000 events',
            figure: times(ratio),
            against: `app ${megabytes(median(samples.app))}, static line ${megabytes(median(samples.line))}`,
            limit: times(LIMIT),
            holds: ratio <= LIMIT,
          },
        ],
        raw: { ...samples },
      };
    }),
};
