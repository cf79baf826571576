/** Gives the house its tools and opens it: once, however many calls wait for it. */
import { app } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemClock } from '../platform/clock.ts';
import type { Environment, OAuthClient } from '../platform/environment.ts';
import { signInUrl } from '../meetings/externalLink.ts';
import { closedStatus } from '../ipc/handlers.ts';
import type { House, HouseTools, OpenHouse } from './types.ts';
import { createHouseDoor } from './retryableOpen.ts';
import type { HouseDoor } from './retryableOpen.ts';
import { systemFetch } from '../platform/network.ts';
import { openInBrowser } from '../meetings/opener.ts';
import { systemTimeZone } from '../platform/timeZone.ts';

export interface DoorOptions extends Pick<
  HouseTools,
  | 'databasePath'
  | 'vault'
  | 'standing'
  | 'log'
  | 'onBug'
  | 'onWrite'
  | 'onAgendaChanged'
  | 'onMinute'
  | 'onStatus'
  | 'onPassEnd'
> {
  readonly openHouse: OpenHouse;
  readonly environment: Environment;
  readonly messages: Messages;
  readonly settings: () => Settings;
  readonly client: () => OAuthClient | null;
}

export const openDoor = (options: DoorOptions): HouseDoor<House> => {
  const { openHouse, environment, log, onStatus } = options;
  const open = async (): Promise<Result<House, Problem>> => {
    const opened = await openHouse({
      ...options,
      packaged: app.isPackaged,
      clock: systemClock,
      timeZone: systemTimeZone,
      endpoints: environment.endpoints,
      fetch: systemFetch(),
      openSignIn: async (url) => {
        const checked = signInUrl(url, environment.endpoints.authUrl);
        const result = checked === null ? fail('browserFailed') : await openInBrowser(checked);
        if (!result.ok) throw new Error('no browser');
      },
    });
    if (!opened.ok) {
      log('store.failed', { cause: opened.problem.kind === 'storageFailed' ? opened.problem.cause : null });
      onStatus(closedStatus(opened.problem));
    }
    return opened;
  };
  return createHouseDoor(open);
};
