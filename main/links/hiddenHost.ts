/** Detects links whose text names another website than they lead to (security property 13). Pure. */
import { unwrapLink } from './safeLinks.ts';

/** Longer texts are not checked: nobody reads them. */
const LONGEST_READ = 2048;

/*
 * Full stops of other scripts, and characters that look like one, between letters of scripts used in host names. NFKC
 * has already turned some more into `.`; browsers accept 。 as one.
 */
const fullStops =
  /(?<=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d])[\u00b7\u0589\u06d4\u0701\u0702\u1362\u166e\u1803\u2022\u2027\u2219\u22c5\u2e31\u3002\u30fb\ua4f8\ua60e](?=[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}])/gu;

/* Characters without width: the letters around them are read as one word. */
const withoutWidth = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

const hostsNamed =
  /(?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}-]{0,61}[\p{L}\p{N}\p{M}])?\.){1,8}[\p{L}\p{M}]{2,24}/gu;

/** Returns the text as a reader sees it: one kind of full stop, nothing without width, ordinary letters. */
const asRead = (text: string): string =>
  text
    .replace(withoutWidth, '')
    .replace(/\s+/g, ' ')
    // Done only now: invisible characters must not push the named host beyond the limit.
    .slice(0, LONGEST_READ)
    .normalize('NFKC')
    .replace(fullStops, '.')
    .toLowerCase();

const bare = (host: string): string => host.replace(/^www\./, '').replace(/\.$/, '');

/** Returns the host in the form of URLs, so that `bücher.example` equals its ASCII form. */
const hostOf = (named: string): string => {
  const link = `https://${named}`;
  return bare(URL.canParse(link) ? new URL(link).hostname : named);
};

const withoutScheme = (link: string): string => link.replace(/^https?:\/\//, '').replace(/\/$/, '');

/**
 * Returns where a link really leads if its text names another place, for the window to show next to it. Null if the
 * text is the link itself or names no other host. A text that names the right host and another one counts too. A mail
 * filter's wrapper leads where its target does.
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
