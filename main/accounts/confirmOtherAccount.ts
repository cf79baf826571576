/** Asks the person what to do after a sign-in with another account than the one to be connected again. */
import { BrowserWindow, dialog } from 'electron';
import type { Messages } from '../../shared/messages/en.ts';

/** @returns true if the other account is to be added. Closing the question means no. */
export const confirmOtherAccount =
  (messages: () => Messages) =>
  async (expected: string, signedIn: string): Promise<boolean> => {
    const { settings, app } = messages();
    const [window] = BrowserWindow.getAllWindows();
    const options = {
      type: 'question' as const,
      message: settings.otherAccountQuestion(signedIn),
      detail: settings.otherAccountHint(expected),
      buttons: [settings.addOtherAccount, app.cancel],
      defaultId: 1,
      cancelId: 1,
      noLink: true,
    };
    const answer = window
      ? await dialog.showMessageBox(window, options)
      : await dialog.showMessageBox(options);
    return answer.response === 0;
  };
