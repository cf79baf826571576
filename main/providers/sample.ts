/** The built-in sample calendar as a provider. Its code is loaded at the first request. */
import type { Clock, Source } from '../sync/ports.ts';
import type { LocalProvider } from './types.ts';

export interface SampleProviderOptions {
  readonly clock: Clock;
  readonly timeZone: () => string;
}

/** So that the sample's progress can be seen, as a real account's. */
const pageDelayMs = 60;

export const createSampleProvider = (options: SampleProviderOptions): LocalProvider => ({
  kind: 'sample',
  source: () => lazySource(() => loadSource(options)),
});

const loadSource = async ({ clock, timeZone }: SampleProviderOptions): Promise<Source> => {
  const [{ createSampleSource }, { toChange, toRemoteCalendar }] = await Promise.all([
    import('../sample/source.ts'),
    import('../google/google.ts'),
  ]);
  return createSampleSource({ clock, timeZone: timeZone(), toChange, toRemoteCalendar, pageDelayMs });
};

/** A source whose code is loaded at the first request. */
const lazySource = (load: () => Promise<Source>): Source => {
  let loading: Promise<Source> | null = null;
  const source = (): Promise<Source> => (loading ??= load());
  return {
    listCalendars: async (...request) => (await source()).listCalendars(...request),
    listEvents: async (...request) => (await source()).listEvents(...request),
    getEvent: async (...request) => (await source()).getEvent(...request),
  };
};
