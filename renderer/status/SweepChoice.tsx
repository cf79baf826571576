import { useState, type ReactNode } from 'react';
import type { CalendarRef } from '../../shared/syncReport.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import { Button } from '../ui/Button.tsx';
import { Question, useQuestion } from '../ui/Question.tsx';
import { useWords } from '../ui/words.ts';
import styles from './SweepChoice.module.css';

interface SweepChoiceProps {
  readonly calendar: CalendarRef;
  /** The number of rows that would be removed, and the number of upcoming meetings among them. */
  readonly count: number;
  readonly upcoming: number;
  /** Called after a decision. This component disappears with the question, so its parent shows the result. */
  readonly onSettled: (told: string) => void;
}

/** Keeps or removes the rows that Google's listing does not contain [S12]. Removing asks once more. */
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
