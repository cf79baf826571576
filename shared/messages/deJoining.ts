/** Deutsch: die Einstellungen zum Teilnehmen. Ein Teil von `de`. */
import type { Messages } from './en.ts';

export const joining: Messages['joining'] = {
  title: 'Teilnehmen',
  inApp: {
    zoom: 'Zoom-Meetings in der Zoom-App öffnen',
    teams: 'Teams-Besprechungen in der Teams-App öffnen',
  },
  inAppHint: 'Ist die App nicht installiert, öffnet sich der Browser.',
};
