/** The sample's recurring meetings in the main calendar. Content only. */
import { guests, idOf, meet } from './planVocabulary.ts';
import type { Anchor, Planned } from './planVocabulary.ts';
import { dayMs, weekdayOf } from '../googleModel/zoneTime.ts';

/** The series whose next instance the scenario cancels and restores. */
export const oneOnOneId = idOf('one on one');
export const oneOnOneTime = { weekday: 1, time: '14:00' };

const safelink = (target: string): string =>
  `https://nam02.safelinks.protection.outlook.com/?url=${encodeURIComponent(target)}&amp;data=05%7C02%7Csample&amp;reserved=0`;

const teamsLink =
  'https://teams.microsoft.com/l/meetup-join/19%3ameeting_U2FtcGxlT3JjaGFyZA%40thread.v2/0?context=%7b%22Tid%22%3a%22sample%22%7d';

export function workSeries({ at, seriesDay, slot, workday, onOrAfter, today }: Anchor): Planned[] {
  const standup = (day: number, time: string) => at(day, time, 15);
  const lastFriday = (day: number): number => {
    const date = new Date(day * dayMs);
    const monthEnd = Math.round(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) / dayMs);
    return monthEnd - ((weekdayOf(monthEnd) + 3) % 7);
  };
  const lisbonDay = onOrAfter(today + 1, 2);
  return [
    {
      id: idOf('standup'),
      fields: {
        summary: 'Daily stand-up',
        ...standup(seriesDay(0), '09:30'),
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
        ...guests(
          'accepted',
          { priya: 'accepted', jun: 'accepted', sam: 'accepted', tomas: 'accepted' },
          'priya',
        ),
        ...meet('dgh-tnpw-ksa', '3306127744'),
        description: 'Yesterday, today, what is in the way. 15 minutes, standing.',
        reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 2 }] },
      },
      instances: [
        {
          slot: slot(workday(1), '09:30'),
          change: { summary: 'Daily stand-up (later today)', ...standup(workday(1), '10:15') },
        },
        { slot: slot(workday(3), '09:30'), change: 'cancelled' },
        { slot: slot(workday(-4), '09:30'), change: 'cancelled' },
      ],
    },
    {
      id: oneOnOneId,
      fields: {
        summary: 'Priya / Alex',
        ...at(seriesDay(oneOnOneTime.weekday), oneOnOneTime.time, 30),
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=TU'],
        ...guests('accepted', { priya: 'accepted' }, 'priya'),
        ...meet('wbr-oqyc-mfn', '5510982264'),
        colorId: '10',
      },
    },
    {
      id: idOf('retrospective'),
      fields: {
        summary: 'Retrospective',
        ...at(seriesDay(3), '15:00', 60),
        recurrence: ['RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH'],
        ...guests('accepted', { priya: 'accepted', jun: 'accepted', sam: 'needsAction' }, 'sam'),
        description: `<p>What went well, what did not, one thing to change.</p><p><a href="${safelink(teamsLink)}">Join Microsoft Teams Meeting</a></p>`,
      },
    },
    {
      id: idOf('all hands'),
      fields: {
        summary: 'Orchard all hands',
        ...at(lastFriday(seriesDay(0)), '16:00', 60),
        recurrence: ['RRULE:FREQ=MONTHLY;BYDAY=-1FR'],
        ...guests('accepted', {}, 'noor'),
        attendeesOmitted: true,
        location: 'https://example.zoom.us/j/98811223344?pwd=T3JjaGFyZA',
        colorId: '5',
      },
    },
    {
      id: idOf('lisbon partners'),
      fields: {
        summary: 'Partner call with Lisbon',
        ...at(seriesDay(2), '10:00', 45, 'Europe/Lisbon'),
        recurrence: ['RRULE:FREQ=WEEKLY;BYDAY=WE'],
        ...guests('tentative', { tomas: 'accepted', grace: 'accepted' }, 'tomas'),
        ...meet('pjx-clue-vhi', '7720915538'),
      },
      instances: [
        {
          slot: slot(lisbonDay, '10:00', 'Europe/Lisbon'),
          change: {
            summary: 'Partner call with Lisbon: contract',
            ...at(lisbonDay, '11:30', 60, 'Europe/Lisbon'),
          },
        },
      ],
    },
    {
      id: idOf('focus time'),
      fields: {
        summary: 'Focus time',
        ...at(seriesDay(0), '13:00', 120),
        recurrence: [`RRULE:FREQ=WEEKLY;BYDAY=MO,TH`],
        eventType: 'focusTime',
        focusTimeProperties: { autoDeclineMode: 'declineNone', chatStatus: 'doNotDisturb' },
        reminders: { useDefault: false },
        colorId: '9',
      },
    },
  ];
}
