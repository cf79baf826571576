import { describe, expect, test } from 'vitest';
import type { AppStart } from '../../shared/contract.ts';
import { listRange, upcomingRange, upcomingSinceMs } from '../../shared/firstRanges.ts';
import { startAgain, type StartSnapshot } from '../../shared/startSnapshot.ts';
import type { Occurrence } from '../../shared/model.ts';
import { ok } from '../../shared/result.ts';
import { aStart } from '../support/aStart.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const timeZone = 'Europe/Berlin';
const at = (iso: string) => ({ nowMs: Date.parse(iso), timeZone, locale: 'en-GB' });

const kept = (
  occurrences: readonly Occurrence[],
  part: Partial<AppStart> = {},
  more = false,
): StartSnapshot => ({
  version: '1.0.0',
  timeZone,
  language: 'en',
  direction: 'ltr',
  start: aStart({
    pages: [
      { range: listRange('2026-11-24', timeZone), page: { occurrences, nextCursor: more ? 'more' : null } },
    ],
    ...part,
  }),
});

/** `each` a day from the 24th on, at ten in the morning and every minute after. */
const days = (count: number, each: number): Occurrence[] =>
  Array.from({ length: count * each }, (_, index) => {
    const startMs = Date.UTC(2026, 10, 24 + Math.floor(index / each), 9, index % each);
    const [start, end] = [startMs, startMs + 60_000].map((ms) => new Date(ms).toISOString());
    return anOccurrence(`Meeting ${index}`, start ?? '', end ?? '');
  });

const titles = (start: AppStart | null): string[] | undefined =>
  start?.pages[0]?.page.occurrences.map(({ title }) => title);

describe('a snapshot', () => {
  test('has exactly the ranges that the page requests at that moment', () => {
    const moment = at('2026-11-25T08:03:20Z');
    expect(startAgain(kept(days(5, 3)), moment)?.pages.map(({ range }) => range)).toEqual([
      listRange('2026-11-25', timeZone),
      upcomingRange(upcomingSinceMs(moment.nowMs), timeZone),
    ]);
  });

  test('begins with today, however old it is', () => {
    expect(titles(startAgain(kept(days(5, 2)), at('2026-11-27T06:00:00Z')))).toEqual([
      'Meeting 6',
      'Meeting 7',
      'Meeting 8',
      'Meeting 9',
    ]);
  });

  test('keeps today’s past events in the list, but not as upcoming', () => {
    const start = startAgain(kept(days(1, 3)), at('2026-11-24T12:00:00Z'));
    expect(titles(start)).toHaveLength(3);
    expect(start?.pages[1]?.page.occurrences).toEqual([]);
  });

  test('contains what began before today and is still running, and leaves out what ended at midnight', () => {
    const trip = anOccurrence('Trip', '2026-11-24', '2026-11-27');
    const late = anOccurrence('Late', '2026-11-24T21:00:00Z', '2026-11-24T23:00:00Z');
    expect(titles(startAgain(kept([trip, late]), at('2026-11-25T06:00:00Z')))).toEqual(['Trip']);
  });

  test('is no longer than a screen, in whole days', () => {
    const start = startAgain(kept(days(9, 10), {}, true), at('2026-11-24T06:00:00Z'));
    expect(titles(start)).toHaveLength(30);
    expect(start?.pages[0]?.page.nextCursor).not.toBeNull();
  });

  test('is cut within a day that has more than two screens', () => {
    expect(titles(startAgain(kept(days(1, 100), {}, true), at('2026-11-24T06:00:00Z')))).toHaveLength(24);
  });

  test('shows the app idle', () => {
    const { status } = aStart();
    const syncing = { ...status, phase: 'syncing' as const, progress: null };
    expect(startAgain(kept(days(1, 1), { status: syncing }), at('2026-11-24T06:00:00Z'))?.status.phase).toBe(
      'idle',
    );
  });

  test.each([
    ['in another zone', { timeZone: 'Asia/Tokyo' }],
    ['in another language', { locale: 'de' }],
    ['when the clock says it is from tomorrow', { nowMs: Date.parse('2026-11-23T12:00:00Z') }],
    ['after two weeks', { nowMs: Date.parse('2026-12-09T12:00:00Z') }],
    ['when nothing of it is left', { nowMs: Date.parse('2026-11-30T12:00:00Z') }],
  ])('is not usable %s', (_, other) => {
    expect(startAgain(kept(days(5, 3)), { ...at('2026-11-24T06:00:00Z'), ...other })).toBeNull();
  });

  test('is not usable if the rest of a longer list does not fill a screen', () => {
    expect(startAgain(kept(days(5, 10), {}, true), at('2026-11-27T06:00:00Z'))).toBeNull();
    expect(startAgain(kept(days(5, 10)), at('2026-11-27T06:00:00Z'))).not.toBeNull();
  });

  test('is not usable without a list', () => {
    expect(startAgain(kept([], { pages: [], accounts: ok([]) }), at('2026-11-24T06:00:00Z'))).toBeNull();
  });
});
