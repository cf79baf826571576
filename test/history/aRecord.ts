import { DAY_MS, HOUR_MS } from '../../shared/durations.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';
import type { RecordedMeeting } from '../../main/history/table.ts';

export const RECORDED_MS = Date.UTC(2026, 10, 24, 9) - 300 * DAY_MS;

/** The n-th of many meetings, each with three guests. */
export const aRecord = (n: number): RecordedMeeting => ({
  meeting: {
    accountId: 'google:ada@example.com' as AccountId,
    calendarId: 'ada@example.com' as CalendarId,
    eventId: `event${n}` as EventId,
    iCalUid: `event${n}@example.com`,
    title: `Meeting ${n}`,
    start: { kind: 'timed', ms: RECORDED_MS + n * HOUR_MS, zone: 'Europe/Berlin' },
  },
  isPrivate: false,
  guests: ['priya', 'jun', `guest${n % 50}`].map((name) => ({
    address: `${name}@example.com`,
    name,
    declined: false,
  })),
});
