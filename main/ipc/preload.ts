/**
 * The window's only access to the app: `window.jarvis`, with one named function per call of the contract and no way
 * to name another channel [property 6]. Runs in the sandbox; bundled into a single CommonJS file.
 */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { isCalendarFilePath } from '../../shared/feeds.ts';
import { channels, droppedFileChannel, pageStateChannel, pageStates } from '../../shared/contract.ts';
import type { Channel, Jarvis, Signal } from '../../shared/contract.ts';

const signalNames = {
  'agenda.changed': ['agenda', 'onChanged'],
  'agenda.showRequested': ['agenda', 'onShowRequested'],
  'agenda.showDayRequested': ['agenda', 'onShowDayRequested'],
  'edits.newRequested': ['edits', 'onNewRequested'],
  'invitations.showRequested': ['invitations', 'onShowRequested'],
  'outbox.showRequested': ['outbox', 'onShowRequested'],
  'sync.statusChanged': ['sync', 'onStatus'],
  'settings.changed': ['settings', 'onChanged'],
  'brief.changed': ['brief', 'onChanged'],
  'notes.changed': ['notes', 'onChanged'],
  'reminders.changed': ['reminders', 'onChanged'],
  'system.changed': ['system', 'onChanged'],
  'autoJoin.changed': ['autoJoin', 'onChanged'],
  'hooks.changed': ['hooks', 'onChanged'],
  'settings.showRequested': ['settings', 'onShowRequested'],
  'updates.changed': ['updates', 'onChanged'],
  'writing.changed': ['writing', 'onChanged'],
  'outbox.changed': ['outbox', 'onChanged'],
} as const satisfies Record<Signal, readonly [noun: string, name: string]>;

type Listener = (payload: unknown) => void;

const jarvis: Record<string, Record<string, unknown>> = {};
const expose = (noun: string, name: string, value: unknown): void => {
  (jarvis[noun] ??= {})[name] = value;
};

const call = (channel: Channel, request: unknown): Promise<unknown> =>
  ipcRenderer
    .invoke(channel, ...(request === undefined ? [] : [request]))
    // Main returns failures as values. Only a request that cannot be sent, or the end of the main process, gets here.
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

// The states that the page reports (`PageState`). Only the name is passed on, not the event's data.
for (const state of pageStates) {
  window.addEventListener(state, () => ipcRenderer.send(pageStateChannel, state));
}
// A script that cannot be fetched cannot report that itself. The error event of its element does not bubble.
window.addEventListener(
  'error',
  ({ target }) => {
    if (target instanceof HTMLScriptElement) ipcRenderer.send(pageStateChannel, 'failed');
  },
  true,
);

// Only what the person really drops has a path: the page can neither make such an event nor such a file.
window.addEventListener('dragover', (event) => {
  if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
});
window.addEventListener('drop', (event) => {
  const file = event.dataTransfer?.files[0];
  if (file === undefined || !event.isTrusted) return;
  event.preventDefault();
  const path = webUtils.getPathForFile(file);
  if (isCalendarFilePath(path)) ipcRenderer.send(droppedFileChannel, path);
});

/** Requested before the page has any code, so that the reply is there when the page needs it. */
const start = window.location.hash === '' ? call('app.start', undefined) : null;
let isStartTaken = start === null;
expose('app', 'start', () => {
  if (isStartTaken) return call('app.start', undefined);
  isStartTaken = true;
  return start;
});

/**
 * Signals that came while the page was still loading. They are newer than the reply to `app.start`. They are
 * delivered when all listeners that are registered together are there.
 */
const undelivered = new Map<string, unknown>();

/** Signals that ask for something. Sent while the page was still loading, they wait for the first listener. */
const requestSignals: ReadonlySet<string> = new Set<Signal>([
  'agenda.showRequested',
  'agenda.showDayRequested',
  'edits.newRequested',
  'invitations.showRequested',
  'outbox.showRequested',
  'settings.showRequested',
]);

for (const [signal, [noun, name]] of Object.entries(signalNames)) {
  const listeners = new Set<{ readonly call: Listener }>();
  let waiting: { readonly payload: unknown } | undefined;
  ipcRenderer.on(signal, (_event, payload: unknown) => {
    if (listeners.size === 0) {
      if (requestSignals.has(signal)) waiting = { payload };
      else undelivered.set(signal, payload);
    }
    for (const listener of listeners) listener.call(payload);
  });
  expose(noun, name, (listener: Listener) => {
    const entry = { call: listener };
    listeners.add(entry);
    if (waiting !== undefined) listener(waiting.payload);
    waiting = undefined;
    if (undelivered.has(signal)) {
      const payload = undelivered.get(signal);
      undelivered.delete(signal);
      queueMicrotask(() => listeners.forEach(({ call: tell }) => tell(payload)));
    }
    return () => {
      listeners.delete(entry);
    };
  });
}

contextBridge.exposeInMainWorld('jarvis', jarvis as unknown as Jarvis);
