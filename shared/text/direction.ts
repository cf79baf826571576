/** Scripts written from right to left, as far as a system's language is written in them. */
const rightToLeft = new Set(['Arab', 'Hebr', 'Thaa', 'Syrc', 'Nkoo', 'Adlm', 'Rohg']);

/** Whether the windows of this locale are laid out from right to left. */
export const isRightToLeft = (locale: string): boolean => {
  try {
    return rightToLeft.has(new Intl.Locale(locale).maximize().script ?? '');
  } catch {
    return false;
  }
};
