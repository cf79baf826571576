import { describe, expect, test } from 'vitest';
import type { RemoteChange } from '../../shared/model.ts';
import { at, cancelled, changed, keyOf, master, populatedStore, single, value } from './support/builders.ts';

const nowMs = Date.parse('2026-11-24T12:00:00Z');

const found = (changes: readonly (readonly RemoteChange[])[], query: string, limit?: number): string[] => {
  const { store } = populatedStore();
  value(store.sync.commitChanges(keyOf(store), 1, changes.flat()));
  const request = limit === undefined ? { query } : { query, limit };
  return value(store.agenda.search(request, nowMs)).occurrences.map(({ title, start }) =>
    start.kind === 'date'
      ? `${start.date} ${title}`
      : `${new Date(start.ms).toISOString().slice(0, 10)} ${title}`,
  );
};

const on = (id: string, day: string, fields = {}): RemoteChange[] =>
  changed(single(id, { title: id, start: at(`${day}T08:00:00Z`), end: at(`${day}T09:00:00Z`), ...fields }));

const daily = (id: string, day: string, rule: string): RemoteChange[] =>
  changed(
    master(id, {
      title: id,
      start: at(`${day}T08:00:00Z`),
      end: at(`${day}T08:30:00Z`),
      recurrence: [`RRULE:${rule}`],
    }),
  );

describe('a search', () => {
  test('finds events whose title or place holds every word, whatever their case', () => {
    const events = [
      on('Budget review', '2026-11-25'),
      on('Budget call', '2026-11-26'),
      on('Offsite', '2026-11-27', { location: 'Budget Hotel, review hall' }),
    ];
    expect(found(events, 'REVIEW budget')).toEqual(['2026-11-25 Budget review', '2026-11-27 Offsite']);
  });

  test('compares letters beyond ASCII without case', () => {
    expect(found([on('ÜBERGABE in Łódź', '2026-11-25')], 'übergabe łÓDŹ')).toHaveLength(1);
    expect(found([on('Abergabe', '2026-11-25')], 'übergabe')).toEqual([]);
  });

  test('takes % and _ and \\ for themselves', () => {
    const events = [
      on('100 % done', '2026-11-25'),
      on('100 parts', '2026-11-26'),
      on('a\\b_c', '2026-11-27'),
    ];
    expect(found(events, '%')).toEqual(['2026-11-25 100 % done']);
    expect(found(events, '\\b_')).toEqual(['2026-11-27 a\\b_c']);
  });

  test('gives what is coming up first, soonest first, then what is over, latest first', () => {
    const days = ['2026-11-20', '2026-11-30', '2026-11-10', '2026-11-25'];
    const events = days.map((day, index) => on(`Sync ${index}`, day));
    expect(found(events, 'sync').map((line) => line.slice(0, 10))).toEqual([
      '2026-11-25',
      '2026-11-30',
      '2026-11-20',
      '2026-11-10',
    ]);
    expect(found(events, 'sync', 1)).toHaveLength(1);
  });

  test('gives a series once: its next occurrence, or its last one when it has ended', () => {
    expect(found([daily('Stand-up', '2026-11-02', 'FREQ=DAILY')], 'stand')).toEqual(['2026-11-25 Stand-up']);
    expect(found([daily('Stand-up', '2026-11-02', 'FREQ=DAILY;COUNT=5')], 'stand')).toEqual([
      '2026-11-06 Stand-up',
    ]);
  });

  test('passes a cancelled occurrence by [S15]', () => {
    const events = [
      daily('Stand-up', '2026-11-02', 'FREQ=DAILY'),
      [cancelled('Stand-up', '2026-11-25T08:00:00Z')],
    ];
    expect(found(events, 'stand')).toEqual(['2026-11-26 Stand-up']);
  });

  test('of nothing finds nothing', () => {
    expect(found([on('Anything', '2026-11-25')], '  ')).toEqual([]);
  });
});
