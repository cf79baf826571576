/** Asks the person for a folder, in the system's own dialog. */
import { BrowserWindow, dialog } from 'electron';

export const chooseFolder = async (title: string, button: string): Promise<string | null> => {
  const [window] = BrowserWindow.getAllWindows();
  const options = {
    title,
    buttonLabel: button,
    properties: ['openDirectory' as const, 'createDirectory' as const],
  };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.filePaths[0] ?? null;
};
