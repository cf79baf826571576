/** Gives the house its tools and opens it: once, however many calls wait for it. */
import { app } from 'electron';
import type { Settings } from '../../shared/settings.ts';
import type { Messages } from '../../shared/messages/en.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { systemClock } from './clock.ts';
import type { Environment, OAuthClient } from './environment.ts';
import { signInUrl } from './externalLink.ts';
import { closedStatus } from './handlers.ts';
import type { House, HouseTools, OpenHouse } from './house.ts';
import { createHouseDoor } from './houseDoor.ts';
import type { HouseDoor } from './houseDoor.ts';
import { systemFetch } from './network.ts';
import { openInBrowser } from './opener.ts';
import { systemTimeZone } from './systemZone.ts';

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
