/** Was die App über das System sagt, außerhalb ihres Fensters, auf Deutsch; ein Teil von de.ts. */
import type { Messages } from './en.ts';

export const system: Messages['system'] = {
  autostartComment: 'Zeigt, was in Ihrem Kalender als Nächstes kommt',
  nothingToJoin: 'Gerade gibt es nichts zum Beitreten',
  nextToJoin: (meeting) => `Als Nächstes mit Link: ${meeting}`,
  noneToJoin: 'Heute und morgen hat kein Termin einen Link.',
};
