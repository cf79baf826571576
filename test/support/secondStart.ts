/** A second start of the app with the same profile, which tells the first and ends. */
import { spawn } from 'node:child_process';
import { projectRoot } from '../../build/processes.mjs';
import { rootFlags } from './electron.ts';
import type { LaunchedApp } from './electron.ts';

export const startAgain = async (
  { app, userDataDir }: LaunchedApp,
  ...args: readonly string[]
): Promise<void> => {
  const all = [projectRoot, `--user-data-dir=${userDataDir}`, ...args, ...rootFlags()];
  const child = spawn(app.process().spawnfile, all, { stdio: 'ignore' });
  await new Promise((resolve) => child.once('exit', resolve));
};
