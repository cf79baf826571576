import type { ReactNode } from 'react';
import { MOST_AUTO_JOIN_MINUTES } from '../../shared/autoJoin.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { AppJoinService, Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Section, Switch } from './fields.tsx';

const minutes = Array.from({ length: MOST_AUTO_JOIN_MINUTES + 1 }, (_, index) => index);
const services: readonly AppJoinService[] = ['zoom', 'teams'];

interface JoinSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

/** Joining automatically, and the meeting services whose links open in their own apps. */
export const JoinSettings = ({ settings, change }: JoinSettingsProps): ReactNode => {
  const { messages, format } = useWords();
  const automatic = messages.autoJoin;
  const words = messages.joining;
  const chosen = settings.joinInApps;
  return (
    <Section title={words.title} place="joining">
      <Switch
        label={automatic.setting}
        hint={automatic.settingHint}
        on={settings.autoJoin}
        onChange={(autoJoin) => change({ autoJoin })}
      />
      <Choice
        label={automatic.minutes}
        hint={automatic.minutesHint}
        value={String(settings.autoJoinMinutes)}
        options={minutes.map((each) => [
          String(each),
          automatic.minutesChoice(each, format.duration(each * MINUTE_MS)),
        ])}
        onChange={(value) => change({ autoJoinMinutes: Number(value) })}
      />
      {services.map((service) => (
        <Switch
          key={service}
          label={words.inApp[service]}
          hint={words.inAppHint}
          on={chosen.includes(service)}
          onChange={(on) =>
            change({ joinInApps: services.filter((one) => (one === service ? on : chosen.includes(one))) })
          }
        />
      ))}
    </Section>
  );
};
