import { expect, test } from 'vitest';
import type { Occurrence } from '../../shared/model.ts';
import { freeTimes } from '../../main/agenda/freeTime.ts';
import type { FreeTimeRequest } from '../../main/agenda/freeTime.ts';

const zone = 'Europe/Berlin';
const day = '2026-11-24';
/** A local time of the day; Berlin is an hour ahead of UTC. */
const at = (time: string, date = day): number => Date.parse(`${date}T${time}:00+01:00`);
const busy = (from: string, to: string, fields: Partial<Occurrence> = {}): Occurrence =>
  ({
    start: { kind: 'timed', ms: at(from), zone },
    end: { kind: 'timed', ms: at(to), zone },
    transparency: 'opaque',
    selfResponse: null,
    eventType: 'default',
    ...fields,
  }) as Occurrence;
const free = (occurrences: readonly Occurrence[], request: Partial<FreeTimeRequest> = {}): string[] => {
  const hours = { from: 9 * 60, to: 17 * 60 };
  const defaults = { dates: [day], timeZone: zone, hours, atLeastMs: 30 * 60_000, nowMs: 0 };
  const local = (ms: number): string => new Date(ms + 3_600_000).toISOString().slice(11, 16);
  return freeTimes(occurrences, { ...defaults, ...request }).map(
    ({ startMs, endMs }) => `${local(startMs)}-${local(endMs)}`,
  );
};

test.each<[string, readonly Occurrence[], string[]]>([
  ['a day without events is free', [], ['09:00-17:00']],
  ['an event divides the day', [busy('11:00', '12:00')], ['09:00-11:00', '12:00-17:00']],
  ['events overlap', [busy('10:00', '14:00'), busy('11:00', '12:00')], ['09:00-10:00', '14:00-17:00']],
  ['events come in any order', [busy('15:00', '17:00'), busy('08:00', '10:00')], ['10:00-15:00']],
  ['a gap that is too short does not count', [busy('09:20', '12:00'), busy('12:29', '17:00')], []],
  ['an event without length takes no time', [busy('11:00', '11:00')], ['09:00-17:00']],
  ['an event outside of the hours', [busy('07:00', '08:00'), busy('18:00', '19:00')], ['09:00-17:00']],
  ['an event longer than the day', [busy('00:00', '23:59')], []],
  ['an event shown as free', [busy('11:00', '12:00', { transparency: 'transparent' })], ['09:00-17:00']],
  ['a declined event', [busy('11:00', '12:00', { selfResponse: 'declined' })], ['09:00-17:00']],
  ['someone else’s event', [busy('11:00', '12:00', { isOthers: true })], ['09:00-17:00']],
  ['a working location', [busy('11:00', '12:00', { eventType: 'workingLocation' })], ['09:00-17:00']],
  ['an unanswered invitation', [busy('09:00', '16:00', { selfResponse: 'needsAction' })], ['16:00-17:00']],
  [
    'an all-day event that is not shown as free',
    [busy('0:00', '0:00', { start: { kind: 'date', date: day }, end: { kind: 'date', date: '2026-11-25' } })],
    [],
  ],
])('%s', (_rule, occurrences, expected) => {
  expect(free(occurrences)).toEqual(expected);
});

test('what is over is not free any more; the running minute is', () => {
  expect(free([], { nowMs: at('10:00') + 20_000 })).toEqual(['10:01-17:00']);
  expect(free([], { nowMs: at('17:00') })).toEqual([]);
});

test('each day has the same hours on the clock, also after a clock change', () => {
  const times = freeTimes([], {
    dates: ['2026-10-24', '2026-10-25'],
    timeZone: zone,
    hours: { from: 9 * 60, to: 10 * 60 },
    atLeastMs: 0,
    nowMs: 0,
  });
  expect(times.map(({ startMs }) => new Date(startMs).toISOString())).toEqual([
    '2026-10-24T07:00:00.000Z',
    '2026-10-25T08:00:00.000Z',
  ]);
});
