import type { ReactNode } from 'react';
import type { Settings, SystemState } from '../../shared/settings.ts';
import { usePlatform } from '../ui/platform.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Fact, Section, Switch } from './fields.tsx';
import styles from './Settings.module.css';

interface StartSettingsProps {
  readonly settings: Settings;
  /** Null before the first reply. */
  readonly system: SystemState | null;
  readonly change: (part: Partial<Settings>) => void;
}

const countdowns = [0, 10, 30, 60] as const satisfies readonly Settings['trayCountdown'][];

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
      <Choice
        label={platform === 'darwin' ? words.countdownOnMac : words.countdown}
        hint={platform === 'darwin' ? words.countdownOnMacHint : words.countdownHint}
        value={String(settings.trayCountdown)}
        options={countdowns.map((minutes) => [
          String(minutes),
          minutes === 0 ? words.noCountdown : words.countdownMinutes(minutes),
        ])}
        onChange={(chosen) => {
          const trayCountdown = countdowns.find((minutes) => String(minutes) === chosen);
          if (trayCountdown !== undefined) change({ trayCountdown });
        }}
      />
      <Fact label={words.closing} hint={system?.hasTray === false ? words.closingQuits : staysFor} />
    </Section>
  );
};
