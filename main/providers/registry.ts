/**
 * The providers that the app knows, one entry each. Another provider is another folder with its source, an entry here,
 * and its kind in `AccountKind` (shared/model.ts).
 */
import { createGoogleProvider } from './google.ts';
import type { GoogleProviderOptions } from './google.ts';
import { createSampleProvider } from './sample.ts';
import type { SampleProviderOptions } from './sample.ts';
import type { LocalProvider, SignInProvider } from './types.ts';

export type ProviderOptions = GoogleProviderOptions & SampleProviderOptions;

export interface Providers {
  readonly google: SignInProvider;
  readonly sample: LocalProvider;
}

export const createProviders = (options: ProviderOptions): Providers => ({
  google: createGoogleProvider(options),
  sample: createSampleProvider(options),
});
