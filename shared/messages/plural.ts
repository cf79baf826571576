type Forms = { readonly one: string; readonly other: string };

/** Made at the first word that needs them: they cost milliseconds, and every language's tables are loaded. */
const known = new Map<string, { readonly rules: Intl.PluralRules; readonly numbers: Intl.NumberFormat }>();

const rulesOf = (language: string) => {
  const found = known.get(language);
  if (found !== undefined) return found;
  const made = { rules: new Intl.PluralRules(language), numbers: new Intl.NumberFormat(language) };
  known.set(language, made);
  return made;
};

/** Chooses a word's form by the language's own rules and puts the formatted count before it. */
export const pluralIn =
  (language: string): ((count: number, forms: Forms) => string) =>
  (count, forms) => {
    const { rules, numbers } = rulesOf(language);
    const form = rules.select(count) === 'one' ? forms.one : forms.other;
    return `${numbers.format(count)} ${form}`;
  };
