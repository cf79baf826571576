/** The per-user cache folder, and a lock for two set-ups that run at the same time. */
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
 * Runs `work` while holding the lock file; waits while a living process holds it. Takes over the lock of a process
 * that has ended.
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
    if (!said) say(`Waiting for another setup to finish (process ${holder}).`);
    said = true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  try {
    return await work();
  } finally {
    fs.rmSync(file, { force: true });
  }
}

/** Returns the pid in the lock file; null if it is gone, or has not contained a pid for a moment. */
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
