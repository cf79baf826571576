/**
 * The browsers of this computer, and opening links in the one that the person chose for an account. A choice is a name:
 * what is started is looked up among the installed browsers and their profiles each time [property 23].
 */
import type { BrowserChoice, InstalledBrowser } from '../../shared/browsers.ts';
import { externalUrl } from '../meetings/externalLink.ts';
import type { Log } from '../platform/log.ts';
import type { FoundBrowser } from './browser.ts';

export interface BrowsersOptions {
  readonly find: () => Promise<readonly FoundBrowser[]>;
  /** Resolves with whether it was started and did not fail at once. */
  readonly start: (program: string, args: readonly string[]) => Promise<boolean>;
  readonly log: Log;
}

export interface Browsers {
  /** By name. */
  list(): Promise<readonly InstalledBrowser[]>;
  /** Returns false if it is not installed (any more) or does not start. `url` must come from externalLink.ts. */
  open(url: string, choice: BrowserChoice): Promise<boolean>;
}

export const createBrowsers = ({ find, start, log }: BrowsersOptions): Browsers => ({
  list: async () =>
    (await find())
      .map(({ id, name, profiles }) => ({ id, name, profiles }))
      .toSorted((a, b) => a.name.localeCompare(b.name)),
  open: async (url, choice) => {
    if (externalUrl(url) !== url) return false;
    const browser = (await find()).find(({ id }) => id === choice.browser);
    const profile = browser?.profiles.find(({ id }) => id === choice.profile)?.id ?? null;
    const started =
      browser !== undefined && (await start(browser.program, browser.argumentsFor(url, profile)));
    if (!started) log('browser.failed');
    return started;
  },
});
