/** Reads the arguments of the command line as untrusted text [property 14]. Pure. */
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import {
  commandNames,
  entryOf,
  formats,
  optionOf,
  optionTable,
  shells,
  withoutChromiumSwitch,
} from './commandTable.ts';
import type { CommandName, OptionName, OutputFormat, Shell } from './commandTable.ts';
import { parseHours } from './dayArgument.ts';
import type { Hours } from './dayArgument.ts';

export interface CommandLine {
  readonly command: CommandName;
  /** As given; the days are read by `parseDay`, which needs to know what today is. */
  readonly from: string | null;
  readonly to: string | null;
  readonly calendars: readonly string[];
  readonly format: OutputFormat;
  readonly follow: boolean;
  readonly limit: number;
  readonly hours: Hours;
  readonly atLeastMinutes: number;
  readonly words: readonly string[];
}

export type Request =
  | { readonly kind: 'run'; readonly line: CommandLine; readonly profile: string | null }
  | { readonly kind: 'completion'; readonly shell: Shell }
  | { readonly kind: 'help'; readonly command: CommandName | null }
  | { readonly kind: 'version' };

/** The failure is a sentence for the person. */
export const parseArguments = (args: readonly string[]): Result<Request, string> => {
  const parts = split(withoutChromiumSwitch(args));
  if (!parts.ok) return parts;
  const { operands, values, flags, profile } = parts.value;
  const [name, ...words] = operands;
  if (flags.has('version')) return ok({ kind: 'version' });
  const command = commandNames.find((known) => known === name) ?? null;
  if (flags.has('help') || name === 'help') {
    const topic = name === 'help' ? (commandNames.find((known) => known === words[0]) ?? null) : command;
    return ok({ kind: 'help', command: topic });
  }
  if (command === null) return fail(name === undefined ? 'a command is missing' : `no such command: ${name}`);
  const entry = entryOf(command);
  const foreign = [...values.keys()].find((option) => !entry.options.includes(option));
  if (foreign !== undefined) return fail(`${command} has no option --${foreign}`);

  if (command === 'completion') {
    const shell = shells.find((known) => known === words[0]);
    if (shell === undefined || words.length > 1) return fail(`completion is for one of ${shells.join(', ')}`);
    return ok({ kind: 'completion', shell });
  }
  if (entry.operands === null && words.length > 0) return fail(`${command} takes no ${words[0]}`);
  if (entry.operands !== null && words.join('').trim() === '') return fail(`${command} needs a word`);

  const last = (option: OptionName): string | null => values.get(option)?.at(-1) ?? null;
  const format = formats.find((known) => known === (last('format') ?? 'text'));
  if (format === undefined) return fail(`no such format: ${last('format')}`);
  if (entry.formats.length > 0 && !entry.formats.includes(format))
    return fail(`${command} has no format ${format}`);
  const limit = wholeNumber(last('limit') ?? '20', 1, 100);
  if (limit === null) return fail('--limit is a number from 1 to 100');
  const atLeastMinutes = wholeNumber(last('at-least') ?? '30', 1, 24 * 60);
  if (atLeastMinutes === null) return fail('--at-least is a number of minutes from 1 to 1440');
  const hours = parseHours(last('hours') ?? '09:00-17:00');
  if (hours === null) return fail('--hours looks like 09:00-17:00');
  const line: CommandLine = {
    command,
    from: last('from'),
    to: last('to'),
    calendars: values.get('calendar') ?? [],
    format,
    follow: values.has('follow'),
    limit,
    hours,
    atLeastMinutes,
    words,
  };
  return ok({ kind: 'run', line, profile });
};

interface Parts {
  readonly operands: readonly string[];
  /** By option, in the order given. */
  readonly values: ReadonlyMap<OptionName, readonly string[]>;
  readonly flags: ReadonlySet<string>;
  readonly profile: string | null;
}

const flagNames: ReadonlyMap<string, string> = new Map([
  ['--help', 'help'],
  ['-h', 'help'],
  ['--version', 'version'],
]);

/** Separates options from operands. `--` ends the options. */
const split = (args: readonly string[]): Result<Parts, string> => {
  const operands: string[] = [];
  const values = new Map<OptionName, string[]>();
  const flags = new Set<string>();
  let profile: string | null = null;
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '--') {
      operands.push(...args.slice(index + 1));
      break;
    }
    const flag = flagNames.get(arg);
    if (flag !== undefined) {
      flags.add(flag);
      continue;
    }
    if (!arg.startsWith('-') || arg === '-') {
      operands.push(arg);
      continue;
    }
    const [, name = '', attached] = /^--([a-z-]+)(?:=([^]*))?$/.exec(arg) ?? [];
    const isProfile = name === 'user-data-dir';
    if (!isProfile && !isOption(name)) return fail(`no such option: ${arg}`);
    if (!isProfile && optionOf(name).value === null) {
      if (attached !== undefined) return fail(`--${name} takes no value`);
      values.set(name, []);
      continue;
    }
    const value = attached ?? args[(index += 1)];
    if (value === undefined || value === '') return fail(`--${name} needs a value`);
    if (isProfile) profile = value;
    else values.set(name, [...(values.get(name) ?? []), value]);
  }
  return ok({ operands, values, flags, profile });
};

const isOption = (name: string): name is OptionName => Object.hasOwn(optionTable, name);

const wholeNumber = (text: string, least: number, most: number): number | null => {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : null;
};
