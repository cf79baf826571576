/** One meeting with everything about it, and how a series repeats. */
import type { Messages } from '../en.ts';
import { pluralIn } from '../plural.ts';

const plural = pluralIn('de');

export const detail: Messages['detail'] = {
  parts: {
    joining: 'Teilnehmen',
    place: 'Ort',
    travel: 'Wegzeit',
    description: 'Beschreibung',
    attachments: 'Anhänge',
  },
  travel: (duration, leave, reach) => `${duration} zwischen ${leave} und ${reach}`,
  noTravel: (leave, reach) => `Keine Zeit zwischen ${leave} und ${reach}`,
  openMap: 'Karte öffnen',
  join: (service) => `Mit ${service} teilnehmen`,
  joinPlain: 'Teilnehmen',
  joinOther: (service) => `Oder mit ${service}`,
  moreWays: (host) => `Weitere Möglichkeiten zur Teilnahme (${host})`,
  phone: 'Telefon',
  sip: 'SIP',
  pin: (pin) => `PIN ${pin}`,
  passcode: (passcode) => `Passcode ${passcode}`,
  showAllWays: (count) => `Alle ${count} Möglichkeiten zur Teilnahme anzeigen`,
  guests: (count) => plural(count, { one: 'Gast', other: 'Gäste' }),
  guestsHidden: 'und weitere, die Google nicht auflistet',
  answered: {
    accepted: (count) => `${count} Ja`,
    tentative: (count) => `${count} Vielleicht`,
    declined: (count) => `${count} Nein`,
    needsAction: (count) => `${count} ausstehend`,
  },
  guestAnswers: {
    accepted: 'Ja',
    tentative: 'Vielleicht',
    declined: 'Nein',
    needsAction: 'Ausstehend',
  },
  ownAnswer: {
    accepted: 'Sie nehmen teil',
    tentative: 'Sie nehmen vielleicht teil',
    declined: 'Sie nehmen nicht teil',
    needsAction: 'Noch nicht beantwortet',
  },
  you: 'Sie',
  organizer: 'Organisator',
  organizedBy: (name) => `Organisiert von ${name}`,
  optional: 'optional',
  rooms: 'Räume und Ressourcen',
  showAllGuests: (count) => `Alle ${count} anzeigen`,
  showAll: 'Alles anzeigen',
  showLess: 'Weniger anzeigen',
  leadsTo: (host) => `öffnet ${host}`,
  calendar: 'Kalender',
  repeatsHint: 'Teil einer Serie',
  visibility: { private: 'Privat', confidential: 'Privat', public: 'Öffentlich' },
  free: 'Als frei angezeigt',
  more: 'Weitere Aktionen',
  openInGoogle: 'In Google öffnen',
  respond: 'In Google Kalender antworten',
  respondHint: 'Öffnet den Termin im Browser',
  copyLink: 'Link kopieren',
  copied: 'Link kopiert',
  copyOwnLink: 'App-Link kopieren',
  ownLinkCopied: 'Link kopiert',
  copyDetails: 'Details kopieren',
  detailsCopied: 'Details kopiert',
  copyThis: (what) => `${what} kopieren`,
  thisCopied: 'Kopiert',
  flaw: 'Teile dieses Termins konnten nicht gelesen werden',
  gone: 'Dieser Termin ist nicht mehr im Kalender.',
  inZone: (range, zone) => `${range} in ${zone}`,
};

/** Mit „am“ davor: am ersten Montag. */
const positions: Readonly<Record<number, string>> = {
  1: 'ersten',
  2: 'zweiten',
  3: 'dritten',
  4: 'vierten',
  5: 'fünften',
  [-1]: 'letzten',
  [-2]: 'vorletzten',
};

export const repeat: Messages['repeat'] = {
  daily: (interval) =>
    interval === 1 ? 'Täglich' : `Alle ${plural(interval, { one: 'Tag', other: 'Tage' })}`,
  workdays: 'Jeden Wochentag (Montag bis Freitag)',
  weekly: (interval, days) =>
    `${interval === 1 ? 'Wöchentlich' : `Alle ${plural(interval, { one: 'Woche', other: 'Wochen' })}`} am ${days}`,
  monthly: (interval, days) =>
    `${interval === 1 ? 'Monatlich' : `Alle ${plural(interval, { one: 'Monat', other: 'Monate' })}`} am ${days}`,
  yearly: (interval, dates) =>
    `${interval === 1 ? 'Jährlich' : `Alle ${plural(interval, { one: 'Jahr', other: 'Jahre' })}`} am ${dates}`,
  yearlyOf: (interval, days, months) =>
    `${interval === 1 ? 'Jährlich' : `Alle ${plural(interval, { one: 'Jahr', other: 'Jahre' })}`} am ${days} im ${months}`,
  date: (date) => `${date}.`,
  lastDay: 'letzten Tag',
  weekday: (position, weekday) => `${positions[position] ?? ''} ${weekday}`,
  workday: (position) => `${positions[position] ?? ''} Wochentag (Montag bis Freitag)`,
  until: (pattern, date) => `${pattern} bis ${date}`,
  times: (pattern, count) => `${pattern}, ${count}-mal`,
  inZone: (pattern, zone) => `${pattern} (Ortszeit ${zone})`,
  moreRules: (pattern) => `${pattern}, plus weitere Regeln`,
  moreDates: (pattern) => `${pattern}, plus weitere Termine`,
  exceptions: (pattern) => `${pattern}, mit Ausnahmen`,
  unsaid: 'Benutzerdefinierte Wiederholung',
};
