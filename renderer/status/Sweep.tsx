/** A held sweep: the notice, the choice, and the result of the decision. */
import { Check, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Problem } from '../../shared/problems.ts';
import type { CalendarRef } from '../../shared/syncReport.ts';
import { Button } from '../ui/Button.tsx';
import { Question, useQuestion } from '../ui/Question.tsx';
import { useForAWhile } from '../ui/useForAWhile.ts';
import { useWords } from '../ui/words.ts';
import { Notice } from './Notice.tsx';
import styles from './Sweep.module.css';

interface SweepChoiceProps {
  readonly calendar: CalendarRef;
  /** The number of rows that would be removed, and the number of upcoming meetings among them. */
  readonly count: number;
  readonly upcoming: number;
  /** Called after a decision. This component disappears with the question, so its parent shows the result. */
  readonly onSettled: (told: string) => void;
}

/** Keeps or removes the rows that the new listing does not contain [S12]. Removing asks once more. */
export const SweepChoice = ({ calendar, count, upcoming, onSettled }: SweepChoiceProps): ReactNode => {
  const { messages, format } = useWords();
  const { asking, setAsking, button } = useQuestion();
  const [working, setWorking] = useState(false);
  const [told, setTold] = useState('');
  const words = messages.sweep;
  const question = words.question(count, upcoming);

  const resolve = (choice: 'keep' | 'remove'): void => {
    setAsking(false);
    setWorking(true);
    setTold('');
    void window.jarvis.sync.resolveSweep({ ...calendar, choice }).then((reply) => {
      if (reply.ok) return onSettled(choice === 'keep' ? words.keptDone : words.removedDone);
      if (reply.problem.kind === 'notFound') return onSettled(words.settled);
      setWorking(false);
      setTold(problemText(messages, reply.problem, format).sentence);
    });
  };

  return (
    <div className={styles.choice}>
      {working ? (
        <p>{words.working}</p>
      ) : asking ? (
        <Question className={styles.confirm} label={question} onCallOff={() => setAsking(false)}>
          <p>
            <strong>{question}</strong> {words.questionHint}
          </p>
          <Button size="small" autoFocus onClick={() => setAsking(false)}>
            {messages.app.cancel}
          </Button>
          <Button size="small" look="danger" className={styles.remove} onClick={() => resolve('remove')}>
            {words.confirm(upcoming > 0 ? upcoming : count)}
          </Button>
        </Question>
      ) : (
        <>
          <Button size="small" onClick={() => resolve('keep')}>
            {words.keep}
          </Button>
          <Button size="small" ref={button} onClick={() => setAsking(true)}>
            {words.remove}
          </Button>
        </>
      )}
      <p role="status" className={told === '' ? styles.silent : undefined}>
        {told}
      </p>
    </div>
  );
};

interface SettledSweepProps {
  /** The result of the decision; null if none was made. */
  readonly told: string | null;
}

/** The result of a decision, kept for as long as it takes to read it. */
export const useSettledSweep = (): readonly [told: string | null, tell: (told: string | null) => void] =>
  useForAWhile<string | null>(null, 10_000);

/**
 * The result of a decision about a held sweep. The question and its buttons are gone by then, so this takes the focus.
 * Otherwise a person who uses the keyboard would be sent to the beginning of the page.
 */
export const SettledSweep = ({ told }: SettledSweepProps): ReactNode => {
  const line = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (told === null) return;
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) line.current?.focus();
  }, [told]);
  return (
    <div role="status">
      {told === null ? null : (
        <p ref={line} tabIndex={-1} className={styles.settled}>
          <Check size={15} aria-hidden="true" />
          {told}
        </p>
      )}
    </div>
  );
};

interface SweepNoticeProps {
  readonly problem: Extract<Problem, { kind: 'sweepHeld' }>;
  /** The problem as a sentence. */
  readonly sentence: string;
  readonly onSettled: (told: string) => void;
  /** The button that shows further problems. */
  readonly children: ReactNode;
}

/** A held sweep with its two choices [S12]. */
export const SweepNotice = ({ problem, sentence, onSettled, children }: SweepNoticeProps): ReactNode => {
  const { accountId, calendarId, count, upcoming } = problem;
  return (
    <Notice icon={TriangleAlert} text={sentence} data-problem="sweepHeld">
      <SweepChoice
        calendar={{ accountId, calendarId }}
        count={count}
        upcoming={upcoming}
        onSettled={onSettled}
      />
      {children}
    </Notice>
  );
};
