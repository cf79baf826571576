/**
 * The text of an XDG autostart entry: writes, reads and updates it. Pure. Follows the Desktop Entry Specification 1.5
 * (quoting of Exec) and the Desktop Application Autostart Specification 0.5 (Hidden).
 */

export interface AutostartWords {
  readonly name: string;
  readonly comment: string;
}

/** Returns one argument in the form of `Exec`, before the escapes that every value of the file has. */
const quoted = (argument: string): string => {
  const literal = argument.replaceAll('%', '%%');
  // Reserved: whitespace, quotes, backslash and characters with a meaning for shells.
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

/** Returns the key's line in the entry's main group; null if it has none. */
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

/** Returns whether the desktop would start the app: not if the person or a tool of the desktop disabled the entry. */
export const isSwitchedOn = (text: string): boolean =>
  lineOf(text, 'Exec') !== null &&
  lineOf(text, 'Hidden')?.value !== 'true' &&
  lineOf(text, 'X-GNOME-Autostart-enabled')?.value !== 'false';

/** Returns the entry with that command and everything else unchanged; null if it already has that command. */
export const withCommand = (text: string, command: readonly string[]): string | null => {
  const exec = lineOf(text, 'Exec');
  const wanted = execOf(command);
  if (exec === null || exec.value === wanted) return null;
  return text
    .split('\n')
    .map((line, index) => (index === exec.index ? `Exec=${wanted}` : line))
    .join('\n');
};
