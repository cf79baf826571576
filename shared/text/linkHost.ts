/** Where links lead, as a person reads it. Pure. */

/** The host without `www.` and without the full stop of its root. */
export const plainHost = (url: URL): string => url.hostname.replace(/^www\./, '').replace(/\.$/, '');

/** The host that a link leads to; undefined when it is no URL, or there is none. */
export const hostOf = (link: string | undefined): string | undefined => {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const host = plainHost(new URL(link));
  return host === '' ? undefined : host;
};
