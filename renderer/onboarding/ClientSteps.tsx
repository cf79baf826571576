import type { ReactNode } from 'react';
import { useWords } from '../ui/words.ts';
import styles from './Onboarding.module.css';

/** How to come by the client file that Google wants where the app has none of its own. */
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
