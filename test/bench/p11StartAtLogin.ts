/**
 * P11: started at login without a window, with 100,000 events stored: until the icon is in the tray, compared with an
 * Electron app with an empty tray; until the first pass has ended; and the first click after that. Linux only: the
 * tray is on D-Bus.
 */
import { startSessionBus, startTrayHost } from '../support/dbus.ts';
import { inTwoProfiles } from './harness/databases.ts';
import { appFolder, startElectronApp, staticFolder } from './harness/electronApps.ts';
import type { ElectronAppOptions } from './harness/electronApps.ts';
import { interleaved, median, medianRatio } from './harness/measure.ts';
import { ms, times } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const ROUNDS = 7;
const LIMIT = 1.15;

interface Start {
  readonly trayMs: number;
  readonly passMs: number;
  readonly clickMs: number;
}

/** Starts an app on a bus of its own. */
const start = async (
  folder: string,
  profile: string,
  { args, env }: ElectronAppOptions,
  isApp: boolean,
): Promise<Start> => {
  const bus = await startSessionBus();
  const host = await startTrayHost(bus);
  const beganMs = Date.now();
  const app = startElectronApp(folder, profile, { ...(args && { args }), env: { ...env, ...bus.env } });
  try {
    // oxlint-disable-next-line no-await-in-loop
    while ((await host.itemCount()) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const trayMs = Date.now() - beganMs;
    if (!isApp) return { trayMs, passMs: 0, clickMs: 0 };
    // Without a sign-in there is no waiting for Google: only the app's own time is left.
    const passMs = await app.says(/^\d\d:\d\d /m);
    await app.painted;
    return { trayMs, passMs, clickMs: (await app.ask<{ ms: number }>('show')).ms };
  } finally {
    await app.end();
    await host.stop();
    await bus.stop();
  }
};

export const bench: Bench = {
  id: 'P11',
  title: 'Started at login',
  opensWindows: true,
  run: () =>
    inTwoProfiles(async (appProfile, lineProfile) => {
      const starts: Start[] = [];
      const samples = await interleaved(ROUNDS + 1, {
        app: async () => {
          const options = { args: ['--hidden'], env: { JARVIS_HEADLESS: '1' } };
          const started = await start(appFolder, appProfile, options, true);
          starts.push(started);
          return started.trayMs;
        },
        tray: async () => (await start(staticFolder, lineProfile, { args: ['--tray'] }, false)).trayMs,
      });
      // The first round reads everything from the disk for the first time.
      const app = samples.app.slice(1);
      const tray = samples.tray.slice(1);
      const counted = starts.slice(1);
      const ratio = medianRatio(app, tray);
      const passMs = median(counted.map((each) => each.passMs));
      return {
        rows: [
          {
            id: 'P11',
            what: 'hidden start to the icon in the tray, 100,000 events',
            figure: times(ratio),
            against: `app ${ms(median(app))}, Electron app with an empty tray ${ms(median(tray))}`,
            limit: times(LIMIT),
            holds: ratio <= LIMIT,
          },
          {
            id: 'P11',
            what: 'the same to the end of the first pass, without Google',
            figure: times(passMs / median(tray)),
            against: `app ${ms(passMs)}`,
            limit: 'stated',
            holds: true,
          },
          {
            id: 'P11',
            what: 'first click after it to the meetings painted',
            figure: ms(median(counted.map((each) => each.clickMs))),
            against: 'see P10',
            limit: 'stated',
            holds: true,
          },
        ],
        raw: { ...samples, starts },
      };
    }),
};
