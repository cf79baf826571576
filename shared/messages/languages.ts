/** The texts in each language. Main's bundles load a language when it is first asked for (`oneLanguage` in build/bundles.mjs). */
import { de } from './de.ts';
import { en, type Messages } from './en.ts';

export const languages = {
  en: (): Messages => en,
  de: (): Messages => de,
};
