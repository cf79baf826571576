/** The system's dialogs about the app's own links. They need no window, which may be hidden. */
import { BrowserWindow, dialog } from 'electron';
import type { MessageBoxOptions } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';
import type { OwnLinkPorts } from './openOwnLink.ts';

export const linkDialogs = (messages: () => Messages): Pick<OwnLinkPorts, 'ask' | 'tell'> => ({
  ask: async ({ message, detail }, yes) => {
    const buttons = [yes, messages().app.cancel];
    return (await show({ type: 'question', message, detail, buttons, defaultId: 1, cancelId: 1 })) === 0;
  },
  tell: async ({ message, detail }) => {
    await show({ type: 'info', message, detail, buttons: [messages().app.close] });
  },
});

const show = async (options: MessageBoxOptions): Promise<number> => {
  const window = BrowserWindow.getAllWindows().find((each) => each.isVisible());
  const whole = { ...options, noLink: true };
  const answer =
    window === undefined ? await dialog.showMessageBox(whole) : await dialog.showMessageBox(window, whole);
  return answer.response;
};
