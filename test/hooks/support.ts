/** Meetings and rules for the tests of hooks. */
import type { HookMeeting, HookRule } from '../../main/hooks/planner.ts';
import type { AccountId, CalendarId, EventId } from '../../shared/model.ts';

export const minuteMs = 60_000;
export const nineMs = Date.UTC(2026, 10, 24, 9);
/** Minutes after nine o'clock. */
export const at = (minutes: number): number => nineMs + minutes * minuteMs;

export const meeting = (
  name: string,
  from: number,
  to: number,
  { calendar = 'team', uid = name }: { readonly calendar?: string; readonly uid?: string } = {},
): HookMeeting<string> => ({
  key: {
    accountId: 'sample' as AccountId,
    calendarId: calendar as CalendarId,
    eventId: name as EventId,
    start: new Date(at(from)).toISOString(),
    iCalUid: uid,
  },
  startMs: at(from),
  endMs: at(to),
  fields: name,
});

export const rule = (id: string, more: Partial<HookRule> = {}): HookRule => ({
  id,
  event: id.replace(/\d+$/, '') as HookRule['event'],
  minutes: Number(/\d+$/.exec(id)?.[0] ?? 1),
  sinceMs: -Infinity,
  ...more,
});
