import { PackageCheck } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useUpdates } from '../data/useUpdates.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import { Notice } from './Notice.tsx';

/** A new version is ready: restart now, or get it at the next start. */
export const UpdateNotice = (): ReactNode => {
  const { messages } = useWords();
  const words = messages.updates;
  const state = useUpdates();
  const [later, setLater] = useState(false);
  if (state?.kind !== 'ready' || later) return null;
  return (
    <Notice icon={PackageCheck} text={words.ready(state.version)} role="status" data-notice="update">
      <Button size="small" onClick={() => void window.jarvis.updates.install()}>
        {words.install}
      </Button>
      <Button size="small" look="plain" onClick={() => setLater(true)}>
        {words.later}
      </Button>
    </Notice>
  );
};
