/**
 * Reads one event of a feed from its lines. ical.js parses each line separately, so that a broken one does not affect
 * the others; the lines about repetition stay unchanged for the app's own calculator. Pure.
 */
import ICAL from 'ical.js';
import { nameOf } from './components.ts';
import { after, readDuration, readTime, text, wallOf } from './times.ts';
import type { FeedTime, Property, Zones } from './times.ts';

export interface Alarm {
  readonly action: string;
  readonly trigger: Property;
}

export interface FeedEvent {
  readonly uid: string | null;
  readonly start: FeedTime;
  readonly end: FeedTime;
  /** RRULE, RDATE, EXDATE and EXRULE, with known zones. */
  readonly recurrence: readonly string[];
  /** The slot in its series that it replaces. */
  readonly original: FeedTime | null;
  /** It also replaces all later ones. */
  readonly isFollowing: boolean;
  readonly isCancelled: boolean;
  /** Tells which of two is newer: the sequence number, then the time of writing. */
  readonly version: readonly [number, string];
  /** The other properties, by their lower-case names. */
  readonly properties: ReadonlyMap<string, readonly Property[]>;
  readonly alarms: readonly Alarm[];
}

/** The result of reading an event's lines. */
export interface ReadEvent {
  /** Null without a readable start. */
  readonly event: FeedEvent | null;
  /** Also for an event that cannot be read otherwise. */
  readonly uid: string | null;
  readonly broken: number;
}

const recurrenceNames = new Set(['RRULE', 'RDATE', 'EXDATE', 'EXRULE']);

const readLine = (line: string): Property | null => {
  try {
    return ICAL.parse.property(asDate(quoted(line))) as unknown as Property;
  } catch {
    return null;
  }
};

/** A date whose line does not say that it is one. */
const asDate = (line: string): string =>
  line.length > 400
    ? line
    : line.replace(/^((?:DTSTART|DTEND|RECURRENCE-ID)(?![^:]*VALUE=)[^:]*):(\d{8}\s*)$/i, '$1;VALUE=DATE:$2');

/** Outlook writes zones with colons and commas, but without the necessary quotes. */
const quoted = (line: string): string =>
  line.length > 400
    ? line
    : line.replace(
        /^([A-Z-]+;(?:[A-Z-]+=[^:";]*;)*TZID=)([^";]*[:,][^";]*)((?:;VALUE=[A-Z-]+)?:\d{8}(?:T\d{6}Z?)?\s*)$/i,
        '$1"$2"$3',
      );

/** Lines that are read in one step. */
const linesPerStep = 200;

export function* readEvent(lines: readonly string[], zones: Zones): Generator<void, ReadEvent> {
  const properties = new Map<string, Property[]>();
  const recurrence: string[] = [];
  const alarms: Alarm[] = [];
  let broken = 0;
  let depth = 0;
  let action = '';
  let trigger: Property | null = null;
  for (const [index, line] of lines.entries()) {
    if (index % linesPerStep === linesPerStep - 1) yield;
    const name = nameOf(line);
    if (name === 'BEGIN') {
      depth += 1;
      action = '';
      trigger = null;
      continue;
    }
    if (name === 'END') {
      depth -= 1;
      if (depth === 0 && trigger !== null) alarms.push({ action: action.toUpperCase(), trigger });
      continue;
    }
    if (depth === 0 && name !== null && recurrenceNames.has(name)) {
      recurrence.push(withKnownZone(line, zones));
      continue;
    }
    const property = readLine(line);
    if (property === null) broken += 1;
    else if (depth === 0) {
      const known = properties.get(property[0]);
      if (known === undefined) properties.set(property[0], [property]);
      else known.push(property);
    } else if (property[0] === 'action') action = text(property) ?? '';
    else if (property[0] === 'trigger') trigger = property;
  }
  const first = (name: string): Property | undefined => properties.get(name)?.[0];
  const uid = text(first('uid'))?.trim() || null;
  const startProperty = first('dtstart');
  // Shown in the calendar's zone, because it has none of its own; a repetition in UTC stays in UTC.
  const utcIn = recurrence.some((line) => /^(?:RRULE|RDATE)/i.test(line)) ? utcZone(zones) : zones.own;
  const start = startProperty === undefined ? null : readTime(startProperty, zones, utcIn);
  if (start === null) return { event: null, uid, broken: broken + 1 };
  const originalProperty = first('recurrence-id');
  const event: FeedEvent = {
    uid,
    ...asAllDay(first, start, endOf(first, start, zones)),
    recurrence,
    original: originalProperty === undefined ? null : readTime(originalProperty, zones, zones.own),
    isFollowing: /^THISANDFUTURE$/i.test(String(originalProperty?.[1]['range'] ?? '')),
    isCancelled: /^CANCELLED$/i.test(text(first('status')) ?? ''),
    version: [
      Number(first('sequence')?.[3] ?? 0) || 0,
      text(first('last-modified')) ?? text(first('dtstamp')) ?? '',
    ],
    properties,
    alarms,
  };
  return { event, uid, broken };
}

const utcZone = ({ named, own }: Zones) => named('UTC') ?? own;

/**
 * Returns DTEND, or the end by the duration. Otherwise a date lasts its day, and a timed event ends when it starts
 * (RFC 5545, 3.6.1).
 */
const endOf = (first: (name: string) => Property | undefined, start: FeedTime, zones: Zones): FeedTime => {
  const endProperty = first('dtend');
  const end =
    endProperty === undefined
      ? null
      : readTime(endProperty, zones, start.kind === 'timed' ? start.zone : zones.own);
  if (end !== null && end.kind === start.kind) return end;
  const duration = readDuration(text(first('duration')) ?? '');
  if (duration !== null) return after(start, duration);
  return start.kind === 'date' ? { kind: 'date', day: start.day + 1 } : start;
};

/** Recognizes Outlook's all-day events, which are written from midnight to midnight. */
const asAllDay = (
  first: (name: string) => Property | undefined,
  start: FeedTime,
  end: FeedTime,
): { readonly start: FeedTime; readonly end: FeedTime } => {
  const isMarked = /^TRUE$/i.test(text(first('x-microsoft-cdo-alldayevent')) ?? '');
  if (!isMarked || start.kind === 'date' || end.kind === 'date') return { start, end };
  const [from, to] = [wallOf(start), wallOf(end)].map((wall) => wall / 86_400_000);
  if (
    from === undefined ||
    to === undefined ||
    !Number.isInteger(from) ||
    !Number.isInteger(to) ||
    to <= from
  ) {
    return { start, end };
  }
  return { start: { kind: 'date', day: from }, end: { kind: 'date', day: to } };
};

/** Replaces a zone that only the feed defines, in lines that stay unchanged, with its known name. */
const withKnownZone = (line: string, zones: Zones): string =>
  line.length > 400
    ? line.replace(
        /^([^:]{0,300};TZID=)"?([^":;]{1,200})"?(?=[;:])/i,
        (whole, before: string, tzid: string) => renamed(whole, before, tzid, zones),
      )
    : line.replace(
        /^([A-Z-]+(?:;[A-Z-]+=[^:;"]*)*;TZID=)"?([^";]{1,200}?)"?(?=(?:;VALUE=[A-Z-]+)?:\d{8})/i,
        (whole, before: string, tzid: string) => renamed(whole, before, tzid, zones),
      );

const renamed = (whole: string, before: string, tzid: string, { named, own }: Zones): string => {
  const zone = named(tzid) ?? own;
  return zone.name === tzid ? whole : `${before}${zone.name}`;
};
