/**
 * P2: a full sync of 100,000 events from the fake Google in another process, compared with its floor: the same pages
 * fetched, JSON-parsed and inserted directly by a prepared statement into the same table. Run alternately.
 */
import type { FullSyncFigures } from './harness/fullSyncChild.ts';
import { withFullSyncs } from './harness/fullSyncs.ts';
import { median, medianRatio } from './harness/measure.ts';
import { ms, times } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const ROUNDS = 3;
const LIMIT = 1.25;

export const bench: Bench = {
  id: 'P2',
  title: 'A full sync of 100,000 events',
  run: () =>
    withFullSyncs({ singles: 92_400, masters: 2000 }, async (sync) => {
      const app: FullSyncFigures[] = [];
      const floor: FullSyncFigures[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        // oxlint-disable-next-line no-await-in-loop
        floor.push(await sync('floor'));
        // oxlint-disable-next-line no-await-in-loop
        app.push(await sync('app'));
      }
      const took = (of: typeof app): number[] => of.map((one) => one.ms);
      const cpu = (of: typeof app): number[] => of.map((one) => one.cpuMs);
      const ratio = medianRatio(took(app), took(floor));
      const cpuRatio = medianRatio(cpu(app), cpu(floor));
      return {
        rows: [
          {
            id: 'P2',
            what: `full sync of ${app[0]?.rows ?? 0} events`,
            figure: `${times(ratio)} (CPU ${times(cpuRatio)})`,
            against: `app ${ms(median(took(app)))}, bare ${ms(median(took(floor)))}`,
            limit: times(LIMIT),
            holds: ratio <= LIMIT,
          },
        ],
        raw: { app, floor },
      };
    }),
};
