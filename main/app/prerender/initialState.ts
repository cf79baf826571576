/**
 * What the window's first paint needs. Read while the window's process starts, and stored for the first paint of the
 * next start (snapshotFile.ts).
 */
import { app } from 'electron';
import type { AppStart } from '../../../shared/contract.ts';
import { firstRanges } from '../../../shared/firstRanges.ts';
import type { StartSnapshot } from '../../../shared/startSnapshot.ts';
import type { Settings } from '../../../shared/settings.ts';
import { isRightToLeft } from '../../../shared/text/direction.ts';
import { systemClock } from '../../platform/clock.ts';
import { closedStatus } from '../../../shared/syncReport.ts';
import { toStorageProblem } from '../../../shared/problems.ts';
import type { Backend } from '../../backend/types.ts';
import type { RetryableOpen } from '../../backend/retryableOpen.ts';
import { openSnapshotFile } from './snapshotFile.ts';
import type { SnapshotFile } from './snapshotFile.ts';
import { snapshotPath } from './firstDocument.ts';
import { systemTimeZone } from '../../platform/timeZone.ts';

export interface InitialStateOptions {
  readonly profile: string;
  readonly backend: RetryableOpen<Backend>;
  readonly settings: () => Settings;
  readonly locale: string;
  /** The language of the texts. */
  readonly language: () => string;
  /** Whether a window is about to ask. */
  readonly isAwaited: boolean;
}

export interface InitialState extends SnapshotFile {
  /** Called for a page that starts. */
  take(): Promise<AppStart>;
}

export const createInitialState = ({
  backend,
  settings,
  locale,
  language,
  ...options
}: InitialStateOptions): InitialState => {
  const read = async (): Promise<AppStart> => {
    const open = await backend.get(false);
    const common = { locale, platform: process.platform, settings: settings() };
    if (!open.ok) {
      return { ...common, accounts: open, calendars: open, status: closedStatus(open.problem), pages: [] };
    }
    const { store, status } = open.value;
    return {
      ...common,
      accounts: toStorageProblem(store.accounts()),
      calendars: toStorageProblem(store.calendars()),
      status: status.current(),
      pages: firstRanges(Date.now(), systemTimeZone()).flatMap((range) => {
        const page = store.agenda(range);
        return page.ok ? [{ range, page: page.value }] : [];
      }),
    };
  };
  const kept = openSnapshotFile({
    path: snapshotPath(options.profile),
    clock: systemClock,
    read: async () => {
      if (backend.current() === null) return null;
      return snapshotOf(await read(), {
        version: app.getVersion(),
        timeZone: systemTimeZone(),
        language: language(),
      });
    },
    isBusy: () => backend.current()?.status.current().phase === 'syncing',
  });
  /**
   * Read before the page asks for it, but only once: a later page needs the state at that time. Read in a turn of its
   * own, because the store that it opens calls `forget`.
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

/** Returns the part that the next start may begin with; null while there is nothing to list. */
const snapshotOf = (
  start: AppStart,
  about: Pick<StartSnapshot, 'version' | 'timeZone' | 'language'>,
): StartSnapshot | null => {
  const [list] = start.pages;
  if (!start.accounts.ok || list === undefined || list.page.occurrences.length === 0) return null;
  // The list also contains what is up next.
  const direction = isRightToLeft(start.locale) ? 'rtl' : 'ltr';
  return { ...about, direction, start: { ...start, pages: [list] } };
};
