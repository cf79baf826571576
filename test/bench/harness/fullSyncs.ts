/** Full syncs from one server, each by a separate process into an empty database. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runNode, startServer } from './children.ts';
import { inFolder } from './databases.ts';
import type { FullSyncFigures } from './fullSyncChild.ts';
import type { Population } from './seededModel.ts';

export type FullSync = (who: 'app' | 'floor') => Promise<FullSyncFigures>;

const file = (name: string): string => join(import.meta.dirname, name);

/** Starts the server, lets `work` sync as often as it likes, and stops it. The first listing fills its cache. */
export const withFullSyncs = <T>(
  { singles, masters }: Population,
  work: (sync: FullSync) => Promise<T>,
): Promise<T> =>
  inFolder(async (folder) => {
    const server = await startServer([
      '--max-old-space-size=16000',
      file('pagesServer.ts'),
      String(singles),
      String(masters),
    ]);
    const sync: FullSync = async (who) => {
      const own = join(folder, who);
      mkdirSync(own);
      try {
        const output = await runNode([file('fullSyncChild.ts'), server.said, own, who]);
        return JSON.parse(output) as FullSyncFigures;
      } finally {
        rmSync(own, { recursive: true, force: true });
      }
    };
    try {
      await sync('floor');
      return await work(sync);
    } finally {
      await server.stop();
    }
  });
