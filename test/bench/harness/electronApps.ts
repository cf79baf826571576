/** The app and the static app as processes, without a driver: what is measured is what a person starts. */
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
  /** Sends a command of watchApp.cjs; returns its reply. */
  readonly ask: <T>(command: 'hide' | 'show' | 'empty') => Promise<T>;
  /** Milliseconds from the start of the process to the first output that matches. */
  readonly says: (pattern: RegExp) => Promise<number>;
  readonly end: () => Promise<void>;
}

export interface ElectronAppOptions {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export const startElectronApp = (
  folder: string,
  userDataDir: string,
  { args = [], env = {} }: ElectronAppOptions = {},
): StartedApp => {
  const electron = locateElectron();
  if (electron === null) throw new Error('No Electron here yet.');
  const beganMs = Date.now();
  const child: ChildProcess = spawn(
    electron.executable,
    [...platformFlags(), '-r', watcher, folder, `--user-data-dir=${userDataDir}`, ...args],
    { stdio: ['pipe', 'pipe', 'ignore'], env: { ...process.env, ...env } },
  );
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  let output = '';
  const waiting = new Set<() => void>();
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    for (const look of waiting) look();
  });
  /** Returns the first match from `start` on. */
  const hear = (pattern: RegExp, start = 0): Promise<RegExpExecArray> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Nothing like ${pattern} from ${folder}:\n${output}`)),
        PATIENCE_MS,
      );
      const look = (): void => {
        const match = pattern.exec(output.slice(start));
        if (match === null) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(match);
      };
      waiting.add(look);
      look();
    });
  const said = async <T>(name: string, start = 0): Promise<T> => {
    const [, text = ''] = await hear(new RegExp(`^BENCH ${name} (.*)\n`, 'm'), start);
    return JSON.parse(text) as T;
  };
  return {
    pid: child.pid ?? 0,
    get painted() {
      return said<number>('painted').then((atMs) => atMs - beganMs);
    },
    ask: (command) => {
      const start = output.length;
      child.stdin?.write(`${command}\n`);
      return said(command, start);
    },
    says: async (pattern) => {
      await hear(pattern);
      return Date.now() - beganMs;
    },
    end: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 5000);
      await ended;
      clearTimeout(timer);
    },
  };
};

/** A process and all its descendants. Linux only. */
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
  /** Proportional set size: shared pages are divided among the processes that share them. */
  readonly memoryBytes: number;
  readonly cpuMs: number;
  /** How often one of their threads went to sleep and was woken. */
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
