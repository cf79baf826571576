/** How long a meeting takes: `1h`, `90 min`, `1,5 Std.`, `for two days`, `eine halbe Stunde`. Pure. */
import { END, START, type Line } from './line.ts';
import { NUMBER, numberOf } from './vocabulary.ts';
import type { QuickPart } from '../../shared/quickAdd.ts';

export type Length =
  | { readonly unit: 'minutes'; readonly count: number; readonly part: QuickPart }
  | { readonly unit: 'days'; readonly count: number; readonly part: QuickPart };

const HOURS = String.raw`h|hrs?\.?|std\.?|hours?|stunden?`;
const MINUTES = String.raw`m|mins?\.?|minutes?|minuten?`;
/** A number in words needs the whole unit: "am" is not a minute. */
const WHOLE_HOURS = 'hours?|stunden?';
const WHOLE_MINUTES = 'minutes?|minuten?';
const FOR = String.raw`(?:${START}(?:for|für)\s+)`;
const LONG = String.raw`(?:\s+(?:long|lang))?`;

/** `1h`, `1.5 hours`, `1h30`, `1 h 30 min`, `2 Stunden lang`. */
const hours = new RegExp(
  `${FOR}?${START}(?:(\\d{1,2}(?:[.,]\\d{1,2})?|½|1½|2½)\\s?(?:${HOURS})|(${NUMBER})\\s(?:${WHOLE_HOURS}))(?:\\s?(?:and|und)?\\s?(\\d{1,2})(?:\\s?(?:${MINUTES}))?)?${LONG}${END}`,
  'iu',
);
const minutes = new RegExp(
  `${FOR}?${START}(?:(\\d{1,3})[\\s-]?(?:${MINUTES})|(${NUMBER})\\s(?:${WHOLE_MINUTES}))${LONG}${END}`,
  'iu',
);
const halves: readonly (readonly [RegExp, number])[] = [
  [new RegExp(`${FOR}?${START}(?:half an hour|(?:eine )?halbe stunde|half hour)${LONG}${END}`, 'iu'), 30],
  [
    new RegExp(
      `${FOR}?${START}(?:(?:an|one) hour and a half|(?:ein(?:e|und)einhalb|anderthalb) stunden)${LONG}${END}`,
      'iu',
    ),
    90,
  ],
  [new RegExp(`${FOR}?${START}(?:(?:a )?quarter of an hour|(?:eine )?viertelstunde)${LONG}${END}`, 'iu'), 15],
  [
    new RegExp(`${FOR}?${START}(?:three quarters of an hour|(?:eine )?dreiviertelstunde)${LONG}${END}`, 'iu'),
    45,
  ],
];
/** Days only with a word that says that they are a length: "3 days" may be part of a title. */
const days = new RegExp(
  `(?:${FOR}(${NUMBER})\\s(days?|tagen?|tage|weeks?|wochen?)${LONG}|${START}(${NUMBER})\\s(days?|tage|weeks?|wochen?)\\s(?:long|lang))${END}`,
  'iu',
);
/** `in 20 min`, `in einer Stunde`. */
const soon = new RegExp(
  `${START}in\\s+(?:(half an hour|(?:einer )?halben stunde|(?:a )?quarter of an hour|(?:einer )?viertelstunde)|(?:(\\d{1,3})\\s?(?:(${HOURS})|(?:${MINUTES}))|(${NUMBER})\\s(?:(${WHOLE_HOURS})|(?:${WHOLE_MINUTES}))))${END}`,
  'iu',
);

const LONGEST_MINUTES = 31 * 24 * 60;
const LONGEST_DAYS = 365;

/** Takes "in 20 minutes" from the line. Returns the minutes from now on, or null. */
export const readFromNow = (line: Line): number | null => {
  const found = soon.exec(line.open());
  if (found === null) return null;
  const [whole, half, digits, digitHours, word = '', wordHours] = found;
  const inHours = digitHours !== undefined || wordHours !== undefined;
  const value =
    half === undefined
      ? numberOf(digits ?? word) * (inHours ? 60 : 1)
      : /viertel|quarter/iu.test(half)
        ? 15
        : 30;
  if (value < 1 || value > LONGEST_MINUTES) return null;
  line.take('time', found.index, found.index + whole.length);
  return value;
};

/** Takes the first length from the line. */
export const readLength = (line: Line): Length | null => {
  const taken = (found: RegExpExecArray, unit: Length['unit'], count: number): Length | null => {
    const most = unit === 'days' ? LONGEST_DAYS : LONGEST_MINUTES;
    if (!(count >= 1) || count > most) return null;
    const start = found.index;
    const end = start + found[0].length;
    line.take('duration', start, end);
    const part = line.parts.find((each) => each.start === start && each.end === end);
    return part === undefined ? null : { unit, count: Math.round(count), part };
  };
  const open = line.open();
  for (const [pattern, value] of halves) {
    const half = pattern.exec(open);
    if (half !== null) return taken(half, 'minutes', value);
  }
  const hour = hours.exec(open);
  if (hour !== null) {
    const extra = hour[3] === undefined ? 0 : Number(hour[3]);
    const length = extra < 60 ? taken(hour, 'minutes', hoursOf(hour[1] ?? hour[2] ?? '') * 60 + extra) : null;
    if (length !== null) return length;
  }
  const minute = minutes.exec(open);
  if (minute !== null) {
    const length = taken(minute, 'minutes', numberOf(minute[1] ?? minute[2] ?? ''));
    if (length !== null) return length;
  }
  const day = days.exec(open);
  if (day === null) return null;
  const weeks = /^w/iu.test(day[2] ?? day[4] ?? '');
  return taken(day, 'days', numberOf(day[1] ?? day[3] ?? '') * (weeks ? 7 : 1));
};

const hoursOf = (text: string): number => {
  const half = text.endsWith('½') ? 0.5 : 0;
  if (half > 0) return Number(text.slice(0, -1)) + half;
  return /^\d/u.test(text) ? Number(text.replace(',', '.')) : numberOf(text);
};
