/**
 * Requests to Google through Chromium, which knows the system's proxies and certificates. In a session of
 * their own, in memory: the window's session may load nothing but the bundle.
 */
import { session } from 'electron';

/** Call once the app is ready. */
export const systemFetch = (): typeof globalThis.fetch => {
  const requests = session.fromPartition('google', { cache: false });
  return (input, init) =>
    requests.fetch(input instanceof URL ? input.href : (input as string | Request), {
      ...init,
      credentials: 'omit',
    });
};
