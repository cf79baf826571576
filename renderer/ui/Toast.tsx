import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { SECOND_MS } from '../../shared/durations.ts';
import { Button } from './Button.tsx';
import floating from './Floating.module.css';
import styles from './Toast.module.css';

/** A short message about what has just been done, and at most one thing to do about it, such as Undo. */
export interface ToastContent {
  readonly text: string;
  readonly action?: { readonly label: string; readonly onAction: () => void };
  /** Until when it is shown, in epoch milliseconds; null: for a few seconds. */
  readonly untilMs: number | null;
}

type ShowToast = (content: ToastContent) => void;

const ToastContext = createContext<ShowToast>(() => {});

/** Returns a function that shows a message. It replaces the one before. */
export const useToast = (): ShowToast => useContext(ToastContext);

const SHOWN_MS = 6 * SECOND_MS;

/** Holds the window's message, over everything but dialogs. */
export const Toasts = ({ children }: { readonly children: ReactNode }): ReactNode => {
  const [content, setContent] = useState<ToastContent | null>(null);
  const show = useCallback((next: ToastContent) => setContent(next), []);
  useEffect(() => {
    if (content === null) return;
    const shownMs = content.untilMs === null ? SHOWN_MS : Math.max(content.untilMs - Date.now(), 0);
    const timer = setTimeout(() => setContent(null), shownMs);
    return () => clearTimeout(timer);
  }, [content]);
  return (
    <ToastContext value={show}>
      {children}
      {/* Always there, so that its text is read out when it comes. */}
      <div className={`${floating.place} ${styles.place}`} role="status">
        {content === null ? null : (
          <div className={`${floating.box} ${styles.toast}`} data-toast>
            <span dir="auto">{content.text}</span>
            {content.action === undefined ? null : (
              <Button
                look="plain"
                size="small"
                className={styles.action ?? ''}
                shortcut="undo"
                data-toast-action
                title={content.action.label}
                onClick={() => {
                  setContent(null);
                  content.action?.onAction();
                }}
              >
                {content.action.label}
              </Button>
            )}
          </div>
        )}
      </div>
    </ToastContext>
  );
};

/** Does what the message offers, for a key. Returns false if it offers nothing. */
export const pressToastAction = (): boolean => {
  const action = document.querySelector<HTMLElement>('[data-toast-action]');
  action?.click();
  return action !== null;
};
