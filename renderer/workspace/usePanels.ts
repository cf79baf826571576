import { useCallback, useEffect, useRef, useState } from 'react';

/** The panels over the day besides a meeting's and the changes'. */
export type PanelName = 'invitations' | 'outbox' | 'notes';

export interface Panels {
  /** At most one is open. */
  readonly open: PanelName | null;
  readonly show: (name: PanelName) => void;
  /** Closes it and returns the focus to where it was opened from. */
  readonly close: () => void;
}

/** Which panel is open. Main asks for one, too, when it is chosen in the tray. `onShow` makes room for it. */
export const usePanels = (onShow: () => void): Panels => {
  const [open, setOpen] = useState<PanelName | null>(null);
  const openedFrom = useRef<HTMLElement | null>(null);
  const latest = useRef(onShow);
  useEffect(() => {
    latest.current = onShow;
  });
  const show = useCallback((name: PanelName) => {
    openedFrom.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    latest.current();
    setOpen(name);
  }, []);
  const close = useCallback(() => {
    setOpen(null);
    openedFrom.current?.focus();
  }, []);
  useEffect(() => {
    const { invitations, outbox } = window.jarvis;
    const stops = [
      invitations.onShowRequested(() => show('invitations')),
      outbox.onShowRequested(() => show('outbox')),
    ];
    return () => stops.forEach((stop) => stop());
  }, [show]);
  return { open, show, close };
};
