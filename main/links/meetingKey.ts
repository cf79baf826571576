/** Whether two links are of the same meeting, and which of them carries its passcode. Pure. */
import { joinService } from '../../shared/text/joinService.ts';

/* The parameters that services put a meeting's passcode or a guest's own token in. */
const passcodes = ['pwd', 'pw', 'p', 'passcode', 'password', 'psw', 'wpk', 'pass', 'tk'];

/** BlueJeans puts it behind the number, Proton behind a hash. */
const inPath = /bluejeans\.com\/\d+\/\d{3,}/i;
const inHash = /^#pwd-./;

/** Whether this link lets people in without typing a passcode that others of the meeting's links lack. */
export const carriesPasscode = (link: string): boolean => {
  const url = new URL(link);
  return passcodes.some((name) => url.searchParams.get(name)) || inHash.test(url.hash) || inPath.test(link);
};

/** What is the same for all links of a meeting: the service with its number, else the link without its query. */
export const meetingKey = (link: string): string => {
  const url = new URL(link);
  const service = joinService(link) ?? '';
  const domain = url.hostname.split('.').slice(-2).join('.');
  const number = /\/(?:j|w|s|wc|wc\/join|meet|meeting|join|conf\/on)\/(\d{6,})|^\/(\d{6,})/.exec(
    url.pathname,
  );
  const id = number?.[1] ?? number?.[2];
  // A company's host of a service joins the same meetings as the service's own.
  if (id !== undefined) return `${service} ${domain} ${id}`;
  return `${service} ${url.hostname}${url.pathname.replace(/\/$/, '')}`;
};
