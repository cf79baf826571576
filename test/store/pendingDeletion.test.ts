/** Large deletions are done in slices [F20]: calendars and accounts that are removed, and sweeps. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Store } from '../../main/store/open.ts';
import type { SweepPlan } from '../../main/sync/ports.ts';
import type { AccountId } from '../../shared/model.ts';
import {
  account,
  calendarId,
  changed,
  finish,
  keyOf,
  list,
  NOW_MS,
  openedStore,
  populatedStore,
  remoteCalendar,
  single,
  value,
} from './support/builders.ts';
import { rowsOf, withDatabase } from './support/rows.ts';

const primary = remoteCalendar(calendarId, { primary: true });
const team = remoteCalendar('team@example.com');
const MANY = 950;

const many = (prefix: string) =>
  changed(...Array.from({ length: MANY }, (_, n) => single(`${prefix}${n}`, { title: `Canary ${prefix}` })));

/** A store with `MANY` events in the team's calendar and one in the primary calendar. */
const filled = () => {
  const { store, key, path } = populatedStore();
  list(store, [primary, team]);
  const teamKey = keyOf(store, team.id);
  value(store.sync.commitChanges(key, 1, changed(single('mine'))));
  value(store.sync.commitChanges(teamKey, 1, many('e')));
  finish(store, key, 1);
  finish(store, teamKey, 1);
  return { store, key, teamKey, path };
};

const count = (path: string): number => rowsOf(path).length;

/** Deletes everything; returns how many rows each slice took. */
const drain = (store: Store, path: string): number[] => {
  const sizes: number[] = [];
  for (let done = false; !done;) {
    const before = count(path);
    ({ done } = value(store.sync.removePendingDeletions()));
    sizes.push(before - count(path));
  }
  return sizes;
};

const titles = (store: Store): readonly string[] =>
  value(
    store.agenda.list({
      from: new Date(NOW_MS - 1e10).toISOString(),
      to: new Date(NOW_MS + 1e10).toISOString(),
    }),
  ).occurrences.map(({ title }) => title);

describe('[S33, F20] a calendar with many events that was removed from the list', () => {
  test('is hidden at once, and deleted in slices', () => {
    const { store, teamKey, path } = filled();
    withDatabase(path, (db) =>
      db.prepare("UPDATE calendars SET last_problem = '{}', last_audit = '{}' WHERE key = ?").run(teamKey),
    );
    expect(list(store, [primary])).toBe(1);
    // Nothing tells any more what it was called or where it was.
    const unowned = withDatabase(path, (db) =>
      db
        .prepare(
          `SELECT key, calendar_id, name, visible, sync_token, last_problem, last_audit FROM calendars
           WHERE account_id IS NULL`,
        )
        .raw()
        .all(),
    );
    expect(unowned).toEqual([[teamKey, '', '', 0, null, null, null]]);
    expect(value(store.calendars.list()).map(({ id }) => id)).toEqual([calendarId]);
    expect(value(store.calendars.inspect()).flatMap(({ calendars }) => calendars)).toHaveLength(1);
    expect(value(store.accounts.list()).map(({ id }) => id)).toEqual([account]);
    expect(value(store.sync.accounts()).map(({ id }) => id)).toEqual([account]);
    expect(titles(store)).toEqual(['Meeting mine']);
    expect(count(path)).toBe(MANY + 1);
    // A pass that still has its key does nothing.
    expect(value(store.sync.commitChanges(teamKey, 9, changed(single('late'))))).toEqual({
      upserted: 0,
      removed: 0,
    });
    expect(finish(store, teamKey, 9)).toEqual({ swept: 0, held: 0 });

    const sizes = drain(store, path);
    expect(Math.max(...sizes)).toBe(100);
    expect(count(path)).toBe(1);
    expect(value(store.sync.removePendingDeletions())).toEqual({ done: true });
    withDatabase(path, (db) => {
      expect(db.prepare('SELECT count(*) FROM accounts').pluck().get()).toBe(1);
      expect(db.prepare('SELECT count(*) FROM calendars').pluck().get()).toBe(1);
    });
  });

  test('may come back as a new one before it is deleted; a restart in between loses nothing', () => {
    const { store, teamKey, path } = filled();
    list(store, [primary]);
    value(store.sync.removePendingDeletions());
    store.close();
    const again = openedStore(path);
    list(again, [primary, team]);
    const newKey = keyOf(again, team.id);
    expect(newKey).not.toBe(teamKey);
    value(again.sync.commitChanges(newKey, 2, changed(single('e1', { title: 'Again' }))));
    drain(again, path);
    expect(titles(again).toSorted()).toEqual(['Again', 'Meeting mine']);
  });
});

