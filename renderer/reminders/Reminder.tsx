import { useState, type ReactNode } from 'react';
import { MINUTE_MS } from '../../shared/durations.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { ReminderAnswer, ReminderForm, ShownReminder } from '../../shared/reminders.ts';
import { startMsOf } from '../../shared/text/days.ts';
import { displayTitle } from '../../shared/text/displayTitle.ts';
import { startPhrase } from '../../shared/text/startPhrase.ts';
import { AnswerButtons, AnswerState } from '../answering/AnswerButtons.tsx';
import { canAnswer, useAnswering } from '../answering/answering.ts';
import { ReminderBrief } from '../brief/ReminderBrief.tsx';
import { useMinute } from '../data/clock.ts';
import { colorStyle } from '../occurrence/Marks.tsx';
import { placeOf } from '../occurrence/occurrence.ts';
import { useWords } from '../ui/words.ts';
import { FullScreenChoices, SmallChoices } from './Choices.tsx';
import styles from './Reminders.module.css';

interface ReminderProps {
  readonly reminder: ShownReminder;
  readonly form: ReminderForm;
  /** The keys answer this one. */
  readonly hasKeys: boolean;
  readonly onAnswer: () => void;
}

/** One reminder with its answers. */
export const Reminder = ({ reminder, form, hasKeys, onAnswer }: ReminderProps): ReactNode => {
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
  const answering = useAnswering();
  const asks =
    canAnswer(occurrence, answering) &&
    (occurrence.selfResponse === 'needsAction' || answering.changeOf(occurrence) !== null);
  const range = format.timeRange(occurrence.start, occurrence.end);
  const choices = {
    joinUrl: occurrence.joinUrl,
    toStart: isTimed && startMs > nowMs + MINUTE_MS,
    onChoose: answer,
  };
  return (
    <article
      className={`${styles.reminder} ${form === 'fullScreen' ? styles.large : ''}`}
      style={colorStyle(occurrence)}
      aria-label={displayTitle(occurrence, messages)}
      // Focused when it appears, because a button that is focused then could be pressed by a person who is typing.
      tabIndex={form === 'fullScreen' ? -1 : undefined}
      data-reminder={id}
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
      {asks ? (
        <div className={styles.going}>
          <AnswerButtons occurrence={occurrence} title={displayTitle(occurrence, messages)} />
          <AnswerState occurrence={occurrence} />
        </div>
      ) : null}
      <ReminderBrief occurrence={occurrence} />
      {form === 'fullScreen' ? (
        <FullScreenChoices {...choices} hasKeys={hasKeys} />
      ) : (
        <SmallChoices {...choices} />
      )}
    </article>
  );
};
