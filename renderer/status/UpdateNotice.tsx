import { PackageCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useUpdates } from '../data/useUpdates.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './StatusBar.module.css';

/** A new version waits for the next start: now or whenever that is. */
export const UpdateNotice = (): ReactNode => {
  const { messages } = useWords();
  const words = messages.updates;
  const state = useUpdates();
  const [later, setLater] = useState(false);
  if (state?.kind !== 'ready' || later) return null;
  return (
    <div className={styles.notice} role="status" data-notice="update">
      <PackageCheck size={17} aria-hidden="true" />
      <p>{words.ready(state.version)}</p>
      <span className={styles.actions}>
        <Button size="small" onClick={() => void window.jarvis.updates.install()}>
          {words.install}
        </Button>
        <Button size="small" look="plain" onClick={() => setLater(true)}>
          {words.later}
        </Button>
      </span>
    </div>
  );
};
