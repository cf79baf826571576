import { X } from 'lucide-react';
import { useId, useRef, type ReactNode } from 'react';
import { IconButton } from './Button.tsx';
import styles from './Dialog.module.css';
import { useModal } from './useModal.ts';
import { useWords } from './words.ts';

interface DialogProps {
  readonly title: string;
  /** Also after Esc and a press beside it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Over everything else, which meanwhile rests; the focus goes back to where it was. */
export const Dialog = ({ title, onClose, children }: DialogProps): ReactNode => {
  const { messages } = useWords();
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useModal(dialog);
  return (
    // A press on the backdrop counts as one on the dialog itself; the keyboard has Esc for it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.inside}>
        <header className={styles.top}>
          <h2 id={titleId}>{title}</h2>
          <IconButton label={messages.app.close} shortcut="close" onClick={onClose}>
            <X size={18} aria-hidden="true" />
          </IconButton>
        </header>
        {/* Scrolls by the keyboard too. */}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
        <div className={styles.body} tabIndex={0} role="region" aria-labelledby={titleId}>
          {children}
        </div>
      </div>
    </dialog>
  );
};
