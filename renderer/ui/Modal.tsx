import { useEffect, useRef, type ComponentProps, type ReactNode } from 'react';
import styles from './Modal.module.css';

interface ModalProps extends Pick<ComponentProps<'dialog'>, 'aria-label' | 'aria-labelledby'> {
  /** Its size and place. */
  readonly className?: string | undefined;
  /** A selector of what has the focus at first; else the browser chooses. */
  readonly focusFirst?: string;
  /** After Esc and a press beside it. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Over everything else, which meanwhile rests; the focus goes back to where it was. */
export const Modal = ({ className, focusFirst, onClose, children, ...named }: ModalProps): ReactNode => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    if (focusFirst !== undefined) element?.querySelector<HTMLElement>(focusFirst)?.focus();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [focusFirst]);
  return (
    // A press on the backdrop counts as one on the dialog itself; the keyboard has Esc for it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={`${styles.modal} ${className ?? ''}`}
      {...named}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={styles.inside}>{children}</div>
    </dialog>
  );
};
