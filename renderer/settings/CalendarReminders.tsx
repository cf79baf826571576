import type { ReactNode } from 'react';
import type { Calendar } from '../../shared/model.ts';
import type { CalendarReminders as Chosen } from '../../shared/reminders.ts';
import type { Settings } from '../../shared/settings.ts';
import { accountName, type Accounts } from '../data/useAccounts.ts';
import { useWords } from '../ui/words.ts';
import { Choice, Section } from './fields.tsx';
import { ReminderMinutes } from './ReminderMinutes.tsx';

interface CalendarRemindersProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly accounts: Accounts;
}

const rules = ['default', 'google', 'fixed', 'off'] as const;

/** The calendars in the window, each with the choice of a rule of its own. */
export const CalendarReminders = ({ settings, change, accounts }: CalendarRemindersProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.reminders.settings;
  const calendars = (accounts.calendars ?? []).filter(({ visible }) => visible);
  const isOf =
    ({ accountId, id }: Calendar) =>
    (each: Chosen): boolean =>
      each.accountId === accountId && each.calendarId === id;
  const choose = (calendar: Calendar, chosen: Pick<Chosen, 'rule' | 'minutes'> | null): void => {
    const others = settings.reminderCalendars.filter((each) => !isOf(calendar)(each));
    const { accountId, id } = calendar;
    change({
      reminderCalendars: chosen === null ? others : [...others, { accountId, calendarId: id, ...chosen }],
    });
  };
  if (calendars.length === 0) return null;
  return (
    <Section title={words.calendars} hint={words.calendarsHint} place="calendarReminders">
      {calendars.map((calendar) => {
        const chosen = settings.reminderCalendars.find(isOf(calendar));
        const minutes = chosen?.minutes ?? settings.reminderMinutes;
        const account = accounts.accounts?.find(({ id }) => id === calendar.accountId);
        return (
          // Its own element, so that a calendar and its minutes are one row of the section.
          <div key={`${calendar.accountId} ${calendar.id}`}>
            <Choice
              label={calendar.name}
              {...(account !== undefined && { hint: accountName(account, messages) })}
              value={chosen?.rule ?? 'default'}
              options={rules.map((rule) => [rule, words.calendarRules[rule]])}
              onChange={(rule) => choose(calendar, rule === 'default' ? null : { rule, minutes })}
            />
            {chosen?.rule === 'fixed' ? (
              <ReminderMinutes
                name={words.minutesOf(calendar.name)}
                minutes={chosen.minutes}
                onChange={(next) => choose(calendar, { rule: 'fixed', minutes: next })}
              />
            ) : null}
          </div>
        );
      })}
    </Section>
  );
};
