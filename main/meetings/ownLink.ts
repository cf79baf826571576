/**
 * The app's own links: `jarvis-calendar://day/2026-12-01`, `…/meeting/CALENDAR/EVENT`, `…/join-next`. Any page or
 * document can contain one, so they are untrusted: a link names a day or a meeting and carries nothing else, and what
 * is not exactly of these forms is none [property 18]. Pure.
 */
import type { OccurrenceRef } from '../../shared/agenda.ts';
import { LONGEST_CALENDAR_ID, LONGEST_OCCURRENCE_ID } from '../../shared/idLengths.ts';
import type { CalendarId, EventId, IsoDate } from '../../shared/model.ts';
import { date } from '../platform/jsonReaders.ts';

export const linkScheme = 'jarvis-calendar';

export type OwnLink =
  | { readonly kind: 'day'; readonly date: IsoDate }
  | { readonly kind: 'meeting'; readonly meeting: OccurrenceRef }
  | { readonly kind: 'joinNext' };

/** Enough for the longest ids, with most of their characters escaped. */
export const LONGEST_LINK = 8192;

/** The days that the window's list can show. */
const [firstDay, lastDay] = ['1970-01-01', '2100-12-31'];

/** Returns the first argument that begins like such a link and is not too long; null if there is none. */
export const linkIn = (args: readonly string[]): string | null =>
  args.find((arg) => arg.length <= LONGEST_LINK && /^jarvis-calendar:/i.test(arg)) ?? null;

/** Returns null if the text is not one of the links above. Browsers may have added the final slash. */
export const parseOwnLink = (text: string): OwnLink | null => {
  if (text.length > LONGEST_LINK) return null;
  // Only what may stand in a URL's path; so no query, no fragment, no host with a port or a name.
  const match = /^jarvis-calendar:\/\/([a-z-]{1,20})((?:\/[\w.~!$&'()*+,;=:@%-]+){0,2})\/?$/i.exec(text);
  if (match === null) return null;
  const parts = (match[2] ?? '').split('/').slice(1).map(decoded);
  const [first, second] = parts;
  switch (match[1]?.toLowerCase()) {
    case 'join-next':
      return parts.length === 0 ? { kind: 'joinNext' } : null;
    case 'day': {
      const day = parts.length === 1 ? date(first) : undefined;
      return day === undefined || day < firstDay || day > lastDay ? null : { kind: 'day', date: day };
    }
    case 'meeting':
      if (!isId(first, LONGEST_CALENDAR_ID) || !isId(second, LONGEST_OCCURRENCE_ID)) return null;
      return {
        kind: 'meeting',
        meeting: { calendarId: first as CalendarId, eventId: second as EventId },
      };
    default:
      return null;
  }
};

/** Returns the part without its escapes; null if they are not UTF-8. */
const decoded = (part: string): string | null => {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
};

const isId = (part: string | null | undefined, longest: number): part is string =>
  part != null && part !== '' && part.length <= longest && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(part);

/**
 * Returns the link to a meeting. It names no account, so it also works for other people who have the calendar, and
 * `eventId` names one instance of a series.
 */
export const linkToMeeting = ({ calendarId, eventId }: OccurrenceRef): string =>
  `${linkScheme}://meeting/${encodeURIComponent(calendarId)}/${encodeURIComponent(eventId)}`;
