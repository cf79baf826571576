import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import { Choice, FewChoice, Section } from './fields.tsx';

interface AppearanceSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

const themes = ['system', 'light', 'dark'] as const;
const densities = ['comfortable', 'compact'] as const;
/** Each language is called by its own name. */
const languages = [
  ['en', 'English'],
  ['de', 'Deutsch'],
] as const;
const clocks = ['auto', '12', '24'] as const;
const weekdays = ['monday', 'saturday', 'sunday'] as const;
/** A date for each weekday that a week can start with. */
const exampleDates = { monday: '2024-01-01', saturday: '2024-01-06', sunday: '2024-01-07' } as const;

export const AppearanceSettings = ({ settings, change }: AppearanceSettingsProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.settings;
  return (
    <Section title={words.appearance} place="appearance">
      <FewChoice
        label={words.theme}
        value={settings.theme}
        options={themes.map((theme) => [theme, words.themes[theme]])}
        onChange={(theme) => change({ theme })}
      />
      <Choice
        label={words.language}
        value={settings.language}
        options={[['system', words.likeTheSystem] as const, ...languages]}
        onChange={(language) => change({ language })}
      />
      <FewChoice
        label={words.density}
        value={settings.density}
        options={densities.map((density) => [density, words.densities[density]])}
        onChange={(density) => change({ density })}
      />
      <FewChoice
        label={words.timeFormat}
        value={settings.timeFormat}
        options={clocks.map((clock) => [clock, words.timeFormats[clock]])}
        onChange={(timeFormat) => change({ timeFormat })}
      />
      <Choice
        label={words.firstDayOfWeek}
        value={settings.firstDayOfWeek}
        options={[
          ['auto', words.likeTheSystem] as const,
          ...weekdays.map((day) => [day, format.weekday(exampleDates[day])] as const),
        ]}
        onChange={(firstDayOfWeek) => change({ firstDayOfWeek })}
      />
    </Section>
  );
};
