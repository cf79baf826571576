/**
 * Runs hooks' programs: without a shell, in a process group of their own, a few at a time, for a limited time. What
 * such a program has started in its group ends with it.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { HookOutcome } from '../../shared/hooks.ts';
import { LONGEST_OUTPUT } from './outputLog.ts';

export interface HookJob {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** For its stdin. */
  readonly input: string;
}

export interface RunnerOptions {
  readonly limitMs?: number;
  readonly mostAtOnce?: number;
  readonly mostWaiting?: number;
}

export interface HookResult {
  readonly outcome: HookOutcome;
  /** The beginning of what it printed, stdout and stderr as they came. */
  readonly output: string;
  readonly durationMs: number;
}

export interface HookRunner {
  /** Resolves when the program has ended. Never rejects. */
  run(job: HookJob): Promise<HookResult>;
  /** Ends what is running; nothing is started any more. */
  stop(): void;
}

const SECOND_MS = 1000;
/** A program that left its group may still hold its output open. */
const OUTPUT_AFTER_END_MS = 500;

export const createHookRunner = (options: RunnerOptions = {}): HookRunner => {
  const { limitMs = 60 * SECOND_MS, mostAtOnce = 3, mostWaiting = 20 } = options;
  const running = new Set<ChildProcess>();
  const waiting: (() => void)[] = [];
  let count = 0;
  let stopped = false;

  const crowded = { outcome: { kind: 'crowded' }, output: '', durationMs: 0 } as const;
  return {
    run: async (job) => {
      if (stopped || waiting.length >= mostWaiting) return crowded;
      if (count >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
      else count += 1;
      if (stopped) return crowded;
      const result = await runOnce(job, limitMs, running);
      // The place is passed on, so that nobody takes it in between.
      const next = waiting.shift();
      if (next === undefined) count -= 1;
      else next();
      return result;
    },
    stop: () => {
      stopped = true;
      for (const child of running) killGroup(child);
      for (const next of waiting.splice(0)) next();
    },
  };
};

const runOnce = (
  { program, args, env, input }: HookJob,
  limitMs: number,
  running: Set<ChildProcess>,
): Promise<HookResult> =>
  new Promise((resolve) => {
    const beganMs = performance.now();
    const chunks: Buffer[] = [];
    let left = LONGEST_OUTPUT;
    let child: ChildProcess | null = null;
    let isTimedOut = false;
    const timer = setTimeout(() => {
      isTimedOut = true;
      if (child !== null) killGroup(child);
    }, limitMs);
    const settle = (outcome: HookOutcome): void => {
      clearTimeout(timer);
      if (child !== null) running.delete(child);
      const output = Buffer.concat(chunks).toString('utf8');
      resolve({ outcome, output, durationMs: Math.round(performance.now() - beganMs) });
    };
    try {
      child = spawn(program, args, {
        cwd: homedir(),
        env,
        // A group of its own, which can be ended as a whole.
        detached: process.platform !== 'win32',
        windowsHide: true,
        shell: false,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
    } catch (error) {
      settle(notStarted(error));
      return;
    }
    const started = child;
    running.add(started);
    started.once('error', (error) => settle(notStarted(error)));
    // A program need not read it.
    started.stdin?.on('error', () => undefined);
    started.stdin?.end(input);
    for (const stream of [started.stdout, started.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        if (left > 0) chunks.push(chunk.subarray(0, left));
        left -= Math.min(left, chunk.length);
      });
    }
    started.once('exit', (code, signal) => {
      killGroup(started);
      clearTimeout(timer);
      const outcome = outcomeOf(code, signal, isTimedOut);
      const giveUp = setTimeout(() => {
        started.stdout?.destroy();
        started.stderr?.destroy();
      }, OUTPUT_AFTER_END_MS);
      started.once('close', () => {
        clearTimeout(giveUp);
        settle(outcome);
      });
    });
  });

const outcomeOf = (code: number | null, signal: string | null, isTimedOut: boolean): HookOutcome => {
  if (isTimedOut) return { kind: 'timedOut' };
  if (code === 0) return { kind: 'succeeded' };
  return code === null ? { kind: 'killed', signal: signal ?? '' } : { kind: 'failed', code };
};

const notStarted = (error: unknown): HookOutcome => {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return { kind: 'notStarted', cause: 'missing' };
  return { kind: 'notStarted', cause: code === 'EACCES' || code === 'EPERM' ? 'forbidden' : 'other' };
};

const killGroup = ({ pid }: ChildProcess): void => {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    const tool = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    spawn(tool, ['/pid', String(pid), '/t', '/f'], { windowsHide: true, stdio: 'ignore' }).on(
      'error',
      () => undefined,
    );
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // All of it has ended.
  }
};
