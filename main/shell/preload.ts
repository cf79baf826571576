/**
 * The window's only door: `window.jarvis`, one named function per call of the contract, no way to name a
 * channel of one's own [property 6]. Runs sandboxed; bundled into a single CommonJS file.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { channels } from '../../shared/contract.ts';
import type { Jarvis, Signal } from '../../shared/contract.ts';

const signalNames = {
  'agenda.changed': ['agenda', 'onChanged'],
  'agenda.showRequested': ['agenda', 'onShowRequested'],
  'sync.statusChanged': ['sync', 'onStatus'],
  'settings.changed': ['settings', 'onChanged'],
  'reminders.changed': ['reminders', 'onChanged'],
  'system.changed': ['system', 'onChanged'],
  'settings.showRequested': ['settings', 'onShowRequested'],
  'updates.changed': ['updates', 'onChanged'],
} as const satisfies Record<Signal, readonly [noun: string, name: string]>;

type Listener = (payload: unknown) => void;

const jarvis: Record<string, Record<string, unknown>> = {};
const expose = (noun: string, name: string, value: unknown): void => {
  (jarvis[noun] ??= {})[name] = value;
};

for (const channel of channels) {
  const [noun = '', verb = ''] = channel.split('.');
  expose(noun, verb, (request: unknown) =>
    ipcRenderer
      .invoke(channel, ...(request === undefined ? [] : [request]))
      // Main answers values; only a request that cannot be sent or a torn-down main process ends here.
      .catch((error: unknown) => ({
        ok: false,
        problem: /could not be cloned/.test(String(error))
          ? { kind: 'invalidRequest', detail: 'not plain data' }
          : { kind: 'internal' },
      })),
  );
}

/** Signals that ask for something: made while the page was still loading, they wait for the first listener. */
const asking: ReadonlySet<string> = new Set<Signal>(['agenda.showRequested', 'settings.showRequested']);

for (const [signal, [noun, name]] of Object.entries(signalNames)) {
  const listeners = new Set<{ readonly call: Listener }>();
  let waiting: { readonly payload: unknown } | undefined;
  ipcRenderer.on(signal, (_event, payload: unknown) => {
    if (asking.has(signal) && listeners.size === 0) waiting = { payload };
    for (const listener of listeners) listener.call(payload);
  });
  expose(noun, name, (listener: Listener) => {
    const entry = { call: listener };
    listeners.add(entry);
    if (waiting !== undefined) listener(waiting.payload);
    waiting = undefined;
    return () => {
      listeners.delete(entry);
    };
  });
}

contextBridge.exposeInMainWorld('jarvis', jarvis as unknown as Jarvis);
