import { MINUTE_MS } from '../../shared/durations.ts';
import { useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ReminderAnswer, ShownReminder } from '../../shared/reminders.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { startPhrase } from '../../shared/text/startPhrase.ts';
import { placeOf } from '../agenda/describe.ts';
import { useMinute } from '../data/clock.ts';
import { useInfo } from '../data/useInfo.ts';
import { useLive } from '../data/useLive.ts';
import { useSettings } from '../data/useSettings.ts';
import { useViewersWords } from '../data/useViewersWords.ts';
import { Button } from '../ui/Button.tsx';
import { useWords, WordsContext } from '../ui/words.ts';
import styles from './Reminders.module.css';

const loadReminders = (): ReturnType<typeof window.jarvis.reminders.list> => window.jarvis.reminders.list();
const onReminders = (listener: () => void): (() => void) => window.jarvis.reminders.onChanged(listener);

/** The small window on top of the others: reminders that wait for an answer. Main closes it after the last one. */
export const ReminderWindow = (): ReactNode => {
  const info = useInfo();
  // Applies the person's theme to this page too.
  const { settings } = useSettings();
  const words = useViewersWords(info.value, settings);
  const reminders = useLive(loadReminders, onReminders);
  const list = useRef<HTMLDivElement>(null);
  const shown = reminders.value ?? [];
  const answered = useRef(false);
  useEffect(() => {
    // The answered reminder is gone, and the focus with it: focus the next one. Never before the first answer, because a
    // person who is typing when the window appears must not press a button in it.
    if (answered.current && document.activeElement === document.body)
      list.current?.querySelector('button')?.focus();
  }, [shown.length]);
  if (info.value === null && info.problem === null) return null;
  return (
    <WordsContext value={words}>
      <main className={styles.page} aria-label={words.messages.reminders.label}>
        {/* Reminders that arrive while the window is open are read out. */}
        <div ref={list} role="log" aria-label={words.messages.reminders.label}>
          {shown.map((reminder) => (
            <Reminder
              key={reminder.id}
              reminder={reminder}
              onAnswer={() => {
                answered.current = true;
              }}
            />
          ))}
        </div>
      </main>
    </WordsContext>
  );
};

interface ReminderProps {
  readonly reminder: ShownReminder;
  readonly onAnswer: () => void;
}

const Reminder = ({ reminder, onAnswer }: ReminderProps): ReactNode => {
  const { messages, format } = useWords();
  const nowMs = useMinute();
  const [problem, setProblem] = useState<Problem | null>(null);
  const { id, occurrence } = reminder;
  const words = messages.reminders;
  const startMs = startMsOf(occurrence.start, format.timeZone);
  const date = format.dateOf(startMs);
  const today = format.dateOf(nowMs);
  const day = format.dayInSentence(date, today);
  const isTimed = occurrence.start.kind === 'timed';
  const answer = (choice: ReminderAnswer): void => {
    onAnswer();
    void window.jarvis.reminders
      .answer({ id, answer: choice })
      .then((reply) => setProblem(reply.ok ? null : reply.problem));
  };
  const place = placeOf(occurrence);
  const range = format.timeRange(occurrence.start, occurrence.end);
  return (
    <article
      className={styles.reminder}
      style={{ '--c': occurrence.color } as CSSProperties}
      aria-label={displayTitle(occurrence, messages)}
    >
      <p className={styles.when}>
        {isTimed ? startPhrase(startMs, nowMs, { messages, format }) : words.allDay(day)}
      </p>
      <h1 className={styles.title} dir="auto">
        {displayTitle(occurrence, messages)}
      </h1>
      <p className={styles.range}>{isTimed && date !== today ? `${day} ${range}` : range}</p>
      {place === null ? null : (
        <p className={styles.place} dir="auto">
          {place}
        </p>
      )}
      {problem === null ? null : (
        <p className={styles.problem} role="alert">
          {problemText(messages, problem, format).sentence}
        </p>
      )}
      <div className={styles.answers}>
        {occurrence.joinUrl === undefined ? null : (
          <Button look="primary" title={hostOf(occurrence.joinUrl)} onClick={() => answer('join')}>
            {words.answers.join}
          </Button>
        )}
        <Button onClick={() => answer('snooze')}>{words.answers.snooze}</Button>
        {isTimed && startMs > nowMs + MINUTE_MS ? (
          <Button onClick={() => answer('snoozeToStart')}>{words.answers.snoozeToStart}</Button>
        ) : null}
        <Button onClick={() => answer('dismiss')}>{words.answers.dismiss}</Button>
      </div>
    </article>
  );
};
