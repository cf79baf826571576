/**
 * P1: cold start to the frame that shows the first meetings, with 100,000 events stored, compared with an Electron
 * app that shows one static line. Run alternately; both have been started before with the same profile, as on a
 * person's machine.
 */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { inFolder, putProfile } from './harness/databases.ts';
import { appFolder, startElectronApp, staticFolder } from './harness/electronApps.ts';
import { interleaved, median, medianRatio } from './harness/measure.ts';
import { ms, times } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const ROUNDS = 9;
const LIMIT = 1.15;
const PATIENCE_MS = 60_000;

export const bench: Bench = {
  id: 'P1',
  title: 'Cold start to the first meetings',
  opensWindows: true,
  run: () =>
    inFolder(async (folder) => {
      const profile = (name: string): string => join(folder, name);
      const start = async (appAt: string, name: string): Promise<number> => {
        const started = startElectronApp(appAt, profile(name));
        try {
          return await started.painted;
        } finally {
          await started.end();
        }
      };
      mkdirSync(profile('line'));
      mkdirSync(profile('app'));
      await putProfile(profile('app'));
      const samples = await interleaved(ROUNDS + 1, {
        app: async () => {
          if (!existsSync(join(profile('app'), 'start.json'))) await runBefore(profile('app'));
          return start(appFolder, 'app');
        },
        line: () => start(staticFolder, 'line'),
        /** The page draws its first view itself. */
        undrawn: () => {
          rmSync(join(profile('app'), 'start.json'), { force: true });
          return start(appFolder, 'app');
        },
      });
      // The first round reads everything from the disk for the first time.
      const app = samples.app.slice(1);
      const line = samples.line.slice(1);
      const undrawn = samples.undrawn.slice(1);
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
          {
            id: 'P1',
            what: 'the same, without a prerendered view',
            figure: times(medianRatio(undrawn, line)),
            against: `app ${ms(median(undrawn))}`,
            limit: 'stated',
            holds: true,
          },
        ],
        raw: { app, line, undrawn },
      };
    }),
};

/** A run that ends normally leaves what the next start begins with. */
const runBefore = async (profile: string): Promise<void> => {
  const started = startElectronApp(appFolder, profile);
  await started.painted;
  const deadlineMs = Date.now() + PATIENCE_MS;
  while (!existsSync(join(profile, 'start.json'))) {
    if (Date.now() > deadlineMs) throw new Error('The app keeps nothing for its next start.');
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await started.end();
};
