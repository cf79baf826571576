/**
 * What the window's first paint needs: read while the window's process starts, and kept for the paint of the next
 * start (opening.ts).
 */
import { app } from 'electron';
import type { AppStart } from '../../../shared/contract.ts';
import { firstRanges } from '../../../shared/firstRanges.ts';
import type { KeptStart } from '../../../shared/keptStart.ts';
import type { Settings } from '../../../shared/settings.ts';
import { isRightToLeft } from '../../../shared/text/direction.ts';
import { systemClock } from '../../platform/clock.ts';
import { closedStatus, stored } from '../../ipc/handlers.ts';
import type { House } from '../../backend/types.ts';
import type { HouseDoor } from '../../backend/retryableOpen.ts';
import { openKeptStart } from './snapshotFile.ts';
import type { KeptStartFile } from './snapshotFile.ts';
import { keptStartPath } from './firstDocument.ts';
import { systemTimeZone } from '../../platform/timeZone.ts';

export interface AppStartsOptions {
  readonly profile: string;
  readonly door: HouseDoor<House>;
  readonly settings: () => Settings;
  readonly locale: string;
  /** Of the words. */
  readonly language: string;
  /** A window is about to ask. */
  readonly isAwaited: boolean;
}

export interface AppStarts extends KeptStartFile {
  /** For a page that begins. */
  take(): Promise<AppStart>;
}

export const createAppStarts = ({
  door,
  settings,
  locale,
  language,
  ...options
}: AppStartsOptions): AppStarts => {
  const read = async (): Promise<AppStart> => {
    const house = await door.get(false);
    const common = { locale, platform: process.platform, settings: settings() };
    if (!house.ok) {
      return { ...common, accounts: house, calendars: house, status: closedStatus(house.problem), pages: [] };
    }
    const { store, status } = house.value;
    return {
      ...common,
      accounts: stored(store.accounts()),
      calendars: stored(store.calendars()),
      status: status.current(),
      pages: firstRanges(Date.now(), systemTimeZone()).flatMap((range) => {
        const page = store.agenda(range);
        return page.ok ? [{ range, page: page.value }] : [];
      }),
    };
  };
  const kept = openKeptStart({
    path: keptStartPath(options.profile),
    clock: systemClock,
    read: async () => {
      if (door.current() === null) return null;
      return toKeep(await read(), { version: app.getVersion(), timeZone: systemTimeZone(), language });
    },
    isBusy: () => door.current()?.status.current().phase === 'syncing',
  });
  /**
   * Read before the page asks for it; once, for a page that comes later wants what is then. In a turn of its own: the
   * store that it opens calls `forget`.
   */
  let ahead = options.isAwaited ? Promise.resolve().then(read) : null;
  return {
    ...kept,
    take: () => {
      const start = ahead ?? read();
      ahead = null;
      return start;
    },
  };
};

/** What of it the next start may begin with; null while there is nothing to list. */
const toKeep = (
  start: AppStart,
  about: Pick<KeptStart, 'version' | 'timeZone' | 'language'>,
): KeptStart | null => {
  const [list] = start.pages;
  if (!start.accounts.ok || list === undefined || list.page.occurrences.length === 0) return null;
  // What is up next is in the list, too.
  const direction = isRightToLeft(start.locale) ? 'rtl' : 'ltr';
  return { ...about, direction, start: { ...start, pages: [list] } };
};
