/**
 * Series around clock changes anywhere, compared with Temporal: every zone that `Intl` knows, any of its changes from
 * 1970 to 2100, times of day on, in and next to the gap or the overlap.
 *
 * `CLOCK_RUNS=20000` makes it long, `CLOCK_SEED` repeats a run. The longest so far (November 2026, tzdata 2026c):
 * 17,770 timed series in 302 zones and 5,891 all-day series seen from them, no difference.
 */
import { DAY_MS } from '../../shared/durations.ts';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { isoOfDay } from '../../main/recurrence/civil.ts';
import { compileSeries } from '../../main/recurrence/series.ts';
import { slotsIn } from '../../main/recurrence/slots.ts';
import { zoneOrUtc } from '../../main/recurrence/zoneNames.ts';

const runs = Number(process.env['CLOCK_RUNS'] ?? 100);
const seed = Number(process.env['CLOCK_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const MINUTE = 60_000;

const zoned = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
const offsetAt = (ms: number, zone: string): number => zoned(ms, zone).offsetNanoseconds / 1e6;
/** A skipped time uses the offset before the gap; of two, the first counts: Temporal's own rule. */
const instantOf = (wall: number, zone: string): number =>
  Temporal.PlainDateTime.from(new Date(wall).toISOString().slice(0, 19)).toZonedDateTime(zone)
    .epochMilliseconds;
const dayStart = (day: number, zone: string): number =>
  Temporal.PlainDate.from(isoOfDay(day)).toZonedDateTime(zone).epochMilliseconds;
const stamp = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '');

interface Change {
  readonly zone: string;
  readonly ms: number;
}

/** Returns the first clock change of a zone after some instant, or the last one before it; null if there is none. */
function changeNear(zone: string, ms: number): Change | null {
  const start = zoned(ms, zone);
  const found = start.getTimeZoneTransition('next') ?? start.getTimeZoneTransition('previous');
  const foundMs = found?.epochMilliseconds ?? NaN;
  return foundMs > 0 && foundMs < Date.UTC(2101, 0, 1) ? { zone, ms: foundMs } : null;
}

const change = fc
  .record({
    zone: fc.constantFrom(...Intl.supportedValuesOf('timeZone')),
    ms: fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) / 1000 }).map((second) => second * 1000),
  })
  .map(({ zone, ms }) => changeNear(zone, ms))
  .filter((found) => found !== null);

const around = fc.integer({ min: -700, max: 700 }).map((steps) => steps * 7 * MINUTE);
const window = fc.tuple(
  around,
  fc.integer({ min: 1, max: 10_000 }).map((minutes) => minutes * MINUTE),
);

test(`timed series, seed ${seed}`, { timeout: 900_000 }, () => {
  const question = fc.record({
    change,
    window,
    place: fc.constantFrom('before', 'first', 'middle', 'last', 'after'),
    repeat: fc.constantFrom(['DAILY', 1], ['DAILY;INTERVAL=3', 3], ['WEEKLY', 7], ['WEEKLY;COUNT=6', 7]),
    back: fc.integer({ min: 1, max: 4 }),
    minutes: fc.constantFrom(0, 30, 60, 1440),
    line: fc.constantFrom('', '', '', 'until', 'exdate', 'exdate with zone'),
    untilBy: fc.constantFrom(-1000, 0, 1000),
  });
  fc.assert(
    fc.property(question, ({ change: { zone, ms }, window: [fromBy, width], place, ...rest }) => {
      const edges = [offsetAt(ms - 1000, zone), offsetAt(ms, zone)].map((offset) => ms + offset);
      const [low, high] = [Math.min(...edges), Math.max(...edges)];
      const middle = Math.floor((low + high) / 2 / MINUTE) * MINUTE;
      const wall = { before: low - MINUTE, first: low, middle, last: high - MINUTE, after: high }[place];
      const [frequency, step] = rest.repeat as readonly [string, number];
      const startWall = wall - rest.back * step * DAY_MS;
      const start = instantOf(startWall, zone);
      fc.pre(start + offsetAt(start, zone) === startWall);

      const there = instantOf(wall, zone);
      const untilMs = rest.line === 'until' && !frequency.includes('COUNT') ? there + rest.untilBy : Infinity;
      const recurrence = [
        `RRULE:FREQ=${frequency}${untilMs === Infinity ? '' : `;UNTIL=${stamp(untilMs)}`}`,
        ...(rest.line === 'exdate' ? [`EXDATE:${stamp(there)}`] : []),
        ...(rest.line === 'exdate with zone' ? [`EXDATE;TZID=${zone}:${stamp(wall).slice(0, 15)}`] : []),
      ];
      const [fromMs, toMs] = [ms + fromBy, ms + fromBy + width];
      const length = rest.minutes * MINUTE;
      const expected = new Set<number>();
      for (let i = 0; i < (frequency.includes('COUNT') ? 6 : 60); i += 1) {
        const at = instantOf(startWall + i * step * DAY_MS, zone);
        const isOut = at > untilMs || (rest.line.startsWith('exdate') && at === there);
        if (!isOut && at < toMs && (at + length > fromMs || at >= fromMs)) expected.add(at);
      }
      const series = compileSeries({
        start: { kind: 'timed', ms: start, zone },
        end: { kind: 'timed', ms: start + length, zone },
        recurrence,
        fallbackZone: 'UTC',
      });
      expect(slotsIn(series, fromMs, toMs, zoneOrUtc('UTC'))).toEqual([...expected].sort((a, b) => a - b));
    }),
    { numRuns: runs, seed },
  );
});

test(`all-day series by the viewer’s days, seed ${seed}`, { timeout: 900_000 }, () => {
  const question = fc.record({
    change,
    window,
    days: fc.integer({ min: 1, max: 3 }),
    notBeforeBy: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  });
  fc.assert(
    fc.property(question, ({ change: { zone, ms }, window: [fromBy, width], days, notBeforeBy }) => {
      const first = Math.floor(ms / DAY_MS) - 6;
      const series = compileSeries({
        start: { kind: 'date', date: isoOfDay(first) },
        end: { kind: 'date', date: isoOfDay(first + days) },
        recurrence: ['RRULE:FREQ=DAILY'],
        fallbackZone: 'UTC',
      });
      const fromMs = ms + Math.floor(fromBy / 24);
      const toMs = fromMs + width;
      const notBeforeMs = notBeforeBy === null ? -Infinity : fromMs + Math.floor(notBeforeBy * width);
      const expected: number[] = [];
      for (let day = first; day < first + 25; day += 1) {
        const [begin, end] = [dayStart(day, zone), dayStart(day + days, zone)];
        if (begin < toMs && (end > fromMs || begin >= fromMs) && begin >= notBeforeMs) expected.push(day);
      }
      const found = slotsIn(series, fromMs, toMs, zoneOrUtc(zone), Infinity, undefined, notBeforeMs);
      expect(found).toEqual(expected);
    }),
    { numRuns: runs, seed },
  );
});
