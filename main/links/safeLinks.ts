/**
 * Unwraps links that mail filters and redirectors have wrapped, without any request. Limited, since wrappers can wrap
 * each other [S30].
 */
import { decodeEntities } from './entities.ts';
import { decoded, targetOf } from './wrappers.ts';

export const LONGEST_URL = 4096;
const DEEPEST = 5;

/** Returns the URL if it may be opened: https, no credentials, limited length; otherwise null. */
export function httpsUrl(text: string): URL | null {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return null;
  const url = new URL(text);
  const fits = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname !== '';
  return fits && url.href.length <= LONGEST_URL ? url : null;
}

/**
 * Converts a found target to a link. Some wrappers get links that were already encoded for a query or for HTML and
 * pass them on unchanged (Proofpoint's own decoder also undoes HTML's encoding).
 */
function targetLink(target: string): URL | null {
  const text = decodeEntities(target.trim());
  return httpsUrl(/^https%3a/i.test(text) ? (decoded(text) ?? text) : text);
}

/**
 * Returns the innermost https target of a link; the link itself if nothing wraps it; null if it is not an https link.
 * `ownServers` includes wrappers that anyone could have made up: only for links whose target is opened instead.
 */
export function unwrapLink(text: string, ownServers = false): URL | null {
  let url = httpsUrl(text);
  for (let depth = 0; url !== null && depth < DEEPEST; depth += 1) {
    const target = targetOf(url, ownServers);
    if (target === null) return url;
    url = targetLink(target);
  }
  return url;
}
