/** The system's dialogs, over the app's window if it has one. */
import { BrowserWindow, dialog } from 'electron';
import type { MessageBoxOptions } from 'electron';

/** Returns the index of the pressed button. */
export const showMessageBox = async (
  options: MessageBoxOptions,
  [window] = BrowserWindow.getAllWindows(),
): Promise<number> => {
  const whole = { ...options, noLink: true };
  const answer =
    window === undefined ? await dialog.showMessageBox(whole) : await dialog.showMessageBox(window, whole);
  return answer.response;
};

/** Returns whether the first of two buttons was pressed. Enter and closing the question mean the second. */
export const askToConfirm = async (
  question: MessageBoxOptions & { readonly buttons: [yes: string, no: string] },
  windows?: BrowserWindow[],
): Promise<boolean> => (await showMessageBox({ ...question, defaultId: 1, cancelId: 1 }, windows)) === 0;
