import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agendaPage, rowsOfSlice, startMsFor } from '../../main/agenda/page.ts';
import type { AgendaSource, LiveSeries, PlacedRow, Slice } from '../../main/agenda/page.ts';
import { readCursor, writeCursor } from '../../main/agenda/cursor.ts';
import type { SortKey } from '../../main/agenda/cursor.ts';
import { familyOf, instanceId, readInstanceId, withoutPart } from '../../main/recurrence/instanceId.ts';
import { mergeSameMeetings } from '../../main/agenda/mergeDuplicates.ts';
import type { Drawn } from '../../main/agenda/mergeDuplicates.ts';
import { compileSeries } from '../../main/recurrence/series.ts';
import { slotEnd, slotTime } from '../../main/recurrence/slots.ts';
import { zoneOrUtc } from '../../main/recurrence/zoneNames.ts';
import { utc } from '../../shared/zone.ts';
import type { Zone } from '../../shared/zone.ts';
import type { AccountId, CalendarId, EventId, Occurrence } from '../../shared/model.ts';
import { spentMs } from '../support/processorTime.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const at = (text: string): number => Date.parse(text);

const occurrence = (
  id: string,
  startMs: number,
  endMs: number,
  fields: Partial<Occurrence> = {},
): Occurrence => ({
  accountId: 'sample' as AccountId,
  calendarId: 'ada@example.com' as CalendarId,
  eventId: id as EventId,
  title: id,
  start: { kind: 'timed', ms: startMs, zone: 'UTC' },
  end: { kind: 'timed', ms: endMs, zone: 'UTC' },
  status: 'confirmed',
  eventType: 'default',
  selfResponse: null,
  color: '#4285f4',
  visibility: 'default',
  transparency: 'opaque',
  guests: null,
  ...fields,
});

const drawn = (item: Occurrence, startMs: number, iCalUid: string | null = null): Drawn => ({
  occurrence: item,
  key: {
    startMs,
    order: item.start.kind === 'date' ? 0 : 1,
    calendarId: item.calendarId,
    accountId: item.accountId,
    eventId: item.eventId,
  },
  iCalUid,
  ownership: 'owned',
  ...(item.calendarId === 'ada@example.com' && { ownership: 'primary' }),
});

const row = (
  id: string,
  startMs: number,
  endMs: number,
  calendar = 'ada@example.com',
  uid: string | null = null,
): PlacedRow => ({
  drawn: drawn(occurrence(id, startMs, endMs, { calendarId: calendar as CalendarId }), startMs, uid),
  endMs,
});

function live(
  id: string,
  recurrence: string,
  startMs: number,
  allDay: boolean,
  viewer: Zone,
  uid: string | null = null,
): LiveSeries {
  const date = (ms: number) => ({ kind: 'date' as const, date: new Date(ms).toISOString().slice(0, 10) });
  const timed = (ms: number) => ({ kind: 'timed' as const, ms, zone: 'Europe/Berlin' });
  const series = compileSeries({
    start: allDay ? date(startMs) : timed(startMs),
    end: allDay ? date(startMs + DAY) : timed(startMs + HOUR),
    recurrence: [recurrence],
    fallbackZone: 'UTC',
  });
  return {
    series,
    taken: new Set(),
    draw: (slot) =>
      drawn(
        {
          ...occurrence(instanceId(id as EventId, series, slot), 0, 0),
          start: slotTime(series, slot),
          end: slotEnd(series, slot),
        },
        startMsFor(series, slot, viewer),
        uid,
      ),
  };
}

const sourceOf = (
  rows: readonly PlacedRow[],
  series: readonly LiveSeries[],
  asked?: Slice[],
): AgendaSource => ({
  mayMerge: true,
  seriesCount: series.length,
  seriesIn: () => series,
  rowStarts: (slice, most) => {
    asked?.push(slice);
    return rowsOfSlice(rows, slice)
      .map(({ key }) => key.startMs)
      .sort((a, b) => a - b)
      .slice(0, most);
  },
  rowsIn: (slice) => rowsOfSlice(rows, slice),
});

const pages = (
  source: AgendaSource,
  fromMs: number,
  toMs: number,
  limit: number,
  viewer: Zone,
): Occurrence[][] => {
  const given: Occurrence[][] = [];
  let after: SortKey | null = null;
  for (let i = 0; i < 2000; i += 1) {
    const page = agendaPage(source, { fromMs, toMs, viewer, limit, after });
    given.push([...page.occurrences]);
    if (page.nextCursor === null) return given;
    after = readCursor(page.nextCursor);
  }
  throw new Error('The pages do not end');
};

