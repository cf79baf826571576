/** The built-in sample calendar as a provider. Its code is loaded at the first request. */
import type { Clock, Source } from '../sync/ports.ts';
import type { Sample } from '../sample/source.ts';
import type { LocalProvider } from './types.ts';

export interface SampleProviderOptions {
  readonly clock: Clock;
  readonly timeZone: () => string;
}

/** Makes the sample's progress visible, like that of a real account. */
const pageDelayMs = 60;

export const createSampleProvider = (options: SampleProviderOptions): LocalProvider => ({
  kind: 'sample',
  open: () => {
    let loading: Promise<Sample> | null = null;
    const load = (): Promise<Sample> => (loading ??= loadSample(options));
    return {
      source: lazySource(async () => (await load()).source),
      writer: async () => {
        const { model } = await load();
        const [{ createSampleWriter }, { classifyReadReply, classifyWriteReply }] = await Promise.all([
          import('../sample/writer.ts'),
          import('../google/classifyWrite.ts'),
        ]);
        return createSampleWriter({ model, clock: options.clock, classifyReadReply, classifyWriteReply });
      },
    };
  },
});

const loadSample = async ({ clock, timeZone }: SampleProviderOptions): Promise<Sample> => {
  const [{ createSample }, { toChange, toRemoteCalendar }] = await Promise.all([
    import('../sample/source.ts'),
    import('../google/google.ts'),
  ]);
  return createSample({ clock, timeZone: timeZone(), toChange, toRemoteCalendar, pageDelayMs });
};

/** Returns a source whose code is loaded at the first request. */
const lazySource = (load: () => Promise<Source>): Source => {
  let loading: Promise<Source> | null = null;
  const source = (): Promise<Source> => (loading ??= load());
  return {
    listCalendars: async (...request) => (await source()).listCalendars(...request),
    listEvents: async (...request) => (await source()).listEvents(...request),
    getEvent: async (...request) => (await source()).getEvent(...request),
  };
};
