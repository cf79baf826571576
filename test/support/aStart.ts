/** The reply to `app.start`: the sample account, idle, with nothing to list. */
import type { AppStart } from '../../shared/contract.ts';
import { ok } from '../../shared/result.ts';
import { defaultSettings } from '../../main/settings/settingsTable.ts';
import { aCalendar, sampleAccount } from './fakeJarvis.ts';

export const aStart = (part: Partial<AppStart> = {}): AppStart => ({
  locale: 'en-GB',
  platform: 'linux',
  settings: defaultSettings,
  accounts: ok([sampleAccount]),
  calendars: ok([aCalendar('Work')]),
  status: {
    phase: 'idle',
    progress: null,
    lastSuccessAt: '2026-11-24T08:46:00.000Z',
    lastAttemptAt: '2026-11-24T08:46:00.000Z',
    nextAttemptAt: null,
    problems: [],
  },
  pages: [],
  ...part,
});
