/**
 * Runs a command of the command line instead of the app: `jarvis-calendar next`. All of it happens before Electron
 * is ready, so nothing of a window is ever started, and a display is not needed.
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { app } from 'electron';
import type { RunCli } from '../cli/cli.ts';
import { isCommandLine } from '../cli/commandTable.ts';
import { makeFilesPrivate } from './lifecycle.ts';
import { syncProfile } from './syncProfile.ts';

/** Returns false, and does nothing, if the arguments are the app's own. */
export const runCommandLine = (): boolean => {
  const args = ownArguments(process.argv);
  if (!isCommandLine(args)) return false;
  makeFilesPrivate();
  // Before an `import()` resolved, Electron would have started the rest.
  const load = createRequire(import.meta.url);
  const { runCli } = load('./cli.cjs') as { readonly runCli: RunCli };
  const code = runCli({
    args,
    env: process.env,
    version: app.getVersion(),
    nowMs: Date.now,
    sync: syncProfile,
    mcpThread: load.resolve('./mcp.cjs'),
  });
  app.exit(code);
  return true;
};

/** From source, Electron's own arguments come first, then the app's folder. */
export const ownArguments = (argv: readonly string[]): readonly string[] => {
  if (app.isPackaged) return argv.slice(1);
  const folder = argv.findIndex((arg, index) => index > 0 && path.resolve(arg) === app.getAppPath());
  return folder === -1 ? [] : argv.slice(folder + 1);
};
