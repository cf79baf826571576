/** Runs real programs. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LONGEST_OUTPUT } from '../../main/hooks/outputLog.ts';
import { createHookRunner } from '../../main/hooks/runner.ts';
import type { HookJob, HookRunner, RunnerOptions } from '../../main/hooks/runner.ts';

let folder: string;
let runner: HookRunner | null;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'jarvis-hooks-')));
  runner = null;
});
afterEach(() => {
  runner?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const make = (options: RunnerOptions = {}): HookRunner => (runner = createHookRunner(options));
const env = { PATH: process.env['PATH'], GREETING: 'hello' };
/** Runs JavaScript in a process of its own. */
const node = (code: string, args: readonly string[] = [], input = ''): HookJob => ({
  program: process.execPath,
  args: ['-e', code, ...args],
  env,
  input,
});

describe('a program', () => {
  test('gets its arguments as they are, the JSON on stdin, and no environment but its own', async () => {
    const says = `let text = ''; process.stdin.on('data', (part) => (text += part)).on('end', () =>
      console.log(JSON.stringify([text, process.argv.slice(1), Object.keys(process.env).sort(), process.cwd()])));`;
    const args = ['two words', '$(touch x)', '; touch x', '"', ''];
    const { outcome, output } = await make().run(node(says, args, '{"hook":"start"}\n'));
    expect(outcome).toEqual({ kind: 'succeeded' });
    const [text, argv, names, cwd] = JSON.parse(output) as [string, string[], string[], string];
    expect([text, argv]).toEqual(['{"hook":"start"}\n', args]);
    expect(names.filter((name) => !name.startsWith('__'))).toEqual(['GREETING', 'PATH']);
    expect(cwd).toBe(realpathSync(homedir()));
  });

  test.each([
    ['that fails', node('process.exit(3)'), { kind: 'failed', code: 3 }],
    [
      'that a signal ends',
      node('process.kill(process.pid, "SIGTERM")'),
      { kind: 'killed', signal: 'SIGTERM' },
    ],
    [
      'that is not there',
      { ...node(''), program: '/nowhere/at/all' },
      { kind: 'notStarted', cause: 'missing' },
    ],
    // Larger than a pipe holds.
    ['that does not read its input', node('', [], 'x'.repeat(1_000_000)), { kind: 'succeeded' }],
  ])('%s', async (_name, job, outcome) => {
    expect((await make().run(job)).outcome).toEqual(outcome);
  });

  test.skipIf(process.platform === 'win32')('that may not be run', async () => {
    const program = join(folder, 'plain.txt');
    writeFileSync(program, 'text', { mode: 0o600 });
    const { outcome } = await make().run({ ...node(''), program });
    expect(outcome).toEqual({ kind: 'notStarted', cause: 'forbidden' });
  });

  test('that prints without end is cut off', async () => {
    const { output, outcome } = await make().run(
      node(`console.log('a'.repeat(${LONGEST_OUTPUT})); console.error('more'); `),
    );
    expect(outcome).toEqual({ kind: 'succeeded' });
    expect(output.length).toBe(LONGEST_OUTPUT);
  });
});

/** A script that writes its child's id, which would live for a minute. */
const withChild = (then: string): string =>
  `#!/bin/sh\nsleep 60 &\necho $! > "${join(folder, 'pid')}.new"\nmv "${join(folder, 'pid')}.new" "${join(folder, 'pid')}"\n${then}\n`;
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    // A zombie that nobody has collected yet counts as ended.
    const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
    return !/\) Z /.test(stat);
  } catch {
    return false;
  }
};
const script = (text: string): HookJob => {
  const program = join(folder, 'hook.sh');
  writeFileSync(program, text);
  chmodSync(program, 0o700);
  return { program, args: [], env, input: '' };
};
const childOf = (): number => Number(readFileSync(join(folder, 'pid'), 'utf8'));

describe.skipIf(process.platform === 'win32')('its group', () => {
  test('ends with it after the time limit', async () => {
    const { outcome, durationMs } = await make({ limitMs: 400 }).run(script(withChild('wait')));
    expect(outcome).toEqual({ kind: 'timedOut' });
    expect(durationMs).toBeLessThan(10_000);
    await expect.poll(() => isAlive(childOf())).toBe(false);
  });

  test('ends when the program ends, and does not delay the result', async () => {
    const { outcome } = await make().run(script(withChild('exit 0')));
    expect(outcome).toEqual({ kind: 'succeeded' });
    await expect.poll(() => isAlive(childOf())).toBe(false);
  });

  test('ends when the app quits, and nothing starts after that', async () => {
    const made = make();
    const run = made.run(script(withChild('wait')));
    await expect.poll(() => existsSync(join(folder, 'pid'))).toBe(true);
    made.stop();
    expect((await run).outcome).toEqual({ kind: 'killed', signal: 'SIGKILL' });
    await expect.poll(() => isAlive(childOf())).toBe(false);
    expect((await made.run(node(''))).outcome).toEqual({ kind: 'crowded' });
  });
});

test('a few run at once, some wait, and more than that are not started', async () => {
  const made = make({ mostAtOnce: 2, mostWaiting: 2 });
  const waits = `const fs = require('fs'); fs.writeFileSync(process.argv[1] + '/' + process.pid, '');
    const timer = setInterval(() => fs.existsSync(process.argv[1] + '/go') && clearInterval(timer), 10);`;
  const job = node(waits, [folder]);
  const runs = Array.from({ length: 6 }, () => made.run(job));
  const started = (): number => readdirSync(folder).length;
  await expect.poll(started).toBe(2);
  expect(await Promise.all(runs.slice(4).map(async (run) => (await run).outcome.kind))).toEqual([
    'crowded',
    'crowded',
  ]);
  expect(started()).toBe(2);
  writeFileSync(join(folder, 'go'), '');
  const outcomes = await Promise.all(runs.slice(0, 4).map(async (run) => (await run).outcome.kind));
  expect(outcomes).toEqual(['succeeded', 'succeeded', 'succeeded', 'succeeded']);
  // All places are free again.
  expect((await made.run(node(''))).outcome.kind).toBe('succeeded');
});
