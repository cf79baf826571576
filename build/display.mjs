/** A display for machines without one: our own Xvfb, which ends with this process. */
import { spawn } from 'node:child_process';
import { outputOf, SetUpError } from './processes.mjs';

/**
 * Returns whether windows need a virtual display. Tests always get one, so that no windows appear on someone's
 * desktop.
 * @param {{ platform: string, env: NodeJS.ProcessEnv, forTests: boolean }} where
 */
export function needsVirtualDisplay({ platform, env, forTests }) {
  if (platform !== 'linux') return false;
  return forTests || !(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Starts Xvfb on a free display number, which it chooses itself.
 * @returns {Promise<{ display: string, stop: () => void }>} `display` is the value for DISPLAY
 */
export function startVirtualDisplay() {
  const xvfb = ['Xvfb', '-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'];
  // setpriv: the kernel ends Xvfb when this process ends, however it ends.
  const tied =
    outputOf('setpriv', ['--pdeathsig', 'TERM', 'true']) === null ? [] : ['setpriv', '--pdeathsig', 'TERM'];
  const [command, ...args] = [...tied, ...xvfb];
  return new Promise((resolve, reject) => {
    // In its own process group, so that Ctrl+C reaches the app before its display is gone.
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
    const stop = () => child.kill('SIGTERM');
    const onEnd = (code) => reject(new SetUpError(`Xvfb ended at once (${code}).`));
    child.once('error', reject);
    child.once('exit', onEnd);
    let number = '';
    child.stdio[3].on('data', (chunk) => {
      number += chunk;
      if (!number.endsWith('\n')) return;
      child.off('exit', onEnd);
      child.unref();
      child.stdio[3].destroy();
      process.once('exit', stop);
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}

/**
 * Returns the environment in which windows appear only on that display.
 * @param {string} display
 * @param {NodeJS.ProcessEnv} [env]
 */
export function environmentFor(display, env = process.env) {
  const { WAYLAND_DISPLAY: _, ...rest } = env;
  return { ...rest, DISPLAY: display, XDG_SESSION_TYPE: 'x11' };
}
