/**
 * Questions to the session bus on Linux, in the words of whichever tool the desktop has. Nothing is asked
 * where there is no bus: tools and libraries would only complain.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  /** With its interface: `org.freedesktop.DBus.NameHasOwner`. */
  readonly method: string;
  /** All of them texts. */
  readonly args: readonly string[];
}

const timeoutMs = 1500;

/**
 * Whether something may answer at one address of the D-Bus specification's list: `unix:path=/run/user/1000/bus`.
 * `disabled:` is what containers and tests say where there shall be none. Other kinds cannot be seen from here.
 */
const mayAnswer = (address: string): boolean => {
  const [, transport = '', rest = ''] = /^([^:]*):(.*)$/s.exec(address) ?? [];
  if (transport === '' || transport === 'disabled') return false;
  const path = rest.split(',').find((part) => part.startsWith('path='));
  if (transport !== 'unix' || path === undefined) return true;
  try {
    return existsSync(decodeURIComponent(path.slice('path='.length)));
  } catch {
    // Not escaped as it must be: the libraries would not find it either.
    return false;
  }
};

/** True on other systems, which need none. */
export const hasSessionBus = (
  platform: NodeJS.Platform = process.platform,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): boolean => {
  if (platform !== 'linux') return true;
  const address = variables['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  if (address !== '') return address.split(';').some(mayAnswer);
  // Where the libraries look without an address.
  const folder = variables['XDG_RUNTIME_DIR'] ?? '';
  return folder !== '' && existsSync(join(folder, 'bus'));
};

const inWords = ({ destination, path, method, args }: BusCall): readonly (readonly string[])[] => {
  const member = method.slice(method.lastIndexOf('.') + 1);
  const face = method.slice(0, method.lastIndexOf('.'));
  return [
    [
      'gdbus',
      ...['call', '--session', '--dest', destination, '--object-path', path, '--method', method, ...args],
    ],
    [
      ...['dbus-send', '--session', '--print-reply', `--dest=${destination}`, path, method],
      ...args.map((text) => `string:${text}`),
    ],
    [
      ...['busctl', '--user', 'call', destination, path, face, member],
      ...(args.length > 0 ? ['s'.repeat(args.length), ...args] : []),
    ],
  ];
};

/** What the tool printed; null without a bus, without a tool, or when the call failed. Never throws. */
export const askBus = async (call: BusCall): Promise<string | null> => {
  if (!hasSessionBus()) return null;
  for (const [tool = '', ...args] of inWords(call)) {
    const answer = await run(tool, args);
    if (answer !== 'noTool') return answer;
  }
  return null;
};

const run = (tool: string, args: readonly string[]): Promise<string | 'noTool' | null> =>
  new Promise((resolve) => {
    execFile(tool, args, { timeout: timeoutMs, windowsHide: true }, (error, stdout) => {
      if (error === null) resolve(stdout);
      else resolve((error as NodeJS.ErrnoException).code === 'ENOENT' ? 'noTool' : null);
    });
  });
