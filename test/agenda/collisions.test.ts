/** What a change makes a meeting collide with, as tables: Tuesday 24 November 2026, 09:00 in Vienna (UTC+1). */
import { describe, expect, test } from 'vitest';
import { collisionOf } from '../../main/agenda/collisions.ts';
import type { AgendaChange, ChangeWhat } from '../../shared/agendaChanges.ts';
import type { CalendarId, EventId, EventTime, IsoInstant, Occurrence } from '../../shared/model.ts';
import { anOccurrence } from '../support/fakeJarvis.ts';

const instant = (time: string, day = 24): string => `2026-11-${day}T${time}:00+01:00`;
const ms = (time: string, day = 24): number => Date.parse(instant(time, day));
const at = (time: string, day = 24): EventTime => ({
  kind: 'timed',
  ms: ms(time, day),
  zone: 'Europe/Berlin',
});
const nowMs = ms('09:00');

type Times = readonly [from: string, to: string];
const meeting = (title: string, [from, to]: Times, more: Partial<Occurrence> = {}): Occurrence =>
  anOccurrence(title, instant(from), instant(to), { eventId: title as EventId, ...more });
const changeOf = (
  occurrence: Occurrence,
  what: ChangeWhat,
  noticed = '08:00',
  more: Partial<AgendaChange> = {},
): AgendaChange =>
  ({
    ...what,
    noticedAt: new Date(ms(noticed)).toISOString(),
    accountId: occurrence.accountId,
    calendarId: occurrence.calendarId,
    eventId: occurrence.eventId,
    wholeSeries: false,
    title: occurrence.title,
    start: occurrence.start,
    selfResponse: occurrence.selfResponse,
    ...more,
  }) as AgendaChange;
const movedFrom = (occurrence: Occurrence, [from, to]: Times, noticed?: string): AgendaChange =>
  changeOf(
    occurrence,
    {
      kind: 'moved',
      from: { start: at(from), end: at(to) },
      to: { start: occurrence.start, end: occurrence.end },
    },
    noticed,
  );

const review = meeting('Review', ['11:00', '12:00']);
const moved = movedFrom(review, ['10:00', '11:00']);
const added = changeOf(review, { kind: 'new' });
const oneOnOne = (times: Times = ['11:30', '12:00'], more: Partial<Occurrence> = {}): Occurrence =>
  meeting('1:1', times, more);
const told = (
  change: AgendaChange,
  others: readonly Occurrence[],
  changes: readonly AgendaChange[] = [change],
  whole = review,
): string | null => {
  const collision = collisionOf(change, { meeting: whole, others: [whole, ...others], changes, nowMs });
  return collision === null ? null : `${collision.with.title} ${collision.count}`;
};

describe('what collides', () => {
  test.each<[string, AgendaChange, readonly Occurrence[], string | null]>([
    ['moved onto another meeting', moved, [oneOnOne()], '1:1 1'],
    ['a new one at the same time', added, [oneOnOne()], '1:1 1'],
    ['moved next to another one', moved, [oneOnOne(['12:00', '12:30'])], null],
    ['moved onto nothing', moved, [], null],
    ['it collided before, and still does', moved, [oneOnOne(['10:30', '11:30'])], null],
    ['with one that was declined', moved, [oneOnOne(undefined, { selfResponse: 'declined' })], null],
    ['with one that is shown as free', moved, [oneOnOne(undefined, { transparency: 'transparent' })], null],
    ['with a colleague’s', moved, [oneOnOne(undefined, { isOthers: true })], null],
    ['with focus time', moved, [oneOnOne(undefined, { eventType: 'focusTime' })], null],
    ['with a muted one', moved, [oneOnOne(undefined, { attention: { level: 'muted', by: 'rule' } })], null],
    ['with an all-day event', moved, [anOccurrence('Fair', '2026-11-24', '2026-11-25')], null],
    ['with an invitation', moved, [oneOnOne(undefined, { selfResponse: 'needsAction' })], '1:1 1'],
    [
      'with several: only those that it did not overlap before',
      moved,
      [oneOnOne(['11:45', '12:15']), meeting('Board', ['10:59', '12:00'], {})],
      '1:1 1',
    ],
    [
      'with two that are both new to it',
      moved,
      [oneOnOne(['11:45', '12:15']), meeting('Board', ['11:00', '12:00'])],
      'Board 2',
    ],
    ['a change of the place', { ...added, kind: 'placeChanged', from: 'A', to: 'B' }, [oneOnOne()], null],
  ])('%s', (_name, change, others, expected) => {
    expect(told(change, others)).toBe(expected);
  });

  test.each<[string, Partial<Occurrence>]>([
    ['declined', { selfResponse: 'declined' }],
    ['shown as free', { transparency: 'transparent' }],
    ['a colleague’s', { isOthers: true }],
    ['done', { attention: { level: 'done', by: 'occurrence' } }],
  ])('one that is %s collides with nothing', (_name, more) => {
    expect(told(moved, [oneOnOne()], [moved], { ...review, ...more })).toBeNull();
  });

  test('what is over, or has moved on since, collides no more', () => {
    const over = meeting('Review', ['07:30', '08:30']);
    const change = movedFrom(over, ['10:00', '11:00']);
    expect(told(change, [oneOnOne(['08:00', '08:30'])], [change], over)).toBeNull();
    expect(told({ ...moved, start: at('10:00') }, [oneOnOne()])).toBeNull();
  });

  test('a copy of the meeting in another calendar is not another meeting', () => {
    const iCalUid = 'review@example.com';
    const copy = { ...review, calendarId: 'team@example.com' as CalendarId, iCalUid };
    expect(told(moved, [copy], [moved], { ...review, iCalUid })).toBeNull();
  });
});

describe('whose doing it is', () => {
  test('the one that came later, not the one that was there', () => {
    const other = oneOnOne();
    const came = movedFrom(other, ['15:00', '15:30'], '08:30');
    expect(told(moved, [other], [came, moved])).toBeNull();
    expect(told(came, [review], [came, moved], other)).toBe('Review 1');
  });

  test('one that was added later does not make the earlier move a collision', () => {
    const other = oneOnOne();
    const isNew = changeOf(other, { kind: 'new' }, '08:30');
    expect(told(moved, [other], [isNew, moved])).toBeNull();
  });

  test('meetings that collided and moved together in one pass are no news', () => {
    const other = oneOnOne(['11:00', '12:00']);
    const together = movedFrom(other, ['10:00', '11:00']);
    expect(told(moved, [other], [together, moved])).toBeNull();
    const apart = movedFrom(other, ['14:00', '15:00']);
    expect(told(moved, [other], [apart, moved])).toBe('1:1 1');
  });

  test('an occurrence of a series that moved as a whole was earlier by the same time', () => {
    const slot: IsoInstant = new Date(ms('11:00')).toISOString();
    const other = oneOnOne(['11:00', '12:00'], {
      eventId: 'weekly_20261124T100000Z' as EventId,
      masterId: 'weekly' as EventId,
      occurrenceStart: slot,
    });
    const series = (from: Times): AgendaChange => ({
      ...movedFrom(other, from),
      eventId: 'weekly' as EventId,
      masterId: 'weekly' as EventId,
      wholeSeries: true,
    });
    expect(told(moved, [other], [series(['10:00', '11:00']), moved])).toBeNull();
    expect(told(moved, [other], [series(['13:00', '14:00']), moved])).toBe('1:1 1');
  });
});
