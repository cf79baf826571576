/**
 * P6: a minute of doing nothing with the window hidden, 100,000 events stored, beside the static app in the same
 * minute: memory, CPU, wake-ups; and which timers the main process has. Linux only: it reads /proc.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inFolder, putDatabase } from './harness/databases.ts';
import { appFolder, startElectronApp, staticFolder, usageOf } from './harness/electronApps.ts';
import { megabytes, ms, times } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

/** The tray is looked for during the first half minute. */
const SETTLE_MS = 35_000;
const HIDDEN_MS = 40_000;
const WATCH_MS = 60_000;
const MEMORY_LIMIT = 1.15;

export const bench: Bench = {
  id: 'P6',
  title: 'A minute in the background',
  opensWindows: true,
  run: () =>
    inFolder(async (folder) => {
      const profiles = ['app', 'line'].map((name) => join(folder, name));
      for (const profile of profiles) mkdirSync(profile);
      const [appProfile = '', lineProfile = ''] = profiles;
      await putDatabase(appProfile, { singles: 100_000, masters: 400 });
      const app = startElectronApp(appFolder, appProfile);
      const line = startElectronApp(staticFolder, lineProfile);
      try {
        await Promise.all([app.painted, line.painted]);
        await wait(SETTLE_MS);
        const [waiting] = await Promise.all([app.hide(), line.hide()]);
        // The window is given up after half a minute: what ends meanwhile must not miss from the sums.
        await wait(HIDDEN_MS);
        const before = { app: usageOf(app.pid), line: usageOf(line.pid) };
        await wait(WATCH_MS);
        const after = { app: usageOf(app.pid), line: usageOf(line.pid) };
        const spent = (who: 'app' | 'line') => ({
          cpuMs: after[who].cpuMs - before[who].cpuMs,
          wakeUps: after[who].wakeUps - before[who].wakeUps,
        });
        const memory = after.app.memoryBytes / after.line.memoryBytes;
        const [ours, theirs] = [spent('app'), spent('line')];
        const timers = waiting.filter((name) => name === 'Timeout').length;
        return {
          rows: [
            {
              id: 'P6',
              what: 'memory (PSS), hidden',
              figure: times(memory),
              against: `app ${megabytes(after.app.memoryBytes)}, static line ${megabytes(after.line.memoryBytes)}`,
              limit: times(MEMORY_LIMIT),
              holds: memory <= MEMORY_LIMIT,
            },
            {
              id: 'P6',
              what: 'CPU and wake-ups in 60 s, hidden',
              figure: `${ms(ours.cpuMs)}, ${ours.wakeUps}`,
              against: `static line ${ms(theirs.cpuMs)}, ${theirs.wakeUps}`,
              limit: 'stated',
              holds: true,
            },
            {
              id: 'P6',
              what: 'timers in the main process',
              figure: String(timers),
              against: 'the next trigger',
              limit: '1',
              holds: timers <= 1,
            },
          ],
          raw: { before, after, waiting },
        };
      } finally {
        await Promise.all([app.end(), line.end()]);
      }
    }),
};
