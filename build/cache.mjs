/** The per-user cache folder, and a lock so that two set-ups at once do not step on each other. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {string} [platform]
 */
export function cacheRoot(env = process.env, platform = process.platform) {
  const name = 'jarvis-calendar';
  if (platform === 'win32' && env.LOCALAPPDATA) return path.join(env.LOCALAPPDATA, name, 'Cache');
  if (platform === 'darwin') return path.join(os.homedir(), 'Library', 'Caches', name);
  return path.join(env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), name);
}

const isAlive = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
};

/**
 * Runs `work` while holding the lock file; waits while a living process holds it. The lock of a process that died
 * is taken over.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @param {(line: string) => void} [say]
 * @returns {Promise<T>}
 */
export async function withLock(file, work, say = () => {}) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  for (let said = false; ;) {
    try {
      fs.writeFileSync(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = readHolder(file);
    if (holder === null || holder === process.pid || !isAlive(holder)) {
      fs.rmSync(file, { force: true });
      continue;
    }
    if (!said) say(`Waiting for the set-up that is running already (process ${holder}).`);
    said = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** The pid in the lock file; null when it is gone or not a pid (and has been so for a moment). */
function readHolder(file) {
  try {
    const pid = Number(fs.readFileSync(file, 'utf8'));
    if (Number.isInteger(pid) && pid > 0) return pid;
    const ageMs = Date.now() - fs.statSync(file).mtimeMs;
    return ageMs > 2000 ? null : process.ppid;
  } catch {
    return null;
  }
}
