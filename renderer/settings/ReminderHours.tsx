import type { ReactNode } from 'react';
import type { Settings } from '../../shared/settings.ts';
import { useWords } from '../ui/words.ts';
import styles from './Settings.module.css';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

type HoursValue = NonNullable<Settings['reminderHours']>;

/** The hours of the day and the days of the week with reminders. */
export const ReminderHours = (props: {
  readonly hours: HoursValue;
  readonly onChange: (hours: HoursValue) => void;
}): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.reminders.settings;
  const { hours, onChange } = props;
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
            />
            {/* 1 January 2024 was a Monday. */}
            {format.shortWeekday(`2024-01-0${day}`)}
          </label>
        ))}
      </fieldset>
    </div>
  );
};
