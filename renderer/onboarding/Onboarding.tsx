import { ArrowLeft, CalendarClock, ExternalLink } from 'lucide-react';
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import { ProxyLoginDialog } from '../proxyLogin/ProxyLoginDialog.tsx';
import { AddFeed } from '../feeds/AddFeed.tsx';
import type { Accounts } from '../data/useAccounts.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import warned from '../ui/Warned.module.css';
import { useWords } from '../ui/words.ts';
import { ClientSetup, SetupHelp } from './ClientSetup.tsx';
import styles from './Onboarding.module.css';

interface OnboardingProps {
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
}

/** The first run, one step at a time: add a calendar by its address, sign in with Google, or explore a sample. */
export const Onboarding = ({ accounts, info }: OnboardingProps): ReactNode => {
  const [choosesFile, setChoosesFile] = useState(false);
  /** The person has taken a step. Before that, nothing takes the focus. */
  const [began, setBegan] = useState(false);
  const hasClient = (info?.hasGoogleClient ?? true) || accounts.clientChosen;
  if (accounts.connecting === 'google') return <Waiting onCancel={accounts.cancelConnect} />;
  if (choosesFile && !hasClient)
    return <ClientFile accounts={accounts} info={info} onBack={() => setChoosesFile(false)} />;
  return (
    <Welcome
      accounts={accounts}
      info={info}
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
  readonly info: AppInfo | null;
  readonly onConnect: () => void;
  readonly returned: boolean;
}

const Welcome = ({ accounts, info, onConnect, returned }: WelcomeProps): ReactNode => {
  const { messages } = useWords();
  const words = messages.onboarding;
  const resting = accounts.connecting !== null;
  return (
    <Card title={words.welcome} icon={<CalendarClock size={36} strokeWidth={1.5} />} focus={returned}>
      <p className={styles.lead}>{words.lead}</p>
      <AddFeed accounts={accounts} wide />
      <Trouble accounts={accounts} info={info} />
      <Way label={words.connectGoogle} hint={words.connectHint} disabled={resting} onBegin={onConnect} />
      <Way
        label={accounts.connecting === 'sample' ? words.loadingSample : words.exploreSample}
        hint={words.sampleHint}
        disabled={resting}
        onBegin={accounts.connectSample}
      />
      <p className={styles.promise}>{words.privacy}</p>
    </Card>
  );
};

interface WayProps {
  readonly label: string;
  readonly hint: string;
  readonly disabled: boolean;
  readonly onBegin: () => void;
}

/** One way to begin, with what it means. */
const Way = ({ label, hint, disabled, onBegin }: WayProps): ReactNode => {
  const id = useId();
  return (
    <div className={styles.choice}>
      <Button
        size="large"
        className={styles.wide}
        aria-describedby={id}
        disabled={disabled}
        onClick={onBegin}
      >
        {label}
      </Button>
      <p id={id} className={styles.hint}>
        {hint}
      </p>
    </div>
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
      <SetupHelp />
    </Card>
  );
};

interface ClientFileProps {
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
  readonly onBack: () => void;
}

const ClientFile = ({ accounts, info, onBack }: ClientFileProps): ReactNode => {
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
      wide
    >
      <Trouble accounts={accounts} info={info} />
      <ClientSetup accounts={accounts} thenConnect />
    </Card>
  );
};

interface CardProps {
  readonly title: string;
  readonly icon: ReactNode;
  /** The step replaced another one: it takes the focus and is read out. */
  readonly focus: boolean;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

const Card = ({ title, icon, focus, wide = false, children }: CardProps): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) heading.current?.focus();
  }, [focus]);
  return (
    <main className={styles.page}>
      <div className={`${styles.card} ${wide ? styles.wideCard : ''}`}>
        <span className={styles.mark}>{icon}</span>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {children}
      </div>
    </main>
  );
};

interface TroubleProps {
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
}

const Trouble = ({ accounts, info }: TroubleProps): ReactNode => {
  const { messages, format } = useWords();
  const [loggingIn, setLoggingIn] = useState(false);
  const { problem } = accounts;
  // The form of the address tells its own.
  if (problem === null || problem.kind === 'feedFailed') return null;
  const { sentence, action } = problemText(messages, problem, format);
  return (
    <>
      <p className={warned.warned} role="alert">
        {sentence}
      </p>
      {problem.kind === 'signInFailed' ? <SetupHelp /> : null}
      {action?.do === 'logInToProxy' ? (
        <Button onClick={() => setLoggingIn(true)}>{action.label}</Button>
      ) : null}
      {loggingIn ? (
        <ProxyLoginDialog
          problem={problem}
          info={info}
          onEntered={accounts.dismissProblem}
          onClose={() => setLoggingIn(false)}
        />
      ) : null}
    </>
  );
};
