/**
 * The recurrence corpus end to end: fake Google → client → engine → SQLite → agenda.list. The expected starts were
 * computed by other programs; `test/recurrence/corpus.test.ts` tests the expansion alone.
 */
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AgendaRange } from '../../shared/agenda.ts';
import type { CalendarId, Occurrence } from '../../shared/model.ts';
import corpus from '../corpus/recurrence.json' with { type: 'json' };
import { openGoogleWorld } from './googleWorld.ts';
import type { GoogleWorld } from './googleWorld.ts';

interface Case {
  readonly id: string;
  readonly dtstart: { readonly date?: string; readonly dateTime?: string; readonly timeZone?: string };
  readonly durationMinutes: number;
  readonly recurrence: readonly string[];
  readonly window: { readonly from: string; readonly to: string };
  readonly expected: readonly string[];
}

const cases = corpus as readonly Case[];
/** With few series per calendar, a window has few pages. */
const CASES_PER_CALENDAR = 20;
const MINUTE = 60_000;
const calendarOf = (index: number): CalendarId =>
  `corpus-${Math.floor(index / CASES_PER_CALENDAR)}@example.com` as CalendarId;

/** The event as Google would send it: its zone's name next to an offset that may be another zone's. */
const resourceOf = ({ id, dtstart, durationMinutes, recurrence }: Case, index: number) => {
  const { date, dateTime, timeZone } = dtstart;
  const ends = (from: string): Date => new Date(Date.parse(from) + durationMinutes * MINUTE);
  const times =
    date === undefined
      ? { start: { dateTime, timeZone }, end: { dateTime: ends(dateTime ?? '').toISOString(), timeZone } }
      : { start: { date }, end: { date: ends(date).toISOString().slice(0, 10) } };
  return { id: `case${index}`, status: 'confirmed', summary: id, recurrence, ...times };
};

const startOf = ({ start }: Occurrence): string =>
  start.kind === 'date' ? start.date : new Date(start.ms).toISOString().replace('.000Z', 'Z');

/** Reads every page of the case's window in its calendar; returns the case's own occurrences. */
const listed = (world: GoogleWorld, item: Case, index: number): string[] => {
  const range: AgendaRange = {
    from: new Date(item.window.from).toISOString(),
    to: new Date(item.window.to).toISOString(),
    calendarIds: [calendarOf(index)],
    timeZone: 'UTC',
  };
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page = world.store.agenda.list({ ...range, cursor });
    if (!page.ok) throw new Error(page.problem.kind);
    for (const occurrence of page.value.occurrences) {
      if (occurrence.title === item.id) found.push(startOf(occurrence));
    }
    cursor = page.value.nextCursor;
  } while (cursor !== null);
  return found;
};

describe('the recurrence corpus, from the server to the agenda [S19, S22]', () => {
  test('shows every expected start and no other', { timeout: 120_000 }, async () => {
    const world = await openGoogleWorld({ events: 0, pageLimit: 250 });
    onTestFinished(world.close);
    for (const [index, item] of cases.entries()) {
      const id = calendarOf(index);
      if (index % CASES_PER_CALENDAR === 0) {
        world.model.addCalendar({ id, summary: id, timeZone: 'UTC', selected: true });
      }
      world.model.insertRaw(id, resourceOf(item, index));
    }
    expect(await world.sync()).toMatchObject({ outcome: 'succeeded', counts: { upserted: cases.length } });
    const wrong = cases.flatMap((item, index) => {
      const got = listed(world, item, index);
      return JSON.stringify(got) === JSON.stringify(item.expected)
        ? []
        : [{ id: item.id, got, expected: item.expected }];
    });
    expect(wrong).toEqual([]);
  });
});
