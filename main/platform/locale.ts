/** Which locale the app speaks and writes times in. Pure. */

export interface SystemLanguages {
  /** The region's habits, such as `de-AT`; may be `C` or empty on Linux. */
  readonly region: string;
  /** In the order of preference. */
  readonly preferred: readonly string[];
}

/** The preferred language, with the region's habits where they speak the same language; `en-GB` without any. */
export const chooseLocale = ({ region, preferred }: SystemLanguages): string => {
  const known = preferred.filter(isLocale);
  const [language] = known;
  if (!isLocale(region)) return language ?? 'en-GB';
  return language === undefined || languageOf(language) === languageOf(region) ? region : language;
};

/** A tag of a language that this system's Intl knows: `C` and `POSIX` are none. */
const isLocale = (tag: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(tag).length > 0;
  } catch {
    return false;
  }
};

const languageOf = (tag: string): string => new Intl.Locale(tag).language;
