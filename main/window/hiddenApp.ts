/** The app with all of its windows, which macOS hides and shows at once. */
import { app } from 'electron';
import type { WholeApp } from './discardHidden.ts';

export const wholeApp: WholeApp = {
  isHidden: () => process.platform === 'darwin' && app.isHidden(),
  onActive: (listener) => void app.on('did-become-active', listener),
};
