import { X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { Modal } from './Modal.tsx';
import { useWords } from './words.ts';

interface DialogProps {
  readonly title: string;
  /** Also called after Esc and a press outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog with a title, a close button, and a body that scrolls. */
export const Dialog = ({ title, onClose, children }: DialogProps): ReactNode => {
  const { messages } = useWords();
  const titleId = useId();
  return (
    <Modal className={styles.dialog} aria-labelledby={titleId} onClose={onClose}>
      <header className={styles.top}>
        <h2 id={titleId}>{title}</h2>
        <IconButton label={messages.app.close} shortcut="close" onClick={onClose}>
          <X size={18} aria-hidden="true" />
        </IconButton>
      </header>
      {/* Focusable, so that the keyboard can scroll it. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.body} tabIndex={0} role="region" aria-labelledby={titleId}>
        {children}
      </div>
    </Modal>
  );
};
