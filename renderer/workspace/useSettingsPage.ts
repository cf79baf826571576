import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import { pageOf, type SettingsPageName, type SettingsPlace } from '../settings/pages.ts';

export interface SettingsPageState {
  /** The part of the settings to show; null while they are closed. */
  readonly place: SettingsPlace | null;
  readonly isOpen: boolean;
  /** Without a place: the page that was shown last. */
  readonly show: (place?: SettingsPlace) => void;
  readonly close: () => void;
  /** The button that opens them. It gets the focus when they close. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** The settings page over list and day: opened in the window or from the tray. */
export const useSettingsPage = (): SettingsPageState => {
  const [place, setPlace] = useState<SettingsPlace | null>(null);
  const isOpen = place !== null;
  const lastPage = useRef<SettingsPageName>('accounts');
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const show = useCallback((wanted: SettingsPlace = lastPage.current) => {
    lastPage.current = pageOf(wanted);
    setPlace(wanted);
  }, []);
  useEffect(() => window.jarvis.settings.onShowRequested(() => show()), [show]);
  useEffect(() => {
    // Unless a dialog that was opened from the settings has taken the focus.
    const taken = document.activeElement?.closest('[role="dialog"]') != null;
    if (wasOpen.current && !isOpen && !taken) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = useCallback(() => setPlace(null), []);
  return { place, isOpen, show, close, button };
};
