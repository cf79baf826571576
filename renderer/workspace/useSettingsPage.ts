import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { SettingsPlace } from '../settings/SettingsPage.tsx';

export interface SettingsPageState {
  /** The part of the settings to show; null while they are closed. */
  readonly place: SettingsPlace | null;
  readonly isOpen: boolean;
  readonly show: (place: SettingsPlace) => void;
  readonly close: () => void;
  /** The button that opens them. It gets the focus when they close. */
  readonly button: RefObject<HTMLButtonElement | null>;
}

/** The settings page over list and day: opened in the window or from the tray. */
export const useSettingsPage = (): SettingsPageState => {
  const [place, setPlace] = useState<SettingsPlace | null>(null);
  const isOpen = place !== null;
  const button = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => window.jarvis.settings.onShowRequested(() => setPlace('top')), []);
  useEffect(() => {
    // Unless a dialog that was opened from the settings has taken the focus.
    const taken = document.activeElement?.closest('[role="dialog"]') != null;
    if (wasOpen.current && !isOpen && !taken) button.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  const close = useCallback(() => setPlace(null), []);
  return { place, isOpen, show: setPlace, close, button };
};
