import { Inbox } from 'lucide-react';
import type { ReactNode } from 'react';
import { useSystem } from '../data/useSystem.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Notice } from './Notice.tsx';

interface TrayNoticeProps {
  readonly onUnderstood: () => void;
}

/** There is no tray: says once, in advance, that closing the window quits the app. */
export const TrayNotice = ({ onUnderstood }: TrayNoticeProps): ReactNode => {
  const words = useWords().messages.system.noTray;
  if (useSystem().value?.hasTray !== false) return null;
  return (
    <Notice
      icon={Inbox}
      text={
        <>
          <strong>{words.title}</strong> {words.text}
        </>
      }
      role="group"
      aria-label={words.title}
      data-notice="tray"
    >
      <Button size="small" onClick={onUnderstood}>
        {words.understood}
      </Button>
    </Notice>
  );
};
