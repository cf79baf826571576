/** Plain notifications. Control and bidi characters must already be removed from their text [property 13]. */
import { Notification } from 'electron';
import { notificationBody } from './notificationBody.ts';
import { hasSessionBus } from './dbus.ts';

export interface Notice {
  /** Plain text, like the body. */
  readonly title: string;
  readonly body: string;
  readonly silent?: boolean;
}

/** Returns whether a notification can be shown. Without a bus the library behind it would only print errors. */
export const canNotify = (): boolean => hasSessionBus() && Notification.isSupported();

/** Shown notifications are referenced here, because a collected one would not report a click. */
const shown = new Set<Notification>();
const mostShown = 20;

/** Returns false if nothing can be shown. */
export const showNotification = ({ title, body, silent = false }: Notice, onClick?: () => void): boolean => {
  if (!canNotify()) return false;
  const notification = new Notification({
    title,
    body: notificationBody(body, process.platform),
    silent,
  });
  const forget = (): void => void shown.delete(notification);
  notification.on('close', forget);
  notification.on('failed', forget);
  if (onClick !== undefined) notification.on('click', onClick);
  shown.add(notification);
  const [oldest] = shown;
  if (shown.size > mostShown && oldest !== undefined) shown.delete(oldest);
  notification.show();
  return true;
};
