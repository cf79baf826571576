/** The system's dialogs about the app's own links. They need no window, which may be hidden. */
import { BrowserWindow } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';
import { askToConfirm, showMessageBox } from '../platform/messageBox.ts';
import type { OwnLinkPorts } from './openOwnLink.ts';

export const linkDialogs = (messages: () => Messages): Pick<OwnLinkPorts, 'ask' | 'tell'> => ({
  ask: ({ message, detail }, yes) => {
    const buttons: [string, string] = [yes, messages().app.cancel];
    return askToConfirm({ type: 'question', message, detail, buttons }, visible());
  },
  tell: async ({ message, detail }) => {
    await showMessageBox({ type: 'info', message, detail, buttons: [messages().app.close] }, visible());
  },
});

const visible = (): BrowserWindow[] => BrowserWindow.getAllWindows().filter((each) => each.isVisible());
