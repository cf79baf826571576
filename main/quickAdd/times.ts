/** The time of day in a typed line: one time, a range, or a part of the day. Pure. */
import { clockAt, type Clock } from './clock.ts';
import { END, START, type Line } from './line.ts';
import { fullWeekdayNames, monthNames, weekdayNames, type Language } from './vocabulary.ts';
import type { QuickPart } from '../../shared/quickAdd.ts';

export interface TimeOfDay {
  /** Minutes since midnight. */
  readonly start: number;
  /** May be past midnight: 25:00 is one o'clock on the next day. */
  readonly end: number | null;
  /** A plain hour was taken to be in the afternoon. */
  readonly guessedAfternoon: boolean;
  /** A plain hour from 7 to 12, which may also be in the evening. */
  readonly mayBeLater: boolean;
  /** Only a part of the day was named. */
  readonly partOfDay: boolean;
  /** "Tonight": the line names the day, too. */
  readonly today: boolean;
  readonly language: Language | null;
}

interface Candidate {
  readonly start: number;
  readonly end: number;
  readonly from: Clock;
  readonly to: Clock | null;
  readonly strength: number;
}

const NOON = 12 * 60;
const DAY = 24 * 60;

const beginning = new RegExp(
  String.raw`(?:${START}(at|um|from|von|ab|gegen|around|ca\.?|zwischen|between)\s+|(@)\s?)?(?<![\p{L}\p{N}_.,:/#$€+-])(?=\d|halb|viertel|dreiviertel|half|quarter|noon|midday|mittags|midnight|mitternacht)`,
  'giu',
);
const separator = /\s?(?:-|–|—)\s?|\s+(?:to|until|till|bis|und|and)\s+(?:um\s+)?/iuy;
const month = new RegExp(`^\\.?\\s?(?:of\\s)?(?:${monthNames})${END}`, 'iu');
const afterMonth = new RegExp(`${START}(?:${monthNames})\\.?\\s*$`, 'iu');

/** Takes the time from the line. `hour12`: the person's clock has 12 hours. */
export const readTime = (line: Line, hour12: boolean): TimeOfDay | null => {
  const text = line.open();
  const best = candidatesIn(text)
    .toSorted((a, b) => b.strength - a.strength || a.start - b.start)
    .at(0);
  const part = partOfDayIn(text, best);
  if (best === undefined) {
    if (part === null) return null;
    line.take('time', part.start, part.end);
    return {
      start: part.minutes,
      end: null,
      guessedAfternoon: false,
      mayBeLater: false,
      partOfDay: true,
      today: part.today,
      language: part.language,
    };
  }
  line.take('time', best.start, best.end);
  if (part !== null) line.take('time', part.start, part.end);
  const german = best.from.german || best.to?.german === true;
  return {
    ...resolve(best, hour12, part?.half ?? null),
    partOfDay: false,
    today: part?.today ?? false,
    language: german ? 'de' : (part?.language ?? (best.from.half === null ? null : 'en')),
  };
};

const candidatesIn = (text: string): readonly Candidate[] => {
  const found: Candidate[] = [];
  let last = 0;
  for (const match of text.matchAll(beginning)) {
    const lead = match[1]?.toLowerCase();
    const at = match.index + match[0].length;
    if (at < last) continue;
    const from = clockAt(text, at);
    if (from === null) continue;
    const to = endOf(text, from.end, lead);
    const end = to?.end ?? from.end;
    const certain = from.certain || (to?.certain ?? false);
    const isDay =
      month.test(text.slice(end, end + 20)) || afterMonth.test(text.slice(Math.max(at - 16, 0), at));
    const led = lead !== undefined || match[2] !== undefined;
    if (!certain && (isDay || (!led && to === null && !isDottedTime(from, text, at)))) continue;
    // "24.12." and "3." are days.
    if (!certain && text[end] === '.' && /^\.(?:\s|[-–]|$)/u.test(text.slice(end, end + 2)) && !led) continue;
    // "10-11-12" is a number.
    if (/^[-–—]\d/u.test(text.slice(end, end + 2))) continue;
    last = end;
    const strength = (certain ? 4 : 0) + (to === null ? 0 : 1) + (led ? 1 : 0);
    found.push({ start: match.index, end, from, to, strength });
  }
  return found;
};

/** `14.30`, but not `14.10`, which is a day or a number unless a word says otherwise. */
const isDottedTime = (clock: Clock, text: string, at: number): boolean =>
  clock.dotted && clock.minutes % 60 > 12 && !/\p{L}\s?$/u.test(text.slice(Math.max(at - 1, 0), at));

const endOf = (text: string, at: number, lead: string | undefined): Clock | null => {
  separator.lastIndex = at;
  const found = separator.exec(text);
  if (found === null) return null;
  const word = found[0].trim().toLowerCase();
  const pairs = lead === 'between' || lead === 'zwischen';
  if ((word === 'and' || word === 'und') !== pairs && word !== '-' && word !== '–' && word !== '—')
    return null;
  const clock = clockAt(text, separator.lastIndex);
  if (clock === null) return null;
  // "9 to 5 people": without a mark, a range in words needs a word before it.
  const isDay =
    text[clock.end] === '.' && /^\.(?:\s|$)/u.test(text.slice(clock.end, clock.end + 2)) && !clock.certain;
  const beforeMonth = !clock.certain && month.test(text.slice(clock.end, clock.end + 20));
  return isDay || beforeMonth ? null : clock;
};

