import type { ReactNode } from 'react';
import type { Notify, Preview } from '../../shared/writing.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './Removal.module.css';

interface MailChoiceProps {
  readonly preview: Preview;
  readonly look: 'primary' | 'danger';
  /** `confirm`: for a change that brings nobody mail. */
  readonly texts: { readonly confirm: string; readonly send: string; readonly dontSend: string };
  readonly busy: boolean;
  readonly onChoose: (notify: Notify) => void;
  readonly onClose: () => void;
}

/** The buttons below a question about a change: without guests one that makes it, else one with and one without mail [W41]. */
export const MailChoice = ({ preview, look, texts, busy, onChoose, onClose }: MailChoiceProps): ReactNode => {
  const { messages } = useWords();
  return (
    <div className={styles.buttons}>
      {preview.mails === 0 ? (
        <Button look={look} disabled={busy} onClick={() => onChoose('none')}>
          {texts.confirm}
        </Button>
      ) : (
        <>
          <Button look={look} disabled={busy} onClick={() => onChoose('all')}>
            {texts.send}
          </Button>
          <Button disabled={busy} onClick={() => onChoose('none')}>
            {texts.dontSend}
          </Button>
        </>
      )}
      <Button look="plain" onClick={onClose}>
        {messages.app.cancel}
      </Button>
    </div>
  );
};
