/** Completion scripts for shells, from the table of commands. Pure. */
import { commandNames, entryOf, optionOf, shells } from './commandTable.ts';
import type { CommandName, OptionName, Shell } from './commandTable.ts';
import { programName } from './usage.ts';

const suggestionsOf = (command: CommandName, option: OptionName): readonly string[] =>
  option === 'format' ? entryOf(command).formats : (optionOf(option).suggestions ?? []);

const flagsOf = (command: CommandName): string =>
  [...entryOf(command).options.map((name) => `--${name}`), '--help'].join(' ');

const bash = (): string => {
  const commands = commandNames.map((command) => {
    const values = entryOf(command).options.flatMap((option) => {
      const words = suggestionsOf(command, option).join(' ');
      return words === '' ? [] : [`        --${option}) words='${words}' ;;\n`];
    });
    const operand = command === 'completion' ? shells.join(' ') : '';
    const plain = `${flagsOf(command)}${operand === '' ? '' : ` ${operand}`}`;
    return `    ${command})
      case "$previous" in
${values.join('')}        *) words='${plain}' ;;
      esac ;;
`;
  });
  return `# bash completion for ${programName}
_jarvis_calendar() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" words=''
  if [ "$COMP_CWORD" -eq 1 ]; then
    words='${commandNames.join(' ')} --help --version'
  else case "\${COMP_WORDS[1]}" in
${commands.join('')}  esac; fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -F _jarvis_calendar ${programName}
`;
};

/** Within single quotes of any of the three shells. The table contains no quotes; a test checks that. */
const quoted = (text: string): string => `'${text}'`;

const zsh = (): string => {
  const commands = commandNames.map((command) => {
    const options = entryOf(command).options.map((option) => {
      const { value, summary } = optionOf(option);
      const words = suggestionsOf(command, option);
      const action = words.length === 0 ? ' ' : `(${words.join(' ')})`;
      const repeated = option === 'calendar' ? '*' : '';
      return quoted(`${repeated}--${option}[${summary}]${value === null ? '' : `:${option}:${action}`}`);
    });
    const operand = command === 'completion' ? [quoted(`1:shell:(${shells.join(' ')})`)] : [];
    const specs = [...options, quoted('--help[help]'), ...operand];
    return `    ${command}) _arguments ${specs.join(' ')} ;;\n`;
  });
  const described = commandNames.map((name) => `    ${quoted(`${name}:${entryOf(name).summary}`)}\n`);
  return `#compdef ${programName}
_jarvis_calendar() {
  local -a commands=(
${described.join('')}  )
  if (( CURRENT == 2 )); then
    _describe 'command' commands
    return
  fi
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${commands.join('')}  esac
}
if [ "$funcstack[1]" = '_jarvis_calendar' ]; then _jarvis_calendar; else compdef _jarvis_calendar ${programName}; fi
`;
};

const fish = (): string => {
  const line = (...parts: readonly string[]): string => `complete -c ${programName} ${parts.join(' ')}\n`;
  const commands = commandNames.flatMap((command) => [
    line('-n __fish_use_subcommand', `-a ${command}`, `-d ${quoted(entryOf(command).summary)}`),
    ...entryOf(command).options.map((option) => {
      const { value, summary } = optionOf(option);
      const words = suggestionsOf(command, option);
      const takes = value === null ? [] : ['-x'];
      const offers = words.length === 0 ? [] : [`-a ${quoted(words.join(' '))}`];
      const when = `-n ${quoted(`__fish_seen_subcommand_from ${command}`)}`;
      return line(when, `-l ${option}`, ...takes, ...offers, `-d ${quoted(summary)}`);
    }),
  ]);
  const shell = line(
    `-n ${quoted('__fish_seen_subcommand_from completion')}`,
    `-a ${quoted(shells.join(' '))}`,
  );
  return `# fish completion for ${programName}\n${line('-f')}${commands.join('')}${shell}`;
};

const scripts: Readonly<Record<Shell, () => string>> = { bash, zsh, fish };

export const completionScript = (shell: Shell): string => scripts[shell]();
