/** Chooses the locale of the app's language and its formats. Pure. */

export interface SystemLanguages {
  /** The locale of the region's formats, such as `de-AT`; may be `C` or empty on Linux. */
  readonly region: string;
  /** In order of preference. */
  readonly preferred: readonly string[];
}

/** Returns the preferred language, with the region's formats if they are in the same language; `en-GB` without any. */
export const chooseLocale = ({ region, preferred }: SystemLanguages): string => {
  const known = preferred.filter(isLocale);
  const [language] = known;
  if (!isLocale(region)) return language ?? 'en-GB';
  return language === undefined || languageOf(language) === languageOf(region) ? region : language;
};

/** Returns whether this system's Intl knows the language; `C` and `POSIX` are not languages. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
};

const languageOf = (tag: string): string => new Intl.Locale(tag).language;
