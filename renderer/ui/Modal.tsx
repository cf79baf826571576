import { useEffect, useRef, type ComponentProps, type CSSProperties, type ReactNode } from 'react';
import styles from './Modal.module.css';

interface ModalProps extends Pick<
  ComponentProps<'dialog'>,
  'aria-label' | 'aria-labelledby' | 'aria-describedby'
> {
  /** Its size and place. */
  readonly className?: string | undefined;
  readonly style?: CSSProperties;
  /** A selector for the element that gets the focus first. Without it, the browser chooses. */
  readonly focusFirst?: string;
  /** Called after Esc and a press outside. */
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A modal dialog over everything else, which is inert meanwhile. Afterwards the focus returns to where it was. */
export const Modal = ({
  className,
  style,
  focusFirst,
  onClose,
  children,
  ...named
}: ModalProps): ReactNode => {
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
    // A press on the backdrop reaches the dialog itself. The keyboard has Esc for it.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions, jsx-a11y/click-events-have-key-events
    <dialog
      ref={dialog}
      className={`${styles.modal} ${className ?? ''}`}
      style={style}
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
