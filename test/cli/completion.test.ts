import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { commandNames, entryOf, optionOf, shells } from '../../main/cli/commandTable.ts';
import { completionScript } from '../../main/cli/completion.ts';
import { usage } from '../../main/cli/usage.ts';

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** Completes a command line in bash. */
const completed = (...words: string[]): string[] => {
  const typed = words.map((word) => `'${word}'`).join(' ');
  const script = `${completionScript('bash')}
COMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}
_jarvis_calendar
printf '%s\\n' "\${COMPREPLY[@]}"`;
  return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split('\n');
};

test.skipIf(!hasBash)('bash completes commands, their options and the values of those', () => {
  expect(completed('jarvis-calendar', 'ag')).toEqual(['agenda']);
  expect(completed('jarvis-calendar', 'next', '--fo')).toEqual(['--format', '--follow']);
  expect(completed('jarvis-calendar', 'next', '--format', 'w')).toEqual(['waybar']);
  expect(completed('jarvis-calendar', 'agenda', '--format', 'w')).toEqual(['']);
  expect(completed('jarvis-calendar', 'agenda', '--from', 'to')).toEqual(['today', 'tomorrow']);
  expect(completed('jarvis-calendar', 'completion', 'f')).toEqual(['fish']);
});

test.each(shells)('the script for %s names every command and every option', (shell) => {
  const script = completionScript(shell);
  for (const command of commandNames) {
    expect(script).toContain(command);
    for (const option of entryOf(command).options) expect(script).toContain(option);
  }
});

test('the texts of the table need no quoting in any shell', () => {
  for (const command of commandNames) {
    expect(entryOf(command).summary).not.toMatch(/['"`$\\[\]:]/);
    for (const option of entryOf(command).options)
      expect(optionOf(option).summary).not.toMatch(/['"`$\\[\]]/);
  }
});

test('the help of a command names its options, and fits a terminal', () => {
  for (const command of [...commandNames, null]) {
    const text = usage(command);
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
    if (command === null) continue;
    for (const option of entryOf(command).options) expect(text).toContain(`--${option}`);
  }
});
