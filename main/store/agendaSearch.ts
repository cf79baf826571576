/**
 * Events of visible calendars whose title or place holds every word of a query, each once: a series by its
 * next occurrence, or its last one when it has ended. Reads only.
 *
 * Letters compare without case. LIKE knows case only for ASCII, so every other letter stands for any one
 * in the query to SQLite, and what it finds is compared again here.
 */
import type { Database } from 'better-sqlite3';
import type { EventId, Occurrence } from '../../shared/model.ts';
import { ENDLESS_MS } from '../calendar/series.ts';
import { slotsIn } from '../calendar/slots.ts';
import type { Zone } from '../calendar/zone.ts';
import type { CalendarKey } from '../sync/ports.ts';
import { listedColumns, msFor, occurrenceOf, type CalendarFace, type ListedRow } from './agendaRows.ts';
import type { AgendaSeries } from './agendaSeries.ts';

/** Read at most, nearest to now first: enough to fill an answer with what a person means. */
const MOST_CANDIDATES = 400;
/** Words beyond these narrow nothing that a person would notice. */
const MOST_WORDS = 12;
/** How far back an ended series is searched for its last occurrence: over a year, for yearly ones. */
const LOOK_BACK_MS = 400 * 86_400_000;

interface Found {
  readonly calendar_key: CalendarKey;
  readonly title: string | null;
  readonly location: string | null;
}

export const searchSql = `SELECT ${listedColumns} FROM events
  WHERE kind <> 'cancelled' AND calendar_key IN (SELECT value FROM json_each(@calendars))
    AND NOT EXISTS (SELECT 1 FROM json_each(@patterns) AS word
      WHERE NOT (coalesce(title, '') LIKE word.value ESCAPE '\\'
        OR coalesce(location, '') LIKE word.value ESCAPE '\\'))
  ORDER BY abs(iif(kind = 'master', min(max(first_ms, @nowMs), last_ms), start_ms) - @nowMs)
  LIMIT ${MOST_CANDIDATES}`;

const wordsOf = (query: string): readonly string[] =>
  query.toLowerCase().split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);

const patternOf = (word: string): string =>
  `%${[...word].map((letter) => (/[%_\\]/.test(letter) ? `\\${letter}` : letter > '\u007f' ? '%' : letter)).join('')}%`;

const holdsAll = ({ title, location }: Found, words: readonly string[]): boolean => {
  const text = `${title ?? ''}\n${location ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
};

export const openAgendaSearch = (db: Database, series: AgendaSeries) => {
  const select = db.prepare<{ calendars: string; patterns: string; nowMs: number }, ListedRow>(searchSql);

  const ofMaster = (
    calendar: CalendarFace,
    id: EventId,
    changes: string,
    nowMs: number,
    viewer: Zone,
  ): Occurrence | null => {
    const master = series.masterOf(calendar, id, changes);
    if (master === null) return null;
    const compiled = master.series;
    const taken = series.takenOf(master);
    const next = slotsIn(compiled, nowMs, ENDLESS_MS, viewer, 1, taken)[0];
    const overMs = Math.min(compiled.lastMs + 1, nowMs);
    const slot =
      next ?? slotsIn(compiled, overMs - LOOK_BACK_MS, overMs, viewer, Infinity, taken).at(-1) ?? null;
    // Every slot of late was moved or cancelled: the exceptions' own rows are found where they have the words.
    if (slot === null) return null;
    return series.draw(master, calendar, slot, viewer).occurrence;
  };

  /** What is coming, soonest first; then what is over, latest first. */
  return (
    query: string,
    limit: number,
    calendars: ReadonlyMap<CalendarKey, CalendarFace>,
    viewer: Zone,
    changes: string,
    nowMs: number,
  ): readonly Occurrence[] => {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const rows = select.all({
      calendars: JSON.stringify([...calendars.keys()]),
      patterns: JSON.stringify(words.map(patternOf)),
      nowMs,
    });
    const found: { readonly occurrence: Occurrence; readonly startMs: number; readonly over: boolean }[] = [];
    for (const row of rows) {
      const calendar = calendars.get(row.calendar_key);
      if (calendar === undefined || !holdsAll(row, words)) continue;
      const occurrence =
        row.kind === 'master'
          ? ofMaster(calendar, row.event_id, changes, nowMs, viewer)
          : occurrenceOf(row, calendar);
      if (occurrence === null) continue;
      const startMs = msFor(occurrence.start, viewer);
      found.push({ occurrence, startMs, over: msFor(occurrence.end, viewer) <= nowMs });
    }
    found.sort(
      (a, b) => Number(a.over) - Number(b.over) || (a.over ? b.startMs - a.startMs : a.startMs - b.startMs),
    );
    return found.slice(0, limit).map((each) => each.occurrence);
  };
};
