/**
 * From the name of a link to the URL it stands for [property 5]: looked up in the stored event, checked,
 * then handed to the browser.
 */
import type { LinkRef } from '../../shared/agenda.ts';
import type { AppJoinService } from '../../shared/settings.ts';
import type { OccurrenceDetail } from '../../shared/model.ts';
import type { Problem } from '../../shared/problems.ts';
import { fail, ok } from '../../shared/result.ts';
import type { Result } from '../../shared/result.ts';
import { appLink } from './appLink.ts';
import type { AppLink } from './appLink.ts';
import { externalUrl, mapUrl } from './externalLink.ts';

/** An event with where it lies in Google Calendar, which the window is never told. */
export type LinkedOccurrence = OccurrenceDetail & { readonly htmlLink: string | null };

const descriptionLink = (parts: OccurrenceDetail['description'], index: number): string | null => {
  const found = parts.find((part) => part.kind === 'link' && part.index === index);
  return found?.kind === 'link' ? found.url : null;
};

/** The URL that a link of this event names, as the event has it; null when it has no such link. */
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
  /** Opens a checked URL. */
  readonly open: (url: string) => Promise<Result<null, 'browserFailed'>>;
  /** Opens a link in the app it is for; false when that did not work. */
  readonly openInApp: (link: AppLink) => Promise<boolean>;
  readonly onRefused: () => void;
}

/**
 * Opens what an event names, or returns `notFound` where there is nothing that may be opened. A way into a
 * meeting opens in its own app where that is one of `apps` and is there.
 */
export const openNamed = async (
  named: string | null,
  opener: LinkOpener,
  apps: readonly AppJoinService[] = [],
): Promise<Result<null, Problem>> => {
  const url = named === null ? null : externalUrl(named);
  if (named !== null && url === null) opener.onRefused();
  if (url === null) return fail({ kind: 'notFound' });
  const inApp = appLink(url, apps);
  if (inApp !== null && (await opener.openInApp(inApp))) return ok(null);
  const opened = await opener.open(url);
  return opened.ok ? opened : fail({ kind: 'internal' });
};
