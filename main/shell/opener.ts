/** Hands checked URLs to the system's browser and folders of ours to its file manager. Nobody else calls Electron's shell. */
import { shell } from 'electron';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';

/** `url` must come from externalLink.ts. */
export const openInBrowser = async (url: string): Promise<Result<null, 'browserFailed'>> => {
  try {
    await shell.openExternal(url);
    return ok(null);
  } catch {
    return fail('browserFailed');
  }
};

/** Shows a folder of the profile. */
export const openFolder = async (path: string): Promise<Result<null, Problem>> => {
  const error = await shell.openPath(path);
  return error === '' ? ok(null) : fail({ kind: 'internal' });
};
