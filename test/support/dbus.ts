/**
 * A private session bus with the desktop's side of the tray, which reads the tray's menu and clicks in it, like a
 * panel. The bus starts no services and knows none of the machine's own.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { trayHostPython } from '../../build/systemLibraries.mjs';

export interface SessionBus {
  readonly address: string;
  /** The environment of a program on this bus. */
  readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string };
  stop(): Promise<void>;
}

const busConfiguration = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;

export const startSessionBus = async (): Promise<SessionBus> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'jarvis-bus-'));
  const configuration = path.join(folder, 'bus.conf');
  await writeFile(configuration, busConfiguration);
  const daemon = spawn('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endWithUs(daemon);
  const address = await firstLine(daemon);
  return {
    address,
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    stop: async () => {
      await end(daemon);
      await rm(folder, { recursive: true, force: true });
    },
  };
};

export interface TrayMenuItem {
  readonly id: number;
  readonly label: string;
  readonly type: 'standard' | 'separator';
  readonly enabled: boolean;
  readonly visible: boolean;
  readonly children: readonly TrayMenuItem[];
}

export interface ReceivedNotification {
  readonly notification: number;
  readonly summary: string;
  readonly body: string;
  /** Key, label, key, label, … */
  readonly actions: readonly string[];
}

export interface TrayHost {
  /** How many status items are registered. */
  itemCount(): Promise<number>;
  /** The menu of the item that registered last. */
  menu(): Promise<readonly TrayMenuItem[]>;
  /** The menu's labels from top to bottom, without separators and without mnemonics. */
  labels(): Promise<readonly string[]>;
  /** Clicks the item with this label, in the submenus named before it, once it is there and enabled. */
  click(...path: readonly (string | RegExp)[]): Promise<void>;
  /** A left click on the icon itself. */
  activate(): Promise<void>;
  /** A property of the item: `Title`, `Status`, `ToolTip`, … */
  property(name: string): Promise<unknown>;
  /** The notifications received so far. */
  readonly notifications: readonly ReceivedNotification[];
  /** Those that their sender closed again. */
  readonly closed: readonly number[];
  /** Presses a notification's button, or the notification itself with the key `default`. */
  invokeAction(notification: number, key: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts what acts as a desktop's panel and notification service on that bus. */
export const startTrayHost = async (bus: SessionBus): Promise<TrayHost> => {
  const python = trayHostPython();
  if (python === null) throw new Error('The tray tests need Python with PyGObject (python3-gi).');
  const host = spawn(python, [path.join(import.meta.dirname, 'trayHost.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...bus.env },
  });
  endWithUs(host);

  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>();
  const notifications: ReceivedNotification[] = [];
  const closed: number[] = [];
  let nextId = 1;
  const { promise: ready, resolve: onReady, reject: onEnd } = Promise.withResolvers<void>();
  host.once('exit', (code) => {
    onEnd(new Error(`The tray host ended (${code}).`));
    for (const answer of waiting.values()) answer({ error: 'the tray host ended' });
  });
  createInterface({ input: host.stdout }).on('line', (line) => {
    const message = JSON.parse(line);
    if (message.event === 'ready') onReady();
    else if (message.event === 'notified') notifications.push(message);
    else if (message.event === 'closed') closed.push(message.notification);
    else if (message.id !== undefined) {
      waiting.get(message.id)?.(message);
      waiting.delete(message.id);
    }
  });
  await ready;

  const ask = <T>(what: string, details: object = {}): Promise<T> =>
    new Promise((resolve, reject) => {
      const id = nextId++;
      waiting.set(id, ({ value, error }) => {
        if (error === undefined) resolve(value as T);
        else reject(new Error(error));
      });
      host.stdin.write(`${JSON.stringify({ id, do: what, ...details })}\n`);
    });
  const menu = (): Promise<readonly TrayMenuItem[]> => ask('menu');

  return {
    itemCount: () => ask('itemCount'),
    menu,
    labels: async () =>
      (await menu()).filter((item) => item.type !== 'separator').map((item) => plainLabel(item.label)),
    click: async (...labels) => {
      const press = async (): Promise<void> => {
        let items = await menu();
        let item: TrayMenuItem | undefined;
        for (const label of labels) {
          item = items.find((candidate) => isLabelled(candidate, label));
          if (item === undefined) throw new Error(`The tray's menu has no "${label}".`);
          if (!item.enabled) throw new Error(`"${label}" in the tray's menu is greyed out.`);
          items = item.children;
        }
        await ask('click', { item: item?.id });
      };
      // The menu may come, or be replaced, only now: then nothing has been clicked, and the person looks again.
      for (const untilMs = Date.now() + 30_000; ;) {
        try {
          return await press();
        } catch (error) {
          const isLater = /menu|no status item|error occurred in Event/.test(String(error));
          if (!isLater || Date.now() > untilMs) throw error;
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
      }
    },
    activate: () => ask('activate'),
    property: (name) => ask('property', { name }),
    notifications,
    closed,
    invokeAction: (notification, key) => ask('invokeAction', { notification, key }),
    stop: () => end(host),
  };
};

const isLabelled = (item: TrayMenuItem, label: string | RegExp): boolean => {
  const text = plainLabel(item.label);
  return typeof label === 'string' ? text === label : label.test(text);
};

/** Menus on this bus mark the mnemonic with an underscore and double a real one. */
const plainLabel = (label: string): string => label.replaceAll(/_(.)/g, '$1');

const endWithUs = (child: ChildProcess): void => {
  const stop = (): void => void child.kill('SIGKILL');
  process.once('exit', stop);
  child.once('exit', () => process.off('exit', stop));
};

const end = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
};

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    // Kept in case it ends at once; otherwise it only reports that it may not raise a limit.
    let complaints = '';
    child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
    child.once('exit', (code) => reject(new Error(`dbus-daemon ended at once (${code}): ${complaints}`)));
    if (child.stdout) createInterface({ input: child.stdout }).once('line', resolve);
  });
