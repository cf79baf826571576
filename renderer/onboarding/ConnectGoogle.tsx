import { useState, type ReactNode } from 'react';
import type { Accounts } from '../data/useAccounts.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Onboarding.module.css';

interface ConnectGoogleProps {
  readonly accounts: Accounts;
  /** Whether a client id is known; without one a client file must be chosen first. */
  readonly hasClient: boolean;
  readonly look: 'primary' | 'quiet';
  /** The button's words. */
  readonly label: string;
}

/** The way to a Google account: connect, or first the client file that Google wants. */
export const ConnectGoogle = ({ accounts, hasClient, look, label }: ConnectGoogleProps): ReactNode => {
  const { messages } = useWords();
  const [asked, setAsked] = useState(false);
  const words = messages.onboarding;
  if (accounts.connecting === 'google')
    return (
      <div className={styles.waiting} role="status">
        <p>
          <strong>{words.waiting}</strong>
          <span className={styles.hint}>{words.waitingHint}</span>
        </p>
        <Button onClick={accounts.cancelConnect}>{words.waitingCancel}</Button>
      </div>
    );
  const ready = hasClient || accounts.clientChosen;
  const size = look === 'primary' ? 'large' : 'normal';
  if (ready || !asked)
    return (
      <>
        <Button
          look={look}
          size={size}
          disabled={accounts.connecting !== null}
          onClick={ready ? accounts.connectGoogle : () => setAsked(true)}
        >
          {label}
        </Button>
        {look === 'primary' ? <p className={styles.hint}>{words.connectHint}</p> : null}
      </>
    );
  return (
    <div className={styles.connect}>
      <p className={styles.sub}>{words.clientTitle}</p>
      <p className={styles.hint}>{words.clientLead}</p>
      <ol className={styles.steps}>
        {words.clientSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Button
        look={look}
        size={size}
        disabled={accounts.connecting !== null}
        onClick={accounts.chooseClientFile}
      >
        {words.chooseClientFile}
      </Button>
    </div>
  );
};
