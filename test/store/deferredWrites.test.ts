import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { PassOutcome } from '../../shared/syncReport.ts';
import type { Store } from '../../main/store/open.ts';
import type { CalendarKey } from '../../main/sync/ports.ts';
import { takeImage } from '../model/mortalStore.ts';
import {
  account,
  calendarId,
  changed,
  finish,
  NOW_MS,
  openedStore,
  populatedStore,
  single,
  temporaryDirectory,
  value,
} from './support/builders.ts';

const MINUTE_MS = 60_000;

const outcomeAt = (atMs: number, fields: Partial<PassOutcome> = {}): PassOutcome => ({
  outcome: 'succeeded',
  reason: 'timer',
  mode: 'incremental',
  startedAt: new Date(atMs).toISOString(),
  finishedAt: new Date(atMs).toISOString(),
  counts: { calendars: 1, pages: 1, upserted: 0, removed: 0, swept: 0, quarantined: 0 },
  problems: [],
  ...fields,
});

/** What a pass without news does to the store; its token is `token-<minute>`. */
const passWithoutNews = (store: Store, key: CalendarKey, minute: number): void => {
  const nowMs = NOW_MS + minute * MINUTE_MS;
  const list = { items: [], full: false, syncToken: `list-${minute}`, fingerprint: 'f1', nowMs };
  value(store.sync.commitCalendarList(account, list));
  const passId = value(store.sync.nextPassId());
  value(
    store.sync.finishCalendar(key, {
      passId,
      sweep: null,
      syncToken: `token-${minute}`,
      fingerprint: 'f1',
      defaultReminders: null,
      nowMs,
    }),
  );
  value(store.sync.recordPass(outcomeAt(nowMs)));
};

/** A store after a full sync at `NOW_MS`, and another connection that notices every write. */
const synced = () => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, changed(single('a'))));
  finish(store, key, 1);
  value(store.sync.recordPass(outcomeAt(NOW_MS, { mode: 'full' })));
  const watcher = new Database(path, { readonly: true });
  onTestFinished(() => {
    watcher.close();
  });
  return { store, key, path, writes: () => watcher.pragma('data_version', { simple: true }) as number };
};

/** The files' content after a crash. */
const afterCrash = (path: string): Store => {
  const image = join(temporaryDirectory(), 'calendar.db');
  takeImage(path, image);
  return openedStore(image);
};

/** What the engine and the window read. */
const told = (store: Store) => ({
  token: value(store.sync.visibleCalendars(account))[0]?.syncToken,
  listToken: value(store.sync.accounts())[0]?.listSyncToken,
  calendar: value(store.calendars.inspect())[0]?.calendars[0]?.lastSuccessAt,
  success: value(store.sync.lastSuccessAtMs()),
  passes: value(store.passes.list()).length,
});

const state = (minute: number, passes: number) => ({
  token: `token-${minute}`,
  listToken: `list-${minute}`,
  calendar: new Date(NOW_MS + minute * MINUTE_MS).toISOString(),
  success: NOW_MS + minute * MINUTE_MS,
  passes,
});

describe('a pass that finds nothing new', () => {
  test('writes nothing, but is visible to readers', () => {
    const { store, key, writes } = synced();
    const before = writes();
    passWithoutNews(store, key, 5);
    passWithoutNews(store, key, 10);
    expect(writes()).toBe(before);
    expect(told(store)).toEqual(state(10, 3));
    expect(value(store.passes.list(1))).toEqual([outcomeAt(NOW_MS + 10 * MINUTE_MS)]);
  });

  test('is lost in a crash: what is left is older, never newer than true [S6, S10]', () => {
    const { store, key, path } = synced();
    const before = told(store);
    passWithoutNews(store, key, 5);
    expect(told(afterCrash(path))).toEqual(before);
  });

  test('is written when the database is closed', () => {
    const { store, key, path } = synced();
    passWithoutNews(store, key, 5);
    store.close();
    expect(told(openedStore(path))).toEqual(state(5, 2));
  });

  test('is written with the next write', () => {
    const { store, key, path } = synced();
    passWithoutNews(store, key, 5);
    value(store.calendars.setVisible({ calendarId, visible: true }));
    expect(told(afterCrash(path))).toEqual(state(5, 2));
  });

  test('is written with the hundredth at the latest, if someone keeps asking', () => {
    const { store, key, writes } = synced();
    const before = writes();
    for (let n = 1; n <= 100; n += 1) passWithoutNews(store, key, n / 10);
    expect(writes()).toBe(before);
    passWithoutNews(store, key, 11);
    expect(writes()).not.toBe(before);
    expect(value(store.passes.list(1000))).toHaveLength(102);
  });

  test('is written after an hour', () => {
    const { store, key, path } = synced();
    for (let minute = 5; minute <= 65; minute += 5) passWithoutNews(store, key, minute);
    expect(told(afterCrash(path))).toEqual(state(65, 14));
  });

  test('is written at once if the clock was set back [F16]', () => {
    const { store, key, path } = synced();
    passWithoutNews(store, key, 5);
    passWithoutNews(store, key, -60);
    expect(told(afterCrash(path))).toEqual(state(-60, 3));
  });
});

test.each([
  ['with rows', { rows: true }],
  ['made with other parameters', { fingerprint: 'f2' }],
  ['with something unreadable', { quarantined: 1 }],
  ['with other default reminders', { defaultReminders: [{ method: 'popup' as const, minutes: 7 }] }],
])('[S10] a token %s is durable at once', (_, { rows = false, ...fields }: Record<string, unknown>) => {
  const { store, key, path } = synced();
  const passId = value(store.sync.nextPassId());
  if (rows) value(store.sync.commitChanges(key, passId, changed(single('b'))));
  const usual = { sweep: null, fingerprint: 'f1', defaultReminders: null };
  value(store.sync.finishCalendar(key, { ...usual, passId, syncToken: 'new', nowMs: NOW_MS + 1, ...fields }));
  expect(told(afterCrash(path)).token).toBe('new');
});

test('[S7] a token that was dropped does not come back', () => {
  const { store, key } = synced();
  passWithoutNews(store, key, 5);
  value(store.sync.dropToken(key));
  value(store.sync.dropCalendarListToken(account));
  expect(told(store)).toMatchObject({ token: null, listToken: null });
  store.close();
});

test('[S40] is deleted with its account', () => {
  const { store, key } = synced();
  passWithoutNews(store, key, 5);
  value(store.accounts.remove(account));
  expect(value(store.passes.list())).toEqual([]);
  expect(value(store.sync.lastSuccessAtMs())).toBeNull();
});
