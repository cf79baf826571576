/**
 * Which meeting links may open without a press. Stricter than the Join button: nobody looks at where the link leads
 * [property 5]. Pure.
 */
import { meetingLink } from '../../shared/text/joinService.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { unwrapLink } from '../links/safeLinks.ts';
import type { LinkedOccurrence } from '../meetings/links.ts';
import { externalUrl } from '../meetings/externalLink.ts';

/**
 * Returns the host that opens; null if the link must not open by itself: it is not one that the opener accepts, is
 * wrapped in another one, leads to a registration, or stands in the description under the name of another host.
 */
export const plainLinkHost = ({ joinUrl, description }: LinkedOccurrence): string | null => {
  const url = joinUrl === undefined ? null : externalUrl(joinUrl);
  if (url === null || unwrapLink(url)?.href !== url) return null;
  if (meetingLink(new URL(url))?.registration === true) return null;
  const isDisguised = description.some(
    (part) =>
      part.kind === 'link' && part.leadsTo !== null && (unwrapLink(part.url)?.href ?? part.url) === url,
  );
  return isDisguised ? null : (hostOf(url) ?? null);
};
