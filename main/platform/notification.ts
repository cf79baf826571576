/** Notifications that only tell. Their text comes without control and bidi characters [property 13]. */
import { Notification } from 'electron';
import { notificationBody } from './notificationBody.ts';
import { hasSessionBus } from './dbus.ts';

export interface Notice {
  /** Plain text, like the body. */
  readonly title: string;
  readonly body: string;
  readonly silent?: boolean;
}

/** Whether a notification can be asked for. Without a bus the library behind it would only complain. */
export const canNotify = (): boolean => hasSessionBus() && Notification.isSupported();

/** Shown ones stay referenced, for a collected one hears no click. */
const shown = new Set<Notification>();
const mostShown = 20;

/** Returns false where nothing can be shown. */
export const showNotification = ({ title, body, silent = false }: Notice, onClick?: () => void): boolean => {
  if (!canNotify()) return false;
  const notification = new Notification({ title, body: notificationBody(body, process.platform), silent });
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
