/** One time of day in a text: `9`, `9:30`, `14.30 Uhr`, `2pm`, `14h30`, `halb drei`, `noon`. Pure. */
import { NUMBER, numberOf } from './vocabulary.ts';

export interface Clock {
  readonly end: number;
  /** Since midnight; at most 24:00. */
  readonly minutes: number;
  /** `am` and `pm` if the text says so. */
  readonly half: 'am' | 'pm' | null;
  /** The text can be nothing but a time; false for a plain number. */
  readonly certain: boolean;
  /** A plain hour from 1 to 12, so it may be in the afternoon. */
  readonly open: boolean;
  /** "Halb drei", "3 o'clock": said as on a clock with 12 hours. */
  readonly spoken: boolean;
  /** `14.10`, which may also be a day. */
  readonly dotted: boolean;
  readonly german: boolean;
}

const digits = new RegExp(
  String.raw`(\d{1,2})(?:([:.h])([0-5]\d)(?![\p{L}\p{N}])|([:.h])([0-5]\d)(?=\s?[ap]\.?m\.?(?![\p{L}\p{N}])|uhr|h(?![\p{L}\p{N}])))?` +
    String.raw`(?:\s?(a\.?m\.?|p\.?m\.?)(?![\p{L}\p{N}])|\s?(uhr)(?![\p{L}\p{N}])(?:\s([0-5]\d)(?![\p{L}\p{N}:.]))?|\s?(o['’]clock)(?![\p{L}\p{N}])|(h)(?![\p{L}\p{N}]))?`,
  'iuy',
);
const phrases: readonly (readonly [RegExp, (hour: number) => number, german: boolean])[] = [
  [new RegExp(`halb\\s(${NUMBER})(?![\\p{L}\\p{N}])`, 'iuy'), (hour) => hour * 60 - 30, true],
  [new RegExp(`viertel nach\\s(${NUMBER})(?![\\p{L}\\p{N}])`, 'iuy'), (hour) => hour * 60 + 15, true],
  [
    new RegExp(`(?:viertel vor|dreiviertel)\\s(${NUMBER})(?![\\p{L}\\p{N}])`, 'iuy'),
    (hour) => hour * 60 - 15,
    true,
  ],
  [new RegExp(`half past\\s(${NUMBER})(?![\\p{L}\\p{N}])`, 'iuy'), (hour) => hour * 60 + 30, false],
  [new RegExp(`quarter past\\s(${NUMBER})(?![\\p{L}\\p{N}])`, 'iuy'), (hour) => hour * 60 + 15, false],
  [new RegExp(`quarter to\\s(${NUMBER})(?![\\p{L}\\p{N}])`, 'iuy'), (hour) => hour * 60 - 15, false],
];
const noon = /(?:noon|midday)(?![\p{L}\p{N}])/iuy;
const mittags = /(?:mittags)(?![\p{L}\p{N}])/iuy;
const midnight = /(?:midnight|mitternacht)(?![\p{L}\p{N}])/iuy;

const at = (pattern: RegExp, text: string, index: number): RegExpExecArray | null => {
  pattern.lastIndex = index;
  return pattern.exec(text);
};

/** Returns the time that begins at an offset, or null. The caller has checked what is before it. */
export const clockAt = (text: string, index: number): Clock | null => {
  const found = at(digits, text, index);
  if (found !== null) return digital(text, found);
  for (const [pattern, toMinutes, german] of phrases) {
    const phrase = at(pattern, text, index);
    if (phrase === null) continue;
    const hour = numberOf(phrase[1] ?? '');
    if (!(hour >= 1 && hour <= 24)) return null;
    const plain = { half: null, certain: true, spoken: true, dotted: false, german };
    return { ...plain, end: pattern.lastIndex, minutes: toMinutes(hour), open: hour <= 12 };
  }
  const named: readonly (readonly [RegExp, number, boolean])[] = [
    [noon, 12 * 60, false],
    [mittags, 12 * 60, true],
    [midnight, 0, false],
  ];
  for (const [pattern, minutes, german] of named) {
    if (at(pattern, text, index) === null) continue;
    return {
      end: pattern.lastIndex,
      minutes,
      half: minutes === 0 ? 'am' : 'pm',
      certain: true,
      open: false,
      spoken: false,
      dotted: false,
      german,
    };
  }
  return null;
};

const digital = (text: string, found: RegExpExecArray): Clock | null => {
  const end = found.index + found[0].length;
  const [, hourText = '', sign1, minute1, sign2, minute2, meridiem, uhr, afterUhr, oclock, suffixH] = found;
  const sign = sign1 ?? sign2;
  const minuteText = minute1 ?? minute2;
  const hour = Number(hourText);
  const minute = Number(minuteText ?? afterUhr ?? 0);
  // A longer number, an amount or a part of one. An "h" alone is a length; the caller decides.
  if (/^(?:[\p{L}\p{N}%€$°]|[.,:]\d|\s?[%€$])/u.test(text.slice(end, end + 3))) return null;
  if (hour > 24 || (hour === 24 && minute > 0)) return null;
  const half = meridiem === undefined ? null : /^a/iu.test(meridiem) ? 'am' : 'pm';
  if (half !== null && (hour < 1 || hour > 12)) return null;
  const marked = half !== null || uhr !== undefined || oclock !== undefined;
  const certain = marked || sign === ':' || (sign === 'h' && minuteText !== undefined);
  const hours = half === null ? hour : (hour % 12) + (half === 'pm' ? 12 : 0);
  return {
    end,
    minutes: hours * 60 + minute,
    half,
    certain,
    // "03:30" and "3 Uhr" are as a 24-hour clock shows them.
    open: half === null && uhr === undefined && hour >= 1 && hour <= 12 && !hourText.startsWith('0'),
    spoken: oclock !== undefined,
    dotted: sign === '.' && !marked,
    german: uhr !== undefined,
    ...(suffixH !== undefined && { certain: false }),
  };
};
