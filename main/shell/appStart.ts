/** What the window's first paint needs, read while the window's process starts. */
import type { AppStart } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import { firstRanges } from '../../shared/firstRanges.ts';
import type { KeptStart } from '../../shared/keptStart.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import { isRightToLeft } from '../../shared/text/direction.ts';
import { closedStatus, stored } from './handlers.ts';
import type { House } from './house.ts';

export interface AppStartOptions {
  readonly house: () => Promise<Result<House, Problem>>;
  readonly settings: () => Settings;
  readonly locale: string;
  readonly nowMs: () => number;
  readonly timeZone: () => string;
}

export const readAppStart = async (options: AppStartOptions): Promise<AppStart> => {
  const house = await options.house();
  const common = { locale: options.locale, platform: process.platform, settings: options.settings() };
  if (!house.ok) {
    return { ...common, accounts: house, calendars: house, status: closedStatus(house.problem), pages: [] };
  }
  const { store, status } = house.value;
  return {
    ...common,
    accounts: stored(store.accounts()),
    calendars: stored(store.calendars()),
    status: status.current(),
    pages: firstRanges(options.nowMs(), options.timeZone()).flatMap((range) => {
      const page = store.agenda(range);
      return page.ok ? [{ range, page: page.value }] : [];
    }),
  };
};

/** What of it the next start may begin with; null while there is nothing to list. */
export const toKeep = (
  start: AppStart,
  about: Pick<KeptStart, 'version' | 'timeZone' | 'language'>,
): KeptStart | null => {
  const [list] = start.pages;
  if (!start.accounts.ok || list === undefined || list.page.occurrences.length === 0) return null;
  // What is up next is in the list, too.
  const direction = isRightToLeft(start.locale) ? 'rtl' : 'ltr';
  return { ...about, direction, start: { ...start, pages: [list] } };
};
