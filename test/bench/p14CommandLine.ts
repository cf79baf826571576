/**
 * P14: the next 14 days at 100,000 events from the command line: the built app in Electron, and `khal list` over the same
 * events, each as a process of its own, by turns. khal prints those of several days once for each. Floors: Electron that
 * ends at once, and khal's `--version`. gcalcli has no local use to compare with: it stores the list of calendars only and
 * asks Google for events each time.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { projectRoot } from '../../build/processes.mjs';
import { platformFlags } from '../../build/setup.mjs';
import { inFolder, khalFolder, putDatabase } from './harness/databases.ts';
import { interleaved, median, medianRatio } from './harness/measure.ts';
import { ms, times } from './harness/report.ts';
import type { Bench, Row } from './harness/report.ts';

const population = { singles: 100_000, masters: 400 };
const ROUNDS = 11;
/** Of the app to the floor, and of the app to khal. */
const [FLOOR_LIMIT, KHAL_LIMIT] = [3, 0.5];

const khal = '/usr/bin/khal';
const emptyApp = join(import.meta.dirname, 'emptyApp');

const configuration = (folder: string): string => `[calendars]
[[seeded]]
path = ${folder}/calendar
readonly = True
[sqlite]
path = ${folder}/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
`;

interface Ended {
  readonly ms: number;
  readonly lines: number;
}

const timedRun = (command: string, args: readonly string[]): Ended => {
  const began = performance.now();
  const env = { ...process.env, TZ: 'Europe/Berlin', LC_ALL: 'C.UTF-8' };
  const { status, stdout } = spawnSync(command, args, { env, encoding: 'utf8', maxBuffer: 1 << 28 });
  const took = performance.now() - began;
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  return { ms: took, lines: stdout.split('\n').length - 1 };
};

export const bench: Bench = {
  id: 'P14',
  title: 'The next 14 days from the command line',
  opensWindows: true,
  run: () =>
    inFolder(async (folder) => {
      const electron = locateElectron();
      if (electron === null) throw new Error('No Electron here yet.');
      await putDatabase(folder, population);
      const inElectron = (app: string, ...args: readonly string[]): Ended =>
        timedRun(electron.executable, [...platformFlags(), app, ...args]);
      const own = (): Ended =>
        inElectron(projectRoot, 'agenda', '--to=+13d', '--format=tsv', `--user-data-dir=${folder}`);
      const floor = (): Ended => inElectron(emptyApp, `--user-data-dir=${join(folder, 'empty')}`);
      const hasKhal = existsSync(khal);
      const config = join(folder, 'khal.conf');
      if (hasKhal) writeFileSync(config, configuration(await khalFolder(population)));
      const list = ['-c', config, 'list', '-df', '', '-f', '{start-long} {title}', 'today', '14d'];
      const other = (): Ended => timedRun(khal, list);

      const events = { app: own().lines, khal: hasKhal ? other().lines : 0 };
      const samples = await interleaved(ROUNDS, {
        app: () => own().ms,
        floor: () => floor().ms,
        khal: () => (hasKhal ? other().ms : 0),
        khalFloor: () => (hasKhal ? timedRun(khal, ['--version']).ms : 0),
      });
      const { app, floor: empty } = samples;
      const toFloor = medianRatio(app, empty);
      const rows: Row[] = [
        {
          id: 'P14',
          what: `next 14 days, ${events.app} events, to Electron's own start and end`,
          figure: times(toFloor),
          against: `app ${ms(median(app))}, Electron ${ms(median(empty))}`,
          limit: times(FLOOR_LIMIT),
          holds: toFloor <= FLOOR_LIMIT,
        },
      ];
      if (hasKhal) {
        const toKhal = medianRatio(app, samples.khal);
        rows.push({
          id: 'P14',
          what: `the same to khal list, ${events.khal} lines`,
          figure: times(toKhal),
          against: `khal ${ms(median(samples.khal))}, its own start and end ${ms(median(samples.khalFloor))}`,
          limit: times(KHAL_LIMIT),
          holds: toKhal <= KHAL_LIMIT,
        });
      }
      return { rows, raw: { events, samples } };
    }),
};
