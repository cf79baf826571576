import { useRef, useState, type ReactNode } from 'react';
import type { Accounts } from '../data/useAccounts.ts';
import { ClientSetup, SetupHelp } from '../onboarding/ClientSetup.tsx';
import { Button } from '../ui/Button.tsx';
import { useKeptFocus } from '../ui/useKeptFocus.ts';
import { useWords } from '../ui/words.ts';
import styles from './ConnectGoogle.module.css';

interface ConnectGoogleProps {
  readonly accounts: Accounts;
  /** Whether a client id is known. Without one, a client file must be chosen first. */
  readonly hasClient: boolean;
  /** The button's text. */
  readonly label: string;
}

/** Connects a Google account, or first asks for the client file that Google requires. */
export const ConnectGoogle = (props: ConnectGoogleProps): ReactNode => {
  const place = useRef<HTMLDivElement>(null);
  // One button replaces another.
  const kept = useKeptFocus(place, (element) => element.querySelector('button:enabled'));
  return (
    <div ref={place} className={styles.place} {...kept}>
      <Step {...props} />
    </div>
  );
};

const Step = ({ accounts, hasClient, label }: ConnectGoogleProps): ReactNode => {
  const { messages } = useWords();
  const [asked, setAsked] = useState(false);
  const words = messages.onboarding;
  if (accounts.connecting === 'google')
    return (
      <div className={styles.waiting} role="status">
        <p>
          <strong>{words.waiting}</strong>
          <small>{words.waitingHint}</small>
        </p>
        <Button onClick={accounts.cancelConnect}>{words.waitingCancel}</Button>
        <SetupHelp />
      </div>
    );
  const ready = hasClient || accounts.clientChosen;
  const resting = accounts.connecting !== null;
  if (ready || !asked)
    return (
      <Button disabled={resting} onClick={() => (ready ? accounts.connectGoogle() : setAsked(true))}>
        {label}
      </Button>
    );
  return (
    <div className={styles.steps}>
      <strong>{words.clientTitle}</strong>
      <ClientSetup accounts={accounts} thenConnect={false} autoFocus />
    </div>
  );
};
