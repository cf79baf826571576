/**
 * The mail filters and redirectors that wrap links, and where their targets are: in the wrapper's own text. Targets
 * are returned as text; safeLinks.ts checks them.
 */

interface Wrapper {
  /** Matches the host itself and, with `subdomains`, those below it; `www.` is ignored. */
  readonly host: string | RegExp;
  readonly subdomains?: true;
  /** Returns the target as text; null if this is another page of the service. */
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

/** Decodes percent signs; null if they do not encode a text. */
export const decoded = (text: string): string | null => {
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
 * `/v3/__<url>__;<base64>!!…`: characters that were replaced with `*` are in the base64 text in the same order; `**`
 * and a letter stand for a run of them.
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
  // If the wrapper itself was normalized, one slash of `https://` is lost.
  return text.replace(/^(https?):\/(?!\/)/i, '$1://');
}

/** Returns the rest of the URL after a part of it: `/https://example.com/a?b#c`, with `https:/` if a slash was lost. */
const restAfter =
  (pattern: RegExp) =>
  (url: URL): string | null => {
    const rest = pattern.exec(url.pathname + url.search)?.[1];
    if (rest === undefined) return null;
    const target = /^https?%/i.test(rest) ? decoded(rest) : rest;
    return target === null ? null : target.replace(/^(https?):\/(?!\/)/i, '$1://') + url.hash;
  };

const afterPath =
  (pattern: RegExp) =>
  (url: URL): string | null => {
    const match = pattern.exec(url.pathname + url.search);
    return match?.[1] === undefined ? null : decoded(match[1]);
  };

const onPath =
  (path: string | RegExp, target: Wrapper['target']): Wrapper['target'] =>
  (url) =>
    (typeof path === 'string' ? url.pathname === path : path.test(url.pathname)) ? target(url) : null;

/** Decodes base64, in either of its alphabets. */
const base64 = (text: string | null): string | null => {
  if (text === null || !/^[\w+/=-]{8,}$/.test(text)) return null;
  try {
    return atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return null;
  }
};

/** Decodes a target in base64; some services encode it for a query first. */
const inBase64 = (text: string | null): string | null => {
  const bytes = base64(text);
  return bytes === null ? null : (decoded(bytes) ?? bytes);
};

/**
 * Bing and Exchange put bytes of their own in front of the target; Exchange writes `.` for base64's `=`.
 */
const inBase64After =
  (name: string) =>
  (url: URL): string | null => {
    const text = url.searchParams.get(name)?.replaceAll('.', '=') ?? '';
    // The bytes in front may take part of a group of four characters.
    for (const from of [0, 2]) {
      const target = /https:\/\/.*/s.exec(base64(text.slice(from)) ?? '')?.[0];
      if (target !== undefined) return target;
    }
    return null;
  };

/** Exchange's own pages, in all its versions, and FortiMail's: each organization has them on its own host. */
const owaPath = /^\/(?:owa\/(?:[^/]+\/){0,4}redir\.aspx|exchweb\/bin\/redir\.asp)$/i;
const owa: Wrapper['target'] = (url) => parameter('URL', 'url')(url) ?? inBase64After('REF')(url);

/** Defender for Cloud Apps adds its own domain to the target's host. */
function defender(url: URL): string | null {
  const target = parameter('originalUrl')(url);
  return target?.replace(/^(https?:\/\/[^/?#]+?)\.mcas(?:-gov)?\.(?:ms|us)(?=[/?#]|$)/i, '$1') ?? null;
}

/** Returns a text that a JSON object contains under a name; null if it is something else. */
function textIn(json: string | null, name: string): string | null {
  try {
    const read = JSON.parse(json ?? '') as Readonly<Record<string, unknown>> | null;
    const text = read?.[name];
    return typeof text === 'string' ? text : null;
  } catch {
    return null;
  }
}

/** Mailchimp: `p` is JSON in base64, whose `p` is JSON with the `url`. */
const mandrill = (url: URL): string | null => textIn(textIn(base64(url.searchParams.get('p')), 'p'), 'url');

/** Mailinblack: `key` is JSON in base64, its `url` the target. */
const mailinblack = (url: URL): string | null => textIn(base64(url.searchParams.get('key')), 'url');

/** A page of Teams that starts its app: `url` is a path on the same host, after the old client's `/_#`. */
function teamsLauncher(url: URL): string | null {
  const path = url.searchParams.get('url');
  return path === null || !path.startsWith('/') ? null : url.origin + path.replace(/^\/_#(?=\/)/, '');
}

const launcher = onPath(/^\/dl\/launcher\//, teamsLauncher);

/** Google's search and other services, in countries where the domain certainly belongs to Google. */
const googleHost =
  /(?:^|\.)google\.(?:com|a[dt]|b[eg]|c[ahlnz]|d[ek]|e[es]|f[ir]|gr|h[ru]|i[et]|l[tv]|n[lo]|p[lt]|r[os]|s[eik]|co\.(?:i[dln]|jp|kr|nz|th|uk|za)|com\.(?:a[ru]|br|co|hk|m[xy]|p[ehk]|s[ag]|t[rw]|ua|vn))$/;

/** Mimecast, Hornetsecurity and others keep the target on their servers, so their links stay unchanged. */
const wrappers: readonly Wrapper[] = [
  { host: 'safelinks.protection.outlook.com', subdomains: true, target: parameter('url') },
  { host: 'safelinks.protection.office365.us', subdomains: true, target: parameter('url') },
  { host: 'safelinks.protection.partner.outlook.cn', subdomains: true, target: parameter('url') },
  // Its hosts change with the cloud: `statics.teams.cdn.office.net`, `teams.public.onecdn.static.microsoft` …
  ...[
    'cdn.office.net',
    'cdn.live.net',
    'static.microsoft',
    'teams.microsoft.com',
    'teams.microsoft.us',
    'office365.us',
  ].map((host): Wrapper => ({
    host,
    subdomains: true,
    target: onPath(/\/atp-safelinks\.html$/, parameter('url')),
  })),
  { host: 'safelink.emails.azure.net', subdomains: true, target: parameter('destination') },
  { host: 'teams.microsoft.com', subdomains: true, target: launcher },
  { host: 'teams.cloud.microsoft', subdomains: true, target: launcher },
  { host: 'teams.microsoft.us', subdomains: true, target: launcher },
  { host: 'teams.live.com', target: launcher },
  { host: googleHost, target: onPath('/url', parameter('q', 'url')) },
  { host: 'meet.google.com', target: onPath('/linkredirect', parameter('dest')) },
  { host: 'notifications.google.com', target: onPath(/^\/g\/p\//, parameter('url')) },
  {
    host: 'urldefense.proofpoint.com',
    target: (url) =>
      url.pathname.startsWith('/v1') ? parameter('u')(url) : (proofpoint3(url) ?? proofpoint2(url)),
  },
  { host: 'urldefense.com', target: (url) => proofpoint3(url) ?? proofpoint2(url) },
  { host: 'urldefense.eu', target: (url) => proofpoint3(url) ?? proofpoint2(url) },
  { host: 'urlisolation.com', subdomains: true, target: onPath('/browser', parameter('url')) },
  { host: 'proofpointisolation.com', subdomains: true, target: onPath('/browser', parameter('url')) },
  { host: 'urldefense.us', target: (url) => proofpoint3(url) ?? proofpoint2(url) },
  { host: 'url.avanan.click', target: afterPath(/___(.+?)___/) },
  { host: 'protect.checkpoint.com', target: afterPath(/___(.+?)___/) },
  { host: 'checkpoint.url-protection.com', target: parameter('o', 'url') },
  { host: 'cudasvc.com', subdomains: true, target: parameter('a', 'u') },
  { host: 'fireeye.com', subdomains: true, target: parameter('u') },
  { host: 'trellix.com', subdomains: true, target: onPath(/^\/(?:v1\/)?url$/, parameter('u')) },
  { host: 'clicktime.symantec.com', target: parameter('u') },
  { host: 'clicktime.cloud.postoffice.net', target: parameter('U') },
  // Each product and version has its own host: `imsva91-ctp`, `cas5-0-urlprotect`, `example.ctp`.
  { host: 'trendmicro.com', subdomains: true, target: onPath('/wis/clicktime/v1/query', parameter('url')) },
  { host: 'protection.sophos.com', subdomains: true, target: (url) => inBase64(parameter('u')(url)) },
  {
    host: 'lsems.gravityzone.bitdefender.com',
    target: (url) => inBase64(/^\/scan\/([^/]+)/.exec(url.pathname)?.[1] ?? null),
  },
  { host: 'link.edgepilot.com', target: parameter('u') },
  {
    host: /^secure-web\.(?:[a-z]+\.)?cisco\.com$/,
    target: restAfter(/^\/[^/]+\/(https?(?::|%(?:25)?3a).+)$/i),
  },
  { host: 'atpscan.global.hornetsecurity.com', target: parameter('u', 'url') },
  { host: 'isolation.zscaler.com', subdomains: true, target: parameter('original_url') },
  { host: /^gateway\.zscaler[a-z]*\.net$/, target: parameter('origurl') },
  { host: /^mcas-proxyweb\.mcas(?:-gov)?\.(?:ms|us)$/, target: defender },
  { host: 'mandrillapp.com', target: onPath(/^\/track\/click\//, mandrill) },
  { host: 'mandrillapp.com', target: onPath('/track/click.php', parameter('url')) },
  { host: 'linklock.titanhq.com', target: onPath('/analyse', parameter('url')) },
  { host: 'scanmail.trustwave.com', target: parameter('u') },
  { host: 'vadesecure.com', subdomains: true, target: onPath(/^\/(?:safeproxy\/)?v\d$/, parameter('u')) },
  { host: 'scanner.topsec.com', target: parameter('u') },
  { host: 'esvalabs.com', subdomains: true, target: parameter('u') },
  { host: 'urlsand.com', target: parameter('u') },
  { host: 'mailinblack.com', subdomains: true, target: onPath(/^\/securelink\//, mailinblack) },
  { host: 'menlosecurity.com', subdomains: true, target: restAfter(/^\/(https?(?::|%3a).+)$/i) },
  { host: 'redirect-url.email', target: parameter('link') },
  { host: 'awstrack.me', subdomains: true, target: afterPath(/\/L0\/([^/]+)\//) },
  { host: 'slack-redir.net', target: parameter('url') },
  { host: 'calendly.com', target: onPath('/url', parameter('q')) },
  {
    host: /^lm?\.(?:facebook|instagram|messenger|workplace)\.com$|^l\.(?:threads\.(?:com|net)|wl\.co)$/,
    target: parameter('u'),
  },
  { host: 'facebook.com', target: onPath(/^\/(?:flx\/warn\/|l\.php)$/, parameter('u')) },
  { host: 'linkedin.com', target: onPath(/^\/(?:redir\/[\w-]+|safety\/go)$/, parameter('url')) },
  { host: 'vk.com', subdomains: true, target: onPath('/away.php', parameter('to')) },
  { host: 'out.reddit.com', target: parameter('url') },
  { host: 'steamcommunity.com', target: onPath('/linkfilter/', parameter('url', 'u')) },
  { host: 'bing.com', target: onPath('/ck/a', inBase64After('u')) },
  { host: 'duckduckgo.com', target: onPath('/l/', parameter('uddg')) },
  { host: 'r.search.yahoo.com', target: afterPath(/\/RU=([^/]+)\//) },
  { host: 'deref-gmx.net', target: parameter('redirectUrl') },
  { host: 'deref-gmx.com', target: parameter('redirectUrl') },
  { host: 'deref-web.de', target: parameter('redirectUrl') },
  { host: 'deref-mail.com', target: parameter('redirectUrl') },
  { host: 'youtube.com', subdomains: true, target: onPath('/redirect', parameter('q')) },
];

/**
 * Mail servers' pages that each organization has on its own host. Anyone could have one like them, so only the target
 * may be opened, and the wrapper itself must not be shown as leading there.
 */
const onOwnServers: readonly Wrapper[] = [
  { host: /./, target: onPath(owaPath, owa) },
  { host: /./, target: onPath('/fmlurlsvc/', parameter('url')) },
];

const withOwnServers = [...wrappers, ...onOwnServers];

const hostMatches = (host: string, { host: wanted, subdomains }: Wrapper): boolean =>
  typeof wanted === 'string'
    ? host === wanted || (subdomains === true && host.endsWith(`.${wanted}`))
    : wanted.test(host);

/** Returns a link's target, found by the first matching wrapper; null if it is not wrapped. */
export function targetOf(url: URL, ownServers: boolean): string | null {
  const host = url.hostname.replace(/^www\./, '');
  for (const wrapper of ownServers ? withOwnServers : wrappers) {
    const target = hostMatches(host, wrapper) ? wrapper.target(url) : null;
    if (target !== null) return target;
  }
  return null;
}
