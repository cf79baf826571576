/** The app's backend with calendars by address and nothing else; time passes only when a test says so. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createFeedProvider, type FeedProviderOptions } from '../../main/providers/feed.ts';
import type { AgendaPage } from '../../shared/agenda.ts';
import type { Account, Occurrence } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Result } from '../../shared/result.ts';
import type { PassOutcome } from '../../shared/syncReport.ts';
import { createFakeClock, type FakeClock } from '../support/clock.ts';
import { startFeedServer, type FeedServer } from '../support/feedServer.ts';
import { openTestBackend, type TestBackend, type TestBackendOptions } from '../support/openTestBackend.ts';
import { value } from '../support/value.ts';

export const nowMs = Date.UTC(2026, 10, 24, 9);

export interface FeedApp extends TestBackend {
  readonly clock: FakeClock;
  readonly server: FeedServer;
  readonly profile: string;
  /** Adds the calendar at a path of the server and waits for its events. */
  readonly add: (path: string) => Promise<Result<Account, Problem>>;
  readonly sync: () => Promise<PassOutcome>;
  readonly occurrences: (from: string, to: string) => readonly Occurrence[];
}

export interface FeedAppOptions {
  readonly timeZone?: string;
  readonly settings?: TestBackendOptions['settings'];
  readonly feed?: Partial<FeedProviderOptions>;
  /** State of an earlier run, whose clock and server continue. */
  readonly after?: Pick<FeedApp, 'profile' | 'server' | 'clock'>;
}

export const openFeedApp = async (options: FeedAppOptions = {}): Promise<FeedApp> => {
  const { timeZone = 'Europe/Berlin', after } = options;
  const profile = after?.profile ?? mkdtempSync(join(tmpdir(), 'jarvis-feed-'));
  const clock = after?.clock ?? createFakeClock({ nowMs });
  const server = after?.server ?? (await startFeedServer());
  const feed = createFeedProvider({
    now: () => clock.now(),
    timeZone: () => timeZone,
    fetch,
    fetchFromInternet: () => Promise.reject(new Error('not on the internet')),
    addressesOf: () => Promise.resolve([]),
    isOnline: () => true,
    isDevelopment: true,
    ...options.feed,
  });
  const backend = openTestBackend({
    path: join(profile, 'calendar.db'),
    clock,
    providers: { feed },
    ...(options.settings !== undefined && { settings: options.settings }),
  });
  await backend.accounts.open();
  onTestFinished(async () => {
    await backend.close();
    await server.stop();
    rmSync(profile, { recursive: true, force: true });
  });
  const sync = () => backend.engine.request('person');
  return {
    ...backend,
    clock,
    server,
    profile,
    sync,
    add: async (path) => {
      const added = await backend.accounts.connectFeed({ address: `${server.origin}${path}` });
      if (added.ok) await sync();
      return added;
    },
    occurrences: (from, to) => {
      const found: Occurrence[] = [];
      let cursor: string | null = null;
      do {
        const page: AgendaPage = value(backend.store.agenda.list({ from, to, timeZone, limit: 100, cursor }));
        found.push(...page.occurrences);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return found;
    },
  };
};
