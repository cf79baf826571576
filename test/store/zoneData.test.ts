/** The stored data about zones and prefilters: it makes pages faster and changes none. */
import fc from 'fast-check';
import Sqlite, { type Database } from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import type { EventTime, Occurrence } from '../../shared/model.ts';
import { foundTransitions, recallTransitions } from '../../shared/zone.ts';
import { zoneOrUtc } from '../../main/recurrence/zoneNames.ts';
import { openAgendaReads, type AgendaReads } from '../../main/store/agenda/agenda.ts';
import { createGuard } from '../../main/store/database/failure.ts';
import { openMeta } from '../../main/store/meta.ts';
import { openSearchIndex } from '../../main/store/search/searchIndex.ts';
import { openZoneData } from '../../main/store/agenda/zoneData.ts';
import {
  changed,
  DAY_MS,
  deleted,
  exception,
  keyOf,
  master,
  NOW_MS,
  openedStore,
  populatedStore,
  single,
  temporaryPath,
  value,
} from './support/builders.ts';
import { rowsOf, withDatabase } from './support/rows.ts';

const runs = Number(process.env['FUZZ_RUNS'] ?? 60);
const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const HOUR_MS = DAY_MS / 24;

const readsOf = (db: Database, prefiltersHold: boolean): AgendaReads => {
  const guard = createGuard(db, { onDamage: () => 'damaged', onUnexpected: () => {} });
  return openAgendaReads(db, guard, openSearchIndex(db), { prefiltersHold });
};

const zones = ['Europe/Berlin', 'Pacific/Apia', 'Pacific/Kiritimati', 'America/New_York', 'Nowhere/Unknown'];
const zone = fc.constantFrom(...zones);
const rule = fc.constantFrom(
  'FREQ=WEEKLY',
  'FREQ=WEEKLY;BYDAY=MO,WE,FR',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
  'FREQ=DAILY',
  'FREQ=DAILY;INTERVAL=3;COUNT=40',
  'FREQ=MONTHLY;BYDAY=-1FR',
  'FREQ=MONTHLY;BYMONTHDAY=-1,15',
  'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=2',
  'FREQ=YEARLY',
  'FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
  'FREQ=HOURLY;INTERVAL=5;BYDAY=SA',
  'FREQ=SOMETIMES',
);

interface Drawn {
  readonly rule: string;
  readonly zone: string;
  readonly allDay: boolean;
  readonly startHour: number;
  readonly hours: number;
  readonly moved: readonly number[];
}

const drawnSeries: fc.Arbitrary<Drawn> = fc.record({
  rule,
  zone,
  allDay: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  startHour: fc.integer({ min: -400 * 24, max: 60 * 24 }),
  hours: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 200 })),
  moved: fc.array(fc.integer({ min: -300, max: 300 }), { maxLength: 2 }),
});

const timeAt = ({ allDay, zone: named }: Drawn, ms: number): EventTime =>
  allDay
    ? { kind: 'date', date: new Date(ms).toISOString().slice(0, 10) }
    : { kind: 'timed', ms, zone: named };

const eventsOf = (drawn: Drawn, index: number) => {
  const startMs = NOW_MS + drawn.startHour * HOUR_MS;
  const start = timeAt(drawn, startMs);
  const end = timeAt(drawn, startMs + drawn.hours * HOUR_MS);
  const series = master(`m${index}`, { start, end, recurrence: [`RRULE:${drawn.rule}`] });
  // Slots that the series has or does not have, moved by days.
  const parts = drawn.moved.map((days, part) => ({
    ...exception(`m${index}`, new Date(startMs + days * DAY_MS).toISOString()),
    id: `m${index}_part${part}` as never,
    originalStart: timeAt(drawn, startMs + days * DAY_MS),
    start: timeAt(drawn, startMs + (days + part - 1) * DAY_MS),
    end: timeAt(drawn, startMs + (days + part - 1) * DAY_MS + drawn.hours * HOUR_MS),
  }));
  return [series, ...parts];
};

