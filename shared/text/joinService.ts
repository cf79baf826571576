/** Which meeting service a link belongs to, from the table in joinProviders. Pure. */

import { joinProviders, type JoinProvider } from '../joinProviders.ts';
import { plainHost } from './linkHost.ts';

const byHost = new Map<string, JoinProvider[]>();
const selfHosted: JoinProvider[] = [];
for (const provider of joinProviders) {
  for (const host of provider.hosts) byHost.set(host, [...(byHost.get(host) ?? []), provider]);
  if (provider.hostsStarting !== undefined) selfHosted.push(provider);
}

/** Returns the rows for a host: its own, those of the hosts above it, and those of self-hosted services. */
const providersOf = (host: string): readonly JoinProvider[] => {
  const found = [...(byHost.get(host) ?? [])];
  for (let dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
    const above = byHost.get(host.slice(dot + 1)) ?? [];
    found.push(...above.filter(({ subdomains }) => subdomains === true));
  }
  for (const provider of selfHosted)
    if (provider.hostsStarting?.some((start) => host.startsWith(start)) === true) found.push(provider);
  return found;
};

/** Companies' and people's names are the hosts below a service's, but not these: there the service writes itself. */
const ownHosts = /^(?:admin|blog|community|developers?|docs|help|learn(?:ing)?|marketplace|status|support)$/;
const isOwnPage = (host: string, { hosts, subdomains }: JoinProvider): boolean =>
  subdomains === true &&
  !hosts.includes(host) &&
  ownHosts.test(host.slice(0, host.indexOf('.'))) &&
  hosts.some((one) => host.endsWith(`.${one}`));

/** Pictures, calendar files, programs to install. */
const file =
  /\.(?:dmg|exe|gif|ico|ics|jpe?g|msi|pdf|pkg|png|svg|webp)$|\/(?:ics|close\d?\.html|dialInInfo\.html)$/i;

/** A meeting's link that the table contains. */
export interface MeetingLink {
  /** The service's name; with the host if anyone can run it, because the name alone is then no proof. */
  readonly service: string;
  /** People must register there first. */
  readonly registration: boolean;
}

/** Returns the meeting service of a link; null for anything else, including the service's help pages. */
export const meetingLink = (url: URL): MeetingLink | null => {
  if (url.protocol !== 'https:' || url.port !== '') return null;
  // Some services put the room after a hash.
  const path = url.pathname + (url.hash.startsWith('#/') ? url.hash : '');
  const host = plainHost(url);
  const provider = providersOf(host).find((each) => each.path.test(path));
  if (provider === undefined || isOwnPage(host, provider) || file.test(url.pathname)) return null;
  return {
    service: provider.hosts.length > 0 ? provider.name : `${provider.name} (${host})`,
    registration: provider.registration?.test(url.pathname + url.search) === true,
  };
};

/** Returns the name of the service that a meeting's link belongs to. */
export const meetingService = (url: URL): string | null => meetingLink(url)?.service ?? null;

/**
 * Returns what people call the target of a link: `Google Meet`, `Zoom`, `Jitsi (meet.example.org)` …, otherwise the
 * host; null if it is not a URL.
 */
export const joinService = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = plainHost(url);
  const provider = providersOf(host).find(({ hosts, shared }) => hosts.length > 0 && shared !== true);
  return meetingService(url) ?? provider?.name ?? (host === '' ? null : host);
};
