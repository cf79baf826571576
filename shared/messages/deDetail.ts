/** Deutsch: ein Termin mit allem, was dazugehört. Ein Teil von `de`. */
import type { Messages } from './en.ts';
import { pluralIn } from './plural.ts';

const plural = pluralIn('de');

export const detail: Messages['detail'] = {
  openMap: 'Karte öffnen',
  join: (service) => `Mit ${service} teilnehmen`,
  joinPlain: 'Teilnehmen',
  pin: (pin) => `PIN ${pin}`,
  kinds: { video: 'Video', phone: 'Telefon', sip: 'SIP', more: 'Weitere Wege' },
  guests: (count) => plural(count, { one: 'Gast', other: 'Gäste' }),
  guestsHidden: 'Google gibt nicht die ganze Gästeliste weiter.',
  answered: {
    accepted: (count) => `${count} zugesagt`,
    tentative: (count) => `${count} vielleicht`,
    declined: (count) => `${count} abgelehnt`,
    needsAction: (count) => `${count} ohne Antwort`,
  },
  guestAnswers: {
    accepted: 'Zugesagt',
    tentative: 'Vielleicht',
    declined: 'Abgelehnt',
    needsAction: 'Ohne Antwort',
  },
  you: 'Sie',
  organizer: 'lädt ein',
  optional: 'optional',
  rooms: 'Räume und Geräte',
  showAllGuests: (count) => `Alle ${count} zeigen`,
  repeatsHint: 'Teil einer Serie',
  private: 'Privat',
  free: 'Als frei angezeigt',
  openInGoogle: 'In Google Kalender öffnen',
  copyLink: 'Link kopieren',
  copied: 'Link kopiert',
  flaw: 'Teile dieses Termins waren nicht lesbar',
  gone: 'Dieser Termin steht nicht mehr im Kalender.',
  inZone: (range, zone) => `${range} in ${zone}`,
};
