/**
 * Splits a feed into the parts that the app reads: its own properties, its time zones and its events, each as content
 * lines. Everything else in a calendar file is skipped, and broken parts are counted. Nothing is interpreted yet, but
 * the content can be compared with the previous one (`digest`). Runs in steps, like text.ts.
 */
import { createHash } from 'node:crypto';
import { linesOf } from './text.ts';

export interface Components {
  /** The calendar's own lines, by name. */
  readonly properties: ReadonlyMap<string, string>;
  readonly timeZones: readonly (readonly string[])[];
  readonly events: readonly (readonly string[])[];
  /** Lines and components that could not be read. */
  readonly broken: number;
  /** False: it is something else, for example a web page. */
  readonly isCalendar: boolean;
  /** It ends before it is complete. */
  readonly isCut: boolean;
  /** A digest of everything that counts: equal for the same events. */
  readonly digest: string;
}

/** The memory limit, in characters, for an event with an embedded file or ten thousand guests. */
const longestComponent = 512 << 10;
const mostLines = 6000;
const mostTimeZones = 500;
const linesPerStep = 1000;

const calendarProperties = new Set([
  'NAME',
  'COLOR',
  'REFRESH-INTERVAL',
  'X-APPLE-CALENDAR-COLOR',
  'X-PUBLISHED-TTL',
  'X-WR-CALNAME',
  'X-WR-TIMEZONE',
]);

const eventProperties = new Set([
  'ACTION',
  'ATTACH',
  'ATTENDEE',
  'BEGIN',
  'CLASS',
  'COLOR',
  'CONFERENCE',
  'DESCRIPTION',
  'DTEND',
  'DTSTAMP',
  'DTSTART',
  'DURATION',
  'END',
  'EXDATE',
  'EXRULE',
  'LAST-MODIFIED',
  'LOCATION',
  'ORGANIZER',
  'RDATE',
  'RECURRENCE-ID',
  'RRULE',
  'SEQUENCE',
  'STATUS',
  'SUMMARY',
  'TRANSP',
  'TRIGGER',
  'UID',
  'URL',
  'X-ALT-DESC',
  'X-GOOGLE-CONFERENCE',
  'X-MICROSOFT-CDO-ALLDAYEVENT',
  'X-MICROSOFT-CDO-BUSYSTATUS',
  'X-MICROSOFT-ONLINEMEETINGEXTERNALLINK',
  'X-MICROSOFT-SKYPETEAMSMEETINGURL',
]);

/** Returns a line's name in capitals; null if it has none. */
export const nameOf = (line: string): string | null =>
  /^[A-Za-z0-9-]{1,80}(?=[;:])/.exec(line)?.[0].toUpperCase() ?? null;

const valueOf = (line: string): string => line.slice(line.indexOf(':') + 1).trim();

/** A component whose lines are being collected. */
interface Collecting {
  readonly name: 'VEVENT' | 'VTIMEZONE';
  readonly lines: string[];
  length: number;
  /** The nesting of components within it, such as alarms. */
  depth: number;
}

export function* partComponents(pieces: readonly string[]): Generator<void, Components> {
  const properties = new Map<string, string>();
  const timeZones: (readonly string[])[] = [];
  const events: (readonly string[])[] = [];
  const hash = createHash('sha256');
  let broken = 0;
  let isCalendar = false;
  let isOpen = false;
  let current: Collecting | null = null;
  /** The name of a component that is skipped, because only its own end ends it. */
  let skipped: string | null = null;

  const finish = ({ name, lines }: Collecting): void => {
    if (name === 'VEVENT') events.push(lines);
    else if (timeZones.length < mostTimeZones) timeZones.push(lines);
    for (const line of lines) if (nameOf(line) !== 'DTSTAMP') hash.update(line).update('\n');
  };
  /** Adds a line to the component. */
  const collect = (into: Collecting, line: string, name: string): void => {
    if (into.name === 'VEVENT' && !eventProperties.has(name)) return;
    into.length += line.length;
    // What exceeds the limit is left out line by line: an event without its last guests is still an event.
    if (into.lines.length >= mostLines || into.length > longestComponent) broken += 1;
    else into.lines.push(line);
  };

  let count = 0;
  for (const given of linesOf(pieces)) {
    count += 1;
    if (count % linesPerStep === 0) yield;
    const line = given === null ? null : count === 1 ? given.replace(/^\uFEFF/, '') : given;
    const name = line === null ? null : nameOf(line);
    if (line === null || name === null) {
      if (isOpen && skipped === null) broken += 1;
      continue;
    }
    if (name !== 'BEGIN' && name !== 'END') {
      if (current !== null) collect(current, line, name);
      else if (isOpen && skipped === null && calendarProperties.has(name) && !properties.has(name)) {
        properties.set(name, line);
        hash.update(line).update('\n');
      }
      continue;
    }
    const component = valueOf(line).toUpperCase();
    if (name === 'BEGIN') {
      if (component === 'VCALENDAR') {
        isCalendar = true;
        isOpen = true;
        if (current !== null) broken += 1;
        current = null;
        skipped = null;
      } else if (skipped === null && isOpen) {
        // One begins within another, so the other has no end.
        if (current !== null && (component === 'VEVENT' || component === 'VTIMEZONE')) {
          broken += 1;
          current = null;
        }
        if (current !== null) {
          current.depth += 1;
          current.lines.push(line);
        } else if (component === 'VEVENT' || component === 'VTIMEZONE') {
          current = { name: component, lines: [], length: 0, depth: 0 };
        } else skipped = component;
      }
      continue;
    }
    if (component === 'VCALENDAR') {
      if (current !== null) broken += 1;
      current = null;
      skipped = null;
      isOpen = false;
    } else if (skipped !== null) {
      if (component === skipped) skipped = null;
    } else if (current !== null && component === current.name) {
      finish(current);
      current = null;
    } else if (current !== null && current.depth > 0) {
      current.depth -= 1;
      current.lines.push(line);
    }
  }
  return {
    properties,
    timeZones,
    events,
    broken,
    isCalendar,
    isCut: isOpen,
    digest: hash.digest('base64url'),
  };
}
