import { CalendarClock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { AppInfo } from '../../shared/contract.ts';
import { problemText } from '../../shared/messages/problemText.ts';
import type { Accounts } from '../data/useAccounts.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { ConnectGoogle } from './ConnectGoogle.tsx';
import styles from './Onboarding.module.css';

interface OnboardingProps {
  readonly accounts: Accounts;
  readonly info: AppInfo | null;
}

/** The first run: connect Google, or look around in a made-up calendar. */
export const Onboarding = ({ accounts, info }: OnboardingProps): ReactNode => {
  const { messages, format } = useWords();
  const words = messages.onboarding;
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <CalendarClock size={36} strokeWidth={1.5} className={styles.mark} aria-hidden="true" />
        <h1>{words.welcome}</h1>
        <p className={styles.lead}>{words.lead}</p>
        <div className={styles.choices}>
          <ConnectGoogle
            accounts={accounts}
            hasClient={info?.hasGoogleClient ?? true}
            look="primary"
            label={words.connectGoogle}
          />
        </div>
        {accounts.problem === null ? null : (
          <p className={styles.problem} role="alert">
            {problemText(messages, accounts.problem, format).sentence}
          </p>
        )}
        <hr className={styles.divider} />
        <div className={styles.choices}>
          <Button size="large" disabled={accounts.connecting !== null} onClick={accounts.connectSample}>
            {accounts.connecting === 'sample' ? words.loadingSample : words.exploreSample}
          </Button>
          <p className={styles.hint}>{words.sampleHint}</p>
        </div>
        <p className={styles.hint}>{words.privacy}</p>
      </div>
    </main>
  );
};
