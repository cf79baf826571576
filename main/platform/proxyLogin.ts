/** Proxies' names, and the logins in the environment's proxy addresses, which Chromium ignores. Pure. */
import type { ProxyCause } from '../../shared/problems.ts';

export interface ProxyLogin {
  readonly username: string;
  readonly password: string;
}

export interface ProxyAddress {
  readonly host: string;
  readonly port: number;
}

/** A proxy that lets nothing pass, because it got no login that it accepts. */
export interface ProxyRefusal {
  /** `proxyHost` of it. */
  readonly host: string;
  readonly cause: Exclude<ProxyCause, 'unreachable'>;
}

/** What a request fails with at such a proxy. */
export class ProxyRefused extends Error {
  readonly refusal: ProxyRefusal;

  constructor(refusal: ProxyRefusal) {
    super('The proxy requires a login.');
    this.refusal = refusal;
  }
}

/** Returns host and port as in a URL. */
export const proxyHost = ({ host, port }: ProxyAddress): string =>
  host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;

const variables = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'http_proxy', 'HTTP_PROXY'];

/**
 * Returns the login for the proxy at this host and port, parsed like curl does: `http://name:password@host:port`,
 * with or without the scheme. Null if no variable has a login for this proxy.
 */
export const proxyLoginFor = (
  { host, port }: ProxyAddress,
  env: Readonly<Record<string, string | undefined>>,
): ProxyLogin | null => {
  for (const name of variables) {
    const url = parse(env[name] ?? '');
    if (url === null || url.username === '' || url.hostname !== host || portOf(url) !== port) continue;
    const [username, password] = [decoded(url.username), decoded(url.password)];
    if (username !== null && password !== null) return { username, password };
  }
  return null;
};

const parse = (value: string): URL | null => {
  const text = value.trim();
  if (text === '') return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return URL.canParse(address) ? new URL(address) : null;
};

/** A URL drops the default port of its scheme. */
const portOf = ({ port, protocol }: URL): number =>
  port !== '' ? Number(port) : protocol === 'https:' ? 443 : protocol.startsWith('socks') ? 1080 : 80;

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};
