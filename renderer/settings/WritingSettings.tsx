import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Account } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import type { Settings } from '../../shared/settings.ts';
import type { Reach, WritingAccount } from '../../shared/writing.ts';
import { accountName, type Accounts } from '../data/useAccounts.ts';
import { useLive } from '../data/useLive.ts';
import { Button } from '../ui/Button.tsx';
import { Question } from '../ui/Question.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { Choice, Section, Switch } from './fields.tsx';
import styles from './Settings.module.css';
import own from './WritingSettings.module.css';

interface WritingSettingsProps {
  readonly settings: Settings;
  readonly change: (part: Partial<Settings>) => void;
  readonly accounts: Accounts;
}

const load = (): ReturnType<typeof window.jarvis.writing.state> => window.jarvis.writing.state();
const onChanged = (changed: () => void): (() => void) => window.jarvis.writing.onChanged(changed);

const undoChoices = [5, 10, 15, 20, 30];

/** Where the app may change events, how that is turned on and off, and how long a change can be taken back. */
export const WritingSettings = ({ settings, change, accounts }: WritingSettingsProps): ReactNode => {
  const words = useWords().messages.writing;
  const writable = useLive(load, onChanged).value?.accounts ?? [];
  const { undoSeconds } = settings;
  const choices = undoChoices.includes(undoSeconds)
    ? undoChoices
    : [...undoChoices, undoSeconds].toSorted((a, b) => a - b);
  return (
    <>
      <Section title={words.accounts} hint={words.accountsHint} place="writing">
        {writable.length === 0 ? <p className={styles.item}>{words.none}</p> : null}
        {writable.map((one) => (
          <WritingItem
            key={one.accountId}
            state={one}
            account={accounts.accounts?.find(({ id }) => id === one.accountId) ?? null}
          />
        ))}
      </Section>
      <Section title={words.undo} place="undo">
        <Choice
          label={words.undoSeconds}
          hint={words.undoSecondsHint}
          value={String(undoSeconds)}
          options={choices.map((seconds) => [String(seconds), words.seconds(seconds)])}
          onChange={(value) => change({ undoSeconds: Number(value) })}
        />
      </Section>
    </>
  );
};

interface WritingItemProps {
  readonly state: WritingAccount;
  /** Null before the accounts are known. */
  readonly account: Account | null;
}

type Step = 'resting' | 'asking' | 'waiting';

/** One account: a switch, and the question that it asks before Google does. */
const WritingItem = ({ state, account }: WritingItemProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.writing;
  const [step, setStep] = useState<Step>('resting');
  const [reach, setReach] = useState<Reach>(state.reach ?? 'own');
  const [problem, setProblem] = useState<Problem | null>(null);
  const name = account === null ? state.email : accountName(account, messages);
  const isSample = account?.kind === 'sample';
  const { accountId } = state;

  const enable = (): void => {
    setProblem(null);
    setStep('waiting');
    void window.jarvis.writing.enable({ accountId, reach }).then((reply) => {
      setStep('resting');
      setProblem(reply.ok || reply.problem.kind === 'cancelled' ? null : reply.problem);
    });
  };
  const disable = (): void => {
    void window.jarvis.writing
      .disable({ accountId })
      .then((reply) => setProblem(reply.ok ? null : reply.problem));
  };
  if (step === 'asking')
    return (
      <ReachQuestion
        name={name}
        isSample={isSample}
        reach={reach}
        onReach={setReach}
        onCallOff={() => setStep('resting')}
        onContinue={enable}
      />
    );
  if (step === 'waiting' && !isSample)
    return (
      <div className={styles.item} role="status">
        <span className={styles.words}>
          <strong>{name}</strong>
          <small>{words.waiting}</small>
        </span>
        <Cancel />
      </div>
    );
  const hint = !state.on ? words.off : state.needsSignIn ? words.needsSignIn : words.on[state.reach ?? 'own'];
  return (
    <>
      <Switch
        label={name}
        hint={hint}
        on={state.on}
        disabled={step === 'waiting'}
        onChange={(on) => (on ? setStep('asking') : disable())}
      />
      {state.on && state.needsSignIn ? (
        <div className={`${styles.item} ${styles.under}`}>
          <Button onClick={enable}>{words.allowAgain}</Button>
        </div>
      ) : null}
      {problem === null ? null : (
        <div className={`${styles.item} ${styles.under}`}>
          <p className={warned.warned} role="alert">
            {problem.kind === 'writeScopeMissing'
              ? words.declined
              : problemText(messages, problem, format).sentence}
          </p>
        </div>
      )}
    </>
  );
};

/** The focus comes here from the question, which is gone. */
const Cancel = (): ReactNode => {
  const { messages } = useWords();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Button ref={button} onClick={() => void window.jarvis.writing.cancel()}>
      {messages.onboarding.waitingCancel}
    </Button>
  );
};

interface ReachQuestionProps {
  readonly name: string;
  /** The sample asks nobody else. */
  readonly isSample: boolean;
  readonly reach: Reach;
  readonly onReach: (reach: Reach) => void;
  readonly onCallOff: () => void;
  readonly onContinue: () => void;
}

/** Says what becomes possible and how to go back, and asks for which calendars. */
const ReachQuestion = (props: ReachQuestionProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.writing;
  const id = useId();
  return (
    <Question className={styles.item} label={words.question(props.name)} onCallOff={props.onCallOff}>
      <div className={own.question}>
        <strong>{words.question(props.name)}</strong>
        {props.isSample ? null : (
          <>
            <p>{words.possible}</p>
            <p>{words.back}</p>
          </>
        )}
        <fieldset className={own.reaches}>
          <legend>{words.reach}</legend>
          {(['own', 'every'] as const).map((reach) => (
            <label key={reach} className={own.reach}>
              <input
                type="radio"
                name={id}
                checked={props.reach === reach}
                aria-describedby={`${id}-${reach}`}
                onChange={() => props.onReach(reach)}
              />
              <span>
                {words.reaches[reach]}
                <small id={`${id}-${reach}`}>{words.reachHints[reach]}</small>
              </span>
            </label>
          ))}
        </fieldset>
        <div className={own.buttons}>
          <Button onClick={props.onCallOff} autoFocus>
            {messages.app.cancel}
          </Button>
          <Button look="primary" onClick={props.onContinue}>
            {props.isSample ? words.continueSample : words.continue}
          </Button>
        </div>
      </div>
    </Question>
  );
};
