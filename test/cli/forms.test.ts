/** Every form of every command as a process: while the app has the database open, and after it has closed it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { commandNames, entryOf, shells } from '../../main/cli/commandTable.ts';
import { at, master, on, single } from '../store/support/builders.ts';
import { createProfile, environment, now, runCommand, startCommand, team } from './support.ts';
import type { CliProfile } from './support.ts';

const timeout = 300_000;

const profile = (): CliProfile => {
  const created = createProfile([
    master('standup', {
      title: 'Standup',
      start: at('2026-11-23T09:10:00Z'),
      end: at('2026-11-23T09:25:00Z'),
    }),
    single('review', {
      title: 'Review',
      start: at('2026-11-25T13:00:00Z'),
      end: at('2026-11-25T14:00:00Z'),
    }),
    single('fair', { title: 'Trade fair', start: on('2026-11-25'), end: on('2026-11-27') }),
  ]);
  const planning = { title: 'Planning', start: at('2026-11-24T12:00:00Z'), end: at('2026-11-24T13:00:00Z') };
  created.add([single('planning', planning)], team);
  return created;
};

/** Each with its exit code and a part of its output; an empty part: nothing is printed. */
const forms: readonly (readonly [readonly string[], number, string])[] = [
  [['next'], 0, 'Standup, in 5 min'],
  [['next', '--format', 'text'], 0, 'Standup'],
  [['next', '--format', 'json'], 0, '"command":"next"'],
  [['next', '--format', 'tsv'], 0, '2026-11-24T10:10:00+01:00\t'],
  [['next', '--format', 'waybar'], 0, '"class":"soon"'],
  [['next', '--calendar', 'Team'], 0, 'Planning'],
  [['next', '--calendar', 'Team', '--calendar', 'ada'], 0, 'Standup'],
  [['agenda'], 0, '13:00 – 14:00  Planning'],
  [['agenda', '--from', 'tomorrow'], 0, 'All day        Trade fair'],
  [['agenda', '--from', '2026-11-24', '--to', '2026-11-26', '--format', 'json'], 0, '"title":"Review"'],
  [['agenda', '--from=+1d', '--to=+2d', '--format=tsv'], 0, '2026-11-25\t2026-11-27\tTrade fair\tAda\t\t'],
  [['agenda', '--calendar', 'team@example.com', '--to', '+7d'], 0, 'Planning'],
  [['agenda', '--from', '2026-10-01'], 1, ''],
  [['search', 'plan'], 0, 'Planning'],
  [['search', 'trade', 'fair', '--format', 'tsv'], 0, 'Trade fair'],
  [['search', 'stand', '--format', 'json', '--limit', '1'], 0, '"complete":true'],
  [['search', 'plan', '--calendar', 'Ada'], 1, ''],
  [['free'], 0, '14:00 – 17:00  3 h'],
  [['free', '--from', '+3d', '--to', '+4d', '--hours', '08:00-12:00'], 0, '08:00 – 10:10'],
  [['free', '--calendar', 'Team', '--format', 'tsv'], 0, '\t175\n'],
  [['free', '--at-least', '240', '--format', 'json'], 1, '"free":[]'],
];

test.each(['next', 'agenda', 'search', 'free'])(
  'every form of %s gives the same beside the running app and after it has quit',
  { timeout },
  async (command) => {
    const { folder, store } = profile();
    const formsOfIt = forms.filter(([[name]]) => name === command);
    const runAll = () => formsOfIt.map(([args]) => ({ args, ...runCommand(folder, args) }));
    const running = runAll();
    for (const [index, [args, code, part]] of formsOfIt.entries()) {
      const { out, err, ...ended } = running[index]!;
      expect([args, ended.code, err]).toEqual([args, code, '']);
      if (part === '') expect([args, out]).toEqual([args, '']);
      else expect(out).toContain(part);
    }
    await store.close();
    expect(runAll()).toEqual(running);
  },
);

test('each command, each of its options and each of its formats is among these forms', () => {
  const used = (text: string): boolean =>
    forms.some(([args]) => args.some((arg) => arg.split('=')[0] === text));
  // A process of their own: below, in mcp.test.ts and in test/e2e/commandLine.spec.ts.
  const others = new Set<string>(['sync', 'mcp', 'completion', '--follow']);
  for (const command of commandNames.filter((name) => !others.has(name))) {
    const { options, formats } = entryOf(command);
    expect([command, used(command)]).toEqual([command, true]);
    for (const option of options) {
      const flag = `--${option}`;
      const isUsed = forms.some(
        ([args]) => args[0] === command && args.some((arg) => arg.split('=')[0] === flag),
      );
      expect([command, flag, isUsed || others.has(flag)]).toEqual([command, flag, true]);
    }
    for (const format of formats.filter((each) => each !== 'text')) {
      const isUsed = forms.some(
        ([args]) => args[0] === command && args.join(' ').match(`format[= ]${format}`),
      );
      expect([command, format, isUsed]).toEqual([command, format, true]);
    }
  }
});

