/** The commands of the command line and their options. Parser, help and completion all read this table. Pure. */

export const formats = ['text', 'json', 'tsv', 'waybar'] as const;
export type OutputFormat = (typeof formats)[number];
export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

interface Option {
  /** What the value is called in the help; null: the option has no value. */
  readonly value: string | null;
  readonly summary: string;
  /** Suggested by the shell. */
  readonly suggestions?: readonly string[];
}

const dates = ['today', 'tomorrow', '+7d'] as const;

export const optionTable = {
  from: { value: 'DAY', summary: 'the first day (default: today)', suggestions: dates },
  to: { value: 'DAY', summary: 'the last day, included (default: the first day)', suggestions: dates },
  calendar: { value: 'NAME', summary: 'only this calendar, by its name or id; may be repeated' },
  format: { value: 'FORMAT', summary: 'the form of the output (default: text)', suggestions: formats },
  follow: { value: null, summary: 'keep running and print a line whenever it changes' },
  limit: { value: 'N', summary: 'at most this many results, 1 to 100 (default: 20)' },
  hours: { value: 'HH:MM-HH:MM', summary: 'the hours of a day to look at (default: 09:00-17:00)' },
  'at-least': { value: 'MINUTES', summary: 'the shortest free time to list (default: 30)' },
} as const satisfies Readonly<Record<string, Option>>;
export type OptionName = keyof typeof optionTable;

interface CommandEntry {
  /** What follows the command in the help; null: nothing. */
  readonly operands: string | null;
  readonly summary: string;
  readonly options: readonly OptionName[];
  readonly formats: readonly OutputFormat[];
}

const lists = ['text', 'json', 'tsv'] as const;

export const commandTable = {
  next: {
    operands: null,
    summary: 'the running or the next meeting, up to a week ahead',
    options: ['calendar', 'format', 'follow'],
    formats,
  },
  agenda: {
    operands: null,
    summary: 'all events of one or more days',
    options: ['from', 'to', 'calendar', 'format'],
    formats: lists,
  },
  search: {
    operands: 'WORD...',
    summary: 'events that contain all of the words',
    options: ['calendar', 'format', 'limit'],
    formats: lists,
  },
  free: {
    operands: null,
    summary: 'the times without events',
    options: ['from', 'to', 'calendar', 'format', 'hours', 'at-least'],
    formats: lists,
  },
  sync: {
    operands: null,
    summary: 'sync now, also while the app is closed, and wait',
    options: ['format'],
    formats: ['text', 'json'],
  },
  mcp: {
    operands: null,
    summary: 'answer an AI assistant (MCP) on stdin and stdout',
    options: [],
    formats: [],
  },
  completion: {
    operands: shells.join('|'),
    summary: 'a completion script for the shell',
    options: [],
    formats: [],
  },
} as const satisfies Readonly<Record<string, CommandEntry>>;
export type CommandName = keyof typeof commandTable;

export const commandNames = Object.keys(commandTable) as readonly CommandName[];
export const entryOf = (name: CommandName): CommandEntry => commandTable[name];
export const optionOf = (name: OptionName): Option => optionTable[name];

/** Chromium needs this switch where it has no sandbox, even if no window opens. It may stand anywhere. */
const chromiumSwitch = '--no-sandbox';
export const withoutChromiumSwitch = (args: readonly string[]): readonly string[] =>
  args.filter((arg) => arg !== chromiumSwitch);

/**
 * Returns whether the arguments are for the command line: their first is a plain word, such as a command, or asks for
 * help. Addresses, paths and the app's own switches are not.
 */
export const isCommandLine = (args: readonly string[]): boolean => {
  const [first = ''] = withoutChromiumSwitch(args);
  return /^[a-z][a-z-]*$/.test(first) || ['--help', '-h', '--version'].includes(first);
};
