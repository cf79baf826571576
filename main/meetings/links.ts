/**
 * Finds the URL that a link's name stands for [property 5]: it is looked up in the stored event, checked, then passed
 * to the browser.
 */
import type { LinkRef } from '../../shared/agenda.ts';
import type { AppJoinService } from '../../shared/settings.ts';
import type { AccountId, OccurrenceDetail } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { appLink } from './appLink.ts';
import type { AppLink } from './appLink.ts';
import { externalUrl, mapUrl } from './externalLink.ts';

/** An event with its address in Google Calendar, which is never passed to the window. */
export type LinkedOccurrence = OccurrenceDetail & { readonly htmlLink: string | null };

const descriptionLink = (parts: OccurrenceDetail['description'], index: number): string | null => {
  const found = parts.find((part) => part.kind === 'link' && part.index === index);
  return found?.kind === 'link' ? found.url : null;
};

/** Returns the URL of a link of this event, as stored; null if it has no such link. */
export const linkOf = (occurrence: LinkedOccurrence, link: LinkRef['link']): string | null => {
  switch (link.kind) {
    case 'webPage':
      return occurrence.htmlLink;
    case 'map':
      return occurrence.location === undefined ? null : mapUrl(occurrence.location);
    case 'joinOption':
      return occurrence.joinOptions[link.index]?.uri ?? null;
    case 'attachment':
      return occurrence.attachments[link.index]?.url ?? null;
    case 'description':
      return descriptionLink(occurrence.description, link.index);
    default:
      return link satisfies never;
  }
};

export interface LinkOpener {
  /** Opens a checked URL, as the person wants links of this account to open; null: of none. */
  readonly open: (url: string, account: AccountId | null) => Promise<Result<null, 'browserFailed'>>;
  /** Opens a link in its app. Returns false if that did not work. */
  readonly openInApp: (link: AppLink) => Promise<boolean>;
  readonly onRefused: () => void;
}

/**
 * Opens a link of an event; `notFound` if there is nothing that may be opened. A way into a meeting opens in its own
 * app if that is one of `apps` and is installed.
 */
export const openNamed = async (
  named: string | null,
  opener: LinkOpener,
  apps: readonly AppJoinService[] = [],
  account: AccountId | null = null,
): Promise<Result<null, Problem>> => {
  const url = named === null ? null : externalUrl(named);
  if (named !== null && url === null) opener.onRefused();
  if (url === null) return fail({ kind: 'notFound' });
  const inApp = appLink(url, apps);
  if (inApp !== null && (await opener.openInApp(inApp))) return ok(null);
  const opened = await opener.open(url, account);
  return opened.ok ? opened : fail({ kind: 'internal' });
};
