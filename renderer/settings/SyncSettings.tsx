import type { ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import type { Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Section } from './fields.tsx';

interface SyncSettingsProps {
  readonly settings: Settings;
  readonly info: AppInfo | null;
  readonly change: (part: Partial<Settings>) => void;
}

const intervals = [1, 2, 5, 10, 15, 30, 60, 120];
const reaches = ['month', 'year', 'everything'] as const;

/** How often to sync, how far back, and, without a keyring, where to keep the sign-in. */
export const SyncSettings = ({ settings, info, change }: SyncSettingsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.settings;
  return (
    <>
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
      {info?.keyring === 'none' ? (
        <Section title={words.signInStorage} place="tokenStorage">
          <Choice
            label={words.tokenStorage}
            hint={words.tokenStorageHint}
            value={settings.tokenStorage}
            options={storageChoices(settings).map((choice) => [choice, words.tokenStorageChoices[choice]])}
            onChange={(tokenStorage) => change({ tokenStorage })}
          />
        </Section>
      ) : null}
    </>
  );
};

/** Returns the choices, including the current number if it was written into the settings file by hand. */
const withCurrent = (minutes: number): readonly number[] =>
  intervals.includes(minutes) ? intervals : [...intervals, minutes].toSorted((a, b) => a - b);

const storageChoices = (settings: Settings): readonly Settings['tokenStorage'][] =>
  settings.tokenStorage === 'ask' ? ['ask', 'memory', 'file'] : ['memory', 'file'];
