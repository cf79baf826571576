import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Section } from './fields.tsx';

interface SyncSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

const intervals = [1, 2, 5, 10, 15, 30, 60, 120];
const reaches = ['month', 'year', 'everything'] as const;

/** How often to sync, and how far back. */
export const SyncSettings = ({ settings, change }: SyncSettingsProps): ReactNode => {
  const words = useWords().messages.settings;
  return (
    <Section title={words.syncing} place="syncing">
      <Choice
        label={words.interval}
        hint={words.intervalHint}
        value={String(settings.syncIntervalMinutes)}
        options={withCurrent(settings.syncIntervalMinutes).map((minutes) => [
          String(minutes),
          minutes % 60 === 0 ? words.everyHours(minutes / 60) : words.everyMinutes(minutes),
        ])}
        onChange={(value) => change({ syncIntervalMinutes: Number(value) })}
      />
      <Choice
        label={words.reachBack}
        hint={words.reachBackHint}
        value={settings.reachBack}
        options={reaches.map((reach) => [reach, words.reachBackChoices[reach]])}
        onChange={(reachBack) => change({ reachBack })}
      />
    </Section>
  );
};

/** Returns the choices, including the current number if it was written into the settings file by hand. */
const withCurrent = (minutes: number): readonly number[] =>
  intervals.includes(minutes) ? intervals : [...intervals, minutes].toSorted((a, b) => a - b);
