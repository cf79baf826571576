/**
 * Series split by "this and following" [S21]: parts `<base>` and `<base>_R<cut>`, whose instances are all
 * `<base>_<slot>`. Daily at 10:00Z, cut on the 26th.
 */
import { describe, expect, test } from 'vitest';
import type { AgendaPage } from '../../shared/agenda.ts';
import type { Store } from '../../main/store/open.ts';
import type { EventReminders, MasterEvent, Occurrence, RemoteChange } from '../../shared/model.ts';
import {
  at,
  calendarId,
  cancelled,
  changed,
  deleted,
  deletedInstance,
  eventId,
  exception,
  keyOf,
  master,
  on,
  populatedStore,
  value,
} from './support/builders.ts';

const PART = 'm_R20261126T100000';
const popup = (minutes: number): EventReminders => ({
  useDefault: false,
  overrides: [{ method: 'popup', minutes }],
});
const slot = (day: number): string => `2026-11-${day}T10:00:00Z`;
const id = (day: number): string => `m_202611${day}T100000Z`;

const whole = master('m', { title: 'first', recurrence: ['RRULE:FREQ=DAILY;COUNT=5'], reminders: popup(5) });
const ended = { ...whole, recurrence: ['RRULE:FREQ=DAILY;UNTIL=20261126T095959Z'] };
const part: MasterEvent = {
  ...master(PART, { recurrence: ['RRULE:FREQ=DAILY;COUNT=4'], reminders: popup(20) }),
  title: 'later',
  start: at(slot(26)),
  end: at('2026-11-26T10:30:00Z'),
};
/** An exception of the later part. */
const partException = (day: number) => ({
  ...exception('m', slot(day), { title: 'changed', reminders: popup(30) }),
  masterId: eventId(PART),
});
const partCancelled = (day: number): RemoteChange => ({
  ...(cancelled('m', slot(day)) as RemoteChange & { type: 'cancelledInstance' }),
  masterId: eventId(PART),
});

const commit = (store: Store, passId: number, ...changes: readonly RemoteChange[]): void =>
  void value(store.sync.commitChanges(keyOf(store), passId, changes));

