/** P7: what the packaged app adds to Electron's own files: app.asar and what is unpacked next to it. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { locateElectron } from '../../build/electronRuntime.mjs';
import { projectRoot, run } from '../../build/processes.mjs';
import { inFolder } from './harness/databases.ts';
import { megabytes } from './harness/report.ts';
import type { Bench } from './harness/report.ts';

const LIMIT_BYTES = 6_000_000;

const bytesIn = (path: string): number => {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.size;
  return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
};

export const bench: Bench = {
  id: 'P7',
  title: 'The payload',
  opensWindows: true,
  run: () =>
    inFolder(async (folder) => {
      const electron = locateElectron();
      if (electron === null) throw new Error('No Electron here yet.');
      const builder = join(projectRoot, 'node_modules', '.bin', 'electron-builder');
      const options = [
        '--dir',
        '-c.directories.output=' + folder,
        '-c.electronDist=' + electron.folder,
        '-c.electronVersion=' + electron.version.replace(/^v/, ''),
      ];
      const code = await run(builder, options, { timeoutMs: 120_000 });
      if (code !== 0) throw new Error(`electron-builder ended with ${code}`);
      const [built] = readdirSync(folder).filter((name) => name.includes('unpacked'));
      const resources = join(folder, built ?? '', 'resources');
      const parts = readdirSync(resources)
        .filter((name) => name.startsWith('app'))
        .map((name) => [name, bytesIn(join(resources, name))] as const);
      const total = parts.reduce((sum, [, bytes]) => sum + bytes, 0);
      return {
        rows: [
          {
            id: 'P7',
            what: 'the app beyond Electron',
            figure: megabytes(total),
            against: parts.map(([name, bytes]) => `${name} ${megabytes(bytes)}`).join(', '),
            limit: megabytes(LIMIT_BYTES),
            holds: total <= LIMIT_BYTES,
          },
        ],
        raw: Object.fromEntries(parts),
      };
    }),
};