test('every page is the same with and without prefilters', () => {
  const property = fc.property(
    fc.array(drawnSeries, { minLength: 1, maxLength: 25 }),
    fc.array(
      fc.tuple(fc.integer({ min: -300 * 24, max: 300 * 24 }), fc.integer({ min: 1, max: 60 * 24 }), zone),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
    fc.integer({ min: 1, max: 30 }),
    (all, windows, limit) => {
      const { store, path } = populatedStore(temporaryPath());
      value(store.sync.commitChanges(keyOf(store), 1, changed(...all.flatMap(eventsOf), single('alone'))));
      const db = new Sqlite(path);
      try {
        const [sieving, plain] = [readsOf(db, true), readsOf(db, false)];
        for (const [fromHour, hours, viewer] of windows) {
          if (viewer === 'Nowhere/Unknown') continue;
          const range = {
            from: new Date(NOW_MS + fromHour * HOUR_MS).toISOString(),
            to: new Date(NOW_MS + (fromHour + hours) * HOUR_MS).toISOString(),
            timeZone: viewer,
            limit,
          };
          let cursor: string | undefined;
          for (let page = 0; page < 4; page += 1) {
            const asked = cursor === undefined ? range : { ...range, cursor };
            const expected = value(plain.list(asked));
            expect(value(sieving.list(asked))).toEqual(expected);
            if (expected.nextCursor === null) break;
            cursor = expected.nextCursor;
          }
        }
      } finally {
        db.close();
        store.close();
      }
    },
  );
  fc.assert(property, { numRuns: runs, seed });
}, 120_000);

test('a change of a series in a pass is visible, whatever was read before it', () => {
  const { store } = populatedStore();
  const key = keyOf(store);
  const titles = (): readonly string[] =>
    value(
      store.agenda.list({
        from: '2026-11-23T00:00:00Z',
        to: '2026-11-30T00:00:00Z',
        timeZone: 'Europe/Berlin',
      }),
    ).occurrences.map(({ title, start }: Occurrence) =>
      start.kind === 'timed' ? `${new Date(start.ms).toISOString().slice(8, 13)} ${title}` : title,
    );
  const weekly = (byDay: string, title: string) =>
    changed(master('m', { title, recurrence: [`RRULE:FREQ=WEEKLY;BYDAY=${byDay}`] }));
  value(store.sync.commitChanges(key, 1, weekly('WE', 'first')));
  expect(titles()).toEqual(['25T10 first']);
  value(store.sync.commitChanges(key, 2, weekly('WE,FR', 'then')));
  expect(titles()).toEqual(['25T10 then', '27T10 then']);
  value(store.sync.commitChanges(key, 3, changed(exception('m', '2026-11-27T10:00:00Z', { title: 'part' }))));
  expect(titles()).toEqual(['25T10 then', '27T10 part']);
  value(store.sync.commitChanges(key, 4, [deleted('m')]));
  expect(titles()).toEqual([]);
});

test('prefilters of other zone data are made again at the next opening', () => {
  const { store, path } = populatedStore();
  value(store.sync.commitChanges(keyOf(store), 1, changed(master('m'), single('s'))));
  const before = rowsOf(path);
  expect(before.map(({ sieve }) => sieve === null)).toEqual([false, true]);
  store.close();
  withDatabase(path, (db) => {
    db.exec(`UPDATE events SET sieve = 1, last_ms = 2 WHERE kind = 'master'`);
    db.exec(`UPDATE meta SET value = 'other' WHERE name = 'sievedWith'`);
  });
  openedStore(path);
  expect(rowsOf(path)).toEqual(before);
});

test('a series in an unknown zone has no prefilter', () => {
  const { store, path } = populatedStore();
  const start = { kind: 'timed' as const, ms: NOW_MS, zone: 'Nowhere/Unknown' };
  value(store.sync.commitChanges(keyOf(store), 1, changed(master('m', { start, end: start }))));
  expect(rowsOf(path).map(({ sieve }) => sieve)).toEqual([null]);
});

/** A separate database with the zones in `zones`. */
const metaOf = (zones: string | null) => {
  const { store, path } = populatedStore();
  store.close();
  const db = new Sqlite(path);
  onTestFinished(() => void db.close());
  const meta = openMeta(db);
  meta.set('zones', zones);
  return { db, meta };
};

test('transitions are stored at the end and read back unchanged', () => {
  const { store, path } = populatedStore();
  zoneOrUtc('America/Caracas').offsetAt(Date.UTC(2016, 5, 1));
  store.close();
  const kept = withDatabase(path, (db) => openMeta(db).get('zones'));
  const { zones: told } = JSON.parse(String(kept)) as { zones: ReturnType<typeof foundTransitions> };
  expect(told['America/Caracas']).toEqual(foundTransitions()['America/Caracas']);
  // Half an hour forward on 1 May 2016.
  expect(told['America/Caracas']?.[0]?.slice(1)).toEqual([
    [Date.UTC(2016, 4, 1, 7)],
    [-4.5, -4].map((h) => h * HOUR_MS),
  ]);
});

test('transitions of other zone data, or of unknown origin, are not used', () => {
  const said = { 'Asia/Dili': [[0, [], [HOUR_MS]]] };
  for (const text of [JSON.stringify({ data: 'other', zones: said }), '{', '7', 'null', '{"data":1}']) {
    const { db, meta } = metaOf(text);
    expect(openZoneData(db, meta, false).prefiltersHold).toBe(true);
  }
  expect(zoneOrUtc('Asia/Dili').offsetAt(Date.UTC(2026, 0, 1))).toBe(9 * HOUR_MS);
  // What is already known stays.
  recallTransitions(said as never);
  expect(zoneOrUtc('Asia/Dili').offsetAt(Date.UTC(1970, 0, 2))).toBe(9 * HOUR_MS);
});

test('a recalled zone needs no search, and still finds what is new', () => {
  recallTransitions({ 'Asia/Thimphu': [[56, [], [5 * HOUR_MS]]] });
  const thimphu = zoneOrUtc('Asia/Thimphu');
  // Recalled (a wrong offset, to make it visible), then found.
  expect(thimphu.offsetAt(56 * 366 * DAY_MS)).toBe(5 * HOUR_MS);
  expect(thimphu.offsetAt(57 * 366 * DAY_MS)).toBe(6 * HOUR_MS);
});
