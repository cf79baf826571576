/**
 * The system's keyring through Electron's safeStorage; uses the asynchronous calls if this Electron has them.
 * An older Electron, and what it sealed, needs the deprecated calls.
 */
// oxlint-disable typescript/no-deprecated
import { safeStorage } from 'electron';
import type { Keyring } from './vault.ts';

const hasAsync = (): boolean => typeof safeStorage.isAsyncEncryptionAvailable === 'function';

/**
 * Without a keyring, Linux uses a fixed password that every copy of Chromium knows. That does not count as a keyring.
 */
const isBasicText = (): boolean =>
  process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());

/** Must be called after the app is ready. */
export const systemKeyring = (): Keyring => ({
  available: async () => {
    // The keychain may ask the person for permission, so it is used only if there is something to encrypt.
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
