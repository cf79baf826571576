/** What every part of the app asks: the log, settings, the person's language, and how sign-ins are kept. */
import { join } from 'node:path';
import { app } from 'electron';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import type { Words } from '../../shared/text/words.ts';
import { systemKeyring } from '../accounts/keyring.ts';
import { openClientFile } from '../accounts/oauthClientFile.ts';
import type { ClientFile } from '../accounts/oauthClientFile.ts';
import { openVault } from '../accounts/vault.ts';
import type { Vault } from '../accounts/vault.ts';
import { bugFacts } from '../platform/bugFacts.ts';
import { createDeferredLog } from '../platform/deferredLog.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import type { Log } from '../platform/log.ts';
import { systemLocale } from '../platform/systemLocale.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { parseClientFile } from '../providers/google.ts';
import { openSettings } from '../settings/settingsFile.ts';
import type { SettingsFile } from '../settings/settingsFile.ts';
import type { AppWindow } from '../window/appWindow.ts';

/** What boot.ts has set up before this code is loaded. */
export interface Boot {
  readonly environment: Environment;
  /** The folder of everything that is kept. */
  readonly profile: string;
  /** For every window. */
  readonly page: { readonly url: string; readonly preload: string; readonly devTools: boolean };
  readonly appWindow: AppWindow;
  readonly isHidden: boolean;
  /** Resolves when the window has painted, or when there is none to wait for. */
  readonly startOver: Promise<void>;
}

export interface AppContext {
  readonly inProfile: (name: string) => string;
  readonly log: Log;
  readonly onBug: (error: unknown) => void;
  readonly settings: SettingsFile;
  readonly locale: string;
  readonly messages: Messages;
  readonly words: () => Words;
  readonly vault: Vault;
  readonly keyring: {
    /** Asks the system anew; it may have to ask the person first. */
    look(): Promise<void>;
    /** As of the last look. */
    isMissing(): boolean;
  };
  readonly clientFile: ClientFile;
  /** The environment's or the release's, else the person's own. */
  readonly client: () => OAuthClient | null;
}

export const createContext = ({ environment, profile, isHidden, startOver }: Boot): AppContext => {
  const inProfile = (name: string): string => join(profile, name);
  const log = createDeferredLog(startOver, async () =>
    (await import('../platform/log.ts')).openLog(inProfile('logs')),
  );
  log('app.started', { packaged: app.isPackaged, hidden: isHidden });
  for (const _ of environment.refused) log('environment.refused');
  const onBug = reportBugs(log);

  const settings = openSettings(inProfile('settings.json'));
  const locale = systemLocale();
  const messages = messagesFor(locale);
  const keyring = systemKeyring();
  let keyringMissing = false;
  const clientFile = openClientFile(inProfile('client.json'), parseClientFile);
  return {
    inProfile,
    log,
    onBug,
    settings,
    locale,
    messages,
    words: () => {
      const { timeFormat } = settings.get();
      return { messages, format: createFormat({ locale, timeZone: systemTimeZone(), timeFormat }) };
    },
    vault: openVault({ path: inProfile('vault.json'), keyring, storage: settings.get().tokenStorage }),
    keyring: {
      look: async () => {
        keyringMissing = !(await keyring.available());
      },
      isMissing: () => keyringMissing,
    },
    clientFile,
    client: () => environment.client ?? clientFile.get(),
  };
};

/** Returns the function that reports a bug; what nobody caught is one. */
const reportBugs = (log: Log): ((error: unknown) => void) => {
  const onBug = (error: unknown): void => {
    log('bug', bugFacts(error));
    // A developer's terminal may show what the log may not.
    if (!app.isPackaged && error instanceof Error) process.stderr.write(`${error.stack ?? error.message}\n`);
  };
  // A closed terminal is no bug: reporting it there would be the next one, and so on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return onBug;
};
