type Forms = { readonly one: string; readonly other: string };

/** Chooses a word's form by the language's own rules and puts the formatted count before it. */
export const pluralIn = (language: string): ((count: number, forms: Forms) => string) => {
  const rules = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language);
  return (count, forms) => {
    const form = rules.select(count) === 'one' ? forms.one : forms.other;
    return `${numbers.format(count)} ${form}`;
  };
};
