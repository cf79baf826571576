/**
 * Starting other programs, as the set-up scripts need it. Progress goes to stderr so that a script's
 * stdout carries only its answer.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure that is explained by its message alone: printed without a stack. */
export class SetUpError extends Error {}

/**
 * Runs a script's main function: its number becomes the exit code, a SetUpError its plain words.
 * @param {() => Promise<number>} main
 */
export async function runMain(main) {
  try {
    process.exitCode = await main();
  } catch (error) {
    say(error instanceof SetUpError ? error.message : String(error?.stack ?? error));
    process.exitCode = 1;
  }
}

/**
 * Runs a program to its end. Its stdout goes to our stderr unless `stdio` says otherwise.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number }} [options]
 * @returns {Promise<number>} the exit code; 128 + n-like 1 when a signal or the time limit ended it
 */
export function run(command, args, { timeoutMs, ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 2, 2], cwd: projectRoot, ...options });
    const timer = timeoutMs === undefined ? null : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
    child.once('error', reject);
    child.once('close', (code) => {
      if (timer) clearTimeout(timer);
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs a program in the foreground: it has our terminal, gets our SIGINT and SIGTERM, and its exit code
 * (128 + signal number when a signal ended it) is the answer.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} [options]
 * @returns {Promise<number>}
 */
export function runInForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', cwd: projectRoot, ...options });
    const forward = (signal) => child.kill(signal);
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? 128 + (signalNumbers[signal] ?? 0));
    });
  });
}

const signalNumbers = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 };

/**
 * What to run for npm: the very npm that runs this script when there is one, else the one on PATH.
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env = process.env) {
  const script = env.npm_execpath;
  if (script && path.basename(script) === 'npm-cli.js') {
    return { command: process.execPath, args: [script], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number }} [options]
 */
export function runNpm(args, options = {}) {
  const npm = npmCommand();
  return run(npm.command, [...npm.args, ...args], { shell: npm.shell, ...options });
}

/**
 * What a program prints, or null when it is missing or fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string | null}
 */
export function outputOf(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return result.status === 0 ? result.stdout : null;
}
