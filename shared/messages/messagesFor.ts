import type { Messages } from './en.ts';
import { languages } from './languages.ts';

export type Language = keyof typeof languages;
/** A person's choice; `system` follows the system. */
export type LanguageChoice = 'system' | Language;

/**
 * Returns the texts in the chosen language. `system` means the language of the locale, such as `de-AT`, or English if
 * there are no texts in it.
 */
export const messagesFor = (locale: string, choice: LanguageChoice = 'system'): Messages => {
  if (choice !== 'system') return languages[choice]();
  return locale.toLowerCase().split(/[-_]/)[0] === 'de' ? languages.de() : languages.en();
};
