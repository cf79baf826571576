/**
 * An event's fields as other programs read them. Titles and places come from strangers' invitations, so they lose
 * control and bidirectional characters here: a terminal would act on them [property 13]. Pure.
 */
import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';
import type { EventTime, Occurrence } from '../../../shared/model.ts';
import { needsDecision } from '../../../shared/pending.ts';
import { displayTitle } from '../../../shared/text/displayTitle.ts';
import { toLine } from '../../../shared/text/plainText.ts';
import { ianaZone, msToWall } from '../../../shared/zone.ts';
import type { OutputContext } from './answer.ts';

type FieldsContext = Pick<OutputContext, 'words' | 'calendarOf'>;

/** Returns `2026-11-24T10:00:00+01:00`. */
export const withOffset = (ms: number, timeZone: string): string => {
  const zone = ianaZone(timeZone);
  const offset = zone.offsetAt(ms);
  const size = Math.abs(offset);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  const local = new Date(msToWall(zone, ms)).toISOString().slice(0, 19);
  return `${local}${sign}${two(size / HOUR_MS)}:${two((size % HOUR_MS) / MINUTE_MS)}`;
};

/** Returns an instant with its offset, or a date. */
export const timeText = (time: EventTime, timeZone: string): string =>
  time.kind === 'date' ? time.date : withOffset(time.ms, timeZone);

export interface PendingFields {
  readonly change: 'create' | 'answer';
  /** `needsDecision`: it is not sent before the person has decided in the app. */
  readonly state: 'waiting' | 'needsDecision';
}

const pendingOf = ({ pending }: Occurrence): PendingFields | null =>
  pending === undefined || pending.state === 'accepted'
    ? null
    : {
        change: pending.kind === 'create' ? 'create' : 'answer',
        state: needsDecision(pending) ? 'needsDecision' : 'waiting',
      };

/** One event in the JSON; docs/cli.schema.json describes it. */
export interface EventFields {
  readonly title: string;
  readonly start: string;
  /** Exclusive. */
  readonly end: string;
  readonly allDay: boolean;
  readonly calendar: string;
  readonly location: string | null;
  readonly joinUrl: string | null;
  readonly response: Occurrence['selfResponse'];
  readonly status: Occurrence['status'];
  readonly busy: boolean;
  /** The person's change that Google does not have yet. */
  readonly pending: PendingFields | null;
  readonly accountId: string;
  readonly calendarId: string;
  readonly eventId: string;
}

export const fieldsOf = (occurrence: Occurrence, { words, calendarOf }: FieldsContext): EventFields => {
  const { timeZone } = words.format;
  const { location, joinUrl } = occurrence;
  return {
    title: toLine(displayTitle(occurrence, words.messages)),
    start: timeText(occurrence.start, timeZone),
    end: timeText(occurrence.end, timeZone),
    allDay: occurrence.start.kind === 'date',
    calendar: toLine(calendarOf(occurrence)),
    location: location === undefined ? null : toLine(location),
    joinUrl: joinUrl === undefined ? null : toLine(joinUrl),
    response: occurrence.selfResponse,
    status: occurrence.status,
    busy: occurrence.transparency === 'opaque',
    pending: pendingOf(occurrence),
    accountId: toLine(occurrence.accountId),
    calendarId: toLine(occurrence.calendarId),
    eventId: toLine(occurrence.eventId),
  };
};
