/** Plain notifications, with one button at most. Control and bidi characters must already be removed from their text [property 13]. */
import { Notification } from 'electron';
import { notificationBody } from './notificationBody.ts';
import { hasSessionBus } from './dbus.ts';

export interface Notice {
  /** Plain text, like the body. */
  readonly title: string;
  readonly body: string;
  readonly silent?: boolean;
}

/** Windows supports buttons only from an Electron newer than our oldest; no Linux that we know does. */
export const hasButtons = (): boolean =>
  process.platform === 'darwin' ||
  (process.platform === 'win32' && Number.parseInt(process.versions.electron ?? '0', 10) >= 45);

export interface NotificationActions {
  readonly onClick?: () => void;
  /** Not shown where there are no buttons. */
  readonly button?: { readonly text: string; readonly onPress: () => void };
}

/** Returns whether a notification can be shown. Without a bus the library behind it would only print errors. */
export const canNotify = (): boolean => hasSessionBus() && Notification.isSupported();

/** Shown notifications are referenced here, because a collected one would not report a click. */
const shown = new Set<Notification>();
const mostShown = 20;

/** Returns false if nothing can be shown. */
export const showNotification = (notice: Notice, onClick?: () => void): boolean =>
  openNotification(notice, onClick === undefined ? {} : { onClick }) !== null;

/** Returns the function that removes the notification; null if nothing can be shown. */
export const openNotification = (
  { title, body, silent = false }: Notice,
  { onClick, button }: NotificationActions,
): (() => void) | null => {
  if (!canNotify()) return null;
  const notification = new Notification({
    title,
    body: notificationBody(body, process.platform),
    silent,
    ...(button !== undefined && hasButtons() && { actions: [{ type: 'button', text: button.text }] }),
  });
  const forget = (): void => void shown.delete(notification);
  notification.on('close', forget);
  notification.on('failed', forget);
  if (onClick !== undefined) notification.on('click', onClick);
  if (button !== undefined) notification.on('action', button.onPress);
  shown.add(notification);
  const [oldest] = shown;
  if (shown.size > mostShown && oldest !== undefined) shown.delete(oldest);
  notification.show();
  return () => notification.close();
};
