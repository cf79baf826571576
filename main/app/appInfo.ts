/** What the window is told about the app and its surroundings; and the problem that a missing keyring is. */
import { app } from 'electron';
import type { AppInfo } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Keyring } from '../accounts/vault.ts';

export interface AppInfoOptions {
  readonly locale: string;
  readonly keyring: Keyring;
  readonly hasTray: () => Promise<boolean>;
  readonly hasGoogleClient: () => boolean;
  readonly settings: () => Settings;
  /** Tokens are held, so that where to keep them matters. */
  readonly hasGoogleAccount: () => boolean;
}

export interface AppInfoSource {
  info(): Promise<AppInfo>;
  /** Asks the keyring, for `standing`. */
  lookAtKeyring(): Promise<void>;
  /** Problems that are not a pass's. */
  standing(): readonly Problem[];
}

export const createAppInfo = (options: AppInfoOptions): AppInfoSource => {
  let keyringMissing = false;
  const lookAtKeyring = async (): Promise<void> => {
    keyringMissing = !(await options.keyring.available());
  };
  return {
    info: async () => {
      await lookAtKeyring();
      return {
        version: app.getVersion(),
        packaged: app.isPackaged,
        locale: options.locale,
        platform: process.platform,
        hasTray: await options.hasTray(),
        hasGoogleClient: options.hasGoogleClient(),
        keyring: keyringMissing ? 'none' : 'available',
      };
    },
    lookAtKeyring,
    standing: () =>
      keyringMissing && options.settings().tokenStorage === 'ask' && options.hasGoogleAccount()
        ? [{ kind: 'noKeyring' }]
        : [],
  };
};
