/**
 * Parses the text of an RRULE or EXRULE into a Rule (RFC 5545 3.3.10). Accepts what calendars really send: any case,
 * stray semicolons, empty parts, unknown parts. Knows neither DTSTART nor zones.
 *
 * A flaw is a sentence about what could not be used. If all values of a part are unusable, the whole rule is: without
 * the part the event would repeat on dates that nobody asked for.
 */

/** An index into `frequencies`: 0 YEARLY … 6 SECONDLY. */
export type Frequency = 0 | 1 | 2 | 3 | 4 | 5 | 6;
export const YEARLY = 0;
export const MONTHLY = 1;
export const WEEKLY = 2;
export const DAILY = 3;
export const HOURLY = 4;
export const MINUTELY = 5;
export const SECONDLY = 6;
const frequencies = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'];
const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

export interface OrdinalDay {
  /** 0 = Monday … 6 = Sunday. */
  readonly weekday: number;
  /** −53 … 53; 0: every such weekday. */
  readonly ordinal: number;
}

/** An absent BYxxx part is an empty list. Lists are sorted and have no duplicates. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  /** As written. The caller knows which zone to read it in. */
  readonly until: string | null;
  /** WKST: 0 = Monday … 6 = Sunday. */
  readonly weekStart: number;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly days: readonly OrdinalDay[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
}

export interface ReadRule {
  /** Null if the rule cannot be used at all. */
  readonly rule: Rule | null;
  readonly flaw: string | null;
}

const LONGEST_RULE = 20_000;
const LONGEST_KEPT = 200;
/** Far beyond any use. Keeps the arithmetic exact. */
const LARGEST_INTERVAL = 1_000_000_000;

const ranges: Readonly<Record<string, readonly [number, number, boolean]>> = {
  // the lowest and the highest absolute value, and whether negative ones count from the end
  BYMONTH: [1, 12, false],
  BYWEEKNO: [1, 53, true],
  BYYEARDAY: [1, 366, true],
  BYMONTHDAY: [1, 31, true],
  BYHOUR: [0, 23, false],
  BYMINUTE: [0, 59, false],
  // 60 is a leap second, which no clock here has: it is read as the second before.
  BYSECOND: [0, 60, false],
  BYSETPOS: [1, 366, true],
};

const unusable = (flaw: string): ReadRule => ({ rule: null, flaw });

function readNumbers(part: string, value: string): number[] | null {
  const [low, high, signed] = ranges[part] ?? [0, 0, false];
  const found = new Set<number>();
  for (const item of value.split(',')) {
    const text = item.trim();
    if (!/^[+-]?\d{1,4}$/.test(text)) continue;
    const number = Number(text);
    const size = Math.abs(number);
    if (size < low || size > high || (number < 0 && !signed)) continue;
    found.add(part === 'BYSECOND' && number === 60 ? 59 : number);
  }
  return found.size === 0 ? null : [...found].sort((a, b) => a - b);
}

