/**
 * Notifications with buttons on Linux, where Electron shows none: asked of the desktop's service over D-Bus
 * (org.freedesktop.Notifications). Only that service's own signals count as presses.
 */
import type { BusMessage } from './busMessages.ts';
import { openSessionBus, type SessionBus } from './sessionBus.ts';

export interface BusNotice {
  readonly title: string;
  /** With escaped markup (notificationBody.ts). */
  readonly body: string;
  readonly urgent: boolean;
  readonly buttons: readonly string[];
  readonly onClick: () => void;
  readonly onButton: (index: number) => void;
  readonly onClosed: () => void;
}

export interface BusNotifications {
  /** Returns the function that removes it; null: the service shows no buttons, or nothing at all. */
  show(notice: BusNotice): Promise<(() => void) | null>;
  stop(): void;
}

const service = {
  destination: 'org.freedesktop.Notifications',
  path: '/org/freedesktop/Notifications',
  face: 'org.freedesktop.Notifications',
} as const;
const match = `type='signal',sender='${service.destination}',interface='${service.face}'`;

export const createBusNotifications = (
  appName: string,
  variables: Readonly<Record<string, string | undefined>> = process.env,
): BusNotifications => {
  const shown = new Map<number, BusNotice>();
  let opening: Promise<SessionBus | null> | null = null;
  let stopped = false;
  /** How many are being shown, and the signals about what may be one of them. */
  let asking = 0;
  let early: BusMessage[] = [];

  /** Returns the connection; null if the desktop's service has no buttons. Tried again after a failure. */
  const connected = (): Promise<SessionBus | null> => {
    opening ??= open().then((bus) => {
      if (bus === null) opening = null;
      return bus;
    });
    return opening;
  };
  const open = async (): Promise<SessionBus | null> => {
    const bus = await openSessionBus(variables);
    if (bus === null) return null;
    const abilities = await bus.call({ ...service, member: 'GetCapabilities', signature: '', body: [] });
    const [names] = abilities ?? [];
    if (stopped || !Array.isArray(names) || !names.includes('actions')) {
      bus.close();
      return null;
    }
    await bus.call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      face: 'org.freedesktop.DBus',
      member: 'AddMatch',
      signature: 's',
      body: [match],
    });
    bus.onSignal((signal) => {
      if (signal.face === service.face) hear(signal);
    });
    bus.onEnd(() => {
      opening = null;
      shown.clear();
    });
    return bus;
  };
  const hear = (signal: BusMessage): void => {
    const { member, signature, body } = signal;
    const notice = shown.get(Number(body[0]));
    if (notice !== undefined) {
      if (member === 'ActionInvoked' && signature === 'us') pressed(notice, String(body[1]));
      else if (member === 'NotificationClosed') {
        shown.delete(Number(body[0]));
        notice.onClosed();
      }
    } else if (asking > 0) early.push(signal);
  };
  const pressed = (notice: BusNotice, key: string): void => {
    if (key === 'default') return notice.onClick();
    const index = /^button-(\d)$/.exec(key)?.[1];
    if (index !== undefined && Number(index) < notice.buttons.length) notice.onButton(Number(index));
  };

  return {
    show: async (notice) => {
      const bus = await connected();
      if (bus === null || stopped) return null;
      asking += 1;
      const reply = await bus.call({
        ...service,
        member: 'Notify',
        signature: 'susssasa{sv}i',
        body: [
          appName,
          0,
          '',
          notice.title,
          notice.body,
          ['default', '', ...notice.buttons.flatMap((text, index) => [`button-${index}`, text])],
          [['urgency', ['y', notice.urgent ? 2 : 1]]],
          // Stays until it is answered.
          0,
        ],
      });
      asking -= 1;
      const heard = early;
      if (asking === 0) early = [];
      const id = Number(reply?.[0]);
      if (reply === null || !Number.isFinite(id)) return null;
      shown.set(id, notice);
      for (const signal of heard) if (Number(signal.body[0]) === id) hear(signal);
      return () => {
        if (!shown.delete(id)) return;
        void bus.call({ ...service, member: 'CloseNotification', signature: 'u', body: [id] });
      };
    },
    stop: () => {
      stopped = true;
      void opening?.then((bus) => bus?.close());
    },
  };
};
