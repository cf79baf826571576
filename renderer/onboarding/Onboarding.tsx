import { ArrowLeft, CalendarClock, ExternalLink } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { ClientSteps } from './ClientSteps.tsx';
import styles from './Onboarding.module.css';

interface OnboardingProps {
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
}

/** The first run, one step at a time: connect Google, or explore a sample calendar. */
export const Onboarding = ({ accounts, info }: OnboardingProps): ReactNode => {
  const [choosesFile, setChoosesFile] = useState(false);
  /** The person has taken a step. Before that, nothing takes the focus. */
  const [began, setBegan] = useState(false);
  const hasClient = (info?.hasGoogleClient ?? true) || accounts.clientChosen;
  if (accounts.connecting === 'google') return <Waiting onCancel={accounts.cancelConnect} />;
  if (choosesFile && !hasClient)
    return <ClientFile accounts={accounts} onBack={() => setChoosesFile(false)} />;
  return (
    <Welcome
      accounts={accounts}
      onConnect={() => {
        setBegan(true);
        if (hasClient) accounts.connectGoogle();
        else setChoosesFile(true);
      }}
      returned={began}
    />
  );
};

interface WelcomeProps {
  readonly accounts: Accounts;
  readonly onConnect: () => void;
  readonly returned: boolean;
}

const Welcome = ({ accounts, onConnect, returned }: WelcomeProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.onboarding;
  const connectHint = useId();
  const sampleHint = useId();
  const resting = accounts.connecting !== null;
  return (
    <Card title={words.welcome} icon={<CalendarClock size={36} strokeWidth={1.5} />} focus={returned}>
      <p className={styles.lead}>{words.lead}</p>
      <Trouble accounts={accounts} />
      <div className={styles.choice}>
        <Button
          look="primary"
          size="large"
          className={styles.wide}
          aria-describedby={connectHint}
          disabled={resting}
          onClick={onConnect}
        >
          {words.connectGoogle}
        </Button>
        <p id={connectHint} className={styles.hint}>
          {words.connectHint}
        </p>
      </div>
      <div className={styles.choice}>
        <Button
          size="large"
          className={styles.wide}
          aria-describedby={sampleHint}
          disabled={resting}
          onClick={accounts.connectSample}
        >
          {accounts.connecting === 'sample' ? words.loadingSample : words.exploreSample}
        </Button>
        <p id={sampleHint} className={styles.hint}>
          {words.sampleHint}
        </p>
      </div>
      <p className={styles.promise}>{words.privacy}</p>
    </Card>
  );
};

const Waiting = ({ onCancel }: { readonly onCancel: () => void }): ReactNode => {
  const { messages } = useWords();
  const words = messages.onboarding;
  return (
    <Card title={words.waiting} icon={<ExternalLink size={36} strokeWidth={1.5} />} focus>
      <p className={styles.lead}>{words.waitingHint}</p>
      <Button size="large" className={styles.wide} onClick={onCancel}>
        {words.waitingCancel}
      </Button>
    </Card>
  );
};

const ClientFile = (props: { readonly accounts: Accounts; readonly onBack: () => void }): ReactNode => {
  const { accounts, onBack } = props;
  const { messages } = useWords();
  const words = messages.onboarding;
  return (
    <Card
      title={words.clientTitle}
      icon={
        <IconButton label={messages.app.back} onClick={onBack} className={styles.back}>
          <ArrowLeft size={20} aria-hidden="true" data-turns />
        </IconButton>
      }
      focus
    >
      <ClientSteps />
      <Trouble accounts={accounts} />
      <Button
        look="primary"
        size="large"
        className={styles.wide}
        // The browser opens at once afterwards, because the person asked to connect.
        onClick={() => accounts.chooseClientFile({ thenConnect: true })}
      >
        {words.chooseClientFile}
      </Button>
    </Card>
  );
};

interface CardProps {
  readonly title: string;
  readonly icon: ReactNode;
  /** The step replaced another one: it takes the focus and is read out. */
  readonly focus: boolean;
  readonly children: ReactNode;
}

const Card = ({ title, icon, focus, children }: CardProps): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <span className={styles.mark}>{icon}</span>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
    </main>
  );
};

const Trouble = ({ accounts }: { readonly accounts: Accounts }): ReactNode => {
  const { messages, format } = useWords();
  return accounts.problem === null ? null : (
    <p className={warned.warned} role="alert">
      {problemText(messages, accounts.problem, format).sentence}
    </p>
  );
};
