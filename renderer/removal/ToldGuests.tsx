import type { ReactNode } from 'react';
import type { Preview } from '../../shared/writing.ts';
import { useWords } from '../ui/words.ts';
import styles from './Removal.module.css';

interface ToldGuestsProps {
  readonly preview: Preview;
  /** `2 guests get a cancellation by email:` */
  readonly says: string;
  /** What it means to tell them or not. */
  readonly hints: readonly string[];
}

/** Who would get mail, before anything is sent [W41]. */
export const ToldGuests = ({ preview, says, hints }: ToldGuestsProps): ReactNode => {
  const texts = useWords().messages.removal;
  return (
    <>
      <p>{says}</p>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <ul className={styles.recipients} tabIndex={0} aria-label={texts.guests}>
        {preview.recipients.map((recipient) => (
          <li key={recipient}>{recipient}</li>
        ))}
      </ul>
      {preview.external === 0 ? null : <p className={styles.note}>{texts.external(preview.external)}</p>}
      {hints.map((hint) => (
        <p key={hint} className={styles.hint}>
          {hint}
        </p>
      ))}
    </>
  );
};
