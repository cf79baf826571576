import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCursor } from '../../main/agenda/cursor.ts';
import { isoOfDay } from '../../main/recurrence/civil.ts';
import { zoneOrUtc } from '../../main/recurrence/zoneNames.ts';
import type { AgendaPage } from '../../shared/agenda.ts';
import type { CalendarId, RemoteChange } from '../../shared/model.ts';
import { dayStartMs, type Zone } from '../../shared/zone.ts';
import {
  calendarId,
  changed,
  DAY_MS,
  eventId,
  exception,
  keyOf,
  list,
  master,
  on,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';

const QUARTER_MS = 15 * 60 * 1000;
const HOUR_MS = 4 * QUARTER_MS;
const firstDay = Date.parse('2026-10-20') / DAY_MS;
const teamId = 'team@example.com' as CalendarId;

/** Few starts and many lengths, so that many begin together and many go on for long. */
const planned = fc.record({
  isDate: fc.boolean(),
  /** An exception after the end of its series, which is not shown. */
  isCutOff: fc.boolean(),
  inTeam: fc.boolean(),
  day: fc.integer({ min: 0, max: 12 }),
  quarter: fc.constantFrom(0, 1, 36, 92, 95),
  lengthMs: fc.constantFrom(
    0,
    QUARTER_MS,
    2 * HOUR_MS,
    2 * HOUR_MS + 1,
    8 * HOUR_MS,
    8 * HOUR_MS + 1,
    DAY_MS,
    2 * DAY_MS,
    3 * DAY_MS,
    17 * DAY_MS,
    300 * DAY_MS,
  ),
});
type Planned = typeof planned extends fc.Arbitrary<infer T> ? T : never;

const days = ({ lengthMs }: Planned): number => Math.ceil(lengthMs / DAY_MS);
const startMsOf = (one: Planned): number => (firstDay + one.day) * DAY_MS + one.quarter * QUARTER_MS;
const idOf = (index: number): string => `e${(index * 7919) % 1000}`;

const changeOf = (one: Planned, index: number): RemoteChange[] => {
  const id = idOf(index);
  if (one.isDate) {
    const date = isoOfDay(firstDay + one.day);
    const span = { start: on(date), end: on(isoOfDay(firstDay + one.day + days(one))) };
    if (!one.isCutOff) return changed(single(id, span));
    const originalStart = on(date);
    return changed({
      ...exception('ended', '2026-10-20T00:00:00Z', { ...span, originalStart }),
      id: eventId(id),
    });
  }
  const start = { kind: 'timed', ms: startMsOf(one), zone: 'Europe/Berlin' } as const;
  return changed(single(id, { start, end: { ...start, ms: start.ms + one.lengthMs } }));
};

/** What a window shows, worked out from the plan alone. */
const expected = (plan: readonly Planned[], fromMs: number, toMs: number, zone: Zone): string[] =>
  plan
    .map((one, index) => {
      const startMs = one.isDate ? dayStartMs(zone, firstDay + one.day) : startMsOf(one);
      const endMs = one.isDate
        ? Math.max(startMs + 1, dayStartMs(zone, firstDay + one.day + days(one)))
        : startMs + one.lengthMs;
      const isCutOff = one.isDate && one.isCutOff && !one.inTeam;
      const isShown = !isCutOff && startMs < toMs && (endMs > fromMs || startMs >= fromMs);
      const order = one.isDate ? 0 : 1;
      const name = `${one.inTeam ? teamId : calendarId}/${idOf(index)}`;
      return { isShown, startMs, order, name };
    })
    .filter(({ isShown }) => isShown)
    .toSorted((a, b) => a.startMs - b.startMs || a.order - b.order || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);

test.each([1, 2])(
  'the pages of a window are what overlaps it, in order, each once, with %i calendars',
  (calendars) => {
    fc.assert(
      fc.property(
        fc.array(planned, { maxLength: 40 }),
        fc.constantFrom('Europe/Berlin', 'Pacific/Apia', 'America/New_York'),
        fc.integer({ min: -2, max: 60 }),
        fc.constantFrom(QUARTER_MS, DAY_MS, 400 * DAY_MS),
        fc.integer({ min: 1, max: 9 }),
        (some, timeZone, quarters, lengthMs, limit) => {
          const plan = calendars === 1 ? some.map((one) => ({ ...one, inTeam: false })) : some;
          const { store } = populatedStore();
          list(store, [
            remoteCalendar(calendarId, { primary: true }),
            ...(calendars === 2 ? [remoteCalendar(teamId)] : []),
          ]);
          const write = (id: CalendarId, changes: readonly RemoteChange[]): void =>
            void value(store.sync.commitChanges(keyOf(store, id), 1, changes));
          const ended = master('ended', { start: on('2026-09-01'), end: on('2026-09-02') });
          write(calendarId, changed({ ...ended, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] }));
          for (const inTeam of calendars === 2 ? [false, true] : [false]) {
            const changes = plan.flatMap((one, index) => (one.inTeam === inTeam ? changeOf(one, index) : []));
            write(inTeam ? teamId : calendarId, changes);
          }
          const zone = zoneOrUtc(timeZone);
          const fromMs = dayStartMs(zone, firstDay + 3) + quarters * QUARTER_MS * 8;
          const range = {
            from: new Date(fromMs).toISOString(),
            to: new Date(fromMs + lengthMs).toISOString(),
            timeZone,
            limit,
          };
          const shown: string[] = [];
          let cursor: string | null = null;
          do {
            const page: AgendaPage = value(store.agenda.list(cursor === null ? range : { ...range, cursor }));
            expect(page.nextCursor === null || page.occurrences.length === limit).toBe(true);
            for (const { calendarId: calendar, eventId: id } of page.occurrences)
              shown.push(`${calendar}/${id}`);
            cursor = page.nextCursor;
            expect(cursor === null || readCursor(cursor) !== null).toBe(true);
          } while (cursor !== null);
          expect(shown).toEqual(expected(plan, fromMs, fromMs + lengthMs, zone));
        },
      ),
      { numRuns: 40 },
    );
  },
);
