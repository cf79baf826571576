/**
 * Registers every call of the contract, and nothing else, behind one check of the sender [property 6]. No other file
 * uses Electron's IPC, except the preload and window/signals.ts.
 */
import { ipcMain } from 'electron';
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron';
import { channels, droppedFileChannel } from '../../shared/contract.ts';
import type { Channel } from '../../shared/contract.ts';
import { fail } from '../../shared/result.ts';

export interface IpcOptions {
  /** Returns the reply for a trusted page, from its unparsed arguments. */
  readonly answer: (channel: Channel, args: readonly unknown[]) => Promise<unknown>;
  /** The only origin whose main frame may call. */
  readonly origin: string;
  /** Called with what the preload says was dropped; it is not trusted to be the path of a calendar file. */
  readonly onFileDropped: (path: string) => void;
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
  ipcMain.on(droppedFileChannel, (event, path: unknown) => {
    if (typeof path === 'string' && isTrusted(event, options.origin)) options.onFileDropped(path);
  });
};

/**
 * Returns whether the sender is the main frame of a window that shows our own page. A frame that has navigated away
 * has no senderFrame.
 */
const isTrusted = (event: IpcMainInvokeEvent | IpcMainEvent, origin: string): boolean => {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null) return false;
  const main = event.sender.mainFrame;
  if (frame.processId !== main.processId || frame.routingId !== main.routingId) return false;
  return frame.origin === origin;
};
