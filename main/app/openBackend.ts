/** Opens the backend with what Electron and the environment provide: once, however many calls wait for it. */
import { app } from 'electron';
import { fail } from '../../shared/result.ts';
import { confirmOtherAccount } from '../accounts/confirmOtherAccount.ts';
import { createBackendOpener } from '../backend/backendOpener.ts';
import type { RetryableOpen } from '../backend/retryableOpen.ts';
import type { Backend, BackendTools } from '../backend/types.ts';
import { signInUrl } from '../meetings/externalLink.ts';
import { openInBrowser } from '../meetings/opener.ts';
import { systemClock } from '../platform/clock.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import { closeConnections, isOnline, systemAddresses, systemFetch } from '../platform/network.ts';
import type { ProxyLogins } from '../platform/proxyLogins.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { createProviders } from '../providers/registry.ts';

export interface OpenBackendOptions extends Omit<
  BackendTools,
  'packaged' | 'clock' | 'providers' | 'confirmOther' | 'isDamaged' | 'onDamage'
> {
  readonly environment: Environment;
  readonly client: () => OAuthClient | null;
  readonly proxyLogins: ProxyLogins;
}

export const openBackend = ({
  environment,
  client,
  proxyLogins,
  ...given
}: OpenBackendOptions): RetryableOpen<Backend> => {
  const { endpoints } = environment;
  const tools = () => ({
    ...given,
    packaged: app.isPackaged,
    clock: systemClock,
    providers: createProviders({
      clock: systemClock,
      timeZone: systemTimeZone,
      endpoints,
      client,
      fetch: systemFetch('google', proxyLogins),
      writing: {
        fetch: systemFetch('writing', proxyLogins),
        closeConnections: () => closeConnections('writing'),
      },
      feed: {
        now: () => systemClock.now(),
        timeZone: systemTimeZone,
        fetch: systemFetch('feeds', proxyLogins),
        fetchFromInternet: systemFetch('internetFeeds', proxyLogins),
        addressesOf: systemAddresses,
        isOnline,
        isDevelopment: !app.isPackaged,
      },
      openSignIn: async (url: string) => {
        const checked = signInUrl(url, endpoints.authUrl);
        const result = checked === null ? fail('browserFailed') : await openInBrowser(checked);
        if (!result.ok) throw new Error('no browser');
      },
    }),
    confirmOther: confirmOtherAccount(given.messages),
  });
  const { events, log, onBug } = given;
  return createBackendOpener({ clock: systemClock, events, log, onBug, tools });
};
