/**
 * Notifications that stay until they are answered, with buttons where the system shows them: by Electron on macOS and
 * Windows, by the desktop's own service on Linux, and without buttons where that has none.
 */
import { app, Notification } from 'electron';
import type { NotificationConstructorOptions } from 'electron';
import { createBusNotifications, type BusNotice } from './busNotifications.ts';
import { canNotify } from './notification.ts';

export interface ButtonNotice extends BusNotice {
  readonly onShown: () => void;
  readonly onFailed: () => void;
}

export interface ButtonNotifications {
  /** Returns the function that removes it. Nothing is called after that. */
  show(notice: ButtonNotice): () => void;
  stop(): void;
}

/** Windows supports buttons only from an Electron newer than our oldest; on Linux, Electron never does. */
const hasButtons = (): boolean =>
  process.platform === 'darwin' ||
  (process.platform === 'win32' && Number.parseInt(process.versions.electron ?? '0', 10) >= 45);

const showWithElectron = (notice: ButtonNotice): (() => void) => {
  if (!canNotify()) {
    notice.onFailed();
    return () => {};
  }
  const notification = new Notification({
    title: notice.title,
    body: notice.body,
    timeoutType: 'never',
    urgency: notice.urgent ? 'critical' : 'normal',
    ...(hasButtons() && {
      actions: notice.buttons.map((text) => ({ type: 'button' as const, text })),
    }),
  } satisfies NotificationConstructorOptions);
  notification.on('show', notice.onShown);
  notification.on('failed', notice.onFailed);
  notification.on('click', notice.onClick);
  notification.on('action', (_event, index) => notice.onButton(index));
  notification.on('close', notice.onClosed);
  notification.show();
  return () => notification.close();
};

export const createButtonNotifications = (): ButtonNotifications => {
  const bus = process.platform === 'linux' ? createBusNotifications(app.getName()) : null;
  /** Those that are shown; a collected one would not report a click. */
  const shown = new Set<object>();
  return {
    show: (asked) => {
      const own = {};
      let close: (() => void) | null = null;
      shown.add(own);
      const whileShown =
        <Args extends readonly unknown[]>(heard: (...args: Args) => void) =>
        (...args: Args): void => {
          if (shown.has(own)) heard(...args);
        };
      const notice: ButtonNotice = {
        ...asked,
        onShown: whileShown(asked.onShown),
        onFailed: whileShown(asked.onFailed),
        onClick: whileShown(asked.onClick),
        onButton: whileShown(asked.onButton),
        onClosed: whileShown(asked.onClosed),
      };
      const begin = async (): Promise<void> => {
        const closeOnBus = asked.buttons.length === 0 ? null : await bus?.show(notice);
        if (closeOnBus != null) {
          close = closeOnBus;
          if (shown.has(own)) asked.onShown();
          else close();
        } else if (shown.has(own)) close = showWithElectron(notice);
      };
      void begin();
      return () => {
        if (shown.delete(own)) close?.();
      };
    },
    stop: () => bus?.stop(),
  };
};