describe('[S40, F20] an account with many events that is disconnected', () => {
  test('is gone at once; its rows are deleted in slices and overwritten; another account keeps its own', () => {
    const { store, path } = filled();
    const ben = 'google:ben@example.com' as AccountId;
    value(
      store.accounts.add({
        id: ben,
        kind: 'google',
        label: 'ben@example.com',
        connectedAt: '2026-11-02T00:00:00.000Z',
      }),
    );
    value(
      store.sync.commitCalendarList(ben, {
        items: [{ type: 'calendar', calendar: team }],
        full: true,
        syncToken: 'list-1',
        fingerprint: 'f1',
        nowMs: NOW_MS,
      }),
    );
    const bens = value(store.sync.visibleCalendars(ben))[0]!.key;
    value(store.sync.commitChanges(bens, 1, changed(single('shared'))));

    expect(value(store.accounts.remove(account))).toEqual({ removed: true });
    expect(value(store.accounts.list()).map(({ id }) => id)).toEqual([ben]);
    expect(titles(store)).toEqual(['Meeting shared']);
    // Reconnecting does not wait either.
    value(
      store.accounts.add({
        id: account,
        kind: 'google',
        label: 'ada@example.com',
        connectedAt: '2026-11-03T00:00:00.000Z',
      }),
    );
    list(store, [primary, team]);
    expect(titles(store)).toEqual(['Meeting shared']);
    expect(Math.max(...drain(store, path))).toBe(100);
    expect(count(path)).toBe(1);
    for (const name of [path, `${path}-wal`]) expect(readFileSync(name).includes('Canary')).toBe(false);
  });

  test('leaves an empty, small file if it was the last one', () => {
    const { store, path } = filled();
    value(store.accounts.remove(account));
    drain(store, path);
    expect(count(path)).toBe(0);
    expect(withDatabase(path, (db) => db.pragma('page_count', { simple: true }))).toBeLessThan(40);
  });
});

describe('[S9, F20] a large sweep', () => {
  const plan: SweepPlan = { timeMinMs: null, nowMs: NOW_MS, decide: () => ({ action: 'sweep' }) };

  test('is done in slices before the token is stored; nothing is removed before everything was read', () => {
    const { store, teamKey, path } = filled();
    value(store.sync.commitChanges(teamKey, 2, changed(single('e1', { title: 'Listed' }))));
    const sizes: number[] = [];
    for (let done = false; !done;) {
      const slice = value(store.sync.sweepSlice(teamKey, 2, plan));
      sizes.push(slice.removed.length);
      ({ done } = slice);
      expect(value(store.sync.visibleCalendars(account))[1]!.syncToken).toBe('token-1');
    }
    expect(Math.max(...sizes)).toBe(100);
    expect(sizes.slice(0, 4)).toEqual([0, 0, 0, 0]);
    expect(count(path)).toBe(2);
    expect(finish(store, teamKey, 2)).toEqual({ swept: MANY - 1, held: 0 });
    expect(value(store.sync.visibleCalendars(account))[1]!.syncToken).toBe('token-2');
  });

  test('[F1] interrupted in the middle, is corrected by the next full listing', () => {
    const { store, teamKey, path } = filled();
    for (let slices = 0; slices < 7; slices += 1) value(store.sync.sweepSlice(teamKey, 2, plan));
    expect(count(path)).toBeLessThan(MANY);
    store.close();
    const again = openedStore(path);
    expect(value(again.sync.visibleCalendars(account))[1]!.syncToken).toBe('token-1');
    value(again.sync.commitChanges(teamKey, 3, many('e')));
    expect(finish(again, teamKey, 3)).toEqual({ swept: 0, held: 0 });
    expect(count(path)).toBe(MANY + 1);
  });

  test('removes no row that was listed after it was read', () => {
    const { store, teamKey, path } = filled();
    for (let slices = 0; slices < 5; slices += 1) value(store.sync.sweepSlice(teamKey, 2, plan));
    expect(count(path)).toBe(MANY + 1);
    value(store.sync.commitChanges(teamKey, 2, changed(single('e1'), single('e2'))));
    while (!value(store.sync.sweepSlice(teamKey, 2, plan)).done);
    expect(count(path)).toBe(3);
  });

  test('removes no row that took the place of one it had read', () => {
    const { store, key, teamKey, path } = filled();
    for (let slices = 0; slices < 5; slices += 1) value(store.sync.sweepSlice(teamKey, 2, plan));
    // The calendar is removed, and new rows get its row numbers.
    list(store, [primary]);
    drain(store, path);
    value(store.sync.commitChanges(key, 1, many('n')));
    list(store, [primary, team]);
    for (let slices = 0; slices < 20; slices += 1) value(store.sync.sweepSlice(teamKey, 2, plan));
    expect(count(path)).toBe(MANY + 1);
  });
});

test('[S40] if a reader or a checkpoint was in the way, the log is emptied later', () => {
  const { store, key, path } = populatedStore();
  value(store.sync.commitChanges(key, 1, changed(single('mine', { title: 'Canary' }))));
  withDatabase(path, (reader) => {
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM events').get();
    value(store.accounts.remove(account));
    reader.exec('COMMIT');
  });
  expect(readFileSync(`${path}-wal`).includes('Canary')).toBe(true);
  value(store.sync.removePendingDeletions());
  expect(readFileSync(`${path}-wal`).includes('Canary')).toBe(false);
});
