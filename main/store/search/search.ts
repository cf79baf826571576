/**
 * Finds the events of visible calendars that contain all the words, each once. A series is represented by its next
 * occurrence, or its last one if it has ended. Reads only.
 *
 * The index returns documents in order of time, so upcoming ones are read forwards from today and past ones
 * backwards, only as far as needed. Rows that are not indexed yet are compared one by one. If there are many (during
 * a first sync), only those around today and the series are, and the result says that it is not complete.
 *
 * A search runs in steps of a few milliseconds, and events may change between two of them.
 */
import { DAY_MS } from '../../../shared/durations.ts';
import type { Database } from 'better-sqlite3';
import type { Found, SearchRequest } from '../../../shared/agenda.ts';
import type { EventId, Occurrence } from '../../../shared/model.ts';
import type { Zone } from '../../../shared/zone.ts';
import { compareKeys } from '../../agenda/cursor.ts';
import { mergeSameMeetings, type Drawn } from '../../agenda/mergeDuplicates.ts';
import { ENDLESS_MS } from '../../recurrence/series.ts';
import { slotsIn } from '../../recurrence/slots.ts';
import type { CalendarKey } from '../../sync/ports.ts';
import { listedColumns, placedRow, type CalendarFace, type ListedRow } from '../agenda/rows.ts';
import type { AgendaSeries } from '../agenda/agendaSeries.ts';
import { dayOfDocMs, firstDoc, SPANNING, type SearchIndex } from './searchIndex.ts';
import { matchesAll, matchesOf, primaryColumn, type SearchedRow } from './searchText.ts';
import { queryWordsIn, matchExpression, type QueryWord } from './searchWords.ts';

/** Documents read in one step, and in one direction overall. Many belong to one event only in long series. */
const SCAN_STEP = 120;
const MOST_SCANNED = 2400;
/** Series and long events that are checked, and series in one step. */
const MOST_SPANNING = 2000;
const SERIES_STEP = 60;
/** Rows not indexed yet that are compared, overall and in one step. */
const MOST_PENDING = 1500;
const PENDING_STEP = 100;
/** Excerpts made in one step. */
const EXCERPT_STEP = 15;
/**
 * A row's document is numbered by its UTC day. The viewer's day may be the one next to it, and short events last two.
 */
const DAYS_MARGIN = 3;
/** How far back an ended series is searched for its last occurrence, one attempt after another. */
const LOOK_BACK_MS: readonly number[] = [40 * DAY_MS, 400 * DAY_MS, 4000 * DAY_MS];

/** The index is not valid for a row that changed since. A deleted row has no key any more. */
const isStale = 'EXISTS (SELECT 1 FROM search_stale WHERE key = docs.key) AS stale';
const scanSql = (order: '' | 'DESC'): string => `SELECT found.doc, ${isStale}, ${listedColumns}
  FROM (SELECT rowid AS doc FROM search_words
    WHERE search_words MATCH @match AND rowid >= CAST(@from AS INTEGER) AND rowid < CAST(@to AS INTEGER)
    ORDER BY rowid ${order} LIMIT ${SCAN_STEP}) AS found
  LEFT JOIN search_docs AS docs ON docs.doc = found.doc
  LEFT JOIN events ON events.key = docs.key
  ORDER BY found.doc ${order}`;
const pendingColumns = `${listedColumns}, body, ${primaryColumn}`;

/** The queries of this file, for the tests that check their plans. */
export const searchSql = {
  hidden: `SELECT key FROM calendars WHERE key NOT IN (SELECT value FROM json_each(?))`,
  forwards: scanSql(''),
  backwards: scanSql('DESC'),
  spanning: `SELECT ${isStale}, events.key, events.calendar_key, events.event_id, events.kind, events.last_ms
    FROM (SELECT rowid AS doc FROM search_words
      WHERE search_words MATCH @match AND rowid >= ${SPANNING} ORDER BY rowid LIMIT ${MOST_SPANNING}) AS found
    CROSS JOIN search_docs AS docs ON docs.doc = found.doc
    CROSS JOIN events ON events.key = docs.key`,
  byKey: `SELECT ${pendingColumns} FROM events WHERE key = ?`,
  newKeys: `SELECT key FROM events WHERE key > ? ORDER BY key LIMIT ${MOST_PENDING + 1}`,
  newAhead: `SELECT key FROM events INDEXED BY events_short
    WHERE is_long = 0 AND start_ms >= @nowMs - 2 * ${DAY_MS} ORDER BY start_ms LIMIT 700`,
  newBehind: `SELECT key FROM events INDEXED BY events_short
    WHERE is_long = 0 AND start_ms < @nowMs - 2 * ${DAY_MS} ORDER BY start_ms DESC LIMIT 300`,
  newSeries: `SELECT key FROM events INDEXED BY events_series
    WHERE kind = 'master' AND last_ms >= @nowMs LIMIT 300`,
} as const;

