/** The app with all of its windows, which macOS hides and shows at once. */
import { app } from 'electron';
import type { AppVisibility } from './discardHidden.ts';

export const appVisibility: AppVisibility = {
  isHidden: () => process.platform === 'darwin' && app.isHidden(),
  onActive: (listener) => void app.on('did-become-active', listener),
};
