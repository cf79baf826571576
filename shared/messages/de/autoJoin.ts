/** Joining meetings automatically. */
import type { Messages } from '../en.ts';

export const autoJoin: Messages['autoJoin'] = {
  setting: 'An Terminen automatisch teilnehmen',
  settingHint:
    'Öffnet den Link von Terminen, die Sie zugesagt haben oder organisieren. Sie haben 10 Sekunden zum Abbrechen. Nicht bei gesperrtem Bildschirm oder während eines anderen Termins.',
  minutes: 'Zeitpunkt der automatischen Teilnahme',
  minutesHint: 'Auch für Termine, die Sie einzeln auswählen.',
  minutesChoice: (minutes, duration) => (minutes === 0 ? 'Zu Beginn' : `${duration} vor Beginn`),
  choice: 'Automatisch teilnehmen',
  choiceHint: 'Öffnet zu Beginn den Link, nur für diesen Termin. Sie haben 10 Sekunden zum Abbrechen.',
  mark: 'Automatische Teilnahme',
  joining: (title) => `Teilnahme an „${title}“`,
  opens: (host, seconds) => `${host} wird in ${seconds}\u00a0Sekunden geöffnet.`,
  opensHost: (host) => `Öffnet ${host}`,
  secondsLeft: (seconds) => `${seconds}\u00a0s`,
  cancel: 'Abbrechen',
  now: 'Jetzt teilnehmen',
};
