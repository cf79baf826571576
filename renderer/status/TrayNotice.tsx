import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSystem } from '../data/useSystem.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './StatusBar.module.css';

interface TrayNoticeProps {
  readonly onUnderstood: () => void;
}

/** No tray: that closing the window ends the app is said before it happens, once. */
export const TrayNotice = ({ onUnderstood }: TrayNoticeProps): ReactNode => {
  const words = useWords().messages.system.noTray;
  if (useSystem().value?.hasTray !== false) return null;
  return (
    <div className={styles.notice} role="group" aria-label={words.title} data-notice="tray">
      <Inbox size={17} aria-hidden="true" />
      <p>
        <strong>{words.title}</strong> {words.text}
      </p>
      <span className={styles.actions}>
        <Button size="small" onClick={onUnderstood}>
          {words.understood}
        </Button>
      </span>
    </div>
  );
};
