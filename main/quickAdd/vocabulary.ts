/** The words of both languages that several readers need. Lower case; names of days and months with their forms. Pure. */

export type Language = 'en' | 'de';

/** 0 = Monday … 6 = Sunday. */
const weekdays: Readonly<Record<Language, readonly (readonly string[])[]>> = {
  en: [
    ['monday', 'mon'],
    ['tuesday', 'tues', 'tue'],
    ['wednesday', 'wed'],
    ['thursday', 'thurs', 'thur', 'thu'],
    ['friday', 'fri'],
    ['saturday', 'sat'],
    ['sunday', 'sun'],
  ],
  de: [
    ['montag', 'mo'],
    ['dienstag', 'di'],
    ['mittwoch', 'mi'],
    ['donnerstag', 'do'],
    ['freitag', 'fr'],
    ['samstag', 'sonnabend', 'sa'],
    ['sonntag', 'so'],
  ],
};

const weekdayNumbers = new Map(
  Object.values(weekdays).flatMap((days) =>
    days.flatMap((names, day) => names.map((name) => [name, day] as const)),
  ),
);

/** Returns 0 (Monday) to 6 for a name in either language, whatever its case, with or without a plural's s or a dot. */
export const weekdayOf = (name: string): number | null => {
  const plain = name.toLowerCase().replace(/\.$/u, '');
  return weekdayNumbers.get(plain) ?? weekdayNumbers.get(plain.replace(/s$/u, '')) ?? null;
};

const namesOf = (language: Language): readonly string[] =>
  weekdays[language].flat().toSorted((a, b) => b.length - a.length);

/** Alternatives for a regular expression, the longest first. */
export const weekdayNames: Readonly<Record<Language, string>> = {
  en: namesOf('en').join('|'),
  de: namesOf('de').join('|'),
};
export const fullWeekdayNames: Readonly<Record<Language, string>> = {
  en: weekdays.en.map(([name]) => name).join('|'),
  de: `${weekdays.de.map(([name]) => name).join('|')}|sonnabend`,
};

export const monthNames =
  'january|february|march|april|may|june|july|august|september|october|november|december|' +
  'januar|jänner|februar|feber|märz|maerz|mai|juni|juli|oktober|dezember|' +
  'jan|feb|mar|mär|mrz|apr|jun|jul|aug|sept|sep|oct|okt|nov|dec|dez';

const words: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  eins: 1,
  ein: 1,
  eine: 1,
  einer: 1,
  einem: 1,
  einen: 1,
  zwei: 2,
  drei: 3,
  vier: 4,
  fünf: 5,
  sechs: 6,
  sieben: 7,
  acht: 8,
  neun: 9,
  zehn: 10,
  elf: 11,
  zwölf: 12,
  a: 1,
  an: 1,
};

/** Alternatives for a whole number in digits or words. */
export const NUMBER = String.raw`\d{1,3}|${Object.keys(words)
  .toSorted((a, b) => b.length - a.length)
  .join('|')}`;

export const numberOf = (text: string): number => words[text.toLowerCase()] ?? Number(text);

/** `first`, `2.`, `zweiten`, `letzten`; −1: the last. */
const ordinals: readonly (readonly [pattern: RegExp, value: number])[] = [
  [/^(?:last|letzte[nrs]?)$/u, -1],
  [/^(?:first|erste[nrs]?)$/u, 1],
  [/^(?:second|other|zweite[nrs]?|andere[nrs]?)$/u, 2],
  [/^(?:third|dritte[nrs]?)$/u, 3],
  [/^(?:fourth|vierte[nrs]?)$/u, 4],
];

export const ORDINAL =
  String.raw`\d{1,2}(?:st|nd|rd|th|\.)|first|second|third|fourth|last|other|` +
  'erste[nrs]?|zweite[nrs]?|dritte[nrs]?|vierte[nrs]?|letzte[nrs]?|andere[nrs]?';

export const ordinalOf = (text: string): number => {
  const lower = text.toLowerCase();
  return ordinals.find(([pattern]) => pattern.test(lower))?.[1] ?? Number.parseInt(lower, 10);
};
