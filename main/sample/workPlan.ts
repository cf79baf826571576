/** The sample's main calendar, with meetings at work around the current time. Content only. */
import { allDay, guests, idOf, meet, room, workId } from './planVocabulary.ts';
import type { Anchor, Planned, PlannedEvent } from './planVocabulary.ts';
import { workSeries } from './workSeries.ts';
import { minuteMs } from '../googleModel/zoneTime.ts';

/** Events that the scenario changes; ids are made from their names. */
export const designReviewId = idOf('design review');
export const budgetId = idOf('budget');
export const quarterlyId = idOf('quarterly planning');
export const quickSyncId = idOf('quick sync');

/** 10 to 15 minutes from now, at a multiple of five minutes. */
export const soonMs = (nowMs: number): number => Math.ceil(nowMs / minuteMs / 5 + 2) * 5 * minuteMs;

export function workPlan(anchor: Anchor): PlannedEvent[] {
  return [...nearNow(anchor), ...workSeries(anchor), ...comingDays(anchor), ...pastWeeks(anchor)].map(
    (event) => ({
      ...event,
      calendarId: workId,
    }),
  );
}

/** Whenever the app starts, something is about to begin and something overlaps it. */
function nearNow({ nowMs, from, today }: Anchor): Planned[] {
  const start = soonMs(nowMs);
  const review = guests('accepted', {
    priya: 'accepted',
    jun: 'needsAction',
    grace: 'tentative',
    sam: 'declined',
  });
  return [
    {
      id: designReviewId,
      fields: {
        summary: 'Design review: new checkout',
        ...from(start, 45),
        ...review,
        attendees: [...review.attendees, room('Pear Room')],
        ...meet('kqz-vmwd-rbe', '4817396025'),
        location: 'Pear Room, 3rd floor',
        description:
          '<p>We decide on <b>one</b> of the two drafts.</p><ul><li>Draft A: <a href="https://example.com/drafts/a">single page</a></li><li>Draft B: <a href="https://example.com/drafts/b">three steps</a></li><li>Open questions from the last round</li></ul><p>Please read the notes before we start.</p>',
        attachments: [
          {
            title: 'Checkout drafts',
            fileUrl: 'https://example.com/files/checkout-drafts',
            mimeType: 'application/vnd.google-apps.presentation',
          },
          {
            title: 'Notes',
            fileUrl: 'https://example.com/files/review-notes',
            mimeType: 'application/vnd.google-apps.document',
          },
        ],
      },
    },
    {
      id: idOf('hiring panel'),
      fields: {
        summary: 'Hiring panel: debrief',
        ...from(start + 30 * minuteMs, 30),
        ...guests('accepted', { elin: 'accepted', noor: 'accepted' }, 'elin'),
        location: 'https://example.zoom.us/j/94512345678?pwd=c2FtcGxl',
        colorId: '6',
      },
    },
    {
      id: idOf('working location'),
      fields: {
        summary: 'Home',
        ...allDay(today),
        eventType: 'workingLocation',
        visibility: 'public',
        transparency: 'transparent',
        workingLocationProperties: { type: 'homeOffice', homeOffice: {} },
        reminders: { useDefault: false },
      },
    },
  ];
}