const range = { from: '2026-11-23T00:00:00Z', to: '2026-12-01T00:00:00Z', timeZone: 'UTC' };
const shown = (store: Store, limit = 100): readonly Occurrence[] => {
  const found: Occurrence[] = [];
  let cursor: string | null = null;
  do {
    const page: AgendaPage = value(store.agenda.list({ ...range, limit, cursor }));
    found.push(...page.occurrences);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return found;
};
const lines = (store: Store): string[] =>
  shown(store).map(
    ({ start, title }) => `${start.kind === 'date' ? start.date : new Date(start.ms).getUTCDate()} ${title}`,
  );
const detail = (store: Store, event: string) =>
  value(store.agenda.get({ calendarId, eventId: eventId(event) }));

describe('instances of a later part', () => {
  test('have Google’s ids, changed or not', () => {
    const { store } = populatedStore();
    commit(store, 1, ...changed(ended, part, partException(27)));
    expect(shown(store).map(({ eventId, masterId, title }) => [eventId, masterId, title])).toEqual([
      [id(25), 'm', 'first'],
      [id(26), PART, 'later'],
      [id(27), PART, 'changed'],
      [id(28), PART, 'later'],
      [id(29), PART, 'later'],
    ]);
  });

  test('of all-day series have them too', () => {
    const { store } = populatedStore();
    const days = { start: on('2026-11-26'), end: on('2026-11-27') };
    const allDay = master('d_R20261126', { ...days, recurrence: ['RRULE:FREQ=DAILY;COUNT=2'] });
    commit(store, 1, ...changed(allDay));
    expect(shown(store).map(({ eventId }) => eventId)).toEqual(['d_20261126', 'd_20261127']);
    expect(detail(store, 'd_20261127')).toMatchObject({ masterId: 'd_R20261126' });
  });

  test('of a part of a part have them as well', () => {
    const { store } = populatedStore();
    const third = { ...part, id: eventId('m_R20261126T100000_R20261128T100000'), start: at(slot(28)) };
    commit(store, 1, ...changed({ ...third, end: at('2026-11-28T10:30:00Z') }));
    expect(shown(store)[0]).toMatchObject({ eventId: id(28), masterId: third.id });
  });

  test('are found by Google’s id, by the part and the slot, and by the id that earlier versions used', () => {
    const { store } = populatedStore();
    commit(store, 1, ...changed(ended, part, partException(27)));
    const later = { eventId: id(28), masterId: PART, title: 'later' };
    expect(detail(store, id(28))).toMatchObject(later);
    expect(detail(store, `${PART}_20261128T100000Z`)).toMatchObject(later);
    const ref = { calendarId, eventId: eventId(PART), occurrenceStart: slot(28) };
    expect(value(store.agenda.get(ref))).toMatchObject(later);
    expect(detail(store, id(27))).toMatchObject({ title: 'changed', masterId: PART });
    expect(detail(store, `${PART}_20261127T100000Z`)).toMatchObject({ title: 'changed' });
    expect(detail(store, id(25))).toMatchObject({ title: 'first', masterId: 'm' });
    expect(detail(store, 'm_20261130T100000Z')).toBeNull();
  });

  test('are opened and reminded of as the later part has them if the first one’s exception was cut off', () => {
    const { store } = populatedStore();
    const old = exception('m', slot(27), { title: 'old', reminders: popup(45) });
    commit(store, 1, ...changed(whole, old));
    commit(store, 2, ...changed(ended, part));
    expect(lines(store)).toEqual(['25 first', '26 later', '27 later', '28 later', '29 later']);
    expect(detail(store, id(27))).toMatchObject({ title: 'later', masterId: PART });
    const reminded = value(store.agenda.reminders.page(range)).occurrences;
    expect(reminded.map(({ popupMinutes }) => popupMinutes)).toEqual([[5], [20], [20], [20], [20]]);
    // If the later part has the id, its exception is shown.
    commit(store, 3, ...changed(partException(27)));
    expect(lines(store)).toEqual(['25 first', '26 later', '27 changed', '28 later', '29 later']);
    expect(value(store.agenda.reminders.page(range)).occurrences[2]?.popupMinutes).toEqual([30]);
  });

  test('stay when the first part is deleted', () => {
    const { store } = populatedStore();
    commit(store, 1, ...changed(ended, part, partException(27)), partCancelled(28), deleted('m'));
    expect(lines(store)).toEqual(['26 later', '27 changed', '29 later']);
  });

  test.each([1, 2, 3, 100])(
    'are all shown, page by page, if both parts have a slot: pages of %i',
    (limit) => {
      const { store } = populatedStore();
      commit(store, 1, ...changed(whole, part));
      const both = shown(store, limit).map(({ eventId, masterId }) => `${eventId} ${masterId}`);
      const days = [26, 27, 28, 29].flatMap((day) => [`${id(day)} m`, `${id(day)} ${PART}`]);
      expect(both).toEqual([`${id(25)} m`, ...days]);
    },
  );
});

describe('[S15] a tombstone with nothing but an id', () => {
  const orders = <T>(items: readonly T[]): readonly (readonly T[])[] =>
    items.length < 2
      ? [items]
      : items.flatMap((item, index) => orders(items.toSpliced(index, 1)).map((rest) => [item, ...rest]));
  const news: readonly (readonly [string, RemoteChange])[] = [
    ['end', changed(ended)[0]!],
    ['part', changed(part)[0]!],
    ['tombstone', deletedInstance('m', slot(27))],
  ];
  const named = (all: readonly (readonly [string, RemoteChange])[]) =>
    orders(all).map(
      (order) => [order.map(([name]) => name).join(', '), order.map(([, change]) => change)] as const,
    );

  test.each(named(news))('removes the slot of the part that has it in the end: %s', (_, changes) => {
    for (const before of [[], changed(whole), changed(whole, exception('m', slot(27)))]) {
      for (const size of [3, 1]) {
        const { store } = populatedStore();
        commit(store, 1, ...before);
        for (let from = 0; from < 3; from += size) commit(store, 2, ...changes.slice(from, from + size));
        expect(lines(store)).toEqual(['25 first', '26 later', '28 later', '29 later']);
        expect(detail(store, id(27))).toBeNull();
      }
    }
  });

  test.each(named([...news.slice(1), ['first part deleted', deleted('m')]]))(
    'does so even if the first part is deleted meanwhile: %s',
    (_, changes) => {
      const { store } = populatedStore();
      commit(store, 1, ...changed(whole));
      commit(store, 2, ...changes);
      expect(lines(store)).toEqual(['26 later', '28 later', '29 later']);
    },
  );

  test('is no change for what was already cancelled with its part', () => {
    const { store, key } = populatedStore();
    commit(store, 1, ...changed(ended, part), partCancelled(27));
    const counts = value(store.sync.commitChanges(key, 2, [deletedInstance('m', slot(27))]));
    expect(counts).toEqual({ upserted: 0, removed: 0 });
  });

  test('that is followed by one that names the first part leaves the slot to the later part', () => {
    const { store } = populatedStore();
    commit(store, 1, deletedInstance('m', slot(27)), cancelled('m', slot(27)), ...changed(ended, part));
    expect(lines(store)).toEqual(['25 first', '26 later', '27 later', '28 later', '29 later']);
  });

  test('that belonged to the first part leaves the instance of a part that is split off later', () => {
    const { store } = populatedStore();
    commit(store, 1, ...changed(whole), deletedInstance('m', slot(27)));
    expect(lines(store)).toEqual(['25 first', '26 first', '28 first', '29 first']);
    commit(store, 2, ...changed(ended, part));
    expect(lines(store)).toEqual(['25 first', '26 later', '27 later', '28 later', '29 later']);
  });

  test('does not apply to another series whose id begins alike', () => {
    const { store } = populatedStore();
    const other = { ...part, id: eventId('m_20'), iCalUid: null };
    commit(store, 1, deletedInstance('m_20', slot(27)), ...changed(part, ended));
    expect(lines(store)).toEqual(['25 first', '26 later', '27 later', '28 later', '29 later']);
    commit(store, 1, ...changed(other), deleted(PART), deleted('m'));
    expect(lines(store)).toEqual(['26 later', '28 later', '29 later']);
  });
});
