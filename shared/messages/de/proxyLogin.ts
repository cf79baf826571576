/** The dialog for a proxy's login. */
import type { Messages } from '../en.ts';

export const proxyLogin: Messages['proxyLogin'] = {
  title: 'Am Proxyserver anmelden',
  lead: (host) =>
    `Geben Sie Benutzername und Passwort für ${host} ein. Beides wird nur an diesen Server gesendet.`,
  refused: 'Benutzername oder Passwort wurde nicht akzeptiert. Versuchen Sie es erneut.',
  username: 'Benutzername',
  password: 'Passwort',
  keep: 'Für das nächste Mal speichern',
  keepHint: 'Verschlüsselt mit dem Schlüsselbund des Systems.',
  notKept: 'Es wurde kein Schlüsselbund gefunden. Die Anmeldung gilt bis zum Beenden der App.',
  logIn: 'Anmelden',
};
