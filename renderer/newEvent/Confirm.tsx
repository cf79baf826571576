import { useEffect, useRef, type ReactNode } from 'react';
import type { Notify, Preview } from '../../shared/writing.ts';
import { Button } from '../ui/Button.tsx';
import { useWords } from '../ui/words.ts';
import styles from './NewEvent.module.css';

interface ConfirmProps {
  readonly preview: Preview;
  readonly busy: boolean;
  readonly onChoose: (notify: Notify) => void;
  readonly onBack: () => void;
}

/** Who gets mail, and the choice whether anyone does [W41]. Nothing is chosen beforehand. */
export const Confirm = ({ preview, busy, onChoose, onBack }: ConfirmProps): ReactNode => {
  const { messages } = useWords();
  const texts = messages.newEvent.confirm;
  const heading = useRef<HTMLHeadingElement>(null);
  // The question is read out, and Enter chooses nothing.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className={styles.confirm}>
      <h2 ref={heading} tabIndex={-1}>
        {texts.title}
      </h2>
      <p>{texts.mails(preview.mails)}</p>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={styles.recipients} tabIndex={0} aria-label={messages.newEvent.guests}>
        {preview.recipients.map((recipient) => (
          <li key={recipient}>{recipient}</li>
        ))}
      </ul>
      {preview.external === 0 ? null : <p className={styles.note}>{texts.external(preview.external)}</p>}
      {preview.warnings.includes('past') ? <p className={styles.note}>{texts.past}</p> : null}
      <p className={styles.hint}>{texts.final}</p>
      <p className={styles.hint}>{texts.none}</p>
      <div className={styles.buttons}>
        <Button look="primary" disabled={busy} onClick={() => onChoose('all')}>
          {texts.send}
        </Button>
        <Button disabled={busy} onClick={() => onChoose('none')}>
          {texts.dontSend}
        </Button>
        <Button look="plain" disabled={busy} onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </div>
  );
};
