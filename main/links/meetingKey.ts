/** Whether two links belong to the same meeting, and which of them contains its passcode. Pure. */
import { joinService } from '../../shared/text/joinService.ts';

/* The parameters in which services put a meeting's passcode or a guest's own token, in lower case. */
const passcodes = new Set([
  'pwd',
  'pw',
  'p',
  'passcode',
  'password',
  'psw',
  'wpk',
  'pass',
  'tk',
  'jwt',
  'roomkey',
]);
/* What says where a link was found, or how it is shown: not part of a meeting's name. */
const incidental =
  /^(?:utm_\w+|authuser|anon|from|fbclid|gclid|h[ls]|ijlm|jst|lang|locale|omn|pli|ref|referrer|source|src|status|success|usp|uuid)$/;

/** BlueJeans puts it after the number, Proton after a hash. */
const inPath = /bluejeans\.com\/\d+\/\d{3,}/i;
const inHash = /^#pwd-./;

/** Returns whether this link lets people in without typing a passcode, unlike others of the same meeting. */
export const carriesPasscode = (link: string): boolean => {
  const url = new URL(link);
  const given = [...url.searchParams].some(
    ([name, value]) => value !== '' && passcodes.has(name.toLowerCase()),
  );
  return given || inHash.test(url.hash) || inPath.test(link);
};

/** Some services' meetings have the same number under two domains. */
const sameDomains: ReadonlyMap<string, string> = new Map([
  ['zoom.com', 'zoom.us'],
  ['cloud.microsoft', 'microsoft.com'],
]);

/**
 * Returns what all links of a meeting have in common: the service and its number, or else the link without what only
 * some of them contain.
 */
export const meetingKey = (link: string): string => {
  const url = new URL(link);
  const service = joinService(link) ?? '';
  const domain = url.hostname.split('.').slice(-2).join('.');
  const number = /\/(?:j|w|s|wc|wc\/join|meet|meeting|meetings|join|conf\/on)\/(\d{6,})|^\/(\d{6,})/.exec(
    url.pathname,
  );
  const id = number?.[1] ?? number?.[2];
  // A company's host of a service leads to the same meetings as the service's own host.
  if (id !== undefined) return `${service} ${sameDomains.get(domain) ?? domain} ${id}`;
  // Webex, Zoho and others name the meeting in the query, or behind a hash.
  const names = [...url.searchParams]
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => !passcodes.has(name) && !incidental.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  const hash = /[/=]/.test(url.hash) ? url.hash : '';
  return `${service} ${url.hostname}${url.pathname.replace(/\/$/, '')}?${names.join('&')}${hash}`;
};
