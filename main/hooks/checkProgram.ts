/** Checks a program before the person is asked about it, so that what they agree to can run. */
import { access, constants, stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { HookFault } from '../../shared/hooks.ts';

/** Windows runs these with a shell only. */
const batchFile = /\.(?:bat|cmd)$/i;

/** Returns why a hook cannot run it; null if it can. */
export const faultOf = async (program: string): Promise<HookFault | null> => {
  // Windows would send the person's credentials to such a host, before they are asked.
  if (!isAbsolute(program) || /^[\\/]{2}/.test(program)) return 'notAbsolute';
  const file = await stat(program).catch(() => null);
  if (file === null) return 'missing';
  if (!file.isFile() || batchFile.test(program)) return 'notExecutable';
  return access(program, constants.X_OK).then(
    () => null,
    () => 'notExecutable',
  );
};