describe('pages', () => {
  const begin = at('2026-11-23T00:00:00Z');

  test('of any size together contain what one page contains: nothing twice, nothing left out, in order', () => {
    const rowArbitrary = fc.record({
      start: fc.integer({ min: -5 * 24, max: 40 * 24 }),
      length: fc.constantFrom(0, 1, 24, 24 * 6),
      calendar: fc.constantFrom('a@example.com', 'b@example.com'),
      uid: fc.option(fc.constantFrom('u1', 'u2')),
    });
    const seriesArbitrary = fc.record({
      rule: fc.constantFrom(
        'RRULE:FREQ=DAILY',
        'RRULE:FREQ=WEEKLY;BYDAY=MO,WE',
        'RRULE:FREQ=DAILY;COUNT=3',
        'RRULE:FREQ=HOURLY;COUNT=30',
      ),
      start: fc.integer({ min: -10, max: 20 }),
      allDay: fc.boolean(),
      uid: fc.option(fc.constantFrom('u1', 'u3')),
    });
    const viewers = fc.constantFrom('Europe/Berlin', 'Pacific/Auckland', 'America/Los_Angeles');
    fc.assert(
      fc.property(
        fc.array(rowArbitrary, { maxLength: 30 }),
        fc.array(seriesArbitrary, { maxLength: 5 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 45 }),
        viewers,
        (rowsDrawn, seriesDrawn, limit, days, viewerName) => {
          const viewer = zoneOrUtc(viewerName);
          const rows = rowsDrawn.map(({ start, length, calendar, uid }, i) =>
            row(`r${i}`, begin + start * HOUR, begin + (start + length) * HOUR, calendar, uid),
          );
          const series = seriesDrawn.map(({ rule, start, allDay, uid }, i) =>
            live(
              `m${i}`,
              allDay ? rule.replace('HOURLY', 'DAILY') : rule,
              begin + start * DAY,
              allDay,
              viewer,
              uid,
            ),
          );
          const source = sourceOf(rows, series);
          const whole = pages(source, begin, begin + days * DAY, 100_000, viewer);
          expect(whole).toHaveLength(1);
          const cut = pages(source, begin, begin + days * DAY, limit, viewer);
          expect(cut.flat().map((o) => o.eventId)).toEqual(whole.flat().map((o) => o.eventId));
          for (const page of cut.slice(0, -1)) expect(page).toHaveLength(limit);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('of an endless window cost only what they show', () => {
    const asked: Slice[] = [];
    const series = [
      live('daily', 'RRULE:FREQ=DAILY', begin, false, utc),
      live('often', 'RRULE:FREQ=SECONDLY', begin, false, utc),
    ];
    const far = [row('far', at('9000-01-01T00:00:00Z'), at('9000-01-01T01:00:00Z'))];
    const began = spentMs();
    const page = agendaPage(sourceOf(far, series, asked), {
      fromMs: begin,
      toMs: at('9999-12-31T00:00:00Z'),
      viewer: utc,
      limit: 100,
      after: null,
    });
    expect(page.occurrences).toHaveLength(100);
    const lonely = agendaPage(sourceOf(far, [], asked), {
      fromMs: begin,
      toMs: at('9999-12-31T00:00:00Z'),
      viewer: utc,
      limit: 100,
      after: null,
    });
    expect(lonely.occurrences.map((o) => o.eventId)).toEqual(['far']);
    expect(asked.length).toBeLessThan(20);
    expect(spentMs() - began).toBeLessThan(1000);
  });

  test('place all-day events at the beginning of their day, before timed ones at the same instant', () => {
    const viewer = zoneOrUtc('Europe/Berlin');
    const midnight = at('2026-11-23T23:00:00Z');
    const series = [live('day', 'RRULE:FREQ=DAILY;COUNT=1', at('2026-11-24T00:00:00Z'), true, viewer)];
    const page = agendaPage(
      sourceOf([row('a', midnight, midnight + HOUR), row('b', midnight - 1, midnight)], series),
      {
        fromMs: begin,
        toMs: begin + 5 * DAY,
        viewer,
        limit: 10,
        after: null,
      },
    );
    expect(page.occurrences.map((o) => o.eventId)).toEqual(['b', 'day_20261124', 'a']);
  });
});

describe('cursors', () => {
  test('are decoded unchanged, whatever the ids', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.string({ unit: 'grapheme' }),
        fc.string(),
        (startMs, calendarId, eventId) => {
          const key: SortKey = { startMs, order: 1, calendarId, accountId: 'sample', eventId };
          expect(readCursor(writeCursor(key))).toEqual(key);
        },
      ),
    );
  });

  test('in another format are rejected', () => {
    for (const text of [
      '',
      'abc',
      btoa('[]'),
      btoa('[2,"x",1,"a","b","c"]'),
      btoa('[1,1,1,"a","b","c"]'),
      'x'.repeat(100_000),
      '%%%',
    ]) {
      expect(readCursor(text)).toBeNull();
    }
  });
});

describe('[S23] copies of a meeting', () => {
  const copy = (id: string, calendar: string, fields: Partial<Occurrence> = {}, startMs = 0): Drawn =>
    drawn(occurrence(id, startMs, HOUR, { calendarId: calendar as CalendarId, ...fields }), startMs, 'uid');

  test('are reduced to the one with the person’s response, or else the first calendar’s', () => {
    const kept = (...items: Drawn[]): string[] =>
      mergeSameMeetings(items).map((item) => item.occurrence.eventId);
    expect(kept(copy('a', 'a@'), copy('b', 'b@', { selfResponse: 'declined' }))).toEqual(['b']);
    expect(kept(copy('b', 'b@'), copy('a', 'a@'))).toEqual(['a']);
    expect(kept(copy('a', 'a@'), copy('a', 'a@', { accountId: 'google:x' as AccountId }))).toHaveLength(1);
  });

  test('in two calendars of the person are reduced to the one with the better response', () => {
    const own = (calendar: string, selfResponse: Occurrence['selfResponse']): Drawn => ({
      ...copy(calendar, calendar, { selfResponse }),
      ownership: 'primary',
    });
    const responses = ['accepted', 'tentative', 'needsAction', 'declined'] as const;
    responses.forEach((better, index) => {
      for (const worse of responses.slice(index + 1)) {
        const kept = mergeSameMeetings([own('a@', worse), own('b@', better)]);
        expect(kept.map(({ occurrence: { selfResponse } }) => selfResponse)).toEqual([better]);
      }
    });
  });

  test('must have the same time and UID, and be in different calendars', () => {
    expect(mergeSameMeetings([copy('a', 'a@'), copy('b', 'b@', {}, HOUR)])).toHaveLength(2);
    expect(mergeSameMeetings([copy('a', 'a@'), copy('b', 'a@')])).toHaveLength(2);
    const nameless = [copy('a', 'a@'), copy('b', 'b@')].map((item) => ({ ...item, iCalUid: null }));
    expect(mergeSameMeetings(nameless)).toHaveLength(2);
    expect(mergeSameMeetings(nameless.map((item) => ({ ...item, iCalUid: '' })))).toHaveLength(2);
  });
});

describe('instance ids', () => {
  test.each([
    ['abc_R20261123T090000', 'abc', '20261123T090000'],
    ['abc_R20261123', 'abc', '20261123'],
    ['abc_R20261101T090000_R20261123T090000', 'abc', '20261123T090000'],
    ['abc_Retro', 'abc_Retro', null],
    ['abc', 'abc', null],
  ])('of a part of a split series name the series, not the part: %s', (part, base, cut) => {
    expect(familyOf(part as EventId)).toEqual({ base, cut });
    const slot = at('2026-11-24T09:05:00Z');
    expect(instanceId(part as EventId, { allDay: false }, slot)).toBe(`${base}_20261124T090500Z`);
    expect(instanceId(part as EventId, { allDay: true }, 20781)).toBe(`${base}_20261124`);
    // As earlier versions named them.
    expect(withoutPart(`${part}_20261124T090500Z` as EventId)).toBe(`${base}_20261124T090500Z`);
    expect(withoutPart(`${part}_20261124` as EventId)).toBe(`${base}_20261124`);
    expect(withoutPart(part as EventId)).toBe(part);
  });

  test('are Google’s, and can be read back', () => {
    const timed = { allDay: false };
    const id = instanceId('abc_x' as EventId, timed, at('2026-11-24T09:05:00Z'));
    expect(id).toBe('abc_x_20261124T090500Z');
    expect(readInstanceId(id)).toEqual({ masterId: 'abc_x', slot: { ms: at('2026-11-24T09:05:00Z') } });
    expect(readInstanceId('abc_20261124')).toEqual({ masterId: 'abc', slot: { day: 20781 } });
    for (const odd of ['abc', 'abc_2026', '_20261124', 'abc_20261324', 'abc_20261124T250000Z'])
      expect(readInstanceId(odd)).toBeNull();
  });
});
