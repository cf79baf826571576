/** Whether there is a session bus on Linux. Without one, libraries would only print errors. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

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
