/** Hands checked URLs to the system's browser. The only place that calls shell.openExternal. */
import { shell } from 'electron';
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
