/** Links whose text promises another place on the web than they lead to (security property 13). Pure. */
import { unwrapLink } from './safeLinks.ts';

/** Longer texts are no promise: nobody reads them. */
const LONGEST_READ = 2048;

/*
 * Full stops of other scripts and signs that look like one, between letters that host names are written in. NFKC has
 * made `.` of some more; a browser itself takes 。 for one.
 */
const fullStops =
  /(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d])[\u00b7\u0589\u06d4\u0701\u0702\u1362\u166e\u1803\u2022\u2027\u2219\u22c5\u2e31\u3002\u30fb\ua4f8\ua60e](?=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])/gu;

/* What takes no room in a line: letters on both sides of it read as one word. */
const withoutWidth = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const hostsNamed =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.){1,8}[\p{L}\p{M}]{2,24}/gu;

/** As a reader sees it: one kind of full stop, nothing without width, usual letters. */
const asRead = (text: string): string =>
  text
    .slice(0, LONGEST_READ)
    .replace(withoutWidth, '')
    .normalize('NFKC')
    .replace(fullStops, '.')
    .toLowerCase();

const bare = (host: string): string => host.replace(/^www\./, '').replace(/\.$/, '');

/** The host as URLs spell it, so that `bücher.example` is the same as its ASCII form. */
const hostOf = (named: string): string => {
  const link = `https://${named}`;
  return bare(URL.canParse(link) ? new URL(link).hostname : named);
};

const withoutScheme = (link: string): string => link.replace(/^https?:\/\//, '').replace(/\/$/, '');

/**
 * Where a link leads whose text names another place, for the window to say beside it; null where the text is
 * the link itself, names no other host, or promises nothing. Naming the right host as well as another one is
 * still a promise of the other. Mail filters' wrappers lead where their target does.
 */
export const hiddenHost = (text: string, url: string): string | null => {
  const target = unwrapLink(url) ?? new URL(url);
  const read = asRead(text).trim();
  if ([url, target.href].some((link) => withoutScheme(link.toLowerCase()) === withoutScheme(read)))
    return null;
  const named = read.match(hostsNamed) ?? [];
  const host = target.hostname;
  return named.every((one) => hostOf(one) === bare(host)) ? null : host;
};
