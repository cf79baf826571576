/** What the window is told about the app and the system. */
import { app } from 'electron';
import type { AppInfo } from '../../shared/contract.ts';
import type { AppContext } from './context.ts';

export interface AppInfoOptions {
  readonly locale: string;
  readonly keyring: AppContext['keyring'];
  readonly hasTray: () => Promise<boolean>;
  readonly hasGoogleClient: () => boolean;
}

export const createAppInfo = (options: AppInfoOptions) => async (): Promise<AppInfo> => {
  await options.keyring.look();
  return {
    version: app.getVersion(),
    packaged: app.isPackaged,
    locale: options.locale,
    platform: process.platform,
    hasTray: await options.hasTray(),
    hasGoogleClient: options.hasGoogleClient(),
    keyring: options.keyring.isMissing() ? 'none' : 'available',
  };
};
