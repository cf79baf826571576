/** Opens the backend with what Electron and the environment have to give: once, however many calls wait for it. */
import { app } from 'electron';
import type { Problem } from '../../shared/problems.ts';
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { closedStatus } from '../../shared/syncReport.ts';
import { confirmOtherAccount } from '../accounts/confirmOtherAccount.ts';
import { createBackend } from '../backend/createBackend.ts';
import { createRetryableOpen } from '../backend/retryableOpen.ts';
import type { RetryableOpen } from '../backend/retryableOpen.ts';
import type { Backend, BackendTools } from '../backend/types.ts';
import { signInUrl } from '../meetings/externalLink.ts';
import { openInBrowser } from '../meetings/opener.ts';
import { systemClock } from '../platform/clock.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import { systemFetch } from '../platform/network.ts';
import { systemTimeZone } from '../platform/timeZone.ts';
import { createProviders } from '../providers/registry.ts';

export interface OpenBackendOptions extends Omit<
  BackendTools,
  'packaged' | 'clock' | 'providers' | 'confirmOther'
> {
  readonly environment: Environment;
  readonly client: () => OAuthClient | null;
}

export const openBackend = ({
  environment,
  client,
  ...tools
}: OpenBackendOptions): RetryableOpen<Backend> => {
  const { endpoints } = environment;
  const open = async (): Promise<Result<Backend, Problem>> => {
    const providers = createProviders({
      clock: systemClock,
      timeZone: systemTimeZone,
      endpoints,
      client,
      fetch: systemFetch(),
      openSignIn: async (url) => {
        const checked = signInUrl(url, endpoints.authUrl);
        const result = checked === null ? fail('browserFailed') : await openInBrowser(checked);
        if (!result.ok) throw new Error('no browser');
      },
    });
    const opened = await createBackend({
      ...tools,
      packaged: app.isPackaged,
      clock: systemClock,
      providers,
      confirmOther: confirmOtherAccount(tools.messages),
    });
    if (!opened.ok) {
      const { problem } = opened;
      tools.log('store.failed', { cause: problem.kind === 'storageFailed' ? problem.cause : null });
      tools.events.statusChanged.emit(closedStatus(problem));
    }
    return opened;
  };
  return createRetryableOpen(open);
};
