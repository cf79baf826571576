/** Stores proxies' logins in the vault, but never without encryption, whatever was chosen for sign-ins [property 8]. */
import type { LoginStore } from '../platform/proxyLogins.ts';
import type { Keyring, Vault } from './vault.ts';

export const proxyLoginStore = (
  vault: Pick<Vault, 'read' | 'keep' | 'forget'>,
  keyring: Pick<Keyring, 'available'>,
): LoginStore => ({
  read: async (name) => {
    const kept = await vault.read(name);
    return kept.state === 'found' ? kept.text : null;
  },
  keep: async (name, text) => {
    const isKept = (await keyring.available()) && (await vault.keep(name, text));
    // Otherwise an older login would be found at the next start.
    if (!isKept) await vault.forget(name);
  },
  forget: vault.forget,
});
