/** Asks the person for a calendar file, in the system's own dialog. */
import { BrowserWindow, dialog } from 'electron';

export const chooseCalendarFile = async (name: string): Promise<string | null> => {
  const [window] = BrowserWindow.getAllWindows();
  const options = { properties: ['openFile' as const], filters: [{ name, extensions: ['ics'] }] };
  const answer = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options);
  return answer.filePaths[0] ?? null;
};
