/** The sample's other calendars: a private one, and a team's read-only one. */
import { allDay, idOf, personalId, teamId } from './planVocabulary.ts';
import type { Anchor, Planned, PlannedEvent } from './planVocabulary.ts';

export function privatePlan(anchor: Anchor): PlannedEvent[] {
  return [...personal(anchor), ...team(anchor)];
}

function personal({ at, today, onOrAfter, seriesDay, slot }: Anchor): PlannedEvent[] {
  const saturday = onOrAfter(today, 5);
  const climbing = onOrAfter(today + 7, 3);
  // A birthday ten years ago on that weekday's date; on 29 February it would not recur every year.
  const birthday = new Date((onOrAfter(today, 6) + 7) * 86_400_000).toISOString().slice(4, 10);
  const born = `${new Date(today * 86_400_000).getUTCFullYear() - 10}${birthday === '-02-29' ? '-02-28' : birthday}`;
  const bornDay = Math.round(Date.parse(born) / 86_400_000);
  const events: Planned[] = [
    {
      id: idOf('lunch'),
      fields: {
        summary: 'Lunch with Mia',
        ...at(today, '12:30', 60),
        location: 'Café Quince, 4 Market Street',
      },
    },
    {
      id: idOf('evening'),
      fields: { summary: 'Choir rehearsal', ...at(today, '19:00', 90), location: 'St. Anne’s Hall' },
    },
    {
      id: idOf('yoga'),
      fields: {
        summary: 'Yoga',
        ...at(seriesDay(1), '07:30', 45),
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TU,FR'],
        reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 30 }] },
      },
    },
    {
      id: idOf('climbing'),
      fields: {
        summary: 'Climbing',
        ...at(seriesDay(3), '18:30', 120),
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TH'],
        location: 'The Wall',
      },
      instances: [{ slot: slot(climbing, '18:30'), change: 'cancelled' }],
    },
    {
      id: idOf('pick up parcel'),
      fields: {
        summary: 'Pick up the parcel',
        ...at(today + 1, '17:45', 15),
        location: 'Parcel shop, 8 Station Road',
        reminders: { useDefault: true },
      },
    },
    {
      // A quarter of an hour later, somewhere else.
      id: idOf('guitar lesson'),
      fields: {
        summary: 'Guitar lesson',
        ...at(today + 1, '18:15', 45),
        location: 'Music school, 3 Garden Lane',
      },
    },
    {
      id: idOf('dentist'),
      fields: { summary: 'Dentist', ...at(today + 6, '08:15', 45), visibility: 'private', colorId: '8' },
    },
    {
      id: idOf('birthday mia'),
      fields: {
        summary: 'Mia’s birthday',
        ...allDay(bornDay),
        recurrence: ['RRULE:FREQ=YEARLY'],
        eventType: 'birthday',
        birthdayProperties: { type: 'birthday' },
        transparency: 'transparent',
        visibility: 'private',
      },
    },
    {
      id: idOf('coast'),
      fields: {
        summary: 'Weekend at the coast',
        ...allDay(saturday + 7, 2),
        location: 'Whitesand Bay',
        colorId: '2',
      },
    },
    {
      id: idOf('museum'),
      fields: { summary: 'Museum with Leo', ...at(saturday, '14:00', 120) },
    },
    {
      id: idOf('garden'),
      fields: { summary: 'Help in the garden', ...at(saturday - 7, '10:00', 180) },
    },
    {
      id: idOf('concert'),
      fields: { summary: 'Concert', ...at(today - 10, '20:00', 150), location: 'Harbour Stage' },
    },
  ];
  return events.map((event) => ({ ...event, calendarId: personalId }));
}

function team({ at, today, workday, monday, seriesDay, onOrAfter }: Anchor): PlannedEvent[] {
  const nextWeek = onOrAfter(today + 1, 0);
  const events: Planned[] = [
    {
      id: idOf('on call'),
      fields: {
        summary: 'On call: Jun',
        ...allDay(monday, 7),
        transparency: 'transparent',
      },
    },
    {
      id: idOf('team lunch'),
      fields: { summary: 'Team lunch', ...at(workday(2), '12:30', 75), location: 'Canteen' },
    },
    {
      // The same meeting as in the main calendar: one iCalUID, two calendars [S23].
      id: idOf('sprint demo'),
      fields: {
        summary: 'Sprint demo',
        ...at(workday(3), '14:00', 45),
        hangoutLink: 'https://meet.google.com/vto-kbdj-ehs',
        iCalUID: `${idOf('sprint demo')}@google.com`,
      },
    },
    {
      id: idOf('elin away'),
      fields: { summary: 'Elin on holiday', ...allDay(nextWeek, 5), transparency: 'transparent' },
    },
    {
      // Readers of a calendar see a private event without its title [S26].
      id: idOf('private'),
      fields: { ...at(workday(1), '17:00', 60), visibility: 'private' },
    },
    {
      id: idOf('office hours'),
      fields: {
        summary: 'Office hours: design system',
        ...at(seriesDay(4), '11:00', 30),
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=FR'],
        description:
          'Drop in: <a href="https://teams.live.com/meet/9321045678123?p=sample">teams.live.com/meet/9321045678123</a>',
      },
    },
    {
      id: idOf('maintenance'),
      fields: { summary: 'Maintenance window', ...at(nextWeek + 5, '22:00', 360), colorId: '11' },
    },
  ];
  return events.map((event) => ({ ...event, calendarId: teamId }));
}
