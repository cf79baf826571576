import { rm } from 'node:fs/promises';

/** Removes a folder that an app has used: Chromium's own processes may still be writing while they end. */
export const removeFolder = (folder: string): Promise<void> =>
  rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
