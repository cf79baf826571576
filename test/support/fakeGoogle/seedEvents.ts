/** Large realistic calendars from a seed: the same arguments make the same events. */
import type { CalendarModel } from '../../../main/googleModel/serverModel.ts';
import type { EventFields } from '../../../main/googleModel/resources.ts';
import {
  dateOf,
  dayMs,
  hourMs,
  localDay,
  minuteMs,
  offsetAt,
  offsetDateTime,
} from '../../../main/googleModel/zoneTime.ts';

export interface SeedOptions {
  /** Singles, masters and exceptions together. */
  readonly events: number;
  readonly calendarId?: string;
  /** The share of masters; each has about three exceptions. */
  readonly seriesShare?: number;
  readonly seed?: number;
  /** The middle of the calendar. */
  readonly aroundMs?: number;
  readonly zone?: string;
  /** How far back and ahead singles are. */
  readonly daysBack?: number;
  readonly daysAhead?: number;
}

export interface Seeded {
  readonly calendarId: string;
  readonly singles: number;
  readonly masters: number;
  readonly exceptions: number;
}

const subjects = [
  'Design',
  'Budget',
  'Roadmap',
  'Hiring',
  'Support',
  'Launch',
  'Security',
  'Data',
  'Sales',
  'Garden',
];
const kinds = ['review', 'sync', 'planning', 'workshop', 'check-in', 'demo', 'call', 'retrospective'];
const people = ['ada', 'bruno', 'chidi', 'dana', 'emil', 'farah', 'goran', 'hana', 'ines', 'jonas'];
const zones = ['Europe/Lisbon', 'America/New_York', 'Asia/Kolkata', 'Australia/Sydney'];
const rules = [
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYMONTHDAY=15',
  'FREQ=MONTHLY;BYDAY=1MO',
];

/** mulberry32: uniform in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function seedEvents(model: CalendarModel, options: SeedOptions): Seeded {
  const {
    events,
    seriesShare = 0.02,
    seed = 1,
    zone = 'Europe/Berlin',
    daysBack = 400,
    daysAhead = 400,
  } = options;
  const { aroundMs = Date.UTC(2026, 10, 24, 9), calendarId = 'seeded@example.com' } = options;
  const random = seededRandom(seed);
  const below = (n: number): number => Math.floor(random() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const today = localDay(aroundMs, zone);
  if (!model.calendarIds().includes(calendarId))
    model.addCalendar({ id: calendarId, summary: 'Seeded', timeZone: zone });

  const noonOffsets = new Map<string, number>();
  /** Meetings avoid the night, so the offset at noon applies to the whole day. */
  function instantAt(day: number, minutes: number, inZone: string): number {
    const key = `${inZone} ${day}`;
    let offset = noonOffsets.get(key);
    if (offset === undefined) {
      offset = offsetAt(day * dayMs + 12 * hourMs, inZone);
      noonOffsets.set(key, offset);
    }
    return day * dayMs + minutes * minuteMs - offset;
  }

  function content(): EventFields {
    const guests = random() < 0.6 ? 1 + below(6) : 0;
    const first = below(people.length);
    return {
      summary: `${pick(subjects)} ${pick(kinds)}`,
      ...(random() < 0.3 ? { location: `Room ${1 + below(40)}` } : {}),
      ...(random() < 0.3
        ? {
            description:
              '<p>Agenda</p><ul><li>News</li><li><a href="https://example.com/notes">Notes</a></li></ul>',
          }
        : {}),
      ...(random() < 0.1 ? { colorId: String(1 + below(11)) } : {}),
      ...(random() < 0.1
        ? { reminders: { useDefault: false, overrides: [{ method: 'popup', minutes: 5 }] } }
        : {}),
      ...(random() < 0.5 ? { hangoutLink: `https://meet.google.com/${meetCode(random)}` } : {}),
      ...(guests > 0
        ? {
            attendees: [
              {
                email: calendarId,
                self: true,
                responseStatus: pick(['accepted', 'accepted', 'needsAction', 'tentative', 'declined']),
              },
              ...Array.from({ length: guests }, (_, i) => ({
                email: `${people[(first + i) % people.length]}@example.com`,
                responseStatus: pick(['accepted', 'needsAction'] as const),
              })),
            ],
          }
        : {}),
    };
  }

  function when(day: number, allDayShare: number): Required<Pick<EventFields, 'start' | 'end'>> {
    if (random() < allDayShare) {
      const days = random() < 0.7 ? 1 : 2 + below(5);
      return { start: { date: dateOf(day) }, end: { date: dateOf(day + days) } };
    }
    const inZone = random() < 0.1 ? pick(zones) : zone;
    const startMs = instantAt(day, 7 * 60 + 15 * below(48), inZone);
    const endMs = startMs + pick([15, 30, 30, 45, 60, 60, 90, 120]) * minuteMs;
    return {
      start: { dateTime: offsetDateTime(startMs, inZone), timeZone: inZone },
      end: { dateTime: offsetDateTime(endMs, inZone), timeZone: inZone },
    };
  }

  const masters = Math.round(events * seriesShare);
  const wanted = Math.min(Math.round(masters * 2.8), events - masters);
  let exceptions = 0;
  for (let i = 0; i < masters; i++) {
    // Half of them ended some time ago.
    const begun = today - 30 - below(1200);
    const ended =
      random() < 0.5
        ? `;UNTIL=${dateOf(Math.min(today - 1, begun + 30 + below(400))).replaceAll('-', '')}T235959Z`
        : '';
    const span = when(begun, 0.1);
    const until = span.start.date === undefined ? ended : ended.replace(/T\d+Z/, '');
    const recurrence = [`RRULE:${pick(rules)}${until}`];
    const { id } = model.insert(calendarId, { ...content(), ...span, recurrence });
    const share = Math.round(((i + 1) * wanted) / masters) - exceptions;
    if (share === 0) continue;
    const middle = ended ? begun : today - 30;
    const slots = model.slots(calendarId, id, middle * dayMs, (middle + 250) * dayMs).slice(0, 3 * share);
    for (const slot of slots.filter(() => random() < 0.5).slice(0, share)) {
      const how = random();
      if (how < 0.4) model.cancelInstance(calendarId, id, slot);
      else if (how < 0.8) model.moveInstance(calendarId, id, slot, span.start.date ? dayMs : hourMs);
      else model.changeInstance(calendarId, id, slot, { summary: `${pick(subjects)} ${pick(kinds)}` });
      exceptions++;
    }
  }
  const singles = events - masters - exceptions;
  for (let i = 0; i < singles; i++)
    model.insert(calendarId, { ...content(), ...when(today - daysBack + below(daysBack + daysAhead), 0.08) });
  return { calendarId, singles, masters, exceptions };
}

function meetCode(random: () => number): string {
  const letters = (n: number): string =>
    Array.from({ length: n }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
  return `${letters(3)}-${letters(4)}-${letters(3)}`;
}
