/**
 * Makes links to Google's services open with the account that the event belongs to. Otherwise someone with several
 * accounts would see the first one's, and have to ask for access to their own meeting. Pure.
 */

/* Hosts that understand `authuser`. `www.google.com` also hosts much else. */
const hosts = new Set([
  'calendar.google.com',
  'chat.google.com',
  'classroom.google.com',
  'contacts.google.com',
  'docs.google.com',
  'drive.google.com',
  'groups.google.com',
  'hangouts.google.com',
  'keep.google.com',
  'mail.google.com',
  'meet.google.com',
  'photos.google.com',
  'sheets.google.com',
  'sites.google.com',
  'slides.google.com',
  'stream.meet.google.com',
  'tasks.google.com',
]);

const isAccounts = ({ hostname, pathname }: URL): boolean =>
  hosts.has(hostname) || (/^(?:www\.)?google\.com$/.test(hostname) && pathname.startsWith('/calendar/'));

/** `me@example.com`, as Google writes it: only what would end the value is escaped. */
const inQuery = (address: string): string => encodeURIComponent(address).replaceAll('%40', '@');

/**
 * Returns the link for that account; unchanged if it is not Google's or the account is unknown. An account already in
 * the link, as `authuser` or by number in `/u/0/`, is replaced. Links copied for others stay plain.
 */
export const asAccount = (link: string | null, address: string | null): string | null => {
  if (link === null || address === null || !address.includes('@') || !URL.canParse(link)) return link;
  const url = new URL(link);
  if (url.protocol !== 'https:' || url.port !== '' || !isAccounts(url)) return link;
  const parameter = `authuser=${inQuery(address)}`;
  const given = url.search
    .slice(1)
    .split('&')
    .filter((part) => part !== '');
  const isUser = (part: string): boolean => /^authuser(?:=|$)/i.test(part);
  const place = given.findIndex(isUser);
  const others = given.filter((part) => !isUser(part));
  url.search = others.toSpliced(place < 0 ? others.length : place, 0, parameter).join('&');
  url.pathname = url.pathname.replace(/\/u\/\d{1,3}(?=\/|$)/, '');
  return url.href;
};
