/** Signals from main to the windows, and the states that a window's page reports (shared/contract.ts). */
import { webContents } from 'electron';
import type { WebContents } from 'electron';
import { pageStateChannel, pageStates } from '../../shared/contract.ts';
import type { PageState, Signal, Signals } from '../../shared/contract.ts';

/** Sends a signal to every window. */
export const sendSignal = <S extends Signal>(signal: S, payload: Signals[S]): void => {
  for (const contents of webContents.getAllWebContents()) {
    if (!contents.isDestroyed()) contents.send(signal, payload);
  }
};

/** Calls the listener with the states that the page reports. Reports of other frames are ignored. */
export const onPageState = (contents: WebContents, listener: (state: PageState) => void): void => {
  contents.ipc.on(pageStateChannel, ({ senderFrame }, said: unknown) => {
    const state = pageStates.find((known) => known === said);
    if (state !== undefined && senderFrame !== null && senderFrame.parent === null) listener(state);
  });
};
