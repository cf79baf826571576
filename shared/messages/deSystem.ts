/** Was die App über das System sagt, außerhalb ihres Fensters, auf Deutsch; ein Teil von de.ts. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

export const system: Messages['system'] = {
  autostartComment: 'Zeigt, was in Ihrem Kalender als Nächstes kommt',
  nothingToJoin: 'Gerade gibt es nichts zum Beitreten',
  nextToJoin: (meeting) => `Als Nächstes mit Link: ${meeting}`,
  noneToJoin: 'Heute und morgen hat kein Termin einen Link.',
  noTray: {
    title: 'Diese Oberfläche hat keinen Infobereich.',
    text: 'Wenn Sie das Fenster schließen, endet Jarvis Calendar und erinnert nicht mehr. Lassen Sie es offen oder minimieren Sie es.',
    understood: 'Verstanden',
  },
  lostPage: {
    message: 'Dieses Fenster konnte nicht angezeigt werden.',
    detail: 'Jarvis Calendar hat es mehrmals versucht. Ihre Kalender und Einstellungen sind nicht betroffen.',
    tryAgain: 'Erneut versuchen',
    quit: 'Beenden',
  },
  invited: 'Neue Einladung',
  meetingsChanged: (count) => `${plural(count, { one: 'Termin', other: 'Termine' })} geändert`,
  moreChanged: (count) => `und ${count} weitere`,
  ofSeries: (what) => `Ganze Serie: ${what}`,
  dayAndTime: (day, time) => `${capital(day)} ${time}`,
};

const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);
