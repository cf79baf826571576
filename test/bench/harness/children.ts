/** Child processes of a bench: run to their end, or kept as servers until stopped. They end with this process. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

const started = (args: readonly string[], stdin: 'ignore' | 'pipe'): ChildProcess =>
  spawn(process.execPath, [...args], { stdio: [stdin, 'pipe', 'inherit'] });

/** Runs this Node with `args`; returns its stdout, throws if it fails. */
export const runNode = (args: readonly string[]): Promise<string> =>
  new Promise((resolve, reject) => {
    const child = started(args, 'ignore');
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0 ? resolve(output) : reject(new Error(`${args.join(' ')} ended with ${code}`)),
    );
  });

export interface Server {
  /** The line it printed when it was ready. */
  readonly said: string;
  readonly pid: number;
  readonly stop: () => Promise<void>;
}

/** Starts this Node with `args`: a server that prints one line when it is ready and ends when its stdin does. */
export const startServer = (args: readonly string[]): Promise<Server> =>
  new Promise((resolve, reject) => {
    const child = started(args, 'pipe');
    const ended = new Promise<void>((done) => child.once('close', () => done()));
    let output = '';
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (!output.includes('\n')) return;
      resolve({
        said: output.trim(),
        pid: child.pid ?? 0,
        stop: async () => {
          child.stdin?.end();
          await ended;
        },
      });
    });
  });
