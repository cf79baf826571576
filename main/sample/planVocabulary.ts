/**
 * Building blocks of the sample's plan: days counted from today, local times, ids that stay the same at every start,
 * and the people. All of it is fictional; addresses end in example.com.
 */
import type {
  AttendeeResource,
  CalendarFields,
  EventFields,
  TimeResource,
} from '../googleModel/resources.ts';
import {
  dateOf,
  dayMs,
  hourMs,
  instantOf,
  localDay,
  minuteMs,
  offsetDateTime,
  weekdayOf,
} from '../googleModel/zoneTime.ts';

export const workId = 'alex.morgan@example.com';
export const personalId = 'alex.personal@example.com';
export const teamId = 'orchard.team@example.com';

export interface PlannedCalendar extends CalendarFields {
  readonly id: string;
}

/** One changed instance: what happens to the slot on that day of the series. */
export interface PlannedInstance {
  readonly slot: number;
  readonly change: 'cancelled' | EventFields;
}

export interface PlannedEvent {
  readonly calendarId: string;
  readonly id: string;
  readonly fields: EventFields;
  readonly instances?: readonly PlannedInstance[];
}

/** An event whose calendar is clear from the context. */
export type Planned = Omit<PlannedEvent, 'calendarId'>;

type Span = Required<Pick<EventFields, 'start' | 'end'>>;

/** The current time, and ways to name times relative to it. Days are numbers since 1970-01-01. */
export interface Anchor {
  readonly nowMs: number;
  readonly zone: string;
  readonly today: number;
  /** The n-th working day from today; 0 is today, or the following Monday at a weekend. */
  workday(n: number): number;
  /** Monday of this week. */
  readonly monday: number;
  /** The n-th day (0 = Monday) of the first week of last year, when series begin, whatever day it is today. */
  seriesDay(weekday: number): number;
  /** The first such weekday (0 = Monday) on or after `day`. */
  onOrAfter(day: number, weekday: number): number;
  /** A span from a local time such as `09:30`, in the viewer's zone by default. */
  at(day: number, time: string, minutes: number, zone?: string): Span;
  /** A span from an instant. */
  from(startMs: number, minutes: number): Span;
  /** The slot of a series that begins at that local time. */
  slot(day: number, time: string, zone?: string): number;
}

export function anchorAt(nowMs: number, zone: string): Anchor {
  const today = localDay(nowMs, zone);
  const onOrAfter = (day: number, weekday: number): number => day + ((weekday - weekdayOf(day) + 7) % 7);
  const firstWorkday = weekdayOf(today) > 4 ? onOrAfter(today, 0) : today;
  const lastYear = new Date(today * dayMs).getUTCFullYear() - 1;
  const firstMonday = onOrAfter(Math.round(Date.UTC(lastYear, 0, 1) / dayMs), 0);
  const slot = (day: number, time: string, inZone = zone): number => {
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    return instantOf(day * dayMs + hours * hourMs + minutes * minuteMs, inZone);
  };
  const timed = (ms: number, inZone: string): TimeResource => ({
    dateTime: offsetDateTime(ms, inZone),
    timeZone: inZone,
  });
  const span = (startMs: number, minutes: number, inZone: string): Span => ({
    start: timed(startMs, inZone),
    end: timed(startMs + minutes * minuteMs, inZone),
  });
  return {
    nowMs,
    zone,
    today,
    monday: today - weekdayOf(today),
    workday(n) {
      const index = weekdayOf(firstWorkday) + n;
      return firstWorkday - weekdayOf(firstWorkday) + 7 * Math.floor(index / 5) + (((index % 5) + 5) % 5);
    },
    seriesDay: (weekday) => firstMonday + weekday,
    onOrAfter,
    at: (day, time, minutes, inZone = zone) => span(slot(day, time, inZone), minutes, inZone),
    from: (startMs, minutes) => span(startMs, minutes, zone),
    slot,
  };
}

export const allDay = (firstDay: number, days = 1): Span => ({
  start: { date: dateOf(firstDay) },
  end: { date: dateOf(firstDay + days) },
});

/** Returns an event's id, the same at every start, in the characters that Google allows (a–v and digits). */
export const idOf = (name: string): string => `sample${Buffer.from(name).toString('hex')}`;

const names: Readonly<Record<string, string>> = {
  alex: 'Alex Morgan',
  priya: 'Priya Nair',
  tomas: 'Tomás Leal',
  grace: 'Grace Okafor',
  jun: 'Jun Tanaka',
  elin: 'Elin Berg',
  sam: 'Sam Rivers',
  noor: 'Noor Haddad',
};

type Answer = AttendeeResource['responseStatus'];

export const emailOf = (who: string): string => (who === 'alex' ? workId : `${who}@example.com`);

/** `guests('accepted', {priya: 'accepted', jun: 'needsAction'}, 'priya')`: own response, others, organizer. */
export function guests(
  own: Answer,
  others: Readonly<Record<string, Answer>>,
  organizer = 'alex',
): Required<Pick<EventFields, 'attendees' | 'organizer'>> {
  const one = (who: string, responseStatus: Answer): AttendeeResource => ({
    email: emailOf(who),
    displayName: names[who] ?? who,
    responseStatus,
    ...(who === 'alex' ? { self: true } : {}),
    ...(who === organizer ? { organizer: true } : {}),
  });
  return {
    organizer: {
      email: emailOf(organizer),
      displayName: names[organizer] ?? organizer,
      self: organizer === 'alex',
    },
    attendees: [one('alex', own), ...Object.entries(others).map(([who, answer]) => one(who, answer))],
  };
}

export const room = (name: string): AttendeeResource => ({
  email: `${name.toLowerCase().replaceAll(' ', '-')}@rooms.example.com`,
  displayName: name,
  resource: true,
  responseStatus: 'accepted',
});

/** Returns a Meet link with a phone number and its PIN, as Google makes them. */
export function meet(
  code: string,
  pin: string,
): Required<Pick<EventFields, 'hangoutLink' | 'conferenceData'>> {
  return {
    hangoutLink: `https://meet.google.com/${code}`,
    conferenceData: {
      conferenceId: code,
      conferenceSolution: { key: { type: 'hangoutsMeet' }, name: 'Google Meet' },
      entryPoints: [
        { entryPointType: 'video', uri: `https://meet.google.com/${code}`, label: `meet.google.com/${code}` },
        {
          entryPointType: 'phone',
          uri: 'tel:+1-202-555-0143',
          label: '+1 202-555-0143',
          pin,
          regionCode: 'US',
        },
        { entryPointType: 'more', uri: `https://tel.meet/${code}?pin=${pin}`, pin },
      ],
    },
  };
}
