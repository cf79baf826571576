/** The system's keyring through Electron's safeStorage; the asynchronous calls where this Electron has them. */
import { safeStorage } from 'electron';
import type { Keyring } from './vault.ts';

const hasAsync = (): boolean => typeof safeStorage.isAsyncEncryptionAvailable === 'function';

/** Linux without a keyring falls back to a fixed password that every copy of Chromium knows: no keyring. */
const isBasicText = (): boolean =>
  process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());

/** Call only after the app is ready. */
export const systemKeyring = (): Keyring => ({
  available: async () => {
    // The keychain may ask the person for leave: only when there is something to seal.
    if (process.platform === 'darwin') return true;
    if (isBasicText()) return false;
    return hasAsync() ? safeStorage.isAsyncEncryptionAvailable() : safeStorage.isEncryptionAvailable();
  },
  seal: async (text) =>
    hasAsync()
      ? { by: 'async', sealed: (await safeStorage.encryptStringAsync(text)).toString('base64') }
      : { by: 'sync', sealed: safeStorage.encryptString(text).toString('base64') },
  open: async (sealed, by) => {
    const bytes = Buffer.from(sealed, 'base64');
    return by === 'async'
      ? (await safeStorage.decryptStringAsync(bytes)).result
      : safeStorage.decryptString(bytes);
  },
});
