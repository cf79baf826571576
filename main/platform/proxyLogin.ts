/** Logins that the environment's proxy addresses carry: Chromium takes the address from there and leaves the login out. Pure. */

export interface ProxyLogin {
  readonly username: string;
  readonly password: string;
}

const variables = ['https_proxy', 'HTTPS_PROXY', 'all_proxy', 'ALL_PROXY', 'http_proxy', 'HTTP_PROXY'];

/**
 * The login for the proxy at this host and port, as curl reads it: `http://name:password@host:port`, with or without the
 * scheme; null where no variable names this proxy with one.
 */
export const proxyLoginFor = (
  { host, port }: { readonly host: string; readonly port: number },
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

/** A URL drops its scheme's own port. */
const portOf = ({ port, protocol }: URL): number =>
  port !== '' ? Number(port) : protocol === 'https:' ? 443 : protocol.startsWith('socks') ? 1080 : 80;

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};