interface SpanningRow {
  readonly stale: 0 | 1;
  readonly key: number;
  readonly calendar_key: CalendarKey;
  readonly event_id: EventId;
  readonly kind: ListedRow['kind'];
  readonly last_ms: number | null;
}

type PendingRow = ListedRow & SearchedRow;
type ScannedRow = { readonly doc: number; readonly stale: 0 | 1 } & (ListedRow | { readonly key: null });

/** A result, placed on the viewer's time line. */
interface Candidate {
  readonly drawn: Drawn;
  readonly over: boolean;
  /** The row that contains the words. */
  readonly rowKey: number;
  /** A series has one group, so that it is found once. */
  readonly group: string;
}

export interface SearchWorld {
  readonly calendars: ReadonlyMap<CalendarKey, CalendarFace>;
  readonly viewer: Zone;
  readonly nowMs: number;
  /** An exception after its master's end is not shown [S21]. */
  readonly isCutOff: (row: ListedRow, calendar: CalendarFace) => boolean;
}

/** Upcoming ones first, the soonest at the top; then past ones, the latest first. */
const compare = (a: Candidate, b: Candidate): number =>
  Number(a.over) - Number(b.over) ||
  (a.over ? compareKeys(b.drawn.key, a.drawn.key) : compareKeys(a.drawn.key, b.drawn.key));

const nothing: Found = { occurrences: [], complete: true };

