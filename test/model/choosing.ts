/** What operations choose from: calendars, events, slots, rules and times, by the numbers of a step. */
import type { EventFields, EventResource } from '../../main/googleModel/resources.ts';
import {
  dateOf,
  dayMs,
  hourMs,
  instantOf,
  minuteMs,
  offsetDateTime,
  stampOf,
} from '../../main/googleModel/zoneTime.ts';
import { HOME } from './world.ts';
import type { World } from './world.ts';

export type Operation = (world: World, n: number, k: number) => void | Promise<void>;

export const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % Math.max(list.length, 1)];
export const one = <T>(list: readonly T[], n: number): T => list[n % list.length]!;

export const zones = [
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Sydney',
  'UTC',
  'Pacific/Auckland',
];
export const rules = [
  'FREQ=DAILY',
  'FREQ=WEEKLY',
  'FREQ=DAILY;COUNT=12',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;WKST=SU',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYMONTHDAY=31',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=6',
  'FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24',
  'FREQ=WEEKLY;COUNT=5',
];

/** Some calendar that is on the list. */
export const calendarOf = ({ model }: World, n: number): string => one(model.calendarIds(), n);
export const zoneAt = ({ model }: World, calendarId: string): string =>
  model.truth(calendarId).calendar.timeZone;
export const nowDay = (world: World): number => Math.floor(world.clock.now() / dayMs);

export const timed = (startMs: number, lengthMs: number, zone: string) => ({
  start: { dateTime: offsetDateTime(startMs, zone), timeZone: zone },
  end: { dateTime: offsetDateTime(startMs + lengthMs, zone), timeZone: zone },
});
export const dated = (day: number, days: number) => ({
  start: { date: dateOf(day) },
  end: { date: dateOf(day + days) },
});
/** A time of day in a zone, this many days from today. */
export const moment = (world: World, days: number, k: number, zone: string): number =>
  instantOf((nowDay(world) + days) * dayMs + (6 * 60 + (k % 64) * 15) * minuteMs, zone);

/** Days around today: mostly near, sometimes about the 30 days of a listing's reach-back, sometimes far. */
export const days = (k: number): number => {
  const spread = [k % 20, -(k % 12), 25 - (k % 60), -28 - (k % 6), 60 + (k % 400), -40 - (k % 300)];
  return one(spread, Math.floor(k / 7));
};

export const untilIn = (world: World, inDays: number, allDay: boolean): string => {
  const ms = (nowDay(world) + inDays) * dayMs + 12 * hourMs;
  return `UNTIL=${allDay ? stampOf(ms).slice(0, 8) : stampOf(ms)}`;
};

export const ruleFor = (world: World, n: number, k: number, allDay: boolean): string => {
  const rule = one(rules, n);
  const ends = k % 3 === 0 && !rule.includes('COUNT');
  return `RRULE:${rule}${ends ? `;${untilIn(world, (k % 80) - 40, allDay)}` : ''}`;
};

export const hasParts = ({ model }: World, calendarId: string, masterId: string): boolean => {
  const { exceptions, cancelled } = model.truth(calendarId);
  return (
    exceptions.some((each) => each.recurringEventId === masterId) ||
    cancelled.some((each) => each.masterId === masterId)
  );
};

/** A series, and one of its slots in the weeks around now. */
export const someSlot = (world: World, n: number, k: number): readonly [string, string, number] | null => {
  const found = someEvent(world, n, k, ['masters']);
  if (found === null) return null;
  const { calendarId, event } = found;
  const now = world.clock.now();
  const slots = world.model.slots(calendarId, event.id, now - 45 * dayMs, now + 45 * dayMs);
  const slot = pick(slots, Math.floor(n / 3) + k);
  return slot === undefined ? null : [calendarId, event.id, slot];
};
export const onSlot =
  (
    edit: (world: World, calendarId: string, masterId: string, slot: number, n: number, k: number) => void,
  ): Operation =>
  (world, n, k) => {
    const slot = someSlot(world, n, k);
    if (slot !== null) edit(world, ...slot, n, k);
  };

export const someEvent = (
  { model }: World,
  n: number,
  k: number,
  kinds: readonly ('singles' | 'masters' | 'exceptions')[],
): { readonly calendarId: string; readonly event: EventResource } | null => {
  const stocked = model.calendarIds().flatMap((calendarId) => {
    const truth = model.truth(calendarId);
    const events = kinds.flatMap((kind) => truth[kind]);
    return events.length === 0 ? [] : [{ calendarId, events }];
  });
  const found = pick(stocked, n);
  return found === undefined ? null : { calendarId: found.calendarId, event: one(found.events, k) };
};

export const people = (n: number): EventFields => ({
  attendees: [
    { email: HOME, self: true, responseStatus: one(['accepted', 'needsAction', 'declined'] as const, n) },
    { email: 'bruno@example.com', responseStatus: 'accepted' },
  ],
});
