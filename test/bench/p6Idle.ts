/**
 * P6: an idle minute with the window hidden, 100,000 events stored, next to the static app in the same minute:
 * memory, CPU, wake-ups; and which timers the main process has. Linux only: it reads /proc.
 */
import { setTimeout as wait } from 'node:timers/promises';
import { inTwoProfiles, indexed } from './harness/databases.ts';
import { appFolder, startElectronApp, staticFolder, usageOf } from './harness/electronApps.ts';
import { megabytes, ms, times } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

/** The app checks for a tray during the first half minute. */
const SETTLE_MS = 35_000;
const HIDDEN_MS = 40_000;
const WATCH_MS = 60_000;
const MEMORY_LIMIT = 1.15;
/** Of the static line's processor time and wake-ups. */
const ROOM = 1.2;

export const bench: Bench = {
  id: 'P6',
  title: 'A minute in the background',
  opensWindows: true,
  run: () =>
    inTwoProfiles(async (appProfile, lineProfile) => {
      const app = startElectronApp(appFolder, appProfile);
      const line = startElectronApp(staticFolder, lineProfile);
      try {
        await Promise.all([app.painted, line.painted]);
        await Promise.all([wait(SETTLE_MS), indexed(appProfile)]);
        const [waiting] = await Promise.all([app.ask<readonly string[]>('hide'), line.ask('hide')]);
        // A page over its budget is replaced after half a minute; processes that end meanwhile must not be missing
        // from the sums.
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
              limit: times(ROOM),
              holds: ours.cpuMs <= ROOM * theirs.cpuMs && ours.wakeUps <= ROOM * theirs.wakeUps,
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
