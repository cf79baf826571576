/** The app and the static app as processes, without a driver in between: what is measured is what a person starts. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locateElectron } from '../../../build/electronRuntime.mjs';
import { projectRoot } from '../../../build/processes.mjs';
import { platformFlags } from '../../../build/setup.mjs';

export const appFolder = projectRoot;
export const staticFolder = join(import.meta.dirname, '..', 'staticApp');
const watcher = join(import.meta.dirname, 'watchApp.cjs');
const PATIENCE_MS = 60_000;

export interface StartedApp {
  readonly pid: number;
  /** Milliseconds from the start of the process to the frame after the first row. */
  readonly painted: Promise<number>;
  /** Hides its windows and answers what its main process still waits for. */
  readonly hide: () => Promise<readonly string[]>;
  readonly end: () => Promise<void>;
}

export const startElectronApp = (folder: string, userDataDir: string): StartedApp => {
  const electron = locateElectron();
  if (electron === null) throw new Error('No Electron here yet.');
  const args = [...platformFlags(), '-r', watcher, folder, `--user-data-dir=${userDataDir}`];
  const beganMs = Date.now();
  const child: ChildProcess = spawn(electron.executable, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of waiting) look();
  });
  const said = <T>(name: string): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No "${name}" from ${folder}:\n${output}`)),
        PATIENCE_MS,
      );
      const look = (): void => {
        const [, text] = new RegExp(`^BENCH ${name} (.*)\n`, 'm').exec(output) ?? [];
        if (text === undefined) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(JSON.parse(text) as T);
      };
      waiting.add(look);
      look();
    });
  return {
    pid: child.pid ?? 0,
    painted: said<number>('painted').then((atMs) => atMs - beganMs),
    hide: () => {
      child.kill('SIGUSR2');
      return said<readonly string[]>('waiting');
    },
    end: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
};

/** A process and all that came from it. Linux only. */
const family = (pid: number): number[] => {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      parents.set(Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // It ended meanwhile.
    }
  }
  const found = [pid];
  for (const one of found) for (const [child, parent] of parents) if (parent === one) found.push(child);
  return found;
};

export interface ProcessFigures {
  readonly processes: number;
  /** Proportional set size: shared pages are divided among those who share them. */
  readonly memoryBytes: number;
  readonly cpuMs: number;
  /** Times that a thread of them gave up the processor by itself and was woken again. */
  readonly wakeUps: number;
}

/** What a process and its children have used so far. */
export const usageOf = (pid: number): ProcessFigures => {
  let [memoryBytes, ticks, wakeUps] = [0, 0, 0];
  const pids = family(pid);
  for (const one of pids) {
    try {
      const pss = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1];
      memoryBytes += Number(pss ?? 0) * 1024;
      const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      ticks += Number(fields[11]) + Number(fields[12]);
      for (const task of readdirSync(`/proc/${one}/task`)) {
        const status = readFileSync(`/proc/${one}/task/${task}/status`, 'utf8');
        wakeUps += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      }
    } catch {
      // It ended meanwhile.
    }
  }
  return { processes: pids.length, memoryBytes, cpuMs: ticks * 10, wakeUps };
};
