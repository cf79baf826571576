/** Which meeting service a link belongs to, by the table of them (joinProviders). Pure. */
import { joinProviders, type JoinProvider } from '../joinProviders.ts';

const byHost = new Map<string, JoinProvider[]>();
const selfHosted: JoinProvider[] = [];
for (const provider of joinProviders) {
  for (const host of provider.hosts) byHost.set(host, [...(byHost.get(host) ?? []), provider]);
  if (provider.hostsStarting !== undefined) selfHosted.push(provider);
}

const plainHost = (url: URL): string => url.hostname.replace(/^www\./, '').replace(/\.$/, '');

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

/** The name of the service that a meeting's link belongs to; null for anything else, its help pages included. */
export const meetingService = (url: URL): string | null => {
  if (url.protocol !== 'https:' || url.port !== '') return null;
  // Some services put the room behind a hash.
  const path = url.pathname + (url.hash.startsWith('#/') ? url.hash : '');
  return providersOf(plainHost(url)).find((provider) => provider.path.test(path))?.name ?? null;
};

/**
 * What people call the place a link of Google's leads to: `Google Meet`, `Zoom` …, else the bare host; null
 * when it is no URL.
 */
export const joinService = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const host = plainHost(url);
  const provider = providersOf(host).find(({ hosts, shared }) => hosts.length > 0 && shared !== true);
  return meetingService(url) ?? provider?.name ?? (host === '' ? null : host);
};
