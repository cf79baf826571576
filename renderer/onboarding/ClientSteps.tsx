import type { ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import styles from './Onboarding.module.css';

/** How to get the client file that Google requires if the app was built without a client. */
export const ClientSteps = (): ReactNode => {
  const { messages } = useWords();
  const words = messages.onboarding;
  return (
    <>
      <p className={styles.lead}>{words.clientLead}</p>
      <ol className={styles.steps}>
        {words.clientSteps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </>
  );
};
