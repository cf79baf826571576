/** The help, from the table of commands. In English, like all command lines, so that a search finds it. Pure. */
import { commandNames, entryOf, optionOf } from './commandTable.ts';
import type { CommandName, OptionName } from './commandTable.ts';

export const programName = 'jarvis-calendar';

const columns = (rows: readonly (readonly [string, string])[]): string => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}\n`).join('');
};

const optionText = (name: OptionName): string => {
  const { value } = optionOf(name);
  return value === null ? `--${name}` : `--${name} ${value}`;
};

const synopsis = (command: CommandName): string => {
  const { operands, options } = entryOf(command);
  const parts = [programName, command, ...(options.length === 0 ? [] : ['[OPTION]...'])];
  return [...parts, ...(operands === null ? [] : [operands])].join(' ');
};

const common: readonly (readonly [string, string])[] = [
  ['--user-data-dir DIR', 'another profile folder, as for the app itself'],
  ['-h, --help', 'this help; after a command, its options'],
  ['--version', 'the version'],
];

const days = `DAY is today, tomorrow, yesterday, a date such as 2026-12-01, or a distance
such as +3d.
`;

const status = `Exit status: 0 if something was found or done, 1 if nothing was found or
something failed, 2 if the arguments are wrong.
`;

export const usage = (command: CommandName | null): string => {
  if (command === null) {
    const rows = commandNames.map((name): readonly [string, string] => {
      const { operands, summary } = entryOf(name);
      return [operands === null ? name : `${name} ${operands}`, summary];
    });
    return `Usage: ${programName} COMMAND [OPTION]...

Prints what your calendars say, also without a network and while the app is
closed. Without a command, opens the app.

${columns(rows)}
${columns(common)}
${status}`;
  }
  const { summary, options, formats } = entryOf(command);
  const rows = options.map((name): readonly [string, string] => [optionText(name), optionOf(name).summary]);
  const notes = [
    ...(options.includes('from') ? [days] : []),
    ...(formats.length === 0 ? [] : [`FORMAT is one of ${formats.join(', ')}.\n`]),
  ];
  return `Usage: ${synopsis(command)}

${summary.charAt(0).toUpperCase()}${summary.slice(1)}.

${columns([...rows, ...common])}
${notes.map((note) => `${note}\n`).join('')}${status}`;
};
