import type { ReactNode } from 'react';
import { briefMinuteChoices, historyChoices } from '../../shared/brief.ts';
import { MINUTE_MS } from '../../shared/durations.ts';
import type { Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Section } from './fields.tsx';

interface BriefSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

/** When the hero shows briefs, and how long passed meetings are kept for them. */
export const BriefSettings = ({ settings, change }: BriefSettingsProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.brief.settings;
  return (
    <Section title={words.title} place="brief">
      <Choice
        label={words.minutes}
        hint={words.minutesHint}
        value={String(settings.briefMinutes)}
        options={briefMinuteChoices.map((minutes) => [
          String(minutes),
          minutes === 0 ? words.never : words.before(format.duration(minutes * MINUTE_MS)),
        ])}
        onChange={(value) => {
          const briefMinutes = briefMinuteChoices.find((minutes) => String(minutes) === value);
          if (briefMinutes !== undefined) change({ briefMinutes });
        }}
      />
      <Choice
        label={words.history}
        hint={words.historyHint}
        value={String(settings.historyDays)}
        options={historyChoices.map((days) => [
          String(days),
          days === 0 ? words.historyOff : words.days[days],
        ])}
        onChange={(value) => {
          const historyDays = historyChoices.find((days) => String(days) === value);
          if (historyDays !== undefined) change({ historyDays });
        }}
      />
    </Section>
  );
};
