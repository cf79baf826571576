/**
 * Calls to the session bus on Linux, in the syntax of whichever tool the desktop has. Without a bus nothing is
 * called: tools and libraries would only print errors.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

export interface BusCall {
  readonly destination: string;
  readonly path: string;
  /** With its interface: `org.freedesktop.DBus.NameHasOwner`. */
  readonly method: string;
  /** All of them strings. */
  readonly args: readonly string[];
}

const timeoutMs = 1500;

/**
 * Returns whether there may be a bus at one address of the D-Bus specification's list:
 * `unix:path=/run/user/1000/bus`. Containers and tests use `disabled:` to have none. Other kinds of addresses cannot
 * be checked here.
 */
const mayBeBus = (address: string): boolean => {
  const [, transport = '', rest = ''] = /^([^:]*):(.*)$/s.exec(address) ?? [];
  if (transport === '' || transport === 'disabled') return false;
  const path = rest.split(',').find((part) => part.startsWith('path='));
  if (transport !== 'unix' || path === undefined) return true;
  try {
    return existsSync(decodeURIComponent(path.slice('path='.length)));
  } catch {
    // Escaped incorrectly; the libraries would not find it either.
    return false;
  }
};

/** True on other systems, which need no bus. */
export const hasSessionBus = (
  platform: NodeJS.Platform = process.platform,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): boolean => {
  if (platform !== 'linux') return true;
  const address = variables['DBUS_SESSION_BUS_ADDRESS'] ?? '';
  if (address !== '') return address.split(';').some(mayBeBus);
  // Where the libraries look if there is no address.
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

/** Returns the tool's output; null without a bus, without a tool, or if the call failed. Never throws. */
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
