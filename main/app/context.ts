/** What every part of the app uses: the log, the settings, the person's language, and how sign-ins are stored. */
import { join } from 'node:path';
import { app } from 'electron';
import { messagesFor } from '../../shared/messages/messagesFor.ts';
import type { Messages } from '../../shared/messages/en.ts';
import { createFormat } from '../../shared/text/createFormat.ts';
import type { Words } from '../../shared/text/words.ts';
import { systemKeyring } from '../accounts/keyring.ts';
import { openClientFile } from '../accounts/oauthClientFile.ts';
import type { ClientFile } from '../accounts/oauthClientFile.ts';
import { proxyLoginStore } from '../accounts/proxyLoginStore.ts';
import { openVault } from '../accounts/vault.ts';
import type { Vault } from '../accounts/vault.ts';
import { bugFacts } from '../platform/bugFacts.ts';
import { createDeferredLog } from '../platform/deferredLog.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import type { Log } from '../platform/log.ts';
import { createProxyLogins } from '../platform/proxyLogins.ts';
import type { ProxyLogins } from '../platform/proxyLogins.ts';
import { systemLocale } from '../platform/systemLocale.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { parseClientFile } from '../providers/google.ts';
import { openSettings } from '../settings/settingsFile.ts';
import type { SettingsFile } from '../settings/settingsFile.ts';
import type { AppWindow } from '../window/appWindow.ts';

/** What boot.ts has set up before this code is loaded. */
export interface Boot {
  readonly environment: Environment;
  /** The folder for everything that is stored. */
  readonly profile: string;
  /** For every window. */
  readonly page: { readonly url: string; readonly preload: string; readonly devTools: boolean };
  readonly appWindow: AppWindow;
  readonly isHidden: boolean;
  /** Resolves when the window has painted, or at once without a window. */
  readonly startOver: Promise<void>;
}

export interface AppContext {
  readonly inProfile: (name: string) => string;
  readonly log: Log;
  /** Resolves when the log is written, for the end of the process. */
  readonly flushLog: () => Promise<void>;
  readonly onBug: (error: unknown) => void;
  readonly settings: SettingsFile;
  readonly locale: string;
  /** In the language that the person has chosen by now. */
  readonly messages: () => Messages;
  readonly words: () => Words;
  readonly vault: Vault;
  readonly keyring: {
    /** Asks the system again, which may have to ask the person first. */
    look(): Promise<void>;
    /** As of the last check. */
    isMissing(): boolean;
  };
  readonly proxyLogins: ProxyLogins;
  readonly clientFile: ClientFile;
  /** The client from the environment or built into the release, otherwise the person's own. */
  readonly client: () => OAuthClient | null;
}

export const createContext = ({
  environment,
  profile,
  isHidden,
  startOver,
}: Pick<Boot, 'environment' | 'profile' | 'isHidden' | 'startOver'>): AppContext => {
  const inProfile = (name: string): string => join(profile, name);
  const { log, flush } = createDeferredLog(startOver, async () =>
    (await import('../platform/log.ts')).openLog(inProfile('logs')),
  );
  log('app.started', { packaged: app.isPackaged, hidden: isHidden });
  for (const _ of environment.refused) log('environment.refused');
  const onBug = reportBugs(log);

  const settings = openSettings(inProfile('settings.json'));
  const locale = systemLocale();
  const messages = (): Messages => messagesFor(locale, settings.get().language);
  const keyring = systemKeyring();
  let keyringMissing = false;
  const vault = openVault({ path: inProfile('vault.json'), keyring, storage: settings.get().tokenStorage });
  const clientFile = openClientFile(inProfile('client.json'), parseClientFile);
  return {
    inProfile,
    log,
    flushLog: flush,
    onBug,
    settings,
    locale,
    messages,
    words: () => {
      const { language, timeFormat } = settings.get();
      const format = createFormat({ locale, language, timeZone: systemTimeZone(), timeFormat });
      return { messages: messages(), format };
    },
    vault,
    keyring: {
      look: async () => {
        keyringMissing = !(await keyring.available());
      },
      isMissing: () => keyringMissing,
    },
    proxyLogins: createProxyLogins({ env: process.env, store: proxyLoginStore(vault, keyring) }),
    clientFile,
    client: () => environment.client ?? clientFile.get(),
  };
};

/** Returns the function that reports a bug. Uncaught errors are reported as bugs too. */
const reportBugs = (log: Log): ((error: unknown) => void) => {
  const onBug = (error: unknown): void => {
    log('bug', bugFacts(error));
    // A developer's terminal may show what the log must not.
    if (!app.isPackaged && error instanceof Error) process.stderr.write(`${error.stack ?? error.message}\n`);
  };
  // A closed terminal is not a bug: reporting it there would cause the next error, and so on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return onBug;
};
