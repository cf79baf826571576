/**
 * Hands checked URLs to the system, https to the browser and the links of appLink.ts to the apps they are for,
 * and folders of ours to its file manager. Nobody else calls Electron's shell.
 */
import { app, shell } from 'electron';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { isAppLink } from './appLink.ts';
import type { AppLink } from './appLink.ts';

/** `url` must come from externalLink.ts. */
export const openInBrowser = async (url: string): Promise<Result<null, 'browserFailed'>> => {
  try {
    await shell.openExternal(url);
    return ok(null);
  } catch {
    return fail('browserFailed');
  }
};

/** False where the system knows no app for it, or will not start it: the browser is left. */
export const openInApp = async ({ url }: AppLink): Promise<boolean> => {
  if (isAppLink(url) === null || app.getApplicationNameForProtocol(url) === '') return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false;
  }
};

/** Shows a folder of the profile. */
export const openFolder = async (path: string): Promise<Result<null, Problem>> => {
  const error = await shell.openPath(path);
  return error === '' ? ok(null) : fail({ kind: 'internal' });
};
