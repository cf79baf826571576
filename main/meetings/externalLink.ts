/**
 * Which URLs may be opened in the system's browser [property 5]. Pure; `opener.ts` opens them.
 *
 * The window never sends a URL. Main takes it from the stored event, which is still someone else's text: https only,
 * no credentials, limited length.
 */
import { loopbackUrl } from '../platform/environment.ts';

export const maxLinkLength = 4096;

/** Returns the normalized URL; null if it must not be opened. */
export const externalUrl = (text: string): string | null => {
  if (text.length > maxLinkLength || hasControl(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.protocol !== 'https:' || url.hostname === '') return null;
  if (url.username !== '' || url.password !== '') return null;
  return url.href.length <= maxLinkLength ? url.href : null;
};

/** Allows a sign-in page: Google's, or a development endpoint on this machine. */
export const signInUrl = (text: string, developmentAuthUrl: string | undefined): string | null => {
  const external = externalUrl(text);
  if (external !== null || developmentAuthUrl === undefined) return external;
  const local = loopbackUrl(text);
  return local !== null && local.origin === new URL(developmentAuthUrl).origin ? local.href : null;
};

/** Returns Google Maps' search for a place as the event names it. */
export const mapUrl = (location: string): string =>
  `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(location.slice(0, 400).toWellFormed())}`;

// oxlint-disable-next-line no-control-regex
const hasControl = (text: string): boolean => /[\u0000-\u001f\u007f\\]/.test(text);
