/** A provider of calendars by their address that knows none. */
import type { FeedProviderOptions } from '../../main/providers/feed.ts';
import type { FeedProvider } from '../../main/providers/types.ts';
import { fail } from '../../shared/result.ts';

export const noFeeds: FeedProvider = {
  kind: 'feed',
  connect: () => Promise.resolve(fail({ kind: 'feedFailed', cause: 'notFound' })),
  restore: () => Promise.resolve(null),
};

/** For the real provider where no test adds a calendar. */
export const feedsOffline: FeedProviderOptions = {
  now: () => 0,
  timeZone: () => 'Europe/Berlin',
  fetch: () => Promise.reject(new TypeError('down')),
  fetchFromInternet: () => Promise.reject(new TypeError('down')),
  addressesOf: () => Promise.resolve([]),
  isOnline: () => false,
  isDevelopment: true,
};
