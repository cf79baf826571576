import { useId, useState, type ReactNode } from 'react';
import { MOST_REMINDER_MINUTES } from '../../shared/reminders.ts';
import { useWords } from '../ui/words.ts';
import styles from './Settings.module.css';

/** Returns the minutes listed in a text, the earliest reminder first; null if it is not a list of minutes. */
const readMinutes = (text: string): readonly number[] | null => {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0 || parts.length > 5 || !parts.every((part) => /^\d{1,5}$/.test(part))) return null;
  const minutes = [...new Set(parts.map(Number))].toSorted((a, b) => b - a);
  return minutes.every((each) => each <= MOST_REMINDER_MINUTES) ? minutes : null;
};

interface ReminderMinutesProps {
  readonly minutes: readonly number[];
  /** The accessible name, where several of these are on one page. */
  readonly name?: string;
  readonly onChange: (minutes: readonly number[]) => void;
}

/** How long before the start. Saved on blur or Enter, and only if it can be read. */
export const ReminderMinutes = (props: ReminderMinutesProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.reminders.settings;
  const id = useId();
  const hintId = useId();
  const [draft, setDraft] = useState<string | null>(null);
  const saved = props.minutes.join(', ');
  const text = draft ?? saved;
  const isBad = readMinutes(text) === null;
  const save = (): void => {
    const minutes = readMinutes(text);
    if (minutes === null) return;
    setDraft(null);
    if (minutes.join(', ') !== saved) props.onChange(minutes);
  };
  return (
    <div className={styles.item}>
      <span className={styles.words}>
        <label htmlFor={id}>
          <strong>{words.minutes}</strong>
        </label>
        <small id={hintId}>{words.minutesHint}</small>
      </span>
      <input
        id={id}
        className={styles.select}
        size={12}
        inputMode="numeric"
        value={text}
        aria-label={props.name}
        aria-invalid={isBad}
        aria-describedby={hintId}
        onChange={({ target }) => setDraft(target.value)}
        onBlur={save}
        onKeyDown={({ key }) => {
          if (key === 'Enter') save();
        }}
      />
    </div>
  );
};