test('help, version and completion need no profile', { timeout }, () => {
  for (const command of commandNames) {
    const { code, out, err } = runCommand('/nowhere', [command, '--help']);
    expect([command, code, err]).toEqual([command, 0, '']);
    expect(out).toMatch(new RegExp(`^Usage: jarvis-calendar ${command}`));
  }
  expect(runCommand('/nowhere', ['--version'])).toEqual({ code: 0, out: 'jarvis-calendar 1.2.3\n', err: '' });
  for (const shell of shells) {
    const { code, out } = runCommand('/nowhere', ['completion', shell]);
    expect([shell, code]).toEqual([shell, 0]);
    expect(out).toContain('waybar');
    // The script is one that its shell can read, where that is installed.
    // Bash warns of a locale that is not installed.
    const env = { ...process.env, LC_ALL: 'C' };
    const checked = spawnSync(shell, ['-n'], { input: out, encoding: 'utf8', env });
    if (checked.error === undefined) expect([shell, checked.status, checked.stderr]).toEqual([shell, 0, '']);
  }
  expect(runCommand('/nowhere', ['completion', 'tcsh'])).toMatchObject({ code: 2, out: '' });
});

const hasScript = spawnSync('script', ['--version']).status === 0;

/** The output in a terminal. */
const inTerminal = (folder: string, env: Readonly<Record<string, string>>): string => {
  const child = join(import.meta.dirname, 'cliChild.ts');
  const command = [process.execPath, child, now, 'agenda', `--user-data-dir=${folder}`].join(' ');
  const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
    env: environment({ TERM: 'xterm', ...env }),
    encoding: 'utf8',
  });
  return stdout;
};

test.skipIf(!hasScript)(
  'headings are bold in a terminal, unless NO_COLOR says otherwise',
  { timeout },
  () => {
    const { folder } = profile();
    expect(inTerminal(folder, {})).toContain('\u001b[1mToday, Tuesday 24 November\u001b[22m');
    for (const [name, text] of Object.entries({ NO_COLOR: '1', TERM: 'dumb' })) {
      expect(inTerminal(folder, { [name]: text })).toMatch(/^Today, Tuesday 24 November\r?\n/);
    }
    // An empty one does not count (no-color.org).
    expect(inTerminal(folder, { NO_COLOR: '' })).toContain('\u001b[1m');
    // Elsewhere there is no terminal to set anything in.
    expect(runCommand(folder, ['agenda']).out).not.toContain('\u001b');
  },
);

describe('Waybar', () => {
  /** What waybar-custom(5) says about `return-type: json`: an object in one line; text and tooltip are Pango markup. */
  const markup = z.string().regex(/^(?:[^&<>]|&(?:amp|lt|gt);)*$/u);
  const line = z.strictObject({
    text: markup,
    tooltip: markup,
    alt: z.string().optional(),
    class: z.union([z.string().regex(/^[a-z-]+$/), z.array(z.string())]),
    percentage: z.int().min(0).max(100).optional(),
  });
  const hostile = '</span> "Q&A" \\ \u202e{}\n🎉 &amp;';
  const withHostile = (): CliProfile => {
    const created = profile();
    created.add([
      single('h', { title: hostile, start: at('2026-11-24T09:06:00Z'), end: at('2026-11-24T09:40:00Z') }),
    ]);
    return created;
  };

  test('gets what its manual describes, whatever a title contains', { timeout }, () => {
    const { folder } = withHostile();
    for (const moment of [now, '2026-11-24T10:07:00+01:00', '2026-11-29T23:30:00+01:00']) {
      const { out } = runCommand(folder, ['next', '--format=waybar'], { at: moment });
      expect(out.split('\n')).toHaveLength(2);
      line.parse(JSON.parse(out));
    }
  });

  test('follows changes with one such line each', { timeout }, async () => {
    const created = profile();
    const args = ['next', '--format', 'waybar', '--follow'];
    const child = startCommand(created.folder, args, { at: '2026-11-24T10:05:01+01:00' });
    onTestFinished(() => void child.kill());
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const lines = () => out.split('\n').slice(0, -1);
    await expect.poll(() => lines().length, { timeout }).toBe(1);
    created.add([
      single('h', { title: hostile, start: at('2026-11-24T09:06:00Z'), end: at('2026-11-24T09:40:00Z') }),
    ]);
    await expect.poll(() => lines().at(-1), { timeout }).toContain('Q&amp;A');
    for (const each of lines()) line.parse(JSON.parse(each));
  });
});
