/**
 * Reads the `recurrence` lines of a master, as Google and others write them [S22], into rules and date values:
 * `EXDATE;TZID=…:`, `VALUE=DATE`, `VALUE=PERIOD` (its start counts), lists with commas or semicolons, quotes, folded
 * lines, and lists of dates that Google sends as a rule, `RRULE:DATE;TZID=…:` (docs/RECURRENCE.md).
 */
import { DAY_MS } from '../../shared/durations.ts';
import { utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import { dayOfIso } from './civil.ts';
import { zoneOf } from './zoneNames.ts';

/** A date from a line, or a date with time: an instant, and the wall time it was written as in a zone. */
export type DateValue =
  | { readonly kind: 'instant'; readonly ms: number; readonly wall: number; readonly zone: Zone }
  | { readonly kind: 'day'; readonly day: number };

export interface ReadLines {
  readonly rules: readonly string[];
  readonly exRules: readonly string[];
  readonly rDates: readonly DateValue[];
  readonly exDates: readonly DateValue[];
  /** Some of `rDates` came as a rule, `RRULE:DATE:…`. Such a list contains every date of its series. */
  readonly hasDateRule: boolean;
  readonly flaw: string | null;
}

/** Events may have this many: imports bring thousands of lines with one date each. */
const MOST_LINES = 5000;
const MOST_DATES = 20_000;

const datePattern =
  /^(\d{4}-?\d{2}-?\d{2})(?:[TZ]|T(\d{2}):?(\d{2}):?(\d{2})?(?:\.\d{1,9})?(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?$/i;

/**
 * Reads `20260107`, `20260107T090000`, `20260107T090000Z`, with or without dashes, colons, a fraction and an offset.
 * A time without Z or an offset is read in `zone`. `24:00` is the end of the day, and a date may be followed by the
 * letter of a time that was left out.
 */
export function readDateValue(text: string, zone: Zone): DateValue | null {
  const match = datePattern.exec(text.trim());
  if (!match) return null;
  const day = dayOfIso(match[1] ?? '');
  if (day === null) return null;
  if (match[2] === undefined) return { kind: 'day', day };
  const [hour, minute, second] = [Number(match[2]), Number(match[3]), Number(match[4] ?? 0)];
  const isEndOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) return null;
  const wall = day * DAY_MS + (hour * 3600 + minute * 60 + Math.min(second, 59)) * 1000;
  const offset = match[5]?.toUpperCase();
  if (offset === undefined) return { kind: 'instant', ms: zone.toMs(wall), wall, zone };
  if (offset === 'Z') return { kind: 'instant', ms: wall, wall, zone: utc };
  const written = zoneOf(offset) ?? utc;
  return { kind: 'instant', ms: written.toMs(wall), wall, zone: written };
}

interface ContentLine {
  readonly name: string;
  readonly zoneName: string | null;
  readonly value: string;
}

/** A list of dates in place of a rule: the part of its line from the list's own name on. */
const dateRule = /^(?:R?DATE)\s*[;:]/i;

/**
 * Returns where the parameters end: at the first colon outside quotes. Before dates it is the first colon that dates
 * follow, because zones without quotes may contain colons: `TZID=(UTC+01:00) Amsterdam, Berlin:20260107T090000`.
 */
function endOfParameters(line: string): number {
  const hasDates = /^(?:RDATE|EXDATE|DATE)\b/i.test(line);
  const dates = /\s*\d{4}-?\d{2}-?\d{2}(?!\d)/y;
  let first = -1;
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '"') quoted = !quoted;
    if (line[i] !== ':' || quoted) continue;
    if (first < 0) first = i;
    dates.lastIndex = i + 1;
    if (!hasDates || dates.test(line)) return i;
  }
  return first;
}

function splitLine(line: string): ContentLine | null {
  if (/^(?:(?:INTERVAL|COUNT|UNTIL|WKST|BY[A-Z]+)\s*=[^;:]*;\s*)*FREQ\s*=/i.test(line))
    return { name: 'RRULE', zoneName: null, value: line };
  const colon = endOfParameters(line);
  if (colon < 0) return null;
  const [name = '', ...parameters] = line.slice(0, colon).split(';');
  let zoneName: string | null = null;
  for (const parameter of parameters) {
    const match = /^\s*TZID\s*=\s*"?([^"]*)"?\s*$/i.exec(parameter);
    if (match) zoneName = match[1] ?? null;
  }
  // Some rules have their name twice.
  const value = line.slice(colon + 1).replace(/^\s*RRULE\s*:/i, '');
  return { name: name.trim().toUpperCase(), zoneName, value: value.trim() };
}

/** Returns the list of dates that was sent as a rule, or whose name lost its first letter; null for other lines. */
function listOfDates(line: ContentLine): ContentLine | null {
  if (line.name === 'DATE') return line;
  if ((line.name !== 'RRULE' && line.name !== 'EXRULE') || !dateRule.test(line.value)) return null;
  const list = splitLine(line.value);
  return list && { ...list, zoneName: list.zoneName ?? line.zoneName };
}

/** Reads all lines. What cannot be read is left out and described by the flaw. */
export function readLines(lines: readonly string[], seriesZone: Zone): ReadLines {
  const rules: string[] = [];
  const exRules: string[] = [];
  const rDates: DateValue[] = [];
  const exDates: DateValue[] = [];
  let flaw: string | null = null;
  let left = MOST_DATES;
  let hasDateRule = false;

  const addDates = (line: ContentLine, into: DateValue[]): void => {
    let zone = seriesZone;
    if (line.zoneName !== null) {
      const named = zoneOf(line.zoneName);
      if (named === null)
        flaw ??= 'A date of the repetition names an unknown time zone; the event’s own was used.';
      else zone = named;
    }
    for (const { 0: item } of line.value.matchAll(/[^,;]+/g)) {
      const text = item.split('/')[0]?.trim() ?? '';
      if (text === '') continue;
      left -= 1;
      if (left < 0) {
        flaw ??= `The repetition lists more than ${MOST_DATES} dates; the rest was left out.`;
        return;
      }
      const value = readDateValue(text, zone);
      if (value === null) flaw ??= 'A date of the repetition cannot be read.';
      else into.push(value);
    }
  };

  const unfolded = lines
    .slice(0, MOST_LINES)
    .flatMap((line) => line.replace(/\r?\n[ \t]/g, '').split(/[\r\n]+/))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  if (lines.length > MOST_LINES)
    flaw = `The repetition has more than ${MOST_LINES} lines; the rest was left out.`;
  for (const text of unfolded) {
    const line = splitLine(text);
    const list = line === null ? null : listOfDates(line);
    if (line === null) flaw ??= 'A line of the repetition cannot be read.';
    else if (list !== null) {
      const before = rDates.length;
      addDates(list, line.name === 'EXRULE' ? exDates : rDates);
      hasDateRule ||= rDates.length > before;
    } else if (line.name === 'RRULE') rules.push(line.value);
    else if (line.name === 'EXRULE') exRules.push(line.value);
    else if (line.name === 'RDATE') addDates(line, rDates);
    else if (line.name === 'EXDATE') addDates(line, exDates);
    else if (line.name !== 'DTSTART' && line.name !== 'DTEND') {
      flaw ??= 'A line of the repetition is of no known kind.';
    }
  }
  return { rules, exRules, rDates, exDates, hasDateRule, flaw };
}
