import { useId, useState, type ReactNode } from 'react';
import type { Settings } from '../../shared/contract.ts';
import { MOST_REMINDER_MINUTES, pauseEnd } from '../../shared/reminders.ts';
import { useMinute } from '../data/clock.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Settings.module.css';

interface ReminderSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
}

const rules = ['google', 'fixed', 'off'] as const;
const usualHours = { from: '08:00', to: '18:00', days: [1, 2, 3, 4, 5] } as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** When the app reminds and when it keeps quiet. */
export const ReminderSettings = ({ settings, change }: ReminderSettingsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.reminders.settings;
  const ruleId = useId();
  const titleId = useId();
  const { reminderRule, reminderHours } = settings;
  return (
    <section className={styles.section} aria-labelledby={titleId} data-place="reminders">
      <h2 id={titleId}>{words.title}</h2>
      <div className={styles.card}>
        <div className={styles.item}>
          <label htmlFor={ruleId} className={styles.words}>
            <strong>{words.rule}</strong>
            <small>{words.ruleHint}</small>
          </label>
          <select
            id={ruleId}
            className={styles.select}
            value={reminderRule}
            onChange={({ target }) =>
              change({ reminderRule: rules.find((rule) => rule === target.value) ?? 'google' })
            }
          >
            {rules.map((rule) => (
              <option key={rule} value={rule}>
                {words.rules[rule]}
              </option>
            ))}
          </select>
        </div>
        {reminderRule === 'fixed' ? <Minutes settings={settings} change={change} /> : null}
        {reminderRule === 'off' ? null : (
          <>
            {reminderRule === 'google' ? (
              <Switch
                label={words.allDay}
                hint={words.allDayHint}
                on={settings.reminderAllDay}
                onChange={(reminderAllDay) => change({ reminderAllDay })}
              />
            ) : null}
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
              <Hours hours={reminderHours} onChange={(hours) => change({ reminderHours: hours })} />
            )}
            <Pause settings={settings} change={change} />
          </>
        )}
      </div>
    </section>
  );
};

/** The minutes a text lists, the earliest reminder first; null when it is not such a list. */
const readMinutes = (text: string): readonly number[] | null => {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 5 || !parts.every((part) => /^\d{1,5}$/.test(part))) return null;
  const minutes = [...new Set(parts.map(Number))].toSorted((a, b) => b - a);
  return minutes.every((each) => each <= MOST_REMINDER_MINUTES) ? minutes : null;
};

const Minutes = ({ settings, change }: ReminderSettingsProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.reminders.settings;
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const saved = settings.reminderMinutes.join(', ');
  const text = draft ?? saved;
  const isBad = readMinutes(text) === null;
  const save = (): void => {
    const minutes = readMinutes(text);
    if (minutes === null) return;
    setDraft(null);
    if (minutes.join(', ') !== saved) change({ reminderMinutes: minutes });
  };
  return (
    <div className={styles.item}>
      <label htmlFor={id} className={styles.words}>
        <strong>{words.minutes}</strong>
        <small>{words.minutesHint}</small>
      </label>
      <input
        id={id}
        className={styles.select}
        size={12}
        inputMode="numeric"
        value={text}
        aria-invalid={isBad}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={save}
        onKeyDown={({ key }) => {
          if (key === 'Enter') save();
        }}
      />
    </div>
  );
};

const Switch = (props: {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}): ReactNode => {
  const id = useId();
  return (
    <div className={styles.item}>
      <label htmlFor={id} className={styles.words}>
        <strong>{props.label}</strong>
        <small>{props.hint}</small>
      </label>
      <input
        id={id}
        type="checkbox"
        checked={props.on}
        onChange={({ target }) => props.onChange(target.checked)}
      />
    </div>
  );
};

type HoursValue = NonNullable<Settings['reminderHours']>;

const Hours = (props: {
  readonly hours: HoursValue;
  readonly onChange: (hours: HoursValue) => void;
}): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.reminders.settings;
  const { hours, onChange } = props;
  const weekday = new Intl.DateTimeFormat(format.locale, { weekday: 'short', timeZone: 'UTC' });
  const time = (label: string, value: string, set: (value: string) => HoursValue): ReactNode => (
    <label>
      {label}{' '}
      <input
        type="time"
        className={styles.select}
        value={value}
        onChange={({ target }) => {
          if (target.value !== '') onChange(set(target.value));
        }}
      />
    </label>
  );
  return (
    <div className={styles.item}>
      {time(words.from, hours.from, (from) => ({ ...hours, from }))}
      {time(words.to, hours.to, (to) => ({ ...hours, to }))}
      <fieldset className={styles.days}>
        <legend>{words.days}</legend>
        {weekdays.map((day) => (
          <label key={day}>
            <input
              type="checkbox"
              checked={hours.days.includes(day)}
              onChange={({ target }) => {
                const others = hours.days.filter((each) => each !== day);
                onChange({ ...hours, days: target.checked ? [...others, day].toSorted() : others });
              }}
            />{' '}
            {/* 1 January 2024 was a Monday. */}
            {weekday.format(Date.UTC(2024, 0, day))}
          </label>
        ))}
      </fieldset>
    </div>
  );
};

const Pause = ({ settings, change }: ReminderSettingsProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.reminders;
  const minuteMs = useMinute();
  const untilMs = Date.parse(settings.remindersPausedUntil ?? '');
  const isPaused = untilMs > minuteMs;
  const today = format.dateOf(minuteMs);
  const day = isPaused ? format.dateOf(untilMs) : today;
  const when = !isPaused ? '' : day === today ? format.time(untilMs) : format.dayInSentence(day, today);
  const pause = (choice: 'hour' | 'tomorrow'): void =>
    change({ remindersPausedUntil: pauseEnd(choice, Date.now(), format.timeZone) });
  return (
    <div className={styles.item}>
      <span className={styles.words}>
        <strong>{words.settings.pause}</strong>
        <small>{isPaused ? words.tray.pausedUntil(when) : words.settings.notPaused}</small>
      </span>
      {isPaused ? (
        <Button onClick={() => change({ remindersPausedUntil: null })}>{words.settings.resume}</Button>
      ) : (
        <>
          <Button onClick={() => pause('hour')}>{words.settings.hour}</Button>
          <Button onClick={() => pause('tomorrow')}>{words.settings.tomorrow}</Button>
        </>
      )}
    </div>
  );
};
