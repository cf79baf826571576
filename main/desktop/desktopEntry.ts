/**
 * The text of an XDG autostart entry: written, read and mended. Pure. By the Desktop Entry Specification 1.5
 * (Exec's quoting) and the Desktop Application Autostart Specification 0.5 (Hidden).
 */

export interface AutostartWords {
  readonly name: string;
  readonly comment: string;
}

/** One argument as `Exec` takes it, before the escapes that every value of the file has. */
const quoted = (argument: string): string => {
  const literal = argument.replaceAll('%', '%%');
  // Reserved: whitespace, quotes, backslash and what shells take for their own.
  if (/^[^\s"'\\><~|&;$*?#()`]+$/.test(literal)) return literal;
  return `"${literal.replaceAll(/["`$\\]/g, '\\$&')}"`;
};

const escaped = (value: string): string =>
  value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');

const execOf = (command: readonly string[]): string => escaped(command.map(quoted).join(' '));

/** @param command the program and its arguments */
export const autostartEntry = (command: readonly string[], { name, comment }: AutostartWords): string =>
  [
    '[Desktop Entry]',
    'Type=Application',
    'Version=1.5',
    `Name=${escaped(name)}`,
    `Comment=${escaped(comment)}`,
    `Exec=${execOf(command)}`,
    'Terminal=false',
    'StartupNotify=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');

const group = '[Desktop Entry]';

/** The key's line in the entry's own group; null when it has none. */
const lineOf = (text: string, key: string): { readonly index: number; readonly value: string } | null => {
  let inGroup = false;
  for (const [index, line] of text.split('\n').entries()) {
    const plain = line.trim();
    if (plain.startsWith('[')) inGroup = plain === group;
    const at = plain.indexOf('=');
    if (inGroup && at > 0 && plain.slice(0, at).trim() === key) {
      return { index, value: plain.slice(at + 1).trim() };
    }
  }
  return null;
};

/** Whether the desktop would start something by it: not when the person, or a tool of the desktop, switched it off. */
export const isSwitchedOn = (text: string): boolean =>
  lineOf(text, 'Exec') !== null &&
  lineOf(text, 'Hidden')?.value !== 'true' &&
  lineOf(text, 'X-GNOME-Autostart-enabled')?.value !== 'false';

/** The same entry with that command, all else as the person has it; null when it has that command already. */
export const withCommand = (text: string, command: readonly string[]): string | null => {
  const exec = lineOf(text, 'Exec');
  const wanted = execOf(command);
  if (exec === null || exec.value === wanted) return null;
  return text
    .split('\n')
    .map((line, index) => (index === exec.index ? `Exec=${wanted}` : line))
    .join('\n');
};
