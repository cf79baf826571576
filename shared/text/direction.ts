/** Scripts written from right to left, as far as a system's language uses them. */
const rightToLeft = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

/** Returns whether windows in this locale are laid out from right to left. */
export const isRightToLeft = (locale: string): boolean => {
  try {
    return rightToLeft.has(new Intl.Locale(locale).maximize().script ?? '');
  } catch {
    return false;
  }
};
