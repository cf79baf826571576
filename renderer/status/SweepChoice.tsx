import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { CalendarRef } from '../../shared/syncReport.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './SweepChoice.module.css';

interface SweepChoiceProps {
  readonly calendar: CalendarRef;
  /** How many rows would go, and what of that is coming up, as a person counts it. */
  readonly count: number;
  readonly upcoming: number;
  /** Decided: this goes with the question, so what came of it is told by whoever asked. */
  readonly onSettled: (told: string) => void;
}

type Step = 'choose' | 'confirm' | 'working';

/** Keep or remove what Google's list lacks [S12]. Removing asks once more; keeping loses nothing. */
export const SweepChoice = ({ calendar, count, upcoming, onSettled }: SweepChoiceProps): ReactNode => {
  const { messages, format } = useWords();
  const [step, setStep] = useState<Step>('choose');
  const [told, setTold] = useState('');
  const removeButton = useRef<HTMLButtonElement>(null);
  const wasConfirming = useRef(false);
  const words = messages.sweep;
  const question = words.question(count, upcoming);
  useEffect(() => {
    // A question called off leaves the person where it was asked.
    if (wasConfirming.current && step === 'choose') removeButton.current?.focus();
    wasConfirming.current = step === 'confirm';
  }, [step]);

  const resolve = (choice: 'keep' | 'remove'): void => {
    setStep('working');
    setTold('');
    void window.jarvis.sync.resolveSweep({ ...calendar, choice }).then((reply) => {
      if (reply.ok) return onSettled(choice === 'keep' ? words.keptDone : words.removedDone);
      if (reply.problem.kind === 'notFound') return onSettled(words.settled);
      setStep('choose');
      setTold(problemText(messages, reply.problem, format).sentence);
    });
  };

  return (
    <div className={styles.choice}>
      {step === 'choose' ? (
        <>
          <Button size="small" onClick={() => resolve('keep')}>
            {words.keep}
          </Button>
          <Button size="small" ref={removeButton} onClick={() => setStep('confirm')}>
            {words.remove}
          </Button>
        </>
      ) : null}
      {step === 'confirm' ? (
        // Esc calls off the question, not the page that it stands on.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <div
          className={styles.confirm}
          role="alertdialog"
          aria-label={question}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            setStep('choose');
          }}
        >
          <p>
            <strong>{question}</strong> {words.questionHint}
          </p>
          <Button size="small" autoFocus onClick={() => setStep('choose')}>
            {messages.app.cancel}
          </Button>
          <Button size="small" look="danger" className={styles.remove} onClick={() => resolve('remove')}>
            {words.confirm(upcoming > 0 ? upcoming : count)}
          </Button>
        </div>
      ) : null}
      {step === 'working' ? <p>{words.working}</p> : null}
      <p role="status" className={told === '' ? styles.silent : undefined}>
        {told}
      </p>
    </div>
  );
};
