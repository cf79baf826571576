import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { pauseEnd, pauseEndText } from '../../shared/reminders.ts';
import { useMinute } from '../data/clock.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { CalendarReminders } from './CalendarReminders.tsx';
import { Choice, Fact, Section, Switch } from './fields.tsx';
import { ReminderHours } from './ReminderHours.tsx';
import { ReminderMinutes } from './ReminderMinutes.tsx';

interface ReminderSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly accounts: Accounts;
}

const rules = ['google', 'fixed', 'off'] as const;
const usualHours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] } as const;

/** When and how the app reminds, and when it does not. */
export const ReminderSettings = (props: ReminderSettingsProps): ReactNode => (
  <>
    <GeneralReminders {...props} />
    {props.settings.reminderRule === 'off' ? null : <CalendarReminders {...props} />}
  </>
);

type GeneralProps = Omit<ReminderSettingsProps, 'accounts'>;

const GeneralReminders = ({ settings, change }: GeneralProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.reminders.settings;
  const { reminderRule, reminderCalendars, reminderHours } = settings;
  const usesGoogle = reminderRule === 'google' || reminderCalendars.some(({ rule }) => rule === 'google');
  return (
    <Section title={words.title} place="reminders">
      <Choice
        label={words.rule}
        hint={words.ruleHint}
        value={reminderRule}
        options={rules.map((rule) => [rule, words.rules[rule]])}
        onChange={(rule) => change({ reminderRule: rule })}
      />
      {reminderRule === 'fixed' ? (
        <ReminderMinutes
          minutes={settings.reminderMinutes}
          onChange={(reminderMinutes) => change({ reminderMinutes })}
        />
      ) : null}
      {reminderRule === 'off' ? null : (
        <>
          {usesGoogle ? (
            <Switch
              label={words.allDay}
              hint={words.allDayHint}
              on={settings.reminderAllDay}
              onChange={(reminderAllDay) => change({ reminderAllDay })}
            />
          ) : null}
          <Switch
            label={words.fullScreen}
            hint={words.fullScreenHint}
            on={settings.reminderFullScreen}
            onChange={(reminderFullScreen) => change({ reminderFullScreen })}
          />
          <Switch
            label={words.onlyWithLink}
            hint={words.onlyWithLinkHint}
            on={settings.reminderOnlyWithLink}
            onChange={(reminderOnlyWithLink) => change({ reminderOnlyWithLink })}
          />
          <Switch
            label={words.hours}
            hint={words.hoursHint}
            on={reminderHours !== null}
            onChange={(on) => change({ reminderHours: on ? usualHours : null })}
          />
          {reminderHours === null ? null : (
            <ReminderHours hours={reminderHours} onChange={(hours) => change({ reminderHours: hours })} />
          )}
          <Pause settings={settings} change={change} />
        </>
      )}
      <Switch
        label={words.changes}
        hint={words.changesHint}
        on={settings.changeNotices}
        onChange={(changeNotices) => change({ changeNotices })}
      />
    </Section>
  );
};

const Pause = ({ settings, change }: GeneralProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.reminders;
  const minuteMs = useMinute();
  const untilMs = Date.parse(settings.remindersPausedUntil ?? '');
  const isPaused = untilMs > minuteMs;
  const pause = (choice: 'hour' | 'tomorrow'): void =>
    change({ remindersPausedUntil: pauseEnd(choice, Date.now(), format.timeZone) });
  return (
    <Fact
      label={words.settings.pause}
      hint={
        isPaused ? words.tray.pausedUntil(pauseEndText(untilMs, minuteMs, format)) : words.settings.notPaused
      }
    >
      {isPaused ? (
        <Button onClick={() => change({ remindersPausedUntil: null })}>{words.settings.resume}</Button>
      ) : (
        <>
          <Button onClick={() => pause('hour')}>{words.settings.hour}</Button>
          <Button onClick={() => pause('tomorrow')}>{words.settings.tomorrow}</Button>
        </>
      )}
    </Fact>
  );
};
