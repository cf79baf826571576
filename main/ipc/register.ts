/**
 * Registers every call of the contract, and nothing else, behind one check of the sender [property 6]. Besides the
 * preload and window/signals.ts, no other file touches Electron's IPC.
 */
import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';
import { channels } from '../../shared/contract.ts';
import type { Channel } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';

export interface IpcOptions {
  /** What a trusted page gets for its arguments, unparsed as they are. */
  readonly answer: (channel: Channel, args: readonly unknown[]) => Promise<unknown>;
  /** The one origin whose main frame may call. */
  readonly origin: string;
  readonly onRefused: (channel: Channel) => void;
}

export const registerCalls = (options: IpcOptions): void => {
  for (const channel of channels) {
    ipcMain.handle(channel, (event, ...args: unknown[]) => {
      if (isTrusted(event, options.origin)) return options.answer(channel, args);
      options.onRefused(channel);
      return fail({ kind: 'invalidRequest', detail: 'sender' });
    });
  }
};

/** The main frame of a window that shows our own page. A frame that has navigated away has no senderFrame. */
const isTrusted = (event: IpcMainInvokeEvent, origin: string): boolean => {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null) return false;
  const main = event.sender.mainFrame;
  if (frame.processId !== main.processId || frame.routingId !== main.routingId) return false;
  return frame.origin === origin;
};
