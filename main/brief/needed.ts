/** What is needed for a meeting: documents, agenda, place, dial-in, what is unanswered and what it collides with. Pure. */
import type { BriefLine, BriefSays } from '../../shared/brief.ts';
import type { OccurrenceDetail } from '../../shared/model.ts';
import { placeText } from '../../shared/text/place.ts';
import { joinService, meetingLink } from '../../shared/text/joinService.ts';
import { hostOf } from '../../shared/text/linkHost.ts';
import { plainText } from '../../shared/text/plainText.ts';
import { unwrapLink } from '../links/safeLinks.ts';
import { agendaIn } from './agendaIn.ts';
import { descriptionText } from './look.ts';
import { LONGEST_NAME } from '../agenda/texts.ts';

const mostDocuments = 8;
const LONGEST_PLACE = 120;

export interface NeededFacts {
  readonly detail: OccurrenceDetail;
  readonly isOver: boolean;
  /** What else takes the person's time meanwhile, by start. */
  readonly collisions: readonly BriefLine[];
  /** Lines of other features, such as the way from the meeting before. */
  readonly more: readonly BriefLine[];
}

export const neededFor = ({ detail, isOver, collisions, more }: NeededFacts): readonly BriefLine[] => {
  const own = (says: readonly BriefSays[]): readonly BriefLine[] =>
    says.map((one) => ({ ...one, from: null }));
  const agenda = agendaIn(descriptionText(detail.description));
  const documents = own(documentsOf(detail));
  const topics = own(agenda === null ? [] : [{ kind: 'agenda', ...agenda }]);
  // Afterwards only what was talked about is of use.
  if (isOver) return [...documents, ...topics];
  const isUnanswered = detail.selfResponse === 'needsAction' && detail.organizedBySelf !== true;
  return [
    ...own(isUnanswered ? [{ kind: 'unanswered' }] : []),
    ...collisions,
    ...more,
    ...documents,
    ...topics,
    ...own(waysOf(detail)),
  ];
};

/** Returns attachments and links of the description by name, each address once, without links to join by. */
const documentsOf = ({ attachments, description }: OccurrenceDetail): readonly BriefSays[] => {
  const known = new Set<string>();
  const found: BriefSays[] = [];
  const add = (title: string, url: string, link: Extract<BriefSays, { kind: 'document' }>['link']): void => {
    const target = unwrapLink(url) ?? (URL.canParse(url) ? new URL(url) : null);
    if (target === null || meetingLink(target) !== null || known.has(target.href)) return;
    known.add(target.href);
    const name = plainText(isAddress(title) ? nameIn(target) : title, LONGEST_NAME);
    found.push({ kind: 'document', name, host: hostOf(target.href) ?? '', link });
  };
  attachments.forEach(({ title, url }, index) => add(title, url, { kind: 'attachment', index }));
  for (const part of description) {
    if (found.length >= mostDocuments) break;
    if (part.kind === 'link') add(part.text, part.url, { kind: 'description', index: part.index });
  }
  return found.slice(0, mostDocuments);
};

const isAddress = (title: string): boolean =>
  title.trim() === '' || /^\s*(?:https?:\/\/|www\.)\S*\s*$/i.test(title);

/** Returns the last part of an address that reads like a name, otherwise what the service is called. */
const nameIn = (url: URL): string => {
  const last = url.pathname.split('/').findLast((part) => part !== '') ?? '';
  const name = decoded(last);
  const reads =
    /^[\p{L}\p{N}][\p{L}\p{N} ._+-]{2,79}$/u.test(name) &&
    /\p{L}{3}/u.test(name) &&
    !/\d{4}\p{L}|\p{L}\d\p{L}/u.test(name);
  return reads && !['edit', 'view', 'preview', 'index'].includes(name.toLowerCase())
    ? name.replaceAll(/[_-]+/g, ' ')
    : (joinService(url.href) ?? url.hostname);
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** Returns the place, and the number to dial. */
const waysOf = ({ location, joinUrl, joinOptions }: OccurrenceDetail): readonly BriefSays[] => {
  const place = placeText(location);
  const phone = joinOptions.find(({ kind }) => kind === 'phone');
  return [
    ...(place === null
      ? []
      : [
          {
            kind: 'place' as const,
            place: plainText(place, LONGEST_PLACE),
            online: joinUrl !== undefined,
          },
        ]),
    ...(phone === undefined
      ? []
      : [
          {
            kind: 'dialIn' as const,
            label: plainText(phone.label, LONGEST_NAME),
            code: phone.pin ?? phone.passcode ?? null,
          },
        ]),
  ];
};
