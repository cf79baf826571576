/** Calendars by address as a provider. Its code is loaded when there is one to read. */
import type { FeedTools } from '../feed/feed.ts';
import type { FeedProvider } from './types.ts';

/** The shared mapping is Google's and is loaded with it. */
export type FeedProviderOptions = Omit<FeedTools, 'toChange'>;

const loadFeed = () => import('../feed/feed.ts');

const loadTools = async (options: FeedProviderOptions): Promise<FeedTools> => {
  const { toChange } = await import('../google/mapEvent.ts');
  return { ...options, toChange };
};

export const createFeedProvider = (options: FeedProviderOptions): FeedProvider => ({
  kind: 'feed',
  connect: async (request, known, signal) => {
    const feed = await loadFeed();
    return feed.connectFeed(request, known, await loadTools(options), signal);
  },
  restore: async (secret) => {
    const feed = await loadFeed();
    return feed.restoreFeed(secret, await loadTools(options));
  },
});