interface PartOfDay {
  readonly start: number;
  readonly end: number;
  readonly minutes: number;
  readonly half: 'am' | 'pm';
  readonly today: boolean;
  readonly language: Language;
}

const partsOfDay: Readonly<Record<string, readonly [minutes: number, half: 'am' | 'pm', Language]>> = {
  morning: [9 * 60, 'am', 'en'],
  afternoon: [14 * 60, 'pm', 'en'],
  evening: [19 * 60, 'pm', 'en'],
  night: [20 * 60, 'pm', 'en'],
  tonight: [20 * 60, 'pm', 'en'],
  früh: [8 * 60, 'am', 'de'],
  morgen: [8 * 60, 'am', 'de'],
  morgens: [8 * 60, 'am', 'de'],
  vormittag: [10 * 60, 'am', 'de'],
  vormittags: [10 * 60, 'am', 'de'],
  mittag: [NOON, 'pm', 'de'],
  nachmittag: [14 * 60, 'pm', 'de'],
  nachmittags: [14 * 60, 'pm', 'de'],
  abend: [19 * 60, 'pm', 'de'],
  abends: [19 * 60, 'pm', 'de'],
  nacht: [22 * 60, 'pm', 'de'],
};

/** Nouns such as "morning" belong to a title ("Morning coffee") unless a day or a preposition is before them. */
const englishPart = new RegExp(
  `(?:${START}in the\\s(morning|afternoon|evening)|(?<=${START}(?:today|tomorrow|tmrw|this|${weekdayNames.en})\\s)(morning|afternoon|evening|night)|${START}(tonight))${END}`,
  'iu',
);
const germanPart = new RegExp(
  `(?:${START}(?:am|zu)\\s(morgen|vormittag|mittag|nachmittag|abend)|(?<=${START}(?:heute|${fullWeekdayNames.de})\\s)(morgen)|(?<=${START}(?:heute|morgen|übermorgen|${weekdayNames.de})\\s)(früh|vormittag|mittag|nachmittag|abend|nacht)|${START}(morgens|vormittags|nachmittags|abends))${END}`,
  'iu',
);

const partOfDayIn = (text: string, clock: Candidate | undefined): PartOfDay | null => {
  for (const pattern of [englishPart, germanPart]) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const word =
      found
        .slice(1)
        .find((group) => group !== undefined)
        ?.toLowerCase() ?? '';
    const [minutes, half, language] = partsOfDay[word] ?? [];
    if (minutes === undefined || half === undefined || language === undefined) continue;
    const start = found.index;
    const end = start + found[0].length;
    if (clock !== undefined && start < clock.end && end > clock.start) continue;
    return { start, end, minutes, half, today: word === 'tonight', language };
  }
  return null;
};

type Resolved = Pick<TimeOfDay, 'start' | 'end' | 'guessedAfternoon' | 'mayBeLater'>;

/** A clock with 24 hours shows "3:30" as it is; "at 3" and "halb drei" are in the afternoon on either. */
const resolve = ({ from, to }: Candidate, hour12: boolean, spoken: 'am' | 'pm' | null): Resolved => {
  const isOpen = (clock: Clock): boolean => clock.open && (hour12 || clock.spoken || !clock.certain);
  const withHalf = (minutes: number, half: 'am' | 'pm' | null): number => {
    if (half === 'pm' && minutes < NOON) return minutes + NOON;
    if (half === 'am' && minutes >= NOON && minutes < 13 * 60) return minutes - NOON;
    return minutes;
  };
  const fromHalf = from.half ?? spoken ?? sharedHalf(from, to);
  const guessed = fromHalf === null && isOpen(from) && from.minutes < 7 * 60;
  let start =
    from.half === null
      ? withHalf(from.minutes, guessed ? 'pm' : from.open || spoken !== null ? fromHalf : null)
      : from.minutes;
  if (start >= DAY) start -= DAY;
  const mayBeLater = fromHalf === null && isOpen(from) && !guessed && start < NOON && to === null;
  if (to === null) return { start, end: null, guessedAfternoon: guessed, mayBeLater };
  let end = to.half === null ? withHalf(to.minutes, to.open ? spoken : null) : to.minutes;
  // "9–5", "11–1": the end is in the other half of the day. Otherwise it is on the next day.
  if (end <= start && to.half === null && to.open && end + NOON > start && end + NOON <= DAY) end += NOON;
  if (end <= start) end += DAY;
  return { start, end, guessedAfternoon: guessed, mayBeLater: false };
};

/** In "2–3pm" the first number means p.m., too; in "11–1pm" it does not. */
const sharedHalf = (from: Clock, to: Clock | null): 'am' | 'pm' | null => {
  if (to?.half == null || !from.open) return null;
  if (to.half === 'am') return 'am';
  return from.minutes % NOON < to.minutes % NOON || to.minutes === NOON
    ? to.minutes === NOON
      ? 'am'
      : 'pm'
    : 'am';
};

/** Takes a length such as "9h" back as a time, for a line that names no other. */
export const timeFromLength = (line: Line, part: QuickPart): number | null => {
  const written = /^(\d{1,2})h([0-5]\d)?$/iu.exec(line.text.slice(part.start, part.end));
  const hour = Number(written?.[1]);
  if (written === null || !(hour >= 7 && hour < 24)) return null;
  line.giveBack(part);
  line.take('time', part.start, part.end);
  return hour * 60 + Number(written[2] ?? 0);
};
