/**
 * P15: what changes on their way to Google cost a page of 100 meetings: nothing while the outbox is empty, and with a
 * thousand operations no more than 2 ms. Compared with the same pages from the store alone.
 */
import { join } from 'node:path';
import { runNode } from './harness/children.ts';
import { inFolder, putDatabase } from './harness/databases.ts';
import { median, percentile } from './harness/measure.ts';
import type { OverlayFigures } from './harness/overlayChild.ts';
import { ms } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const LIMIT_MS = 2;
/** What two runs of the same code differ by. */
const NOISE_MS = 0.1;
const child = join(import.meta.dirname, 'harness', 'overlayChild.ts');

export const bench: Bench = {
  id: 'P15',
  title: 'Changes on their way',
  run: () =>
    inFolder(async (folder) => {
      const path = await putDatabase(folder, { singles: 20_000, masters: 400 });
      const figures = JSON.parse(await runNode([child, path])) as OverlayFigures;
      if (figures.drawn === 0) throw new Error('nothing was drawn');
      const bare = median(figures.bare);
      const empty = median(figures.empty) - bare;
      const added = median(figures.pending) - bare;
      return {
        rows: [
          {
            id: 'P15',
            what: 'an empty outbox, added to a page of 100',
            figure: ms(empty),
            against: `the store alone ${ms(bare)}`,
            limit: ms(NOISE_MS),
            holds: empty <= NOISE_MS,
          },
          {
            id: 'P15',
            what: '1,000 pending operations, added to a page of 100',
            figure: ms(added),
            against: `the store alone ${ms(bare)}; p95 ${ms(percentile(figures.pending, 0.95))}`,
            limit: ms(LIMIT_MS),
            holds: added <= LIMIT_MS,
          },
        ],
        raw: { ...figures },
      };
    }),
};
