/** What Google would remind of, read from real databases [S29]. */
import { describe, expect, test } from 'vitest';
import type { Store } from '../../main/store/open.ts';
import type { CalendarKey } from '../../main/sync/ports.ts';
import type { CalendarId, EventReminders, RemoteChange } from '../../shared/model.ts';
import {
  account,
  at,
  calendarId,
  changed,
  DAY_MS,
  exception,
  keyOf,
  list,
  master,
  NOW_MS,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';

const commit = (store: Store, key: CalendarKey, changes: readonly RemoteChange[]): void =>
  void value(
    store.sync.commitChanges(key, 1, changes, { full: true, nowMs: NOW_MS } as Parameters<
      Store['sync']['commitChanges']
    >[3]),
  );
const popup = (...minutes: number[]): EventReminders => ({
  useDefault: false,
  overrides: minutes.map((each) => ({ method: 'popup', minutes: each })),
});
const week = { from: new Date(NOW_MS).toISOString(), to: new Date(NOW_MS + 7 * DAY_MS).toISOString() };
const remindersOf = (store: Store) =>
  value(store.agenda.reminders.page(week)).occurrences.map(({ occurrence, popupMinutes, own }) => [
    occurrence.title,
    popupMinutes,
    own,
  ]);
const furthest = (store: Store, days = 28): number =>
  value(store.agenda.reminders.furthestMinutes(NOW_MS, NOW_MS + days * DAY_MS));

describe('an occurrence’s reminders', () => {
  test('are its calendar’s defaults, its own, or none; e-mails are left to Google', () => {
    const { store, key } = populatedStore();
    list(store, [
      remoteCalendar(calendarId, {
        defaultReminders: [
          { method: 'popup', minutes: 10 },
          { method: 'email', minutes: 60 },
        ],
      }),
    ]);
    const own = {
      ...popup(30),
      overrides: [...popup(30).overrides, { method: 'email', minutes: 5 } as const],
    };
    commit(
      store,
      key,
      changed(
        single('a'),
        single('b', { start: at('2026-11-25T11:00:00Z'), end: at('2026-11-25T12:00:00Z'), reminders: own }),
        single('c', {
          start: at('2026-11-25T13:00:00Z'),
          end: at('2026-11-25T14:00:00Z'),
          reminders: popup(),
        }),
      ),
    );
    expect(remindersOf(store)).toEqual([
      ['Meeting a', [10], false],
      ['Meeting b', [30], true],
      ['Meeting c', [], true],
    ]);
  });

  test('are silenced only by “no notification”: neither the defaults nor an e-mail of its own', () => {
    const { store, key } = populatedStore();
    const mail = { useDefault: false, overrides: [{ method: 'email', minutes: 5 }] } as const;
    const later = { start: at('2026-11-25T11:00:00Z'), end: at('2026-11-25T12:00:00Z') };
    const last = { start: at('2026-11-25T13:00:00Z'), end: at('2026-11-25T14:00:00Z') };
    commit(
      store,
      key,
      changed(
        single('a'),
        single('b', { ...later, reminders: mail }),
        single('c', { ...last, reminders: popup() }),
      ),
    );
    const { occurrences } = value(store.agenda.reminders.page(week));
    expect(occurrences.map(({ silenced }) => silenced)).toEqual([false, false, true]);
  });

  test('are the master’s for the instances of its rule, and an exception’s own', () => {
    const { store, key } = populatedStore();
    commit(
      store,
      key,
      changed(
        master('s', { recurrence: ['RRULE:FREQ=DAILY;COUNT=3'], reminders: popup(2) }),
        exception('s', '2026-11-26T10:00:00Z', { reminders: popup(45) }),
      ),
    );
    expect(remindersOf(store).map(([, minutes]) => minutes)).toEqual([[2], [45], [2]]);
  });

  test('change with the calendar’s defaults, though no event did', () => {
    const { store, key } = populatedStore();
    commit(store, key, changed(single('a')));
    list(store, [remoteCalendar(calendarId, { defaultReminders: [{ method: 'popup', minutes: 25 }] })]);
    expect(remindersOf(store)).toEqual([['Meeting a', [25], false]]);
  });

  test('are returned once for a meeting in two calendars [S23]', () => {
    const { store, key } = populatedStore();
    const other = 'team@example.com' as CalendarId;
    list(store, [remoteCalendar(calendarId), remoteCalendar(other)]);
    commit(store, key, changed(single('a', { iCalUid: 'same@example.com' })));
    commit(store, keyOf(store, other), changed(single('b', { iCalUid: 'same@example.com' })));
    const { occurrences } = value(store.agenda.reminders.page(week));
    expect(occurrences.map(({ iCalUid }) => iCalUid)).toEqual(['same@example.com']);
  });

  test('are returned in the agenda’s pages', () => {
    const { store, key } = populatedStore();
    commit(store, key, changed(master('s')));
    const first = value(store.agenda.reminders.page({ ...week, limit: 2 }));
    expect(first.occurrences).toHaveLength(2);
    const rest = value(store.agenda.reminders.page({ ...week, cursor: first.nextCursor! }));
    expect(rest.occurrences).toHaveLength(4);
    expect(rest.nextCursor).toBeNull();
  });
});

describe('the largest lead time of a reminder', () => {
  test('is that of the defaults, upcoming singles, long events and series', () => {
    const { store, key } = populatedStore();
    expect(furthest(store)).toBe(10);
    commit(store, key, changed(single('a', { reminders: popup(60) })));
    expect(furthest(store)).toBe(60);
    const long = { start: at('2026-12-01T10:00:00Z'), end: at('2026-12-08T10:00:00Z') };
    commit(store, key, changed(single('b', { ...long, reminders: popup(5, 2880) })));
    expect(furthest(store)).toBe(2880);
    commit(store, key, changed(master('s', { reminders: popup(40_320) })));
    expect(furthest(store)).toBe(40_320);
  });

  test('ignores e-mails and past events', () => {
    const { store, key } = populatedStore();
    const email = { useDefault: false, overrides: [{ method: 'email', minutes: 500 }] } as const;
    const past = { start: at('2026-11-01T10:00:00Z'), end: at('2026-11-01T11:00:00Z') };
    commit(
      store,
      key,
      changed(single('a', { reminders: email }), single('b', { ...past, reminders: popup(600) })),
    );
    expect(furthest(store)).toBe(10);
  });

  test('is zero without calendars', () => {
    const { store } = populatedStore();
    value(store.accounts.remove(account));
    expect(furthest(store)).toBe(0);
  });
});
