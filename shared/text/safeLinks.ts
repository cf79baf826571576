/**
 * Links that mail filters and redirectors have wrapped, unwrapped without asking anyone: the target stands
 * in the wrapper's own text. Bounded, since wrappers can wrap each other [S30].
 */

export const LONGEST_URL = 4096;
const DEEPEST = 5;

interface Wrapper {
  readonly host: string;
  readonly subdomains?: true;
  /** The target as text, null when this is another of the service's pages. */
  readonly target: (url: URL) => string | null;
}

const parameter =
  (...names: readonly string[]) =>
  (url: URL): string | null => {
    for (const name of names) {
      const value = url.searchParams.get(name);
      if (value) return value;
    }
    return null;
  };

const decoded = (text: string): string | null => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/** `u=https-3A__example.com_a`: a percent sign is written as `-`, a slash as `_`. */
function proofpoint2(url: URL): string | null {
  const value = url.searchParams.get('u');
  return value === null ? null : decoded(value.replaceAll('-', '%').replaceAll('_', '/'));
}

const runDigits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/**
 * `/v3/__<url>__;<base64>!!…`: characters that were replaced by `*` stand in the base64 text in their order;
 * `**` and a letter stand for a run of them.
 */
function proofpoint3(url: URL): string | null {
  const match = /^\/v3\/__(.+?)__;([^!]*)!/.exec(url.pathname + url.search);
  if (!match) return null;
  let replaced: string;
  try {
    const bytes = atob((match[2] ?? '').replaceAll('-', '+').replaceAll('_', '/'));
    replaced = new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  } catch {
    return null;
  }
  const characters = [...replaced];
  let next = 0;
  const take = (count: number): string => {
    const part = characters.slice(next, next + count).join('');
    next += count;
    return part;
  };
  const text = (match[1] ?? '').replace(/\*(?:\*(.))?/g, (_, run: string | undefined) =>
    run === undefined ? take(1) : take(runDigits.indexOf(run) + 2),
  );
  // One slash of `https://` is lost on the way where the wrapper itself was normalised.
  return text.replace(/^(https?):\/(?!\/)/i, '$1://');
}

const afterPath =
  (pattern: RegExp) =>
  (url: URL): string | null => {
    const match = pattern.exec(url.pathname + url.search);
    return match?.[1] === undefined ? null : decoded(match[1]);
  };

const onPath =
  (path: string, target: Wrapper['target']): Wrapper['target'] =>
  (url) =>
    url.pathname === path ? target(url) : null;

/** The target in base64, with either alphabet. */
const inBase64 = (text: string | null): string | null => {
  if (text === null || !/^[\w+/=-]{8,4096}$/.test(text)) return null;
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return decoded(bytes) ?? bytes;
  } catch {
    return null;
  }
};

/** Mimecast, Hornetsecurity and others keep the target on their servers: their links stay what they are. */
const wrappers: readonly Wrapper[] = [
  { host: 'safelinks.protection.outlook.com', subdomains: true, target: parameter('url') },
  { host: 'safelinks.protection.office365.us', subdomains: true, target: parameter('url') },
  { host: 'statics.teams.cdn.office.net', target: parameter('url') },
  { host: 'safelink.emails.azure.net', subdomains: true, target: parameter('destination') },
  { host: 'google.com', subdomains: true, target: onPath('/url', parameter('q', 'url')) },
  { host: 'meet.google.com', target: onPath('/linkredirect', parameter('dest')) },
  {
    host: 'urldefense.proofpoint.com',
    target: (url) => (url.pathname.startsWith('/v1') ? parameter('u')(url) : proofpoint2(url)),
  },
  { host: 'urldefense.com', target: proofpoint3 },
  { host: 'urldefense.us', target: proofpoint3 },
  { host: 'url.avanan.click', target: afterPath(/___(.+?)___/) },
  { host: 'protect.checkpoint.com', target: afterPath(/___(.+?)___/) },
  { host: 'checkpoint.url-protection.com', target: parameter('o', 'url') },
  { host: 'linkprotect.cudasvc.com', target: parameter('a') },
  { host: 'fireeye.com', subdomains: true, target: parameter('u') },
  { host: 'clicktime.symantec.com', target: parameter('u') },
  { host: 'clicktime.cloud.postoffice.net', target: parameter('U') },
  { host: 'ctp.trendmicro.com', subdomains: true, target: parameter('url') },
  { host: 'protection.sophos.com', subdomains: true, target: (url) => inBase64(parameter('u')(url)) },
  {
    host: 'lsems.gravityzone.bitdefender.com',
    target: (url) => inBase64(/^\/scan\/([^/]+)/.exec(url.pathname)?.[1] ?? null),
  },
  { host: 'link.edgepilot.com', target: parameter('u') },
  { host: 'secure-web.cisco.com', target: afterPath(/\/(https?%3A.+)$/i) },
  { host: 'awstrack.me', subdomains: true, target: afterPath(/\/L0\/([^/]+)\//) },
  { host: 'slack-redir.net', target: parameter('url') },
  { host: 'l.facebook.com', target: parameter('u') },
  { host: 'lm.facebook.com', target: parameter('u') },
  { host: 'l.instagram.com', target: parameter('u') },
  { host: 'linkedin.com', target: onPath('/redir/redirect', parameter('url')) },
  { host: 'linkedin.com', target: onPath('/safety/go', parameter('url')) },
  { host: 'vk.com', target: onPath('/away.php', parameter('to')) },
  { host: 'deref-gmx.net', target: parameter('redirectUrl') },
  { host: 'deref-gmx.com', target: parameter('redirectUrl') },
  { host: 'deref-web.de', target: parameter('redirectUrl') },
  { host: 'deref-mail.com', target: parameter('redirectUrl') },
  { host: 'urlsand.esvalabs.com', target: parameter('u') },
  { host: 'youtube.com', subdomains: true, target: onPath('/redirect', parameter('q')) },
];

const hostMatches = (host: string, wanted: string, subdomains: true | undefined): boolean =>
  host === wanted || (subdomains === true && host.endsWith(`.${wanted}`));

/** The URL when it may be opened: https, no credentials, of bounded length; else null. */
export function httpsUrl(text: string): URL | null {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return null;
  const url = new URL(text);
  const fits = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname !== '';
  return fits && url.href.length <= LONGEST_URL ? url : null;
}

/** What a link wraps, of the first wrapper that finds something in it. */
function targetOf(url: URL, host: string): string | null {
  for (const wrapper of wrappers) {
    const target = hostMatches(host, wrapper.host, wrapper.subdomains) ? wrapper.target(url) : null;
    if (target !== null) return target;
  }
  return null;
}

/** The innermost https target of a link; the link itself when nothing wraps it; null when it is no https link. */
export function unwrapLink(text: string): URL | null {
  let url = httpsUrl(text);
  for (let depth = 0; url !== null && depth < DEEPEST; depth += 1) {
    const host = url.hostname.replace(/^www\./, '');
    const target = targetOf(url, host);
    if (target === null) return url;
    url = httpsUrl(target.trim());
  }
  return url;
}
