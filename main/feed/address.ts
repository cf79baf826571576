/** Which addresses the app requests for a calendar, and how much of one is shown: it is a secret. */
import { isIP } from 'node:net';
import { isOwnNetwork } from '../platform/ownNetwork.ts';

const longestAddress = 2048;

/**
 * Returns the address that a person pasted, or null if the app does not request it: `https:` (also written
 * `webcal:`), without a password; plain `http:` on this machine if `isDevelopment`.
 */
export const readAddress = (text: string, isDevelopment: boolean): URL | null => {
  const trimmed = text.trim().replace(/^<(.*)>$/, '$1');
  if (trimmed === '' || trimmed.length > longestAddress) return null;
  const isWhole = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed);
  // Without a scheme it counts only if it looks like an address: `example.com/calendar.ics`.
  if (!isWhole && !/^[^\s/@:]+\.[^\s/@:]+\//.test(trimmed)) return null;
  const secure = isWhole ? trimmed.replace(/^webcals?:/i, 'https:') : `https://${trimmed}`;
  if (!URL.canParse(secure)) return null;
  const url = new URL(secure);
  url.hash = '';
  return isAsked(url, isDevelopment) ? url : null;
};

/** Returns whether the app may send a request to it at all. */
export const isAsked = (url: URL, isDevelopment: boolean): boolean => {
  if (url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isDevelopment && isLoopback(url.hostname));
};

/**
 * Returns the part of an address that is shown: its host, and the last characters of its private part, which
 * distinguish two addresses of the same host. What services write after that part is a plain word: `/basic.ics`,
 * `/calendar.ics`, `?export`.
 */
export const shownAddress = (address: string): { readonly host: string; readonly ending: string } => {
  const { host, pathname, search } = new URL(address);
  const parts = `${pathname}${search}`
    .split(/[/?&=]/)
    .map((part) => part.replace(/\.[a-z]{2,4}$/i, ''))
    .filter((part) => part !== '');
  const own = parts.findLast((part) => !/^[a-z]*$/i.test(part)) ?? parts.at(-1) ?? '';
  return { host, ending: own.slice(-4) };
};

const isLoopback = (hostname: string): boolean =>
  ['127.0.0.1', '[::1]', 'localhost'].includes(hostname.toLowerCase());

/** Returns whether a host's name alone means this machine or its local network. */
export const isOwnNetworkName = (hostname: string): boolean => {
  const host = hostname.toLowerCase().replace(/\.$/, '');
  // IPv6 addresses are in brackets.
  const ip = host.replace(/^\[(.*)\]$/, '$1');
  if (isIP(ip) !== 0) return isOwnNetwork(ip);
  // Names without a dot are looked up in the local network.
  return !host.includes('.') || /\.(?:localhost|local|internal|lan|home\.arpa)$/.test(host);
};
