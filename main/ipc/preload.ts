/**
 * The window's only way to the app: `window.jarvis`, one named function per call of the contract, no way to name a
 * channel of one's own [property 6]. Runs sandboxed; bundled into a single CommonJS file.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { channels, pageStateChannel, pageStates } from '../../shared/contract.ts';
import type { Channel, Jarvis, Signal } from '../../shared/contract.ts';

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

const call = (channel: Channel, request: unknown): Promise<unknown> =>
  ipcRenderer
    .invoke(channel, ...(request === undefined ? [] : [request]))
    // Main returns values; only a request that cannot be sent or a torn-down main process ends here.
    .catch((error: unknown) => ({
      ok: false,
      problem: /could not be cloned/.test(String(error))
        ? { kind: 'invalidRequest', detail: 'not plain data' }
        : { kind: 'internal' },
    }));

for (const channel of channels) {
  const [noun = '', verb = ''] = channel.split('.');
  expose(noun, verb, (request: unknown) => call(channel, request));
}

// What the page reports of itself (`PageState`). Only the name passes, not what the event carries.
for (const state of pageStates) {
  window.addEventListener(state, () => ipcRenderer.send(pageStateChannel, state));
}
// A script that cannot be fetched reports nothing itself. The error event of its element does not bubble.
window.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLScriptElement) ipcRenderer.send(pageStateChannel, 'failed');
  },
  true,
);

/** Asked before the page has any code: it is answered by the time the page wants it. */
const start = window.location.hash === '' ? call('app.start', undefined) : null;
let isStartTaken = start === null;
expose('app', 'start', () => {
  if (isStartTaken) return call('app.start', undefined);
  isStartTaken = true;
  return start;
});

/**
 * Signals that came while the page was still loading: what it was told with `app.start` is older than they. They
 * are told once the listeners that come together are all there.
 */
const missed = new Map<string, unknown>();

/** Signals that ask for something: made while the page was still loading, they wait for the first listener. */
const asking: ReadonlySet<string> = new Set<Signal>(['agenda.showRequested', 'settings.showRequested']);

for (const [signal, [noun, name]] of Object.entries(signalNames)) {
  const listeners = new Set<{ readonly call: Listener }>();
  let waiting: { readonly payload: unknown } | undefined;
  ipcRenderer.on(signal, (_event, payload: unknown) => {
    if (listeners.size === 0) {
      if (asking.has(signal)) waiting = { payload };
      else missed.set(signal, payload);
    }
    for (const listener of listeners) listener.call(payload);
  });
  expose(noun, name, (listener: Listener) => {
    const entry = { call: listener };
    listeners.add(entry);
    if (waiting !== undefined) listener(waiting.payload);
    waiting = undefined;
    if (missed.has(signal)) {
      const payload = missed.get(signal);
      missed.delete(signal);
      queueMicrotask(() => listeners.forEach(({ call: tell }) => tell(payload)));
    }
    return () => {
      listeners.delete(entry);
    };
  });
}

contextBridge.exposeInMainWorld('jarvis', jarvis as unknown as Jarvis);
