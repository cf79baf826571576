import { expect, test } from 'vitest';
import { createMeetingCache } from '../../main/tray/meetingCache.ts';

const format = (timeZone: string) => ({
  timeZone,
  dateOf: (ms: number) => new Date(ms).toISOString().slice(0, 10),
});
const morning = Date.parse('2026-11-24T08:00:00Z');
const dayMs = 86_400_000;

test('the store is read when the day, the zone or the agenda changed, and not at every redraw', () => {
  const asked: string[] = [];
  const meetings = createMeetingCache(() => ({
    meetings: (nowMs, zone) => {
      asked.push(`${new Date(nowMs).getUTCDate()} ${zone}`);
      return [];
    },
  }));
  for (let minute = 0; minute < 60; minute += 1) meetings.at(morning + minute * 60_000, format('UTC'));
  expect(asked).toEqual(['24 UTC']);
  meetings.forget();
  meetings.at(morning, format('UTC'));
  meetings.at(morning + dayMs, format('UTC'));
  meetings.at(morning + dayMs, format('Asia/Tokyo'));
  expect(asked).toEqual(['24 UTC', '24 UTC', '25 UTC', '25 Asia/Tokyo']);
});

test('before the store is open there are no meetings, and that is not cached', () => {
  let open = false;
  const meetings = createMeetingCache(() => (open ? { meetings: () => [{} as never] } : null));
  expect(meetings.at(morning, format('UTC'))).toEqual([]);
  open = true;
  expect(meetings.at(morning, format('UTC'))).toHaveLength(1);
});