function readDays(value: string): OrdinalDay[] | null {
  const found = new Map<string, OrdinalDay>();
  for (const item of value.split(',')) {
    const match = /^([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)$/.exec(item.replace(/\s/g, ''));
    if (!match) continue;
    const ordinal = Number(match[1] ?? 0);
    if (Math.abs(ordinal) > 53) continue;
    const weekday = weekdays.indexOf(match[2] ?? '');
    found.set(`${ordinal}/${weekday}`, { weekday, ordinal });
  }
  return found.size === 0 ? null : [...found.values()];
}

/** The rules parsed last: a calendar's series share a handful of rules. */
const recentRules = new Map<string, ReadRule>();
const MOST_RECENT_RULES = 200;

/** Parses what follows `RRULE:`. */
export function readRule(text: string): ReadRule {
  const known = recentRules.get(text);
  if (known !== undefined) return known;
  const read = parseRule(text);
  if (recentRules.size >= MOST_RECENT_RULES) recentRules.clear();
  if (text.length <= LONGEST_KEPT) recentRules.set(text, read);
  return read;
}

function parseRule(text: string): ReadRule {
  if (text.length > LONGEST_RULE) return unusable('The repetition rule is too long.');
  const parts = new Map<string, string>();
  for (const piece of text.toUpperCase().split(';')) {
    const equals = piece.indexOf('=');
    if (equals < 0) {
      // Google Calendar has stray semicolons and empty parts. But an end without its value must not become "forever".
      if (/^\s*(?:UNTIL|COUNT)\b/.test(piece)) parts.set('UNTIL', '?');
      continue;
    }
    const name = piece.slice(0, equals).trim();
    // If a part is given twice, the first counts.
    if (!parts.has(name)) parts.set(name, piece.slice(equals + 1).trim());
  }

  for (const name of parts.keys()) {
    if (name.startsWith('BY') && name !== 'BYDAY' && ranges[name] === undefined) {
      return unusable(`The repetition rule has a part that is not supported: ${name.slice(0, 20)}.`);
    }
  }
  const frequency = frequencies.indexOf(parts.get('FREQ') ?? '');
  if (frequency < 0) return unusable('The repetition rule has no known frequency.');
  const scale = parts.get('RSCALE');
  if (scale !== undefined && scale !== 'GREGORIAN')
    return unusable(`The event repeats in a calendar that is not supported: ${scale.slice(0, 20)}.`);

  let flaw: string | null = null;
  // RFC 7529: dates that do not exist are moved instead of left out.
  if (parts.has('SKIP') && parts.get('SKIP') !== '' && parts.get('SKIP') !== 'OMIT')
    flaw = 'The repetition moves dates that do not exist, which is not supported; they are left out.';
  let interval = 1;
  const intervalText = parts.get('INTERVAL');
  if (intervalText !== undefined && intervalText !== '') {
    interval = /^\d+$/.test(intervalText) ? Math.min(Number(intervalText), LARGEST_INTERVAL) : 0;
    if (interval === 0) {
      flaw = 'The interval of the repetition rule is no number above zero; it was read as 1.';
      interval = 1;
    }
  }

  let count: number | null = null;
  const countText = parts.get('COUNT');
  if (countText !== undefined && countText !== '') {
    count = /^\d+$/.test(countText) ? Math.min(Number(countText), Number.MAX_SAFE_INTEGER) : 1;
    if (count === 0 || !/^\d+$/.test(countText)) {
      flaw = 'The count of the repetition rule is no number above zero; only the first date is shown.';
      count = 0;
    }
  }

  const numbers: Record<string, readonly number[]> = {};
  for (const part of Object.keys(ranges)) {
    const value = parts.get(part);
    if (value === undefined || value === '') {
      numbers[part] = [];
      continue;
    }
    const read = readNumbers(part, value);
    if (read === null) return unusable(`The repetition rule has no usable ${part}.`);
    numbers[part] = read;
  }
  let days: readonly OrdinalDay[] = [];
  const dayText = parts.get('BYDAY');
  if (dayText) {
    const read = readDays(dayText);
    if (read === null) return unusable('The repetition rule has no usable BYDAY.');
    days = read;
  }
  const weekStart = weekdays.indexOf(parts.get('WKST') ?? 'MO');

  return {
    rule: {
      frequency: frequency as Frequency,
      interval,
      count,
      until: parts.get('UNTIL') || null,
      weekStart: weekStart < 0 ? 0 : weekStart,
      months: numbers['BYMONTH'] ?? [],
      weekNumbers: numbers['BYWEEKNO'] ?? [],
      yearDays: numbers['BYYEARDAY'] ?? [],
      monthDays: numbers['BYMONTHDAY'] ?? [],
      days,
      hours: numbers['BYHOUR'] ?? [],
      minutes: numbers['BYMINUTE'] ?? [],
      seconds: numbers['BYSECOND'] ?? [],
      positions: numbers['BYSETPOS'] ?? [],
    },
    flaw,
  };
}
