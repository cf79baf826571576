/**
 * Starts other programs for the set-up scripts. Progress is printed to stderr, so that a script's stdout contains
 * only its result.
 */
import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

export const projectRoot = path.resolve(import.meta.dirname, '..');

/** @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** A failure that its message explains completely: printed without a stack. */
export class SetUpError extends Error {}

/**
 * Runs a script's main function. Its number becomes the exit code; the message of a SetUpError is printed.
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
 * Runs a program to its end. Its stdout is printed to our stderr unless `stdio` says otherwise.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions & { timeoutMs?: number }} [options]
 * @returns {Promise<number>} the exit code; 1 if a signal or the time limit ended it
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
 * Runs a program to its end and returns what it wrote to stderr, for failures that differ in their words only.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: NodeJS.ProcessEnv }} [options]
 * @returns {Promise<{ code: number, errors: string }>} `code` is 1 if a signal ended it
 */
export function errorsOf(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], ...options });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text) => (errors += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, errors }));
  });
}

/**
 * Runs a program in the foreground: it has our terminal and gets our SIGINT and SIGTERM. Returns its exit code (128 +
 * the signal's number if a signal ended it).
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
 * Returns the command for npm: the npm that runs this script if there is one, otherwise the one in PATH. It is never run
 * by the Node in node_modules, which `npm test` finds first in PATH: `npm ci` deletes that one.
 * @returns {{ command: string, args: string[], shell: boolean }}
 */
export function npmCommand(env = process.env, execPath = process.execPath) {
  const script = env.npm_execpath;
  const isOwn = (node) => node.startsWith(path.join(projectRoot, 'node_modules') + path.sep);
  const node = [env.npm_node_execpath, execPath].find((each) => each && !isOwn(each));
  if (script && path.basename(script) === 'npm-cli.js' && node) {
    return { command: node, args: [script], shell: false };
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
 * Returns a program's output, or null if it is missing or fails.
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {string | null}
 */
export function outputOf(command, args) {
  const result = spawnSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return result.status === 0 ? result.stdout : null;
}
