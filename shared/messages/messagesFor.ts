import { de } from './de.ts';
import { en, type Messages } from './en.ts';

/** The words for a locale such as `de-AT`; English where its language is not among ours. */
export const messagesFor = (locale: string): Messages =>
  locale.toLowerCase().split(/[-_]/)[0] === 'de' ? de : en;
