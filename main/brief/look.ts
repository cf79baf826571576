/** What the person saw of a meeting when they last looked at it, and what is different now. Pure. */
import type { BriefSays } from '../../shared/brief.ts';
import type { EventTime, OccurrenceDetail } from '../../shared/model.ts';
import { changeOfNames, titleOf } from '../agenda/diffDetails.ts';
import { addressOf, LONGEST_NAME } from '../agenda/texts.ts';
import { changedLines } from '../agenda/textDiff.ts';

/** Kept as JSON, so later versions may only add optional fields. */
export interface Look {
  readonly start: EventTime;
  readonly end: EventTime;
  readonly place: string | null;
  readonly joinUrl: string | null;
  /** Null if the guest list is hidden. */
  readonly guests: readonly { readonly address: string; readonly name: string }[] | null;
  readonly description: string;
  readonly attachments: readonly { readonly title: string; readonly url: string }[];
}

const MOST_GUESTS = 200;
const MOST_ATTACHMENTS = 50;
const LONGEST_DESCRIPTION = 65_536;
const LONGEST_TEXT = 2000;

type Seen = Pick<
  OccurrenceDetail,
  'start' | 'end' | 'location' | 'joinUrl' | 'attendees' | 'attendeesOmitted' | 'description' | 'attachments'
>;

export const descriptionText = (parts: OccurrenceDetail['description']): string =>
  parts.map(({ text }) => text).join('');

/** Returns what is kept of a meeting that the person looks at, bounded. */
export const lookOf = (detail: Seen): Look => ({
  start: detail.start,
  end: detail.end,
  place: detail.location?.slice(0, LONGEST_TEXT) ?? null,
  joinUrl: detail.joinUrl?.slice(0, LONGEST_TEXT) ?? null,
  guests: detail.attendeesOmitted
    ? null
    : detail.attendees
        .filter(({ resource }) => !resource)
        .slice(0, MOST_GUESTS)
        .map(({ email, name }) => ({
          address: addressOf(email).slice(0, 320),
          name: (name ?? email).slice(0, 2 * LONGEST_NAME),
        })),
  description: descriptionText(detail.description).slice(0, LONGEST_DESCRIPTION),
  attachments: detail.attachments.slice(0, MOST_ATTACHMENTS).map(({ title, url }) => ({
    title: title.slice(0, LONGEST_TEXT),
    url: url.slice(0, LONGEST_TEXT),
  })),
});

export const sameTime = (one: EventTime, other: EventTime): boolean =>
  one.kind === 'date'
    ? other.kind === 'date' && one.date === other.date
    : other.kind === 'timed' && one.ms === other.ms;

/** Returns what changed from one look to another: time, place, link, guests, description, attachments. */
export const changesBetween = (before: Look, now: Look): readonly BriefSays[] => {
  const found: BriefSays[] = [];
  if (!sameTime(before.start, now.start) || !sameTime(before.end, now.end)) {
    const [from, to] = [before, now].map(({ start, end }) => ({ start, end })) as [Span, Span];
    found.push({ kind: 'changed', what: { kind: 'moved', from, to } });
  }
  if ((before.place ?? '') !== (now.place ?? ''))
    found.push({ kind: 'changed', what: { kind: 'placeChanged', from: before.place, to: now.place } });
  if (before.joinUrl !== now.joinUrl)
    found.push({ kind: 'changed', what: { kind: 'linkChanged', from: before.joinUrl, to: now.joinUrl } });
  // A list that is hidden now, or was, tells nothing about who left or came.
  if (before.guests !== null && now.guests !== null)
    found.push(
      ...changeOfNames(
        'guestsChanged',
        before.guests,
        now.guests,
        ({ address }) => address,
        ({ name }) => name,
      ),
    );
  if (before.description !== now.description) {
    const difference = changedLines(before.description, now.description);
    if (difference !== null) found.push({ kind: 'descriptionChanged', ...difference });
  }
  found.push(
    ...changeOfNames('attachmentsChanged', before.attachments, now.attachments, ({ url }) => url, titleOf),
  );
  return found;
};

type Span = Pick<Look, 'start' | 'end'>;

/** Returns a look that was kept; null if it cannot be read. */
export const readLook = (json: string): Look | null => {
  try {
    const look = JSON.parse(json) as Partial<Look> | null;
    const isWhole =
      isTime(look?.start) &&
      isTime(look?.end) &&
      typeof look?.description === 'string' &&
      Array.isArray(look.attachments) &&
      (look.guests === null || Array.isArray(look.guests));
    return isWhole ? ({ place: null, joinUrl: null, ...look } as Look) : null;
  } catch {
    return null;
  }
};

const isTime = (time: EventTime | undefined): boolean =>
  time?.kind === 'date' ? typeof time.date === 'string' : Number.isFinite(time?.ms);