export const openAgendaSearch = (db: Database, series: AgendaSeries, index: SearchIndex) => {
  type Scan = { readonly match: string; readonly from: number; readonly to: number };
  const selectHidden = db.prepare<[string], CalendarKey>(searchSql.hidden).pluck();
  const selectForwards = db.prepare<Scan, ScannedRow>(searchSql.forwards);
  const selectBackwards = db.prepare<Scan, ScannedRow>(searchSql.backwards);
  const selectSpanning = db.prepare<{ match: string }, SpanningRow>(searchSql.spanning);
  const selectByKey = db.prepare<[number], PendingRow>(searchSql.byKey);
  const selectNew = db.prepare<[number], number>(searchSql.newKeys).pluck();
  const selectAround = [searchSql.newAhead, searchSql.newBehind, searchSql.newSeries].map((sql) =>
    db.prepare<{ nowMs: number }, number>(sql).pluck(),
  );

  const ofMaster = (
    calendar: CalendarFace,
    id: EventId,
    { nowMs, viewer }: SearchWorld,
  ): { readonly drawn: Drawn; readonly over: boolean } | null => {
    const master = series.masterOf(calendar, id, series.changeCount());
    if (master === null) return null;
    const compiled = master.series;
    const taken = series.takenOf(master);
    const next = slotsIn(compiled, nowMs, ENDLESS_MS, viewer, 1, taken)[0];
    if (next !== undefined) return { drawn: series.draw(master, calendar, next, viewer), over: false };
    const overMs = Math.min(compiled.lastMs + 1, nowMs);
    for (const backMs of LOOK_BACK_MS) {
      const last = slotsIn(compiled, overMs - backMs, overMs, viewer, Infinity, taken).at(-1);
      if (last !== undefined) return { drawn: series.draw(master, calendar, last, viewer), over: true };
    }
    // Every slot was moved or cancelled. The exceptions' own rows are found if they contain the words.
    return null;
  };

  const candidateOf = (
    row: Pick<ListedRow, 'key' | 'calendar_key' | 'event_id' | 'kind'>,
    listed: () => ListedRow | undefined,
    world: SearchWorld,
  ): Candidate | null => {
    const calendar = world.calendars.get(row.calendar_key);
    if (calendar === undefined || row.kind === 'cancelled') return null;
    if (row.kind === 'master') {
      const found = ofMaster(calendar, row.event_id, world);
      return found && { ...found, rowKey: row.key, group: `${row.calendar_key} ${row.event_id}` };
    }
    const whole = listed();
    if (whole === undefined || world.isCutOff(whole, calendar)) return null;
    const { drawn, endMs } = placedRow(whole, calendar, world.viewer);
    const group = `${whole.calendar_key} ${whole.master_id ?? whole.event_id}`;
    return { drawn, over: endMs <= world.nowMs, rowKey: whole.key, group };
  };

  /** Returns the keys of rows that the index does not have in their current state, and whether these are all. */
  const pendingKeys = (nowMs: number): { readonly keys: readonly number[]; readonly complete: boolean } => {
    const searched = index.searchedKey();
    const stale = index.staleKeys(MOST_PENDING + 1);
    const fresh = selectNew.all(searched);
    const complete = stale.length <= MOST_PENDING && fresh.length <= MOST_PENDING;
    const some =
      fresh.length <= MOST_PENDING
        ? fresh
        : selectAround.flatMap((statement) => statement.all({ nowMs })).filter((key) => key > searched);
    return { keys: [...new Set([...stale.slice(0, MOST_PENDING), ...some])], complete };
  };

  /** Collects what was found so far, each meeting once and in order. */
  const openCollection = () => {
    const best = new Map<string, Candidate>();
    return {
      add(candidate: Candidate | null): void {
        if (candidate === null) return;
        const before = best.get(candidate.group);
        if (before === undefined || compare(candidate, before) < 0) best.set(candidate.group, candidate);
      },
      sorted(): readonly Candidate[] {
        const all = [...best.values()].sort(compare);
        const shown = new Set(mergeSameMeetings(all.map(({ drawn }) => drawn)));
        return all.filter(({ drawn }) => shown.has(drawn));
      },
    };
  };

  /** Reads documents away from today until enough have been found. */
  function* scan(
    way: 'forwards' | 'backwards',
    match: string,
    world: SearchWorld,
    enough: number,
    collection: ReturnType<typeof openCollection>,
  ): Generator<void> {
    const ahead = way === 'forwards';
    let from = ahead ? firstDoc(world.nowMs, -DAYS_MARGIN) : 0;
    let to = ahead ? SPANNING : firstDoc(world.nowMs, DAYS_MARGIN);
    for (let scanned = 0; scanned < MOST_SCANNED; scanned += SCAN_STEP) {
      const rows = (ahead ? selectForwards : selectBackwards).all({ match, from, to });
      for (const row of rows) {
        if (row.key === null || row.stale === 1) continue;
        const candidate = candidateOf(row, () => row, world);
        // Results on the other side of now belong to the other direction.
        if (candidate !== null && candidate.over !== ahead) collection.add(candidate);
      }
      const last = rows.at(-1);
      if (last === undefined || rows.length < SCAN_STEP) return;
      if (ahead) from = last.doc + 1;
      else to = last.doc;
      yield;
      // The documents of one day have no order, and dates have another time for the viewer.
      const doneMs = dayOfDocMs(last.doc) + (ahead ? -DAY_MS : 2 * DAY_MS);
      const done = collection
        .sorted()
        .filter(({ drawn: { key }, over }) =>
          ahead ? !over && key.startMs < doneMs : over && key.startMs > doneMs,
        );
      if (done.length >= enough) return;
    }
  }

  function* spanning(
    match: string,
    world: SearchWorld,
    limit: number,
    collection: ReturnType<typeof openCollection>,
  ): Generator<void> {
    const rows = selectSpanning.all({ match });
    yield;
    const ended = rows
      .filter(({ kind, last_ms: lastMs }) => kind === 'master' && (lastMs ?? 0) < world.nowMs)
      .sort((a, b) => (b.last_ms ?? 0) - (a.last_ms ?? 0));
    const late = new Set(ended.slice(2 * limit));
    let looked = 0;
    for (const row of rows) {
      if (late.has(row) || row.stale === 1) continue;
      collection.add(candidateOf(row, () => selectByKey.get(row.key), world));
      looked += 1;
      if (looked % SERIES_STEP === 0) yield;
    }
  }

  function* pending(
    queryWords: readonly QueryWord[],
    world: SearchWorld,
    collection: ReturnType<typeof openCollection>,
  ): Generator<void, boolean> {
    const { keys, complete } = pendingKeys(world.nowMs);
    for (const [at, key] of keys.entries()) {
      const row = selectByKey.get(key);
      if (
        row !== undefined &&
        row.kind !== 'cancelled' &&
        world.calendars.has(row.calendar_key) &&
        matchesAll(row, queryWords)
      )
        collection.add(candidateOf(row, () => row, world));
      if ((at + 1) % PENDING_STEP === 0) yield;
    }
    if (keys.length > 0) yield;
    return complete;
  }

  return function* ({ query, limit = 20 }: SearchRequest, world: SearchWorld): Generator<void, Found> {
    const queryWords = queryWordsIn(query);
    if (queryWords.length === 0 || world.calendars.size === 0) return nothing;
    const hidden = selectHidden.all(JSON.stringify([...world.calendars.keys()]));
    const match = matchExpression(queryWords, hidden);
    const collection = openCollection();
    const complete = yield* pending(queryWords, world, collection);
    yield* spanning(match, world, limit, collection);
    yield* scan('forwards', match, world, limit, collection);
    const left = limit - collection.sorted().filter(({ over }) => !over).length;
    if (left > 0) yield* scan('backwards', match, world, left, collection);

    const occurrences: Found['occurrences'][number][] = [];
    for (const { drawn, rowKey } of collection.sorted().slice(0, limit)) {
      const row = selectByKey.get(rowKey);
      const occurrence: Occurrence = drawn.occurrence;
      if (row !== undefined) occurrences.push({ ...occurrence, matches: matchesOf(row, queryWords) });
      if (occurrences.length % EXCERPT_STEP === 0) yield;
    }
    return { occurrences, complete };
  };
};
