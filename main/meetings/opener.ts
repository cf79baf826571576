/**
 * Passes checked URLs to the system: https to the browser, links from appLink.ts to their apps, and the app's folders
 * to the file manager. Nothing else uses Electron's shell.
 */
import { app, shell } from 'electron';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { isAppLink } from './appLink.ts';
import type { AppLink } from './appLink.ts';
import { isMailLink } from './runningLate.ts';
import type { MailLink } from './runningLate.ts';

/** `url` must come from externalLink.ts. */
export const openInBrowser = async (url: string): Promise<Result<null, 'browserFailed'>> => {
  try {
    await shell.openExternal(url);
    return ok(null);
  } catch {
    return fail('browserFailed');
  }
};

/** Returns false if the system knows no app for it or does not start it. Then the browser is used. */
export const openInApp = async ({ url }: AppLink): Promise<boolean> => {
  if (isAppLink(url) === null || app.getApplicationNameForProtocol(url) === '') return false;
  try {
    await shell.openExternal(url);
    return true;
  } catch {
    return false;
  }
};

/** Opens the person's mail program. Returns false if the system has none or does not start it. */
export const openMail = async (link: MailLink): Promise<boolean> => {
  if (!isMailLink(link)) return false;
  try {
    await shell.openExternal(link);
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
