/** Whether two links belong to the same meeting, and which of them contains its passcode. Pure. */
import { joinService } from '../../shared/text/joinService.ts';

/* The parameters in which services put a meeting's passcode or a guest's own token. */
const passcodes = ['pwd', 'pw', 'p', 'passcode', 'password', 'psw', 'wpk', 'pass', 'tk'];

/** BlueJeans puts it after the number, Proton after a hash. */
const inPath = /bluejeans\.com\/\d+\/\d{3,}/i;
const inHash = /^#pwd-./;

/** Returns whether this link lets people in without typing a passcode, unlike others of the same meeting. */
export const carriesPasscode = (link: string): boolean => {
  const url = new URL(link);
  return passcodes.some((name) => url.searchParams.get(name)) || inHash.test(url.hash) || inPath.test(link);
};

/**
 * Returns what all links of a meeting have in common: the service and its number, or else the link without its query.
 */
export const meetingKey = (link: string): string => {
  const url = new URL(link);
  const service = joinService(link) ?? '';
  const domain = url.hostname.split('.').slice(-2).join('.');
  const number = /\/(?:j|w|s|wc|wc\/join|meet|meeting|join|conf\/on)\/(\d{6,})|^\/(\d{6,})/.exec(
    url.pathname,
  );
  const id = number?.[1] ?? number?.[2];
  // A company's host of a service leads to the same meetings as the service's own host.
  if (id !== undefined) return `${service} ${domain} ${id}`;
  return `${service} ${url.hostname}${url.pathname.replace(/\/$/, '')}`;
};
