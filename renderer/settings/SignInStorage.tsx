import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Section } from './fields.tsx';

interface SignInStorageProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

/** Where to keep sign-ins and calendar addresses, if the system has no keyring. */
export const SignInStorage = ({ settings, change }: SignInStorageProps): ReactNode => {
  const words = useWords().messages.settings;
  return (
    <Section title={words.signInStorage} place="tokenStorage">
      <Choice
        label={words.tokenStorage}
        hint={words.tokenStorageHint}
        value={settings.tokenStorage}
        options={choices(settings).map((choice) => [choice, words.tokenStorageChoices[choice]])}
        onChange={(tokenStorage) => change({ tokenStorage })}
      />
    </Section>
  );
};

const choices = (settings: Settings): readonly Settings['tokenStorage'][] =>
  settings.tokenStorage === 'ask' ? ['ask', 'memory', 'file'] : ['memory', 'file'];
