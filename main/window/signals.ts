/** Signals from main to the windows (shared/contract.ts). */
import { webContents } from 'electron';
import type { Signal, Signals } from '../../shared/contract.ts';

/** Sends a signal to every window. */
export const sendSignal = <S extends Signal>(signal: S, payload: Signals[S]): void => {
  for (const contents of webContents.getAllWebContents()) {
    if (!contents.isDestroyed()) contents.send(signal, payload);
  }
};
