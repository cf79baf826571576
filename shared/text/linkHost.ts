/** Where links lead, in a form for people. Pure. */

/** Returns the host without `www.` and without the trailing full stop of the root. */
export const plainHost = (url: URL): string => url.hostname.replace(/^www\./, '').replace(/\.$/, '');

/** Returns the host that a link leads to; undefined if it is not a URL or has no host. */
export const hostOf = (link: string | undefined): string | undefined => {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const host = plainHost(new URL(link));
  return host === '' ? undefined : host;
};
