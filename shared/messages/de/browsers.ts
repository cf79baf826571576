/** The browser for each account. */
import type { Messages } from '../en.ts';

export const browsers: Messages['browsers'] = {
  title: 'Links öffnen mit',
  hint: 'Für Meetings und andere Links eines Kontos. Wenn sich der Browser nicht starten lässt, öffnet sie der Standardbrowser des Systems.',
  system: 'Standardbrowser',
  profile: (browser, profile) => `${browser}: ${profile}`,
  gone: 'Nicht mehr installiert',
};
