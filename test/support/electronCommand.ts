/** Commands of the command line in the app's own executable. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { projectRoot } from '../../build/processes.mjs';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const rootFlags = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** Starts a command in Electron, on a computer without a display. `more`: further environment variables. */
export const startCommand = (
  executable: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): ChildProcessWithoutNullStreams => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  return spawn(executable, [projectRoot, ...args, ...rootFlags], { env: { ...env, ...more } });
};

/** Runs a command to its end. */
export const runCommand = (
  executable: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<Ended> => {
  const child = startCommand(executable, args, more);
  let [out, err] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  // Chromium complains about computers without a system bus.
  const ownErrors = (): string => err.replaceAll(/^\[\d+:\d+\/.*\n/gm, '');
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, out, err: ownErrors() })));
};
