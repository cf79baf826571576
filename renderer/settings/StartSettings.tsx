import type { ReactNode } from 'react';
import type { Settings, SystemState } from '../../shared/settings.ts';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import { Fact, Section, Switch } from './fields.tsx';
import styles from './Settings.module.css';

interface StartSettingsProps {
  readonly settings: Settings;
  /** Null before the first reply. */
  readonly system: SystemState | null;
  readonly change: (part: Partial<Settings>) => void;
}

/** How the app starts and stays running. */
export const StartSettings = ({ settings, system, change }: StartSettingsProps): ReactNode => {
  const { messages } = useWords();
  const platform = usePlatform();
  const words = messages.settings;
  const staysFor = platform === 'darwin' ? words.closingOnMac : words.closingToTray;
  return (
    <Section title={words.start} place="start">
      <Switch
        label={words.startAtLogin}
        hint={system?.canStartAtLogin === false ? words.cannotStartAtLogin : words.startAtLoginHint}
        on={settings.startAtLogin}
        disabled={system?.canStartAtLogin !== true}
        onChange={(startAtLogin) => change({ startAtLogin })}
      />
      <p role="status" className={styles.under}>
        {system?.startAtLoginFailed === true ? words.startAtLoginFailed : ''}
      </p>
      <Fact label={words.closing} hint={system?.hasTray === false ? words.closingQuits : staysFor} />
    </Section>
  );
};
