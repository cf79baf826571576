import { useEffect, type RefObject } from 'react';

/** Shows a dialog over everything else while it is drawn; then the focus goes back to where it was. */
export const useModal = (dialog: RefObject<HTMLDialogElement | null>): void => {
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [dialog]);
};
