/**
 * The app's providers, one entry each. A new provider needs a folder with its source, an entry here, and its kind in
 * `accountKinds` (shared/model.ts).
 */
import { createFeedProvider } from './feed.ts';
import type { FeedProviderOptions } from './feed.ts';
import { createGoogleProvider } from './google.ts';
import type { GoogleProviderOptions } from './google.ts';
import { createSampleProvider } from './sample.ts';
import type { SampleProviderOptions } from './sample.ts';
import type { FeedProvider, LocalProvider, SignInKind, SignInProvider } from './types.ts';

export type ProviderOptions = GoogleProviderOptions &
  SampleProviderOptions & { readonly feed: FeedProviderOptions };

export type Providers = Readonly<Record<SignInKind, SignInProvider>> & {
  readonly feed: FeedProvider;
  readonly sample: LocalProvider;
};

export const createProviders = (options: ProviderOptions): Providers => ({
  google: createGoogleProvider(options),
  feed: createFeedProvider(options.feed),
  sample: createSampleProvider(options),
});
