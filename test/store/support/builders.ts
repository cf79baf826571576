/** A separate store for each test, in a directory that is removed when the test ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { CalendarId, RemoteCalendar } from '../../../shared/model.ts';
import type { DatabaseOptions } from '../../../main/store/database/connection.ts';
import { openStore, type Store } from '../../../main/store/open.ts';
import type { CalendarKey, SweepCounts } from '../../../main/sync/ports.ts';
import { value } from '../../support/value.ts';
import { account, calendarId, NOW_MS, remoteCalendar, TIME_MIN_MS } from './events.ts';

export * from './events.ts';
export { value };

/** Creates a directory that is removed when the test ends. */
export const temporaryDirectory = (): string => {
  const directory = mkdtempSync(join(tmpdir(), 'store-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
};

/** A path for a database that does not exist yet. */
export const temporaryPath = (): string => join(temporaryDirectory(), 'profile', 'calendar.db');

export const openedStore = (path: string, options: Partial<DatabaseOptions> = {}): Store => {
  const store = value(openStore({ path, nowMs: NOW_MS, ...options }));
  onTestFinished(() => store.close());
  return store;
};

export const list = (
  store: Store,
  calendars: readonly RemoteCalendar[],
  { full = true, removed = [] as readonly CalendarId[] } = {},
): number =>
  value(
    store.sync.commitCalendarList(account, {
      items: [
        ...calendars.map((calendar) => ({ type: 'calendar' as const, calendar })),
        ...removed.map((id) => ({ type: 'deleted' as const, id })),
      ],
      full,
      syncToken: 'list-1',
      fingerprint: 'f1',
      nowMs: NOW_MS,
    }),
  );

export const keyOf = (store: Store, id: CalendarId = calendarId): CalendarKey => {
  const found = value(store.sync.visibleCalendars(account)).find((calendar) => calendar.calendarId === id);
  if (!found) throw new Error(`No visible calendar ${id}`);
  return found.key;
};

/** A store with one account and one calendar. */
export const populatedStore = (path = temporaryPath()): { store: Store; key: CalendarKey; path: string } => {
  const store = openedStore(path);
  value(
    store.accounts.add({
      id: account,
      kind: 'google',
      label: 'ada@example.com',
      connectedAt: '2026-11-01T00:00:00.000Z',
    }),
  );
  list(store, [remoteCalendar(calendarId, { primary: true })]);
  return { store, key: keyOf(store), path };
};

/** Ends a listing; full ones sweep from `timeMinMs`. */
export const finish = (
  store: Store,
  key: CalendarKey,
  passId: number,
  {
    full = true,
    timeMinMs = TIME_MIN_MS as number | null,
    hold = ((): boolean => false) as (counts: SweepCounts) => boolean,
    syncToken = `token-${passId}`,
  } = {},
): { readonly swept: number; readonly held: number } => {
  const { swept, held } = value(
    store.sync.finishCalendar(key, {
      passId,
      sweep: full
        ? {
            timeMinMs,
            nowMs: NOW_MS,
            decide: (counts) => (hold(counts) ? { action: 'hold', sinceMs: NOW_MS } : { action: 'sweep' }),
          }
        : null,
      syncToken,
      fingerprint: 'f1',
      defaultReminders: null,
      nowMs: NOW_MS,
    }),
  );
  return { swept, held: held?.rows ?? 0 };
};
