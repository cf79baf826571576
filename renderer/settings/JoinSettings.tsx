import type { ReactNode } from 'react';
import type { AppJoinService, Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import { Section, Switch } from './fields.tsx';

const services: readonly AppJoinService[] = ['zoom', 'teams'];

interface JoinSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

/** The meeting services whose links open in their own apps. */
export const JoinSettings = ({ settings, change }: JoinSettingsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.joining;
  const chosen = settings.joinInApps;
  return (
    <Section title={words.title} place="joining">
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
