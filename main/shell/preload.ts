/**
 * The window's only door: `window.jarvis`, one named function per call of the contract, no way to name a
 * channel of one's own [property 6]. Runs sandboxed; bundled into a single CommonJS file.
 */
import { contextBridge, ipcRenderer } from 'electron';
import { channels } from '../../shared/contract.ts';
import type { Jarvis, Signal } from '../../shared/contract.ts';

const signalNames = {
  'agenda.changed': ['agenda', 'onChanged'],
  'sync.statusChanged': ['sync', 'onStatus'],
  'settings.changed': ['settings', 'onChanged'],
} as const satisfies Record<Signal, readonly [noun: string, name: string]>;

const jarvis: Record<string, Record<string, unknown>> = {};
const expose = (noun: string, name: string, value: unknown): void => {
  (jarvis[noun] ??= {})[name] = value;
};

for (const channel of channels) {
  const [noun = '', verb = ''] = channel.split('.');
  expose(noun, verb, (request: unknown) =>
    ipcRenderer
      .invoke(channel, ...(request === undefined ? [] : [request]))
      // Main answers values; only a torn-down main process or an uncloneable request ends here.
      .catch(() => ({ ok: false, problem: { kind: 'internal' } })),
  );
}

for (const [signal, [noun, name]] of Object.entries(signalNames)) {
  expose(noun, name, (listener: (payload: unknown) => void) => {
    const onSignal = (_event: unknown, payload: unknown): void => listener(payload);
    ipcRenderer.on(signal, onSignal);
    return () => {
      ipcRenderer.removeListener(signal, onSignal);
    };
  });
}

contextBridge.exposeInMainWorld('jarvis', jarvis as unknown as Jarvis);