function comingDays({ at, workday, monday, onOrAfter, today }: Anchor): Planned[] {
  const nextWeek = onOrAfter(today + 1, 0);
  return [
    {
      id: idOf('release week'),
      fields: { summary: 'Release week', ...allDay(monday, 5), transparency: 'transparent', colorId: '11' },
    },
    {
      id: idOf('incident practice'),
      fields: {
        summary: 'Incident practice',
        ...at(workday(0), '11:00', 45),
        ...guests('accepted', { jun: 'accepted', sam: 'tentative' }, 'jun'),
        location: 'https://meet.jit.si/OrchardIncidentPractice',
      },
    },
    {
      id: idOf('checkout pairing'),
      fields: {
        summary: 'Pairing: payment errors',
        ...at(workday(0), '16:00', 60),
        ...guests('accepted', { jun: 'accepted' }),
        ...meet('zne-hxgo-tqd', '1184420973'),
      },
    },
    {
      id: idOf('vendor pitch'),
      fields: {
        summary: 'Vendor pitch: analytics',
        ...at(workday(1), '15:00', 60),
        ...guests('declined', { noor: 'accepted' }, 'noor'),
        location: 'https://example.webex.com/meet/vendor.pitch',
      },
    },
    {
      id: idOf('new york customer'),
      fields: {
        summary: 'Customer call: Harbor Books',
        ...at(workday(1), '11:00', 45, 'America/New_York'),
        ...guests('tentative', { grace: 'accepted' }, 'grace'),
        location: 'https://example.zoom.us/j/91234509876',
        description:
          'Grace leads.\n\nAgenda:\n1. Import of old orders\n2. Prices from January\n\nDial-in: +1 202-555-0178, code 553201#',
      },
    },
    {
      id: budgetId,
      fields: {
        summary: 'Budget for next quarter',
        ...at(workday(2), '10:30', 60),
        ...guests('needsAction', { noor: 'accepted', priya: 'needsAction', elin: 'accepted' }, 'noor'),
        ...meet('rfa-yuib-wce', '9043317852'),
        attachments: [{ title: 'Figures', fileUrl: 'https://example.com/files/figures' }],
      },
    },
    {
      // When the scenario moves the budget meeting, the two collide.
      id: idOf('interview b'),
      fields: {
        summary: 'Interview: product designer',
        ...at(workday(2), '11:30', 45),
        ...guests('accepted', { elin: 'accepted', sam: 'accepted' }, 'elin'),
        location: 'Pear Room, 3rd floor',
      },
    },
    {
      id: idOf('sprint demo'),
      fields: {
        summary: 'Sprint demo',
        ...at(workday(3), '14:00', 45),
        ...guests('accepted', { priya: 'accepted', jun: 'accepted', sam: 'accepted' }, 'sam'),
        ...meet('vto-kbdj-ehs', '6671203845'),
        iCalUID: `${idOf('sprint demo')}@google.com`,
      },
    },
    {
      id: idOf('offsite'),
      fields: {
        status: 'tentative',
        summary: 'Offsite: a walk through the orchards',
        ...at(workday(4), '09:00', 240),
        ...guests('needsAction', { elin: 'accepted' }, 'elin'),
        location: 'Old Mill Farm, 12 River Road, Appleton',
      },
    },
    {
      id: quarterlyId,
      fields: {
        summary: 'Quarterly planning',
        ...at(nextWeek + 1, '09:00', 180),
        ...guests('accepted', { priya: 'accepted', noor: 'accepted', elin: 'tentative' }),
        location: 'Quince Hall',
        description:
          '<h3>Plan</h3><ol><li>Review of goals</li><li>Numbers</li><li>Bets for the quarter</li></ol><p>Documents: <a href="https://example.com/planning">planning</a>, <a href="https://example.com/goals">goals</a></p>',
        colorId: '3',
      },
    },
    {
      id: idOf('out of office'),
      fields: {
        summary: 'Out of office',
        ...at(nextWeek + 9, '00:00', 2 * 24 * 60),
        eventType: 'outOfOffice',
        outOfOfficeProperties: { autoDeclineMode: 'declineOnlyNewConflictingInvitations' },
        reminders: { useDefault: false },
      },
    },
    {
      id: idOf('fruitful days'),
      fields: {
        summary: 'Fruitful Days (conference)',
        ...allDay(nextWeek + 14, 3),
        location: 'Congress Centre, Lisbon',
        colorId: '7',
      },
    },
    {
      id: idOf('flight'),
      fields: {
        summary: 'Flight to Lisbon (EX 482)',
        start: at(nextWeek + 13, '17:40', 0).start,
        end: at(nextWeek + 13, '20:05', 0, 'Europe/Lisbon').end,
        eventType: 'fromGmail',
        location: 'Terminal 2',
        reminders: {
          useDefault: false,
          overrides: [
            { method: 'popup', minutes: 180 },
            { method: 'email', minutes: 1440 },
          ],
        },
      },
    },
  ];
}

function pastWeeks({ at, workday, monday }: Anchor): Planned[] {
  const past = (name: string, day: number, time: string, minutes: number, summary: string): Planned => ({
    id: idOf(name),
    fields: {
      summary,
      ...at(day, time, minutes),
      ...guests('accepted', { priya: 'accepted', jun: 'accepted' }),
    },
  });
  return [
    past('interview a', workday(-1), '11:00', 60, 'Interview: backend engineer'),
    past('kickoff', workday(-3), '10:00', 90, 'Kick-off: new checkout'),
    past('research', workday(-6), '13:00', 60, 'Research read-out'),
    past('security training', workday(-9), '15:00', 90, 'Security training'),
    past('support rotation', workday(-12), '09:00', 30, 'Support hand-over'),
    past('offer talk', workday(-17), '16:30', 30, 'Offer talk'),
    {
      id: idOf('hack days'),
      fields: { summary: 'Hack days', ...allDay(monday - 12, 2) },
    },
  ];
}
