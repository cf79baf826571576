type Forms = { readonly one: string; readonly other: string };

/** Created when first needed: the tables of all languages are loaded. */
const rules = new Map<string, Intl.PluralRules>();
const numbers = new Map<string, Intl.NumberFormat>();

const made = <T>(known: Map<string, T>, language: string, make: () => T): T => {
  const before = known.get(language);
  if (before !== undefined) return before;
  const now = make();
  known.set(language, now);
  return now;
};

/** A whole number below 1000 is written in the same way in all our languages. */
const isPlain = (count: number): boolean => Number.isInteger(count) && count >= 0 && count < 1000;

const numberIn = (language: string, count: number): string =>
  // The first number format of a window takes several milliseconds, and days have few meetings.
  isPlain(count)
    ? String(count)
    : made(numbers, language, () => new Intl.NumberFormat(language)).format(count);

/** Chooses a word's form by the rules of the language and puts the formatted count before it. */
export const pluralIn =
  (language: string): ((count: number, forms: Forms) => string) =>
  (count, forms) => {
    const form = made(rules, language, () => new Intl.PluralRules(language)).select(count);
    return `${numberIn(language, count)} ${form === 'one' ? forms.one : forms.other}`;
  };
