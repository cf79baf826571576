/** Which meeting service a link belongs to, by the table of them (joinProviders). Pure. */

import { joinProviders, type JoinProvider } from '../joinProviders.ts';
import { plainHost } from './linkHost.ts';

const byHost = new Map<string, JoinProvider[]>();
const selfHosted: JoinProvider[] = [];
for (const provider of joinProviders) {
  for (const host of provider.hosts) byHost.set(host, [...(byHost.get(host) ?? []), provider]);
  if (provider.hostsStarting !== undefined) selfHosted.push(provider);
}

/** The rows that a host belongs to: its own, those of the hosts it is under, those of self-run services. */
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

/** A meeting's link by the table. */
export interface MeetingLink {
  /** The service's name; with the host where anybody may run it, since the name then vouches for nothing. */
  readonly service: string;
  /** One signs up there first. */
  readonly registration: boolean;
}

/** Which meeting service a link is of; null for anything else, its help pages included. */
export const meetingLink = (url: URL): MeetingLink | null => {
  if (url.protocol !== 'https:' || url.port !== '') return null;
  // Some services put the room behind a hash.
  const path = url.pathname + (url.hash.startsWith('#/') ? url.hash : '');
  const host = plainHost(url);
  const provider = providersOf(host).find((each) => each.path.test(path));
  if (provider === undefined) return null;
  return {
    service: provider.hosts.length > 0 ? provider.name : `${provider.name} (${host})`,
    registration: provider.registration?.test(url.pathname + url.search) === true,
  };
};

/** The name of the service that a meeting's link belongs to. */
export const meetingService = (url: URL): string | null => meetingLink(url)?.service ?? null;

/**
 * What people call the place a link of Google's leads to: `Google Meet`, `Zoom`, `Jitsi (meet.example.org)` …, else
 * the bare host; null when it is no URL.
 */
export const joinService = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = plainHost(url);
  const provider = providersOf(host).find(({ hosts, shared }) => hosts.length > 0 && shared !== true);
  return meetingService(url) ?? provider?.name ?? (host === '' ? null : host);
};
